package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Field is one named field of a record.
type Field struct{ Name, Value string }

// Fields are the fields of a record in their order. Names are compared without
// regard to case; a name may occur more than once (WARC-Concurrent-To).
type Fields []Field

// Get returns the first value of the name, or "".
func (f Fields) Get(name string) string {
	for _, field := range f {
		if strings.EqualFold(field.Name, name) {
			return field.Value
		}
	}
	return ""
}

// add appends a field unless the value is empty.
func (f *Fields) add(name, value string) {
	if value != "" {
		*f = append(*f, Field{name, value})
	}
}

// write sends the version line, the fields and the empty line to w.
func (f Fields) write(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("WARC/1.1\r\n")
	for _, field := range f {
		if strings.ContainsAny(field.Name+field.Value, "\r\n\x00") {
			return fmt.Errorf("field %s: a line break or NUL in %q", field.Name, field.Value)
		}
		b.WriteString(field.Name + ": " + field.Value + "\r\n")
	}
	b.WriteString("\r\n")
	if b.Len() > maxHeader {
		return fmt.Errorf("%d bytes of fields, %d are allowed", b.Len(), maxHeader)
	}
	_, err := w.Write(b.Bytes())
	return err
}

var (
	errVersion = errors.New("no WARC/x.y line")
	errHeader  = fmt.Errorf("more than %d bytes or %d fields in a header", maxHeader, maxFields)
	errLength  = errors.New("no usable Content-Length")
)

// parseHeader reads a version line and fields up to and including the empty
// line. line returns the next line with its end, of at most max bytes.
//
// What others write wrong is forgiven where the meaning stays clear: LF for
// CRLF, folded lines (which WARC 1.0 allowed), spaces round names and values,
// lines without a colon.
func parseHeader(line func(max int) ([]byte, error)) (version string, fields Fields, err error) {
	room := maxHeader
	next := func() (string, error) {
		l, err := line(room)
		room -= len(l)
		if err == nil && room <= 0 {
			err = errHeader
		}
		return strings.TrimRight(string(l), "\r\n"), err
	}
	first, err := next()
	if err != nil {
		return "", nil, err
	}
	version, ok := strings.CutPrefix(strings.TrimSpace(first), "WARC/")
	if !ok {
		return "", nil, errVersion
	}
	for {
		l, err := next()
		if err != nil {
			return "", nil, err
		}
		if l == "" {
			return version, fields, nil
		}
		if l[0] == ' ' || l[0] == '\t' {
			if n := len(fields); n > 0 {
				fields[n-1].Value = strings.TrimSpace(fields[n-1].Value + " " + strings.TrimSpace(l))
			}
			continue
		}
		name, value, ok := strings.Cut(l, ":")
		if !ok {
			continue
		}
		if len(fields) == maxFields {
			return "", nil, errHeader
		}
		fields = append(fields, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
	}
}

// contentLength returns the block's promised size. Two different promises are
// none.
func (f Fields) contentLength() (int64, error) {
	size := int64(-1)
	for _, field := range f {
		if !strings.EqualFold(field.Name, "Content-Length") {
			continue
		}
		n, err := strconv.ParseUint(field.Value, 10, 63)
		if err != nil || n > maxBlock || size >= 0 && size != int64(n) {
			return 0, errLength
		}
		size = int64(n)
	}
	if size < 0 {
		return 0, errLength
	}
	return size, nil
}

// dateLayouts are the precisions of W3C-DTF that WARC 1.1 allows. Go accepts a
// fraction behind the seconds of any of them.
var dateLayouts = []string{time.RFC3339, "2006-01-02T15:04Z07:00", time.DateOnly, "2006-01", "2006"}

// parseDate returns the time of a WARC-Date, or the zero time.
func parseDate(s string) time.Time {
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// formatDate writes a time as this package does: UTC, milliseconds, which is
// what readers in JavaScript can hold.
func formatDate(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
