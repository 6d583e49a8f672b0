package warc

import (
	"bytes"
	"context"
)

// The profiles of a revisit record (ISO 28500, 6.7).
const (
	ProfileIdentical   = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	ProfileNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
)

// Lookup finds an earlier capture by the digest of its payload. Only whole
// captures should be offered, and no revisits: a chain helps nobody.
type Lookup func(ctx context.Context, payloadDigest string) (Original, bool, error)

// revisit is the decision not to store a payload again.
type revisit struct {
	profile  string
	original *Original
}

// decide says whether the answer becomes a revisit: a 304, or a whole body that
// the archive holds already. An empty body is not worth a reference.
func (ex *Exchange) decide(ctx context.Context, find Lookup, m measure) (*revisit, error) {
	if status(ex.Response.Head) == "304" {
		return &revisit{ProfileNotModified, ex.NotModified}, nil
	}
	if find == nil || m.body == 0 || ex.Truncated != "" {
		return nil, nil
	}
	original, found, err := find(ctx, m.payload)
	if err != nil || !found {
		return nil, err
	}
	original.PayloadDigest = m.payload
	return &revisit{ProfileIdentical, &original}, nil
}

// fields are what the record says of its original.
func (r *revisit) fields() (f Fields) {
	f.add("WARC-Profile", r.profile)
	if r.original != nil {
		f.add("WARC-Refers-To", r.original.RecordID)
		f.add("WARC-Refers-To-Target-URI", r.original.URI)
		if !r.original.Date.IsZero() {
			f.add("WARC-Refers-To-Date", formatDate(r.original.Date))
		}
	}
	return f
}

// status returns the status code of a response's head as text.
func status(head []byte) string {
	if fields := bytes.Fields(head[:min(len(head), 40)]); len(fields) > 1 {
		return string(fields[1])
	}
	return ""
}
