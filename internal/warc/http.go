package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"slices"
	"strconv"
	"strings"

	"khotin/internal/fault"
)

// Response is the HTTP message of a response or revisit record.
type Response struct {
	Proto  string // "HTTP/1.1"
	Status int    // 0 when the status line has none
	Reason string
	Header http.Header
	Body   io.Reader // as stored: nothing decoded

	head []byte // start line and fields with the empty line, as stored
}

// Head returns the start line and the fields with the empty line, as stored.
func (r *Response) Head() []byte { return r.head }

var errHead = fmt.Errorf("an HTTP head of more than %d bytes", maxHead)

// Response reads the HTTP head from the record's block; what is left of the
// block is the body. It returns an Invalid fault for a record that has no HTTP
// response. Faults of the head that a browser would forgive are forgiven.
func (r *Record) Response() (*Response, error) {
	if !r.IsHTTP() || r.Type == TypeRequest {
		return nil, fault.New(fault.Invalid, "record %s at byte %d has no HTTP response: type %q", r.ID, r.Offset, r.Type)
	}
	body := bufio.NewReader(r.Block())
	head, err := readHead(body)
	if err != nil {
		return nil, fault.New(fault.Invalid, "record %s at byte %d: %w", r.ID, r.Offset, err)
	}
	resp := &Response{Body: body, head: head}
	resp.parse()
	return resp, nil
}

// IsHTTP says whether the block is an HTTP message.
func (r *Record) IsHTTP() bool {
	mime, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	return strings.EqualFold(strings.TrimSpace(mime), "application/http")
}

// readHead reads up to and including the empty line, or all when there is none.
func readHead(in *bufio.Reader) ([]byte, error) {
	var head []byte
	begin := 0
	for {
		part, err := in.ReadSlice('\n')
		head = append(head, part...)
		if len(head) > maxHead {
			return nil, errHead
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF):
			return head, nil
		case err != nil:
			return nil, err
		}
		if len(bytes.TrimRight(head[begin:], "\r\n")) == 0 {
			return head, nil
		}
		begin = len(head)
	}
}

// parse reads the status line and the fields from the head.
func (r *Response) parse() {
	r.Header = http.Header{}
	last := ""
	for line := range strings.Lines(string(r.head)) {
		line = strings.TrimRight(line, "\r\n")
		if r.Proto == "" {
			proto, rest, _ := strings.Cut(line, " ")
			code, reason, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
			r.Proto, r.Reason = proto, reason
			if n, err := strconv.Atoi(code); err == nil && n > 0 && n < 1000 {
				r.Status = n
			}
			continue
		}
		if folded := strings.TrimLeft(line, " \t"); folded != line && last != "" {
			values := r.Header[last]
			values[len(values)-1] += " " + strings.TrimSpace(folded)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if name = strings.TrimSpace(name); !ok || name == "" {
			continue
		}
		last = http.CanonicalHeaderKey(name)
		r.Header[last] = append(r.Header[last], strings.TrimSpace(value))
	}
}

// Decoder undoes one content coding.
type Decoder func(io.Reader) (io.Reader, error)

// maxCodings bounds a Content-Encoding list; one is usual.
const maxCodings = 4

// Decoded returns the body with transfer and content codings undone. Reading
// more than limit bytes from it gives an Invalid fault, so a small body cannot
// become a large one. Codings other than gzip and deflate come from more, by
// their lower-case names ("br"); one that nobody knows is an Invalid fault.
func (r *Response) Decoded(limit int64, more map[string]Decoder) (io.Reader, error) {
	body, err := r.dechunked()
	if err != nil {
		return nil, err
	}
	codings := strings.Split(strings.ToLower(strings.Join(r.Header["Content-Encoding"], ",")), ",")
	if len(codings) > maxCodings {
		return nil, fault.New(fault.Invalid, "%d content codings, %d are allowed", len(codings), maxCodings)
	}
	for _, coding := range slices.Backward(codings) {
		coding = strings.TrimSpace(coding)
		decode, err := decoder(coding, more)
		if err == nil && decode != nil {
			body, err = decode(body)
		}
		if err != nil {
			return nil, fault.New(fault.Invalid, "content coding %q: %w", coding, err)
		}
	}
	return &capped{body, limit}, nil
}

// decoder returns nil for a coding that changes nothing.
func decoder(coding string, more map[string]Decoder) (Decoder, error) {
	if decode, ok := more[coding]; ok {
		return decode, nil
	}
	switch coding {
	case "", "identity":
		return nil, nil
	case "gzip", "x-gzip":
		return func(in io.Reader) (io.Reader, error) { return gzip.NewReader(in) }, nil
	case "deflate":
		return inflate, nil
	}
	return nil, errors.New("not known here")
}

// inflate reads zlib, as the standard says, and bare deflate, as some servers
// send under that name.
func inflate(in io.Reader) (io.Reader, error) {
	buf := bufio.NewReader(in)
	head, err := buf.Peek(2)
	if err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		return zlib.NewReader(buf)
	}
	return flate.NewReader(buf), nil
}

// Entity returns the body with its transfer coding undone, which others than
// this package leave in place.
func (r *Response) Entity() (io.Reader, error) { return r.dechunked() }

// dechunked undoes a chunked transfer coding. Many archives keep the field and
// not the chunks, so the body must look chunked as well.
func (r *Response) dechunked() (io.Reader, error) {
	if !r.chunked() {
		return r.Body, nil
	}
	buf := bufio.NewReader(r.Body)
	line, err := buf.Peek(min(buf.Size(), 20))
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if !chunkLine(line) {
		return buf, nil
	}
	return httputil.NewChunkedReader(buf), nil
}

func (r *Response) chunked() bool {
	return strings.Contains(strings.ToLower(strings.Join(r.Header["Transfer-Encoding"], ",")), "chunked")
}

// chunkLine says whether a body begins with the size of a chunk (RFC 9112, 7.1).
func chunkLine(b []byte) bool {
	size, _, ok := bytes.Cut(b, []byte("\n"))
	if !ok {
		size, _, ok = bytes.Cut(b, []byte(";"))
	} else {
		size, _, _ = bytes.Cut(size, []byte(";"))
	}
	if !ok {
		return false
	}
	_, err := strconv.ParseUint(strings.TrimSpace(string(size)), 16, 63)
	return err == nil
}

// capped fails once more than left bytes came.
type capped struct {
	in   io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left < 0 {
		return 0, errTooLarge
	}
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.in.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return n - 1, errTooLarge
	}
	return n, err
}

var errTooLarge = fault.New(fault.Invalid, "the decoded body is larger than allowed")
