package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"khotin/internal/archive"
	"khotin/internal/fault"
	"khotin/internal/visit"
	"khotin/internal/warc"
)

// maxCaptureProblems bounds what is reported: files with more are to be restored.
const maxCaptureProblems = 1000

// checkFiles looks whether the files that captures lie in are there and as long
// as they must be. It reads none of them.
func (s *shelf) checkFiles(ctx context.Context) (problems []archive.Problem, n int, err error) {
	sizes, err := s.store.CaptureFiles(ctx)
	if err != nil {
		return nil, 0, err
	}
	for _, name := range slices.Sorted(maps.Keys(sizes)) {
		info, err := os.Stat(filepath.Join(s.dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			info, err = os.Stat(filepath.Join(s.dir, name+".open")) // still written to
		}
		switch {
		case err != nil:
			problems = append(problems, archive.Problem{Subject: "captures", Detail: fmt.Sprintf("%s cannot be read: %v", name, err)})
		case info.Size() < sizes[name]:
			problems = append(problems, archive.Problem{Subject: "captures", Detail: fmt.Sprintf("%s has %d bytes, and captures up to byte %d", name, info.Size(), sizes[name])})
		}
	}
	return problems, 0, nil
}

// checkCaptures reads the record of every capture to its end and compares it
// with what the archive says of it. It returns how many were read.
func (s *shelf) checkCaptures(ctx context.Context) (problems []archive.Problem, n int, err error) {
	for c, err := range s.store.EachCapture(ctx) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return problems, n, err
		}
		n++
		details, err := s.compare(ctx, c)
		if err != nil {
			return problems, n, err
		}
		for _, detail := range details {
			problems = append(problems, archive.Problem{Subject: fmt.Sprintf("capture %d of %s", c.ID, c.URL), Detail: detail})
		}
		if len(problems) >= maxCaptureProblems {
			break
		}
	}
	return problems, n, nil
}

// compare says what is wrong with one capture. The error is the archive's.
func (s *shelf) compare(ctx context.Context, c visit.Capture) (wrong []string, err error) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	rec, err := warc.ReadAt(filepath.Join(s.dir, c.File), c.Offset)
	if err != nil {
		return []string{err.Error()}, nil
	}
	defer rec.Close()
	where := fmt.Sprintf("byte %d of %s", c.Offset, c.File)
	if rec.ID != c.WARC || rec.URI != c.URL {
		say("%s has the record %s of %s", where, rec.ID, rec.URI)
		return wrong, nil
	}
	if revisit := rec.Type == warc.TypeRevisit; revisit != c.Revisit {
		say("%s has a record of type %s", where, rec.Type)
	}
	if claim := rec.Header.Get("WARC-Payload-Digest"); claim != c.Digest {
		say("%s claims the digest %q, and the archive %q", where, claim, c.Digest)
	}
	digests := rec.CheckDigests()
	length, err := rec.Finish()
	switch {
	case err != nil:
		say("%s is damaged: %v", where, err)
	case length != c.Length:
		say("%s has a record of %d bytes, and the archive says %d", where, length, c.Length)
	case digests.Wrong > 0:
		say("%s is not what its digest says", where)
	}
	if !c.Revisit || c.Digest == "" {
		return wrong, nil
	}
	_, err = s.store.Original(ctx, c.Digest)
	if fault.Of(err) == fault.NotFound {
		say("the answer it repeats is not in the archive")
		err = nil
	}
	return wrong, err
}
