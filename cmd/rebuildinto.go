package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"

	"khotin/crawler"
	"khotin/internal/archive"
	"khotin/internal/fault"
	"khotin/internal/visit"
	"khotin/internal/warc"
)

// remade is the sum of an archive that was made again.
type remade struct {
	Files     int                  `json:"files"`
	Answers   int                  `json:"answers"`
	Passes    int                  `json:"passes"`
	Outcomes  map[visit.Reason]int `json:"outcomes"`
	Articles  int                  `json:"articles"`
	Withdrawn int                  `json:"withdrawn"` // of the articles
	Versions  int                  `json:"versions"`
	Problems  []string             `json:"problems"` // stretches of files that could not be read
}

// rebuildInto makes the archive again from the WARC files. It is built beside
// its place and moved there when it is whole, so that an interruption leaves
// what was there before.
func (a *app) rebuildInto(ctx context.Context, dir string) error {
	from := filepath.Join(a.config.Data, "warc")
	files, err := a.finishedFiles(from)
	if err != nil {
		return err
	}
	own, err := a.isOwn(dir)
	if err != nil {
		return err
	}
	if err := a.makeRoom(ctx, dir, own); err != nil {
		return err
	}
	site, err := os.MkdirTemp(dir, ".rebuild-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(site)
	rm := &remaker{app: a, from: from, sum: remade{Outcomes: map[visit.Reason]int{}, Problems: []string{}}}
	if err := rm.build(ctx, site, files); err != nil {
		return err
	}
	if !own {
		if err := takeOver(files, filepath.Join(dir, "warc")); err != nil {
			return err
		}
	}
	for _, left := range []string{"index", archive.File + "-wal", archive.File + "-shm"} { // of a sequence that is no more
		if err := os.RemoveAll(filepath.Join(dir, left)); err != nil {
			return err
		}
	}
	if err := os.Rename(filepath.Join(site, archive.File), filepath.Join(dir, archive.File)); err != nil {
		return err
	}
	return rm.finish(dir)
}

// finishedFiles returns the WARC files in the order in which they were written,
// after finishing what a dead process left open. Taking the folder for a moment
// also makes sure that nobody writes to it.
func (a *app) finishedFiles(from string) ([]string, error) {
	if _, err := os.Stat(from); err != nil {
		return nil, fault.New(fault.NotFound, "there are no captures: %w", err).
			WithHint("--data names the folder whose warc folder holds them")
	}
	w, err := warc.NewWriter(from, warc.Options{})
	if err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(from, "*.warc.gz"))
	if err == nil && len(files) == 0 {
		err = fault.New(fault.NotFound, "there are no captures in %s", from)
	}
	slices.Sort(files) // names begin with the time
	return files, err
}

// isOwn reports whether a folder is the data folder itself.
func (a *app) isOwn(dir string) (bool, error) {
	data, err := os.Stat(a.config.Data)
	if err != nil {
		return false, err
	}
	other, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && os.SameFile(data, other), err
}

// makeRoom makes the folder, and refuses one that holds something already.
func (a *app) makeRoom(ctx context.Context, dir string, own bool) error {
	taken := []string{archive.File}
	if log, err := os.Stat(filepath.Join(dir, archive.File+"-wal")); err == nil && log.Size() > 0 {
		taken = append(taken, log.Name()) // SQLite would fold it into the new file
	}
	if !own {
		taken = append(taken, "warc", "index")
	}
	for _, name := range taken {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			return usage("--into %s: it has %s already; name an empty folder, or move that away", dir, name)
		}
	}
	if !own {
		return os.MkdirAll(dir, 0o755)
	}
	if _, err := os.Stat(filepath.Join(dir, "index")); err != nil {
		return nil
	}
	ix, err := a.openIndex(ctx) // nobody else may hold it
	if err != nil {
		return err
	}
	return ix.Close()
}

