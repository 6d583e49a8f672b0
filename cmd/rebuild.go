package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"khotin/crawler"
	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/diff"
	"khotin/internal/fault"
	"khotin/internal/visit"

	"github.com/spf13/cobra"
)

func newRebuild(a *app) *cobra.Command {
	var outlet, since, into string
	var dry bool
	c := &cobra.Command{
		Use:   "rebuild",
		Short: "Make the records again from the captured pages, or the whole archive",
		Long: `Rebuild reads every captured page once more, as crawl does, and compares the
records with those of the archive: with the same program and the same
configuration there is no difference. Where there is one it names the fields,
the old and the new value, and corrects the version in its place. A correction
is no new version, for the outlet has changed nothing; what the record said
before is kept beside it. An interrupted rebuild is finished by the next one.

With --into, it makes archive.db itself again from the WARC files alone, in a
folder that has none: the data folder after a loss, or a new one. Imported
records and saved searches are in no WARC file and are not made again.

With --json it prints one object a line, the last one being the sum.

` + exitHelp,
		Example: "  khotin rebuild --dry-run\n  khotin rebuild --outlet baonghean.vn --since 2025-06\n" +
			"  khotin rebuild --data /var/lib/khotin --into /var/lib/khotin",
		Args:    args(cobra.NoArgs),
		PreRunE: a.configure,
		RunE: func(c *cobra.Command, _ []string) error {
			from, err := article.ParseDate(since)
			if err != nil {
				return usage("--since: %v", err)
			}
			if into != "" {
				if outlet != "" || since != "" || dry {
					return usage("--into makes the whole archive again: it goes without --outlet, --since and --dry-run")
				}
				return a.rebuildInto(c.Context(), into)
			}
			if outlet != "" && a.config.outlets().ByName(outlet) == nil {
				return usage("--outlet %s: config.yaml has no outlet of that name", outlet)
			}
			return a.rebuild(c.Context(), outlet, from.Time, dry)
		},
	}
	c.Flags().StringVar(&outlet, "outlet", "", "only records of this `outlet`")
	c.Flags().StringVar(&since, "since", "", "only versions stored since this `date`")
	c.Flags().BoolVar(&dry, "dry-run", false, "only say what differs")
	c.Flags().StringVar(&into, "into", "", "make the archive again in this `folder`")
	return c
}

// rebuilt is the sum of a rebuild.
type rebuilt struct {
	Versions   int  `json:"versions"`        // looked at
	Same       int  `json:"same"`            // byte for byte
	Different  int  `json:"different"`       // in any field
	Corrected  int  `json:"corrected"`       // of those; none in a dry run
	Uncaptured int  `json:"without_capture"` // imported, or stored before captures were kept
	Problems   int  `json:"problems"`        // captures that could not be read
	DryRun     bool `json:"dry_run"`
}

// difference is a version that is read differently now.
type difference struct {
	Article string       `json:"article"`
	URL     string       `json:"url"`
	Version int          `json:"version"`
	Class   diff.Class   `json:"class"`            // the weightiest change, "" when it is in no content
	Fields  []diff.Field `json:"fields,omitempty"` // none when the page gives no record any more
	Left    string       `json:"left,omitempty"`   // why the version is left as it is
}

// trouble is a version whose capture could not be read.
type trouble struct {
	Article string `json:"article"`
	URL     string `json:"url"`
	Version int    `json:"version"`
	Problem string `json:"problem"`
}

func (a *app) rebuild(ctx context.Context, outlet string, since time.Time, dry bool) error {
	path := filepath.Join(a.config.Data, archive.File)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, "there is no archive at %s", path).
			WithHint("khotin rebuild --into FOLDER makes one again from the files of warc")
	}
	store, err := a.openArchive(ctx, dry)
	if err != nil {
		return err
	}
	defer store.Close()
	rb := &rebuilder{app: a, store: store, shelf: a.shelf(store), sum: rebuilt{DryRun: dry}}
	for range runtime.GOMAXPROCS(0) {
		r, err := a.replayer(&crawler.Clock{}, a.crawlOptions())
		if err != nil {
			return err
		}
		rb.readers = append(rb.readers, r)
	}
	read := func(worker int, was archive.Reading) reread { return rb.read(ctx, rb.readers[worker], was) }
	for r, err := range inOrder(len(rb.readers), store.Readings(ctx, outlet, since), read) {
		if err == nil {
			err = rb.version(ctx, r)
		}
		if err != nil {
			return err
		}
	}
	if rb.sum.Corrected > 0 {
		if _, err := store.Relate(ctx); err != nil {
			return err
		}
	}
	return rb.finish()
}

// replayer makes visits again with the extractor and the topic of the
// configuration.
func (a *app) replayer(clock *crawler.Clock, o crawler.Options) (*crawler.Replayer, error) {
	x, err := a.extractor()
	if err != nil {
		return nil, err
	}
	o.Extract = x.Page
	return crawler.NewReplayer(o, clock)
}

