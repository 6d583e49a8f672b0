package cmd

import (
	"context"
	"net/http"
	"path/filepath"
	"time"

	"khotin/crawler"
	"khotin/internal/archive"
	"khotin/internal/fault"
	"khotin/internal/visit"
	"khotin/internal/warc"
)

// captures keeps every answer as received: in the WARC files first, then in the
// archive, which knows where each one lies.
type captures struct {
	files *warc.Writer
	store *archive.Archive
}

// openCaptures opens the WARC files of the data folder for writing.
func (a *app) openCaptures(store *archive.Archive) (*captures, error) {
	files, err := warc.NewWriter(filepath.Join(a.config.Data, "warc"), warc.Options{
		Prefix: "khotin",
		Info: warc.Info{
			Software: "khotin/" + buildVersion().Version, Operator: a.config.Crawl.Contact,
			UserAgent: a.config.Crawl.Agent, Robots: "obey (RFC 9309)",
		},
		Lookup: original(store),
	})
	if err != nil {
		return nil, err
	}
	return &captures{files, store}, nil
}

// Capture implements crawler.Capturer. A 304 refers to the last whole answer of
// the address.
func (c *captures) Capture(ctx context.Context, ex crawler.Exchange) (int64, error) {
	out := warc.Exchange{
		URI: ex.URL, Time: ex.At, IP: ex.Addr.Addr(),
		Request:   warc.Message{Head: warc.RequestHead(ex.Request)},
		Response:  warc.Message{Head: warc.ResponseHead(ex.Response), Body: ex.Body},
		Truncated: warc.Reason(ex.Truncated),
		Note:      note(ex),
	}
	if ex.Response.StatusCode == http.StatusNotModified {
		was, err := c.store.LastWhole(ctx, ex.URL)
		switch {
		case err == nil:
			out.NotModified = &warc.Original{RecordID: was.WARC, URI: was.URL, Date: was.At, PayloadDigest: was.Digest}
		case fault.Of(err) != fault.NotFound:
			return 0, err
		}
	}
	at, err := c.files.Append(ctx, out)
	if err != nil {
		return 0, err
	}
	return c.store.SaveCapture(ctx, visit.Capture{
		URL: ex.URL, At: at.Date, Status: ex.Response.StatusCode, File: at.File, Offset: at.Offset, Length: at.Length,
		WARC: at.RecordID, Digest: at.PayloadDigest, Truncated: ex.Truncated, Revisit: at.Revisit,
	})
}

// The names under which the metadata record keeps what rebuild asks for and no
// standard name is for.
const (
	noteKind = "kind" // visit.Kind of the address
	noteRun  = "run"  // start of the pass, RFC 3339
)

// note is what the files must tell beyond request and answer, so that the
// archive can be made again from them alone.
func note(ex crawler.Exchange) *warc.Note {
	n := &warc.Note{FetchTime: ex.Took, Via: ex.Via, More: map[string]string{noteKind: string(ex.Kind)}}
	if !ex.Run.IsZero() {
		n.More[noteRun] = ex.Run.UTC().Format(time.RFC3339Nano)
	}
	return n
}

// original finds the answer with the same payload that the files have already.
func original(store *archive.Archive) warc.Lookup {
	return func(ctx context.Context, digest string) (warc.Original, bool, error) {
		c, err := store.Original(ctx, digest)
		if fault.Of(err) == fault.NotFound {
			return warc.Original{}, false, nil
		}
		return warc.Original{RecordID: c.WARC, URI: c.URL, Date: c.At, PayloadDigest: c.Digest}, err == nil, err
	}
}
