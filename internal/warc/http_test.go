package warc

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"khotin/internal/fault"
)

// answer reads a message from a record that holds it.
func answer(t testing.TB, message string) (*Response, error) {
	t.Helper()
	record := fmt.Sprintf("WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s", len(message), message)
	rec, err := ReadAt(temp(t, []byte(record)), 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { rec.Close() })
	return rec.Response()
}

func TestHeads(t *testing.T) {
	type got struct {
		Proto  string
		Status int
		Reason string
		Header http.Header
		Body   string
	}
	for name, c := range map[string]struct {
		message string
		want    got
	}{
		"usual":           {"HTTP/1.1 200 OK\r\nSet-Cookie: a\r\nset-cookie: b\r\n\r\nx", got{"HTTP/1.1", 200, "OK", http.Header{"Set-Cookie": {"a", "b"}}, "x"}},
		"line feeds":      {"HTTP/1.0 404 Not Found\nA: b\n\nx\n\ny", got{"HTTP/1.0", 404, "Not Found", http.Header{"A": {"b"}}, "x\n\ny"}},
		"no reason":       {"HTTP/2 304\r\n\r\n", got{"HTTP/2", 304, "", http.Header{}, ""}},
		"folded":          {"HTTP/1.1 200 OK\r\nA: b\r\n\t c\r\n\r\n", got{"HTTP/1.1", 200, "OK", http.Header{"A": {"b c"}}, ""}},
		"fold of nothing": {"HTTP/1.1 200 OK\r\n c\r\n\r\n", got{"HTTP/1.1", 200, "OK", http.Header{}, ""}},
		"no colon":        {"HTTP/1.1 200 OK\r\njunk\r\n: junk\r\nA:b\r\n\r\n", got{"HTTP/1.1", 200, "OK", http.Header{"A": {"b"}}, ""}},
		"no empty line":   {"HTTP/1.1 200 OK\r\nA: b", got{"HTTP/1.1", 200, "OK", http.Header{"A": {"b"}}, ""}},
		"no number":       {"HTTP/1.1 two\r\n\r\nx", got{"HTTP/1.1", 0, "", http.Header{}, "x"}},
		"nothing":         {"", got{"", 0, "", http.Header{}, ""}},
	} {
		resp, err := answer(t, c.message)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		wantSame(t, name, c.want, got{resp.Proto, resp.Status, resp.Reason, resp.Header, string(body)})
	}
	if _, err := answer(t, "HTTP/1.1 200 OK\r\n"+strings.Repeat("a: b\r\n", maxHead)); !errors.Is(err, errHead) {
		t.Errorf("endless head: %v", err)
	}
}