// takeOver gives another folder the same files, without a second copy where the
// file system can do that. They never change again.
func takeOver(files []string, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, path := range files {
		to := filepath.Join(dir, filepath.Base(path))
		if os.Link(path, to) == nil {
			continue
		}
		if err := writeFile(to, false, func(w io.Writer) error { return copyFile(w, path) }); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

// remaker makes an archive from the answers in WARC files.
type remaker struct {
	*app
	from  string // folder of the files
	store *archive.Archive
	shelf *shelf
	maker *crawler.Replayer
	sum   remade

	pass    string // that the answers belong to
	answers []crawler.Kept
}

// build makes the archive in a folder and closes it.
func (rm *remaker) build(ctx context.Context, dir string, files []string) (err error) {
	clock := &crawler.Clock{}
	if rm.store, err = archive.Open(ctx, dir, archive.Options{Now: clock.Now}); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rm.store.Close()) }()
	rm.shelf = &shelf{rm.from, rm.store}
	visited, done := rm.progress()
	defer done()
	o := rm.crawlOptions()
	o.Store, o.Frontier, o.Ledger, o.Memo, o.Past, o.Progress = rm.store, rm.store, rm.store, rm.store, rm.store, visited
	if rm.maker, err = rm.replayer(clock, o); err != nil {
		return err
	}
	for _, path := range files {
		if err := rm.file(ctx, path); err != nil {
			return err
		}
	}
	if err := rm.endPass(ctx); err != nil {
		return err
	}
	if _, err := rm.store.Relate(ctx); err != nil {
		return err
	}
	return rm.count(ctx)
}

// file takes up the answers of one file. Damage is noted and passed over.
func (rm *remaker) file(ctx context.Context, path string) error {
	rm.sum.Files++
	for answer, err := range warc.Answers(path) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if _, damaged := errors.AsType[*warc.Damage](err); !damaged && fault.Of(err) != fault.Invalid {
				return err
			}
			rm.sum.Problems = append(rm.sum.Problems, err.Error())
			continue
		}
		pass := answer.Note.More[noteRun]
		if pass == "" {
			pass = answer.File // of a program that did not say
		}
		if pass != rm.pass {
			if err := rm.endPass(ctx); err != nil {
				return err
			}
			rm.pass = pass
		}
		if err := rm.take(ctx, answer); err != nil {
			return err
		}
	}
	return nil
}

// take enters where an answer lies and keeps it for the end of its pass.
func (rm *remaker) take(ctx context.Context, answer warc.Answer) error {
	c := visit.Capture{
		URL: answer.URI, At: answer.Date, Status: answer.Status, File: answer.File, Offset: answer.Offset, Length: answer.Length,
		WARC: answer.RecordID, Digest: answer.PayloadDigest, Truncated: string(answer.Truncated), Revisit: answer.Revisit,
	}
	var err error
	if c.ID, err = rm.store.SaveCapture(ctx, c); err != nil {
		return err
	}
	body := rm.shelf.body(c)
	if c.Status == http.StatusNotModified {
		body = func(context.Context) (io.ReadCloser, error) { return http.NoBody, nil }
	}
	rm.sum.Answers++
	rm.answers = append(rm.answers, crawler.Kept{
		Capture: c.ID, URL: c.URL, Via: answer.Note.Via, Kind: visit.Kind(answer.Note.More[noteKind]), At: c.At,
		Status: c.Status, Header: answer.Header, Truncated: c.Truncated, Body: body,
	})
	return nil
}

// endPass makes the pass again whose answers were taken up.
func (rm *remaker) endPass(ctx context.Context) error {
	if len(rm.answers) == 0 {
		return nil
	}
	report, err := rm.maker.Pass(ctx, rm.answers)
	rm.answers = rm.answers[:0]
	rm.sum.Passes++
	for reason, n := range report.Total().Outcomes {
		rm.sum.Outcomes[reason] += n
	}
	return err
}

func (rm *remaker) count(ctx context.Context) error {
	for rec, err := range rm.store.All(ctx) {
		if err != nil {
			return err
		}
		rm.sum.Articles++
		rm.sum.Versions += rec.Version
		if rec.State == "gone" {
			rm.sum.Withdrawn++
		}
	}
	return nil
}

func (rm *remaker) finish(dir string) error {
	s := rm.sum
	if rm.json {
		if err := lineWriter(rm.out).Encode(s); err != nil {
			return err
		}
	} else {
		for _, p := range s.Problems {
			fmt.Fprintf(rm.err, "khotin: %s\n", p)
		}
		_, err := fmt.Fprintf(rm.out, "%s: %d articles in %d versions, %d withdrawn, from %d answers of %d passes in %d files\n",
			filepath.Join(dir, archive.File), s.Articles, s.Versions, s.Withdrawn, s.Answers, s.Passes, s.Files)
		if err != nil {
			return err
		}
	}
	if n := len(s.Problems); n > 0 {
		return fmt.Errorf("%w: %d stretches of the WARC files could not be read", errFailures, n)
	}
	return nil
}
