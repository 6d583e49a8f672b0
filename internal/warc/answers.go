package warc

import (
	"iter"
	"net/http"
	"path/filepath"

	"khotin/internal/fault"
)

// Answer is what a file holds of one exchange, its body apart: ReadAt with the
// location reads that.
type Answer struct {
	Location
	URI       string
	Status    int // of HTTP; 0 when there is none
	Header    http.Header
	Truncated Reason // of the answer, "" when it was received whole
	Note      Note   // of the metadata record beside it; empty when there is none
}

// Answers reads the exchanges of a file in their order: what Append was given
// and returned. Damage comes as errors of type *Damage, and the loop may go on.
// Answers that share a gzip member with other records cannot be pointed at: an
// Invalid fault for each.
func Answers(path string) iter.Seq2[Answer, error] {
	return func(yield func(Answer, error) bool) {
		r, err := Open(path)
		if err != nil {
			yield(Answer{}, err)
			return
		}
		defer r.Close()
		var last *Answer // waits for the records that belong to it
		flush := func() bool {
			a := last
			last = nil
			return a == nil || yield(*a, nil)
		}
		for rec, err := range r.Records() {
			switch {
			case err != nil:
				if !flush() || !yield(Answer{}, err) {
					return
				}
			case rec.Type == TypeMetadata && last != nil && rec.Header.Get("WARC-Concurrent-To") == last.RecordID:
				last.Note, _ = rec.readNote() // what is not whole comes as damage
			case rec.Type == TypeResponse || rec.Type == TypeRevisit:
				if !flush() {
					return
				}
				if last, err = rec.answer(filepath.Base(path)); err != nil && !yield(Answer{}, err) {
					return
				}
			}
		}
		flush()
	}
}

// answer reads the head of an answer; nil without error for a record that is
// not whole, which Records tells, or is no HTTP.
func (r *Record) answer(file string) (*Answer, error) {
	resp, err := r.Response()
	if err != nil {
		return nil, nil
	}
	a := &Answer{
		Location: Location{
			File: file, Offset: r.Offset, RecordID: r.ID, Date: r.Date, Revisit: r.Type == TypeRevisit,
			BlockDigest: r.Header.Get("WARC-Block-Digest"), PayloadDigest: r.Header.Get("WARC-Payload-Digest"),
		},
		URI: r.URI, Status: resp.Status, Header: resp.Header, Truncated: Reason(r.Header.Get("WARC-Truncated")),
	}
	if a.Revisit {
		a.Truncated = "" // the record is cut, as every revisit is; the answer was whole
	}
	if a.Length, err = r.Finish(); err != nil {
		return nil, nil
	}
	if a.Length == 0 {
		return nil, fault.New(fault.Invalid, "%s: the record at byte %d shares its gzip member with others", file, r.Offset)
	}
	return a, nil
}
