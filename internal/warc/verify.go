package warc

import (
	"bufio"
	"errors"
	"io"

	"khotin/internal/fault"
)

// Summary is what Verify found in a file.
type Summary struct {
	Size    int64
	Records int
	Types   map[string]int // records by WARC-Type
	Digests Digests

	// Wrong and Damage tell where; each stops at maxReported.
	Wrong  []int64   // offsets of records with a digest that does not hold
	Damage []*Damage // stretches that hold no whole record

	// End is behind the last whole record. What follows up to Size is the rest
	// of a record that was never finished.
	End int64

	pending int // whole records behind End, in a gzip member that is not whole
}

// maxReported bounds the lists of a Summary.
const maxReported = 100

// Whole says whether nothing is wrong with the file.
func (s *Summary) Whole() bool {
	return len(s.Wrong) == 0 && len(s.Damage) == 0 && s.End == s.Size
}

// Digests counts the digests that records claim.
type Digests struct {
	Confirmed int
	Wrong     int
	Unknown   int // in an algorithm or a spelling that cannot be checked
}

// Verify reads a whole file: every checksum, length and digest. What it finds
// wrong is in the summary; the error is for a file that cannot be read.
func Verify(path string) (Summary, error) {
	sum := Summary{Types: map[string]int{}}
	r, err := Open(path)
	if err != nil {
		return sum, err
	}
	defer r.Close()
	if sum.Size, err = r.size(); err != nil {
		return sum, err
	}
	for rec, err := range r.Records() {
		damage, damaged := errors.AsType[*Damage](err)
		switch {
		case damaged:
			if len(sum.Damage) < maxReported {
				sum.Damage = append(sum.Damage, damage)
			}
		case err != nil:
			return sum, err
		default:
			sum.add(rec)
		}
	}
	sum.End, sum.pending = r.end, r.pending
	return sum, nil
}

// add counts a record, unless it turns out not to be whole: Records reports
// that next.
func (s *Summary) add(rec *Record) {
	d := rec.CheckDigests()
	if _, err := rec.Finish(); err != nil {
		return
	}
	s.Records++
	s.Types[rec.Type]++
	s.Digests.Confirmed += d.Confirmed
	s.Digests.Wrong += d.Wrong
	s.Digests.Unknown += d.Unknown
	if d.Wrong > 0 && len(s.Wrong) < maxReported {
		s.Wrong = append(s.Wrong, rec.Offset)
	}
}

func (r *Reader) size() (int64, error) {
	info, err := r.file.Stat()
	if err != nil {
		return 0, fault.New(fault.Unavailable, "size of %s: %w", r.path, err)
	}
	return info.Size(), nil
}

// CheckDigests reads the record's block and compares it with the digests that
// the record claims. The payload of a revisit is not in it, so that digest is
// left out. What it says of a record that Finish finds damaged means nothing.
//
// Writers disagree on whether chunks belong to the payload
// (webrecorder/warcio#74): a digest that holds either way is confirmed.
func (r *Record) CheckDigests() (d Digests) {
	block := newCheck(r.Header.Get("WARC-Block-Digest"))
	claim := r.Header.Get("WARC-Payload-Digest")
	if r.Type == TypeRevisit {
		claim = ""
	}
	raw := newCheck(claim)
	var unchunked *check
	in := io.TeeReader(r.Block(), block)
	if r.IsHTTP() {
		in, unchunked = checkBody(in, claim, raw)
	}
	_, _ = io.Copy(raw, in)
	d.count(r.Header.Get("WARC-Block-Digest") != "", block)
	d.count(claim != "", raw, unchunked)
	return d
}

// checkBody reads an HTTP head from the block. Of a chunked body it reads what
// the chunks hold, for a check of its own, and shows raw what it reads. It
// returns the rest of the block, which raw has not seen.
func checkBody(block io.Reader, claim string, raw *check) (io.Reader, *check) {
	buf := bufio.NewReader(block)
	head, err := readHead(buf)
	if err != nil {
		return buf, nil
	}
	resp := &Response{head: head, Body: io.TeeReader(buf, raw)}
	resp.parse()
	if !resp.chunked() {
		return buf, nil
	}
	unchunked := newCheck(claim)
	if body, err := resp.dechunked(); err == nil {
		_, _ = io.Copy(unchunked, body)
	}
	return buf, unchunked
}

// count judges one claim by all the readings of it.
func (d *Digests) count(claimed bool, readings ...*check) {
	if !claimed {
		return
	}
	known := false
	for _, c := range readings {
		if c == nil {
			continue
		}
		known = true
		if c.holds() {
			d.Confirmed++
			return
		}
	}
	if known {
		d.Wrong++
	} else {
		d.Unknown++
	}
}
