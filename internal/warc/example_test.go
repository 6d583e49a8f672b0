package warc_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"khotin/internal/warc"
)

// A crawler keeps what it received, remembers where, and reads it back.
func Example() {
	dir, err := os.MkdirTemp("", "warc")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()

	w, err := warc.NewWriter(dir, warc.Options{
		Info: warc.Info{Software: "khotin/1.0", Operator: "archive@example.org", Robots: "obeyed, RFC 9309"},
	})
	if err != nil {
		panic(err)
	}
	loc, err := w.Append(ctx, warc.Exchange{
		URI: "https://example.vn/tin/1",
		Response: warc.Message{
			Head: []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"),
			Body: bytes.NewReader([]byte("<p>Xin chào</p>")),
		},
		Note: &warc.Note{FetchTime: 80 * time.Millisecond, Outcome: "stored"},
	})
	if err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}

	rec, err := warc.ReadAt(filepath.Join(dir, loc.File), loc.Offset)
	if err != nil {
		panic(err)
	}
	defer rec.Close()
	resp, err := rec.Response()
	if err != nil {
		panic(err)
	}
	body, err := resp.Decoded(16<<20, nil)
	if err != nil {
		panic(err)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		panic(err)
	}
	fmt.Println(rec.URI, resp.Status, string(text))
	// Output: https://example.vn/tin/1 200 <p>Xin chào</p>
}

func ExampleSURT() {
	fmt.Println(warc.SURT("https://www.nhandan.vn/Tin/?b=2&a=1#top"))
	// Output: vn,nhandan)/tin?a=1&b=2
}
