package crawler

import (
	"net/http"
	"testing"

	"khotin/internal/visit"
)

// TestRedirectFollows takes every kind of redirect and keeps the request that
// was answered.
func TestRedirectFollows(t *testing.T) {
	o := outlet("a.vn")
	if err := o.prepare(); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		status         int
		location, want string
	}{
		{301, "/moi-2.html", "https://a.vn/moi-2.html"},
		{302, "moi-2.html?a=1", "https://a.vn/x/moi-2.html?a=1"},
		{303, "//www.a.vn/moi-2.html", "https://www.a.vn/moi-2.html"},
		{307, "http://a.vn/moi-2.html", "http://a.vn/moi-2.html"},
		{308, "https://a.vn/moi-2.html#x", "https://a.vn/moi-2.html#x"},
		{304, "/moi-2.html", "https://a.vn/x/cu-1.html"},
		{300, "/moi-2.html", "https://a.vn/x/cu-1.html"},
		{302, "", "https://a.vn/x/cu-1.html"},
	}
	for _, tt := range tests {
		sent := 0
		r := &redirect{next: roundTrip(func(req *http.Request) (*http.Response, error) {
			if got := req.Header.Get("If-None-Match"); got != `"1"` {
				t.Errorf("hop %d lost its header: %q", sent, got)
			}
			if sent++; sent == 1 {
				return response(tt.status, "", "Location", tt.location), nil
			}
			return response(200, "ok"), nil
		})}
		req := request(t.Context(), "https://a.vn/x/cu-1.html", &trip{outlet: &o, kind: visit.Article})
		req.Header.Set("If-None-Match", `"1"`)
		resp, err := r.RoundTrip(req)
		if err != nil {
			t.Errorf("%d to %q: %v", tt.status, tt.location, err)
			continue
		}
		if got := resp.Request.URL.String(); got != tt.want {
			t.Errorf("%d to %q: answered by %s, want %s", tt.status, tt.location, got, tt.want)
		}
	}
}
