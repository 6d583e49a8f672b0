package warc

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

// claim is a response record that claims these digests.
func claim(head, body, payload, block string) string {
	text := head + "\r\n\r\n" + body
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http;msgtype=response\r\n"+
		"WARC-Payload-Digest: %s\r\nWARC-Block-Digest: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", payload, block, len(text), text)
}

func TestDigests(t *testing.T) {
	const head, chunky = "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked"
	const body, chunks = "Xin chào", "3\r\nXin\r\n6;x=y\r\n chào\r\n0\r\n\r\n"
	b32 := func(s string) string {
		sum := sha1.Sum([]byte(s))
		return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
	}
	whole := func(head, body string) string { return head + "\r\n\r\n" + body }
	long := sha512.Sum512([]byte(body))
	for name, c := range map[string]struct {
		record string
		want   Digests
	}{
		"both":               {claim(head, body, b32(body), b32(whole(head, body))), Digests{Confirmed: 2}},
		"lower case":         {claim(head, body, "SHA1:"+strings.ToLower(b32(body)[5:]), ""), Digests{Confirmed: 1}},
		"md5":                {claim(head, body, fmt.Sprintf("md5:%x", md5.Sum([]byte(body))), ""), Digests{Confirmed: 1}},
		"padded":             {claim(head, body, "sha-512:"+base32.StdEncoding.EncodeToString(long[:]), ""), Digests{Confirmed: 1}},
		"of the chunks":      {claim(chunky, chunks, b32(chunks), b32(whole(chunky, chunks))), Digests{Confirmed: 2}},
		"without chunks":     {claim(chunky, chunks, b32(body), ""), Digests{Confirmed: 1}},
		"chunks undone":      {claim(chunky, body, b32(body), ""), Digests{Confirmed: 1}},
		"wrong payload":      {claim(head, body, b32("other"), b32(whole(head, body))), Digests{Confirmed: 1, Wrong: 1}},
		"wrong block":        {claim(head, body, b32(body), b32("other")), Digests{Confirmed: 1, Wrong: 1}},
		"of nothing":         {claim(head, body, b32(""), ""), Digests{Wrong: 1}},
		"of nothing, chunks": {claim(chunky, chunks, b32(""), ""), Digests{Wrong: 1}},
		"unknown algorithm":  {claim(head, body, "blake3:AAAA", "crc32:1"), Digests{Unknown: 2}},
		"unknown spelling":   {claim(head, body, "sha1:"+base64.StdEncoding.EncodeToString(long[:]), "sha1"), Digests{Unknown: 2}},
		"revisit": {strings.Replace(claim(head, "", b32(body), b32(whole(head, ""))), "WARC-Type: response", "WARC-Type: revisit", 1),
			Digests{Confirmed: 1}},
	} {
		sum, err := Verify(temp(t, pack(t, c.record)))
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, name, c.want, sum.Digests)
		if got := len(sum.Wrong) > 0; got != (c.want.Wrong > 0) || sum.Whole() == got {
			t.Errorf("%s: wrong at %v, whole %v", name, sum.Wrong, sum.Whole())
		}
	}
}

func TestAChangedByteIsFound(t *testing.T) {
	text := claim("HTTP/1.1 200 OK", "Xin chào", "", PayloadDigest([]byte("HTTP/1.1 200 OK\r\n\r\nXin chào")))
	for i := strings.Index(text, "HTTP/1.1 200"); i < len(text)-4; i++ {
		changed := []byte(text)
		changed[i] ^= 1
		sum, err := Verify(temp(t, pack(t, string(changed)))) // gzip knows nothing of it
		if err != nil {
			t.Fatal(err)
		}
		if sum.Digests.Wrong != 1 || sum.Whole() {
			t.Errorf("byte %d: %+v", i, sum)
		}
	}
}
