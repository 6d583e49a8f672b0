// Package visit holds the nouns that the crawler and the archive share: the
// addresses still to be fetched, what was fetched, and what came of it.
package visit

import "time"

// Kind says what is expected behind an address.
type Kind string

const (
	Article Kind = "article"
	Listing Kind = "listing" // a page or API answer that links to articles
	Feed    Kind = "feed"    // RSS or Atom
	Sitemap Kind = "sitemap" // a urlset or an index of them
	Robots  Kind = "robots"
	Probe   Kind = "probe" // an address that no editor gave, asked for to learn what a missing page looks like
)

// Row is one address of the frontier.
type Row struct {
	URL      string // canonical
	Outlet   string
	Kind     Kind
	Due      time.Time // earliest next visit
	Via      string    // the address that named it first, "" for a configured one
	Depth    int       // links from a configured address
	ETag     string    // validators of the last good answer (RFC 9110, section 13)
	Modified string
	Failures int       // in a row
	Visited  time.Time // last finished visit, zero when none
	Digest   string    // of the last payload, SHA-256 in hex

	Record  string    // address of the record an article's page gave, "" for none
	Born    time.Time // when the article was published, else first seen
	Changes int       // versions stored after the first
	Missing time.Time // first look that found the page gone, zero while it stands
	Rate    float64   // new addresses an hour, a moving mean; of a listing, feed or sitemap
	Signs   Signs     // what other pages say of this one
}

// Sign is something that other pages say of an article and that moves when the
// article changes.
type Sign struct {
	Value  string
	Moved  bool // since the last visit
	Heeded bool // of an added row: if the value has moved, the row is due
}

// Signs are the signs of one address, by their place below.
type Signs [3]Sign

// The places of a sign, and their names.
const (
	Lastmod = iota // of a sitemap's entry, as printed
	Updated        // of a feed's item, as printed
	Title          // digest of the words a listing links with
)

// SignNames are the names of the places.
func SignNames() [len(Signs{})]string { return [...]string{"lastmod", "updated", "title"} }

// History is how an article has changed so far.
type History struct {
	Born    time.Time // see Row
	Visited time.Time // last visit
	Changes int       // versions after the first
}

// Reason is the one outcome of one visit, as the run ledger counts it.
type Reason string

const (
	New       Reason = "new"        // a first version was stored
	Changed   Reason = "changed"    // a further version was stored
	Unchanged Reason = "unchanged"  // the same record, or not modified
	Read      Reason = "read"       // a sitemap, feed or listing was read for links
	Mirror    Reason = "mirror"     // another address of a record already visited in this run; the detail names it
	Refused   Reason = "robots"     // robots.txt forbids it, nothing was requested
	Denied    Reason = "denied"     // 401 or 403
	Missing   Reason = "gone"       // 404, 410, or a page that says so
	NoArticle Reason = "no-article" // fetched, but not an article
	OffTopic  Reason = "off-topic"  // an article of another subject
	Failed    Reason = "failed"     // no answer, a server error, too large, unreadable
	Skipped   Reason = "skipped"    // outside the outlet's rules or limits
)

// Outcome is a line of the run ledger.
type Outcome struct {
	URL      string
	Outlet   string
	Kind     Kind
	Reason   Reason
	Detail   string // one sentence: the rule, the status, the error
	Status   int    // HTTP status, 0 when none
	Bytes    int64  // decoded body
	Duration time.Duration
	At       time.Time

	Record  string // id of the record it led to, "" for none
	Seq     int64  // the version that says what the page says, 0 for none
	Capture int64  // where the answer is kept, 0 for nowhere
}

// Capture says where an answer lies in the WARC files: one line of a CDX.
type Capture struct {
	ID        int64
	URL       string
	At        time.Time
	Status    int
	File      string
	Offset    int64  // of the gzip member in the file, in bytes
	Length    int64  // of that member
	WARC      string // WARC-Record-ID
	Digest    string // of the payload, as the file has it
	Truncated string // why the body is not whole, "" when it is
	Revisit   bool   // the payload lies in an earlier capture

	Record string // id of the record the answer led to, "" for none
	Seq    int64  // the version that says what it says, 0 for none
}

// Run is one pass of the crawler.
type Run struct {
	ID       int64
	Started  time.Time
	Finished time.Time // zero while it goes on, or when it was cut off
	Outcomes map[Reason]int
}

// Total is how often one reason was the outcome for one outlet in a run.
type Total struct {
	Outlet string `json:"outlet"` // "" for addresses of none
	Reason Reason `json:"reason"`
	Count  int    `json:"count"`
}
