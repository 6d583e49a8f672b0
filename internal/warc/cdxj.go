package warc

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"khotin/internal/fault"
)

// Capture is one line of an index: an answer, and where it lies.
type Capture struct {
	URI    string
	Date   time.Time
	Status int    // of HTTP; 0 when there is none
	MIME   string // without parameters; "warc/revisit" for a revisit
	Digest string // of the payload, labelled
	File   string // name without folder
	Offset int64
	Length int64
}

// mimeRevisit is how indexes mark a line whose payload is elsewhere.
const mimeRevisit = "warc/revisit"

// Captures reads the index lines of a file from the file itself. Damage comes
// as errors of type *Damage, and the loop may go on. Records that share a gzip
// member cannot be pointed at: an Invalid fault for each.
func Captures(path string) iter.Seq2[Capture, error] {
	return func(yield func(Capture, error) bool) {
		r, err := Open(path)
		if err != nil {
			yield(Capture{}, err)
			return
		}
		defer r.Close()
		for rec, err := range r.Records() {
			if err != nil {
				if !yield(Capture{}, err) {
					return
				}
				continue
			}
			c, ok, err := rec.capture(filepath.Base(path))
			if ok && !yield(c, err) {
				return
			}
		}
	}
}

// CaptureAt reads the index line of one answer, as a Location names it. It
// returns an Invalid fault for an offset at which no whole answer lies.
func CaptureAt(path string, offset int64) (Capture, error) {
	rec, err := ReadAt(path, offset)
	if err != nil {
		return Capture{}, err
	}
	defer rec.Close()
	c, ok, err := rec.capture(filepath.Base(path))
	if err == nil && !ok {
		err = fault.New(fault.Invalid, "%s has no whole answer at byte %d", path, offset)
	}
	return c, err
}

// capture reads the record as an index line; ok is false for one that has none,
// or is damaged, which Records tells.
func (r *Record) capture(file string) (c Capture, ok bool, err error) {
	switch r.Type {
	case TypeResponse, TypeRevisit, "resource":
	default:
		return Capture{}, false, nil
	}
	c = Capture{
		URI: r.URI, Date: r.Date, File: file, Offset: r.Offset,
		MIME: mediaType(r.Header.Get("Content-Type")), Digest: r.Header.Get("WARC-Payload-Digest"),
	}
	if r.IsHTTP() {
		c.MIME = ""
		if resp, err := r.Response(); err == nil {
			c.Status, c.MIME = resp.Status, mediaType(resp.Header.Get("Content-Type"))
		}
	}
	if r.Type == TypeRevisit {
		c.MIME = mimeRevisit
	}
	if c.Length, err = r.Finish(); err != nil {
		return Capture{}, false, nil
	}
	if c.Length == 0 {
		return Capture{}, true, fault.New(fault.Invalid, "%s: the record at byte %d shares its gzip member with others", file, r.Offset)
	}
	return c, true, nil
}

func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(s))
}

// maxLines bounds an index that is sorted in memory: about 2 GB.
const maxLines = 5_000_000

// WriteCDXJ writes an index in the CDXJ format of pywb and WACZ:
//
//	key SP YYYYMMDDhhmmss SP {"url":…,"mime":…,"status":…,"digest":…,"length":…,"offset":…,"filename":…}
//
// sorted by bytes, so that readers can search it by halves. It stops at the
// first error of captures.
func WriteCDXJ(w io.Writer, captures iter.Seq2[Capture, error]) error {
	var lines []string
	for c, err := range captures {
		if err != nil {
			return err
		}
		if len(lines) == maxLines {
			return fault.New(fault.Invalid, "an index of more than %d lines", maxLines).WithHint("write one for each month")
		}
		line, err := c.line()
		if err != nil {
			return err
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	out := bufio.NewWriter(w)
	for _, line := range lines {
		if _, err := out.WriteString(line); err != nil {
			return err
		}
	}
	return out.Flush()
}

// line writes numbers as strings, as the format has them.
func (c Capture) line() (string, error) {
	status := "-"
	if c.Status > 0 {
		status = strconv.Itoa(c.Status)
	}
	mime := c.MIME
	if mime == "" {
		mime = "unk"
	}
	var b bytes.Buffer
	b.WriteString(strings.ReplaceAll(SURT(c.URI), " ", "%20") + " " + c.Date.UTC().Format("20060102150405") + " ")
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(struct {
		URL      string `json:"url"`
		MIME     string `json:"mime"`
		Status   string `json:"status"`
		Digest   string `json:"digest,omitempty"`
		Length   string `json:"length"`
		Offset   string `json:"offset"`
		Filename string `json:"filename"`
	}{c.URI, mime, status, c.Digest, strconv.FormatInt(c.Length, 10), strconv.FormatInt(c.Offset, 10), c.File})
	return b.String(), err
}
