package cmd

import (
	"cmp"
	"context"
	"errors"
	"io"
	"path/filepath"

	"khotin/crawler"
	"khotin/internal/archive"
	"khotin/internal/fault"
	"khotin/internal/visit"
	"khotin/internal/warc"
)

// shelf reads what the captures of an archive hold.
type shelf struct {
	dir   string // of the WARC files
	store *archive.Archive
}

func (a *app) shelf(store *archive.Archive) *shelf {
	return &shelf{filepath.Join(filepath.Dir(store.Path()), "warc"), store}
}

// kept is an open answer: its head, and its body with the content codings in
// place.
type kept struct {
	*warc.Response
	rec    *warc.Record
	length int64 // of the record in its file, as the archive has it
}

// Read ends with an error where the record turns out to be damaged, which only
// its end tells.
func (k *kept) Read(p []byte) (int, error) {
	n, err := k.Body.Read(p)
	if errors.Is(err, io.EOF) {
		if length, damage := k.rec.Finish(); damage != nil || length != k.length {
			return n, fault.New(fault.Internal, "the capture %s is damaged: %d bytes of %d, %w", k.rec.ID, length, k.length, cmp.Or(damage, io.ErrUnexpectedEOF))
		}
	}
	return n, err
}

func (k *kept) Close() error { return k.rec.Close() }

// open opens the record of a capture itself, which has no body when it is a
// revisit.
func (s *shelf) open(c visit.Capture) (*kept, error) {
	rec, err := warc.ReadAt(filepath.Join(s.dir, c.File), c.Offset)
	if err != nil {
		return nil, err
	}
	if rec.ID != c.WARC {
		rec.Close()
		return nil, fault.New(fault.Internal, "%s has at byte %d the record %s, and not %s as the archive says", c.File, c.Offset, rec.ID, c.WARC)
	}
	resp, err := rec.Response()
	if err == nil {
		resp.Body, err = resp.Entity()
	}
	if err != nil {
		rec.Close()
		return nil, err
	}
	return &kept{resp, rec, c.Length}, nil
}

// whole opens the record that has the body of a capture: of a revisit, the
// earlier answer with the same payload.
func (s *shelf) whole(ctx context.Context, c visit.Capture) (*kept, error) {
	if !c.Revisit {
		return s.open(c)
	}
	original, err := s.store.Original(ctx, c.Digest)
	if fault.Of(err) == fault.NotFound {
		return nil, fault.New(fault.NotFound, "the answer of %s at %s repeats an earlier one that is not in the archive", c.URL, c.At.Format(stamp))
	}
	if err != nil {
		return nil, err
	}
	return s.open(original)
}

// answer is a capture as the crawler takes it.
func (s *shelf) answer(c visit.Capture) (crawler.Kept, error) {
	k, err := s.open(c)
	if err != nil {
		return crawler.Kept{}, err
	}
	defer k.Close()
	return crawler.Kept{
		Capture: c.ID, URL: c.URL, At: c.At, Status: c.Status, Header: k.Header, Truncated: c.Truncated,
		Body: s.body(c),
	}, nil
}

// body opens the body of a capture when it is asked for.
func (s *shelf) body(c visit.Capture) func(context.Context) (io.ReadCloser, error) {
	return func(ctx context.Context) (io.ReadCloser, error) { return s.whole(ctx, c) }
}
