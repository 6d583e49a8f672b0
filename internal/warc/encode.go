package warc

import (
	"compress/gzip"
	"context"
	"fmt"
	"hash"
	"io"
	"strconv"

	"crypto/sha256"

	"khotin/internal/fault"
)

// encoder turns an exchange into gzip members in a spool, away from the file
// and its lock, so that a failure there never touches the file and many
// exchanges are compressed at once.
type encoder struct {
	gz      *gzip.Writer
	block   hash.Hash
	payload hash.Hash
	buf     []byte
	out     *Spool
}

func newEncoder(dir string) *encoder {
	gz, _ := gzip.NewWriterLevel(io.Discard, gzip.DefaultCompression) // the level is valid
	return &encoder{gz, sha256.New(), sha256.New(), make([]byte, 32<<10), NewSpool(dir, 0)}
}

// measure is what a record's fields say of its block.
type measure struct {
	body           int64 // bytes behind the head
	block, payload string
}

// measure reads a message once for its digests and its size.
func (e *encoder) measure(msg Message) (m measure, err error) {
	e.block.Reset()
	e.payload.Reset()
	e.block.Write(msg.Head)
	if msg.Body != nil {
		if _, err = msg.Body.Seek(0, io.SeekStart); err != nil {
			return m, err
		}
		m.body, err = io.CopyBuffer(io.MultiWriter(e.block, e.payload), struct{ io.Reader }{msg.Body}, e.buf)
	}
	m.block, m.payload = formatDigest(e.block), formatDigest(e.payload)
	return m, err
}

// record appends one record to the spool. The body must be what was measured.
func (e *encoder) record(fields Fields, msg Message, m measure) error {
	size := int64(len(msg.Head)) + m.body
	if size > maxBlock {
		return fault.New(fault.Invalid, "a block of %d bytes, %d are allowed", size, int64(maxBlock))
	}
	fields.add("WARC-Block-Digest", m.block)
	fields.add("Content-Length", strconv.FormatInt(size, 10))
	e.gz.Reset(e.out)
	if err := fields.write(e.gz); err != nil {
		return fault.New(fault.Invalid, "%w", err)
	}
	if _, err := e.gz.Write(msg.Head); err != nil {
		return err
	}
	if m.body > 0 {
		if _, err := msg.Body.Seek(0, io.SeekStart); err != nil {
			return err
		}
		n, err := io.CopyBuffer(struct{ io.Writer }{e.gz}, io.LimitReader(msg.Body, m.body), e.buf)
		if err != nil {
			return err
		}
		if n != m.body {
			return fmt.Errorf("the body had %d bytes, then %d", m.body, n)
		}
	}
	if _, err := e.gz.Write([]byte("\r\n\r\n")); err != nil {
		return err
	}
	return e.gz.Close()
}

// exchange encodes the answer, the request and the note. The location it
// returns has neither file nor final offset yet.
func (e *encoder) exchange(ctx context.Context, ex Exchange, find Lookup, newID func() (string, error)) (Location, error) {
	loc, err := e.answer(ctx, ex, find, newID)
	if err != nil {
		return Location{}, err
	}
	loc.Length = e.out.Len()
	if len(ex.Request.Head) > 0 {
		if err := e.beside(ex, TypeRequest, "application/http; msgtype=request", ex.Request, loc.RecordID, newID); err != nil {
			return Location{}, err
		}
	}
	if ex.Note != nil {
		if err := e.beside(ex, TypeMetadata, "application/warc-fields", Message{Head: ex.Note.fields()}, loc.RecordID, newID); err != nil {
			return Location{}, err
		}
	}
	return loc, nil
}

// answer encodes the response, or the revisit in its place.
func (e *encoder) answer(ctx context.Context, ex Exchange, find Lookup, newID func() (string, error)) (Location, error) {
	msg := ex.Response
	m, err := e.measure(msg)
	if err != nil {
		return Location{}, err
	}
	again, err := ex.decide(ctx, find, m)
	if err != nil {
		return Location{}, err
	}
	kind, truncated := TypeResponse, ex.Truncated
	if again != nil {
		kind = TypeRevisit
		if again.profile == ProfileIdentical {
			truncated = TruncatedLength // of the block: the head is kept, the payload is not
		}
		payload := ""
		if again.original != nil {
			payload = again.original.PayloadDigest
		}
		msg.Body = nil
		if m, err = e.measure(msg); err != nil {
			return Location{}, err
		}
		m.payload = payload
	}
	fields, id, err := ex.fields(kind, newID)
	if err != nil {
		return Location{}, err
	}
	if again != nil {
		fields = append(fields, again.fields()...)
	}
	fields.add("WARC-Truncated", string(truncated))
	fields.add("Content-Type", "application/http; msgtype=response")
	fields.add("WARC-Payload-Digest", m.payload)
	if err := e.record(fields, msg, m); err != nil {
		return Location{}, err
	}
	return Location{RecordID: id, Date: ex.Time, BlockDigest: m.block, PayloadDigest: m.payload, Revisit: again != nil}, nil
}

// beside encodes a record that belongs to the answer.
func (e *encoder) beside(ex Exchange, kind, mime string, msg Message, answer string, newID func() (string, error)) error {
	m, err := e.measure(msg)
	if err != nil {
		return err
	}
	fields, _, err := ex.fields(kind, newID)
	if err != nil {
		return err
	}
	fields.add("WARC-Concurrent-To", answer)
	fields.add("Content-Type", mime)
	return e.record(fields, msg, m)
}

// fields are those that every record of the exchange has.
func (ex *Exchange) fields(kind string, newID func() (string, error)) (f Fields, id string, err error) {
	if id, err = newID(); err != nil {
		return nil, "", err
	}
	f.add("WARC-Type", kind)
	f.add("WARC-Record-ID", id)
	f.add("WARC-Date", formatDate(ex.Time))
	f.add("WARC-Target-URI", ex.URI)
	if kind == TypeMetadata {
		return f, id, nil
	}
	if ex.IP.IsValid() {
		f.add("WARC-IP-Address", ex.IP.Unmap().WithZone("").String())
	}
	f.add("WARC-Protocol", ex.Protocol)
	return f, id, nil
}
