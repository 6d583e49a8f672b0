package extract

import "testing"

func TestSelfAddress(t *testing.T) {
	tests := []struct{ page, want string }{
		{`<head><link rel="canonical" href="https://a.vn/x"><meta property="og:url" content="https://a.vn/short">`, "https://a.vn/x"},
		{`<head><meta property="og:url" content="https://a.vn/short"><link rel=Canonical href=" https://a.vn/x ">`, "https://a.vn/x"},
		{`<head><meta property="og:url" content="https://a.vn/short">`, "https://a.vn/short"},
		{`<head></head><body><link rel="canonical" href="https://evil.vn/">`, ""},
		{`no page at all`, ""},
		{``, ""},
	}
	for _, tt := range tests {
		if got := SelfAddress([]byte(tt.page)); got != tt.want {
			t.Errorf("SelfAddress(%q) = %q, want %q", tt.page, got, tt.want)
		}
	}
}