// rebuilder compares the versions of an archive with what their pages say.
type rebuilder struct {
	*app
	store   *archive.Archive
	shelf   *shelf
	readers []*crawler.Replayer // one for each processor
	sum     rebuilt
}

// reread is a version and what its page is read as now.
type reread struct {
	was  archive.Reading
	now  article.Article
	left string // why the page gives no record any more, "" when it does
	err  error  // of the captures
}

// version takes in what one version is read as now. The error is one that would
// meet every other version, too.
func (rb *rebuilder) version(ctx context.Context, r reread) error {
	was, now, left := r.was, r.now, r.left
	rb.sum.Versions++
	if len(was.Captures) == 0 {
		rb.sum.Uncaptured++
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if r.err != nil {
		rb.sum.Problems++
		return rb.print(trouble{was.Record.ID, was.Record.URL, was.Version, r.err.Error()})
	}
	d := difference{Article: was.Record.ID, URL: was.Record.URL, Version: was.Version, Left: left}
	if left == "" {
		json, err := archive.Encode(now)
		if err == nil && json == was.JSON {
			rb.sum.Same++
			return nil
		}
		if err != nil {
			d.Left = err.Error()
		} else if d.Fields, err = diff.Fields(was.Record, now); err != nil {
			return err
		}
		d.Class = diff.Classify(was.Record, now)
	}
	if now.ID != was.Record.ID && d.Left == "" {
		d.Left = "the page is read as another article, " + now.URL
	}
	if d.Left == "" && rb.forgotten(was.Record) {
		d.Left = "the configuration has no outlet " + was.Record.Outlet + " any more, whose profile read the page"
	}
	rb.sum.Different++
	if d.Left == "" && !rb.sum.DryRun {
		if _, err := rb.store.Correct(ctx, was.Seq, now); err != nil {
			return err
		}
		rb.sum.Corrected++
	}
	return rb.print(d)
}

// forgotten reports a record that a profile of the configuration read which has
// been taken out since: without it, the page cannot be read as well.
func (rb *rebuilder) forgotten(was article.Article) bool {
	if slices.ContainsFunc(rb.config.Outlets, func(o OutletConfig) bool { return o.Name == was.Outlet }) {
		return false
	}
	for _, e := range was.Evidence {
		if e.Basis == article.BasisProfile {
			return true
		}
	}
	return false
}

// read reads the page of one version again.
func (rb *rebuilder) read(ctx context.Context, by *crawler.Replayer, was archive.Reading) reread {
	now, left, err := rb.record(ctx, by, was)
	return reread{was, now, left, err}
}

// record makes the record of a version again. Left says why its page gives none
// any more.
func (rb *rebuilder) record(ctx context.Context, by *crawler.Replayer, was archive.Reading) (now article.Article, left string, err error) {
	for i, c := range was.Captures {
		if c.Status != 200 {
			continue // a 304 says nothing new
		}
		answer, err := rb.shelf.answer(c)
		if err != nil {
			return now, "", err
		}
		rec, reason, detail, err := by.Read(ctx, answer)
		if err != nil {
			return now, "", err
		}
		if i == 0 || now.ID == "" {
			if reason != "" {
				return now, fmt.Sprintf("the page gives no record any more: %s, %s", reason, detail), rb.broken(ctx, reason, answer)
			}
			if now = rec; rb.isSame(rec, was) {
				return now, "", nil
			}
			continue
		}
		// The store takes over the outlet, language and group of a later page
		// that says the same.
		if reason == "" && rec.ID == now.ID && rec.Digest() == now.Digest() && (rec.Outlet != now.Outlet || rec.Lang != now.Lang || rec.Group != now.Group) {
			now = rec
		}
	}
	return now, "", nil
}

func (rb *rebuilder) isSame(rec article.Article, was archive.Reading) bool {
	json, err := archive.Encode(rec)
	return err == nil && json == was.JSON
}

// broken tells an answer whose body cannot be had from one that gives no record.
func (rb *rebuilder) broken(ctx context.Context, reason visit.Reason, answer crawler.Kept) error {
	if reason != visit.Failed {
		return nil
	}
	body, err := answer.Body(ctx)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, body)
	return errors.Join(err, body.Close())
}

// finish prints the sum. Captures that could not be read are failures,
// differences are not.
func (rb *rebuilder) finish() error {
	s := rb.sum
	if rb.json {
		if err := lineWriter(rb.out).Encode(s); err != nil {
			return err
		}
	} else {
		done := fmt.Sprintf("%d corrected", s.Corrected)
		if s.DryRun {
			done = "nothing changed"
		}
		_, err := fmt.Fprintf(rb.out, "%d versions read again: %d the same, %d different, %s; %d without a capture, %d that could not be read\n",
			s.Versions, s.Same, s.Different, done, s.Uncaptured, s.Problems)
		if err != nil {
			return err
		}
	}
	if s.Problems > 0 {
		return fault.New(fault.Internal, "%w: the captures of %d versions could not be read", errFailures, s.Problems).
			WithHint("khotin check --captures looks at every one")
	}
	return nil
}