func squeeze(t testing.TB, text, how string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch how {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "flate":
		w, _ = flate.NewWriter(&b, 6)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDecoded(t *testing.T) {
	const text = "Công tác dân vận"
	packed := squeeze(t, text, "gzip")
	chunks := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(packed), packed)
	upper := map[string]Decoder{"br": func(in io.Reader) (io.Reader, error) {
		b, err := io.ReadAll(in)
		return strings.NewReader(strings.ToUpper(string(b))), err
	}}
	for name, c := range map[string]struct{ fields, body, want string }{
		"plain":              {"A: b", text, text},
		"identity":           {"Content-Encoding: identity, ", text, text},
		"gzip":               {"Content-Encoding: GZIP", packed, text},
		"gzip twice":         {"Content-Encoding: gzip\r\nContent-Encoding: x-gzip", squeeze(t, packed, "gzip"), text},
		"deflate":            {"Content-Encoding: deflate", squeeze(t, text, "zlib"), text},
		"deflate, bare":      {"Content-Encoding: deflate", squeeze(t, text, "flate"), text},
		"given":              {"Content-Encoding: br", "abc", "ABC"},
		"chunked":            {"Transfer-Encoding: chunked", "4\r\nabcd\r\n1;x\r\ne\r\n0\r\nTrailer: x\r\n\r\n", "abcde"},
		"chunked gzip":       {"Transfer-Encoding: chunked\r\nContent-Encoding: gzip", chunks, text},
		"chunks gone, gzip":  {"Transfer-Encoding: chunked\r\nContent-Encoding: gzip", packed, text},
		"chunks gone, empty": {"Transfer-Encoding: chunked", "", ""},
		"chunks gone, text":  {"Transfer-Encoding: chunked", "<p>Xin chào</p>", "<p>Xin chào</p>"},
	} {
		resp, err := answer(t, "HTTP/1.1 200 OK\r\n"+c.fields+"\r\n\r\n"+c.body)
		if err != nil {
			t.Fatal(err)
		}
		body, err := resp.Decoded(1000, upper)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, err := io.ReadAll(body)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
}

func TestDecodedRefuses(t *testing.T) {
	bomb := squeeze(t, strings.Repeat("0", 1<<20), "gzip")
	for name, c := range map[string]struct{ fields, body string }{
		"too large":     {"A: b", strings.Repeat("x", 1001)},
		"bomb":          {"Content-Encoding: gzip", bomb},
		"bomb in bomb":  {"Content-Encoding: gzip, gzip", squeeze(t, bomb, "gzip")},
		"unknown":       {"Content-Encoding: br", "x"},
		"no gzip":       {"Content-Encoding: gzip", "<p>"},
		"many codings":  {"Content-Encoding: gzip,gzip,gzip,gzip,gzip", ""},
		"gzip cut":      {"Content-Encoding: gzip", squeeze(t, "x", "gzip")[:15]},
		"broken chunks": {"Transfer-Encoding: chunked", "4\r\nab\r\nzz"},
	} {
		resp, err := answer(t, "HTTP/1.1 200 OK\r\n"+c.fields+"\r\n\r\n"+c.body)
		if err != nil {
			t.Fatal(err)
		}
		body, err := resp.Decoded(1000, nil)
		var got []byte
		if err == nil {
			got, err = io.ReadAll(body)
		}
		if err == nil || len(got) > 1000 {
			t.Errorf("%s: %d bytes, %v, want an error", name, len(got), err)
		}
	}
	exact, err := answer(t, "HTTP/1.1 200 OK\r\n\r\n"+strings.Repeat("x", 1000))
	if err != nil {
		t.Fatal(err)
	}
	body, _ := exact.Decoded(1000, nil)
	if got, err := io.ReadAll(body); err != nil || len(got) != 1000 {
		t.Errorf("a body of exactly the limit: %d bytes, %v", len(got), err)
	}
}

func TestOnlyAnswersAreResponses(t *testing.T) {
	for _, kind := range []string{"WARC-Type: request\r\nContent-Type: application/http", "WARC-Type: resource\r\nContent-Type: text/html"} {
		rec, err := ReadAt(temp(t, []byte("WARC/1.1\r\n"+kind+"\r\nContent-Length: 0\r\n\r\n")), 0)
		if err != nil {
			t.Fatal(err)
		}
		defer rec.Close()
		if _, err := rec.Response(); fault.Of(err) != fault.Invalid {
			t.Errorf("%s: %v, want an Invalid fault", kind, err)
		}
	}
}

// TestThroughNetHTTP keeps what a real server answered and reads it back.
func TestThroughNetHTTP(t *testing.T) {
	page := squeeze(t, strings.Repeat("Bài viết. ", 5000), "gzip")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Add("Set-Cookie", "a=1")
		w.Header().Add("Set-Cookie", "b=2")
		_, _ = io.WriteString(w, page[:10])
		w.(http.Flusher).Flush() // makes it chunked
		_, _ = io.WriteString(w, page[10:])
	}))
	defer server.Close()
	req, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+"/tìm?q=a%20b", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip")
	req.Header.Set("Authorization", "Basic c2VjcmV0")
	resp, err := server.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	spool := NewSpool(t.TempDir(), 0)
	defer spool.Close()
	if _, err := io.Copy(spool, resp.Body); err != nil {
		t.Fatal(err)
	}
	w := newWriter(t, t.TempDir(), Options{})
	loc := mustAppend(t, w, Exchange{
		URI:      req.URL.String(),
		Request:  Message{Head: RequestHead(req)},
		Response: Message{Head: ResponseHead(resp), Body: spool.Reader()},
	})
	path := w.dir + "/" + loc.File
	all := readAll(t, path)
	if request := all[2].Block; !strings.HasPrefix(request, "GET /t%C3%ACm?q=a%20b HTTP/1.1\r\nHost: 127.0.0.1") || strings.Contains(request, "c2VjcmV0") {
		t.Errorf("request:\n%s", request)
	}
	rec, err := ReadAt(path, loc.Offset)
	if err != nil {
		t.Fatal(err)
	}
	defer rec.Close()
	back, err := rec.Response()
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "cookies", []string{"a=1", "b=2"}, back.Header["Set-Cookie"])
	wantSame(t, "coding", []string{"chunked"}, back.Header["X-Orig-Transfer-Encoding"])
	body, err := back.Decoded(1<<20, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(body); err != nil || string(got) != strings.Repeat("Bài viết. ", 5000) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestHeadsFromNetHTTP(t *testing.T) {
	resp := &http.Response{Proto: "HTTP/2.0", ProtoMajor: 2, StatusCode: 418, Header: http.Header{"B": {"x\r\nInjected: y"}, "A": {"1", "2"}}}
	wantSame(t, "response", "HTTP/1.1 418 I'm a teapot\r\nA: 1\r\nA: 2\r\nB: x  Injected: y\r\n\r\n", string(ResponseHead(resp)))
	odd := &http.Response{Proto: "HTTP/1.0", ProtoMajor: 1, StatusCode: 200, Status: "200 Tốt"}
	wantSame(t, "reason", "HTTP/1.0 200 Tốt\r\n\r\n", string(ResponseHead(odd)))
	req := &http.Request{URL: &url.URL{Scheme: "http", Host: "a.vn:8080", Path: "/x"}}
	wantSame(t, "request", "GET /x HTTP/1.1\r\nHost: a.vn:8080\r\n\r\n", string(RequestHead(req)))
}
