package warc

import (
	"bytes"
	"fmt"
	"io"
	"net/netip"
	"strings"
	"time"

	"khotin/internal/fault"
)

// Exchange is one request and what was answered: what Append writes.
type Exchange struct {
	URI      string     // the absolute address that was asked for
	Time     time.Time  // when it was asked; the writer's clock when zero
	IP       netip.Addr // of the server; left out when invalid
	Protocol string     // ALPN name such as "h2"; left out when empty

	Request  Message // left out when its Head is empty
	Response Message

	// Truncated says why the response's body is not all of it; empty when it is.
	Truncated Reason

	// NotModified is the capture whose validators the server confirmed with a
	// 304. A 304 without one is still written as a revisit, without a reference.
	NotModified *Original

	Note *Note // left out when nil
}

// Message is one HTTP message.
type Message struct {
	// Head is the start line and the fields, with or without the empty line.
	// ResponseHead and RequestHead make one from what net/http keeps.
	Head []byte
	// Body is as received: content codings in place, transfer coding removed.
	// It is read from its start, twice. Nil means none.
	Body io.ReadSeeker
}

// Reason is why a body is not whole (ISO 28500, 5.13).
type Reason string

// The reasons a crawler has.
const (
	TruncatedLength     Reason = "length"     // larger than the crawler takes
	TruncatedTime       Reason = "time"       // slower than the crawler waits
	TruncatedDisconnect Reason = "disconnect" // the connection ended first
)

// Original is an earlier capture that a revisit refers to.
type Original struct {
	RecordID      string // <urn:uuid:…>
	URI           string
	Date          time.Time
	PayloadDigest string // may be empty for NotModified
}

// Location says where the answer of an exchange lies: one row of a CDX.
type Location struct {
	File          string // the finished file's name, without folder and .open
	Offset        int64  // of the record's gzip member
	Length        int64  // of that member
	RecordID      string // <urn:uuid:…>
	Date          time.Time
	BlockDigest   string
	PayloadDigest string // of the original in a revisit; may then be empty
	Revisit       bool   // the payload is elsewhere
}

// normalise refuses an exchange that cannot be written, and brings its heads
// and its clock into the form the file has.
func (ex *Exchange) normalise(now func() time.Time) error {
	if ex.URI == "" || len(ex.URI) > maxHeader/4 || strings.ContainsFunc(ex.URI, isControl) {
		return fault.New(fault.Invalid, "archive %.200q: not an address a record can carry", ex.URI)
	}
	if ex.Time.IsZero() {
		ex.Time = now()
	}
	ex.Time = ex.Time.UTC().Truncate(time.Millisecond)
	switch ex.Truncated {
	case "", TruncatedLength, TruncatedTime, TruncatedDisconnect, "unspecified":
	default:
		return fault.New(fault.Invalid, "archive %s: truncated by %q, which the standard does not know", ex.URI, ex.Truncated)
	}
	var err error
	if ex.Response.Head, err = normaliseHead(ex.Response.Head); err != nil {
		return fault.New(fault.Invalid, "archive %s: response: %w", ex.URI, err)
	}
	if !bytes.HasPrefix(ex.Response.Head, []byte("HTTP/")) {
		return fault.New(fault.Invalid, "archive %s: the response begins with %.40q, not with HTTP/", ex.URI, ex.Response.Head)
	}
	if len(ex.Request.Head) == 0 {
		return nil
	}
	if ex.Request.Head, err = normaliseHead(ex.Request.Head); err != nil {
		return fault.New(fault.Invalid, "archive %s: request: %w", ex.URI, err)
	}
	return nil
}

func isControl(r rune) bool { return r <= ' ' || r == 0x7f }

// normaliseHead ends a head with one empty line and renames Transfer-Encoding,
// whose coding the body no longer has.
func normaliseHead(head []byte) ([]byte, error) {
	var out bytes.Buffer
	for line := range bytes.Lines(bytes.TrimRight(head, "\r\n")) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			return nil, fmt.Errorf("an empty line inside the head")
		}
		if name, value, ok := bytes.Cut(line, []byte(":")); ok && bytes.EqualFold(name, []byte("Transfer-Encoding")) {
			line = append([]byte("X-Orig-Transfer-Encoding:"), value...)
		}
		out.Write(line)
		out.WriteString("\r\n")
	}
	out.WriteString("\r\n")
	if out.Len() > maxHead {
		return nil, fmt.Errorf("%d bytes of head, %d are allowed", out.Len(), maxHead)
	}
	return out.Bytes(), nil
}
