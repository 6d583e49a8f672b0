package warc

import (
	"bytes"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Note becomes the metadata record.
type Note struct {
	FetchTime time.Duration     // from the first byte sent to the last received
	Via       string            // address of the page that led here
	Outcome   string            // what the crawler made of it
	More      map[string]string // whatever else is worth keeping
}

// fields writes the note. fetchTimeMs and via are the standard's names
// (ISO 28500, 6.5).
func (n *Note) fields() []byte {
	list := []Field{
		{"via", n.Via},
		{"fetchTimeMs", strconv.FormatInt(n.FetchTime.Milliseconds(), 10)},
		{"outcome", n.Outcome},
	}
	for _, name := range slices.Sorted(maps.Keys(n.More)) {
		list = append(list, Field{name, n.More[name]})
	}
	return warcFields(list)
}

// readNote reads the block of a metadata record as fields writes it.
func (r *Record) readNote() (n Note, err error) {
	block, err := io.ReadAll(io.LimitReader(r.Block(), maxHeader))
	if err != nil {
		return n, err
	}
	for line := range bytes.Lines(block) {
		name, value, ok := strings.Cut(strings.TrimRight(string(line), "\r\n"), ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch name {
		case "via":
			n.Via = value
		case "fetchTimeMs":
			ms, err := strconv.ParseInt(value, 10, 64)
			if err == nil {
				n.FetchTime = time.Duration(ms) * time.Millisecond
			}
		case "outcome":
			n.Outcome = value
		default:
			if n.More == nil {
				n.More = make(map[string]string)
			}
			n.More[name] = value
		}
	}
	return n, nil
}
