package warc

import (
	"crypto/rand"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// Info is what the first record of every file says of its making
// (ISO 28500, 6.2).
type Info struct {
	Software    string // name and version of the program
	Operator    string // who runs it, with an address for complaints
	UserAgent   string // as servers saw it
	Robots      string // how robots.txt was treated
	Description string
}

// encodeInfo encodes the warcinfo record of a file.
func (e *encoder) encodeInfo(info Info, file string, now time.Time, newID func() (string, error)) error {
	id, err := newID()
	if err != nil {
		return err
	}
	var fields Fields
	fields.add("WARC-Type", TypeInfo)
	fields.add("WARC-Record-ID", id)
	fields.add("WARC-Date", formatDate(now))
	fields.add("WARC-Filename", file)
	fields.add("Content-Type", "application/warc-fields")
	msg := Message{Head: info.fields()}
	m, err := e.measure(msg)
	if err != nil {
		return err
	}
	return e.record(fields, msg, m)
}

func (i Info) fields() []byte {
	return warcFields([]Field{
		{"software", i.Software},
		{"format", "WARC File Format 1.1"},
		{"conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
		{"operator", i.Operator},
		{"http-header-user-agent", i.UserAgent},
		{"robots", i.Robots},
		{"description", i.Description},
	})
}

// warcFields writes a block of type application/warc-fields. Empty fields are
// left out, runs of white space become one space.
func warcFields(list []Field) []byte {
	var b strings.Builder
	for _, f := range list {
		if value := strings.Join(strings.Fields(f.Value), " "); value != "" {
			b.WriteString(strings.Join(strings.Fields(f.Name), "-") + ": " + value + "\r\n")
		}
	}
	return []byte(b.String())
}

// ids makes record names: version 4 UUIDs (RFC 9562) from a source of random
// bytes, which need not be safe for concurrent use.
type ids struct {
	mu     sync.Mutex
	random io.Reader // crypto/rand when nil
}

func (s *ids) next() (string, error) {
	source := s.random
	if source == nil {
		source = rand.Reader
	}
	var b [16]byte
	s.mu.Lock()
	_, err := io.ReadFull(source, b[:])
	s.mu.Unlock()
	if err != nil {
		return "", fmt.Errorf("random bytes for a record's name: %w", err)
	}
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", b[:4], b[4:6], b[6:8], b[8:10], b[10:]), nil
}
