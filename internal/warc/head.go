package warc

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// ResponseHead writes the start line and the fields of a response as net/http
// kept them, with the names in alphabetical order, since their own is lost. An
// HTTP/2 answer gets the HTTP/1.1 line that all readers understand; say h2 in
// Exchange.Protocol.
func ResponseHead(resp *http.Response) []byte {
	var b bytes.Buffer
	proto := resp.Proto
	if resp.ProtoMajor != 1 {
		proto = "HTTP/1.1"
	}
	reason := strings.TrimSpace(strings.TrimPrefix(resp.Status, strconv.Itoa(resp.StatusCode)))
	if reason == "" {
		reason = http.StatusText(resp.StatusCode)
	}
	fmt.Fprintf(&b, "%s %d %s\r\n", proto, resp.StatusCode, oneLine(reason))
	if len(resp.TransferEncoding) > 0 {
		writeField(&b, "X-Orig-Transfer-Encoding", strings.Join(resp.TransferEncoding, ", "))
	}
	writeHeader(&b, resp.Header)
	b.WriteString("\r\n")
	return b.Bytes()
}

// RequestHead writes the start line and the fields of a request as they go to
// the server, save for what should not be kept: Authorization and
// Proxy-Authorization.
func RequestHead(req *http.Request) []byte {
	var b bytes.Buffer
	host := req.Host
	if host == "" {
		host = req.URL.Host
	}
	method := req.Method
	if method == "" {
		method = http.MethodGet
	}
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\n", oneLine(method), oneLine(req.URL.RequestURI()))
	writeField(&b, "Host", host)
	header := req.Header.Clone()
	for _, secret := range []string{"Authorization", "Proxy-Authorization", "Host"} {
		header.Del(secret)
	}
	writeHeader(&b, header)
	b.WriteString("\r\n")
	return b.Bytes()
}

func writeHeader(w io.Writer, header http.Header) {
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			writeField(w, name, value)
		}
	}
}

func writeField(w io.Writer, name, value string) {
	fmt.Fprintf(w, "%s: %s\r\n", oneLine(name), oneLine(value))
}

// oneLine keeps a value from becoming two fields.
func oneLine(s string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(s) }
