package article

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"time"
)

// Stored is a version of an article as the archive keeps it.
type Stored struct {
	Article
	Seq       int64     `json:"seq"`        // place in the change sequence
	Version   int       `json:"version"`    // 1 for the first
	State     State     `json:"state"`      // of the page when the archive last looked
	FirstSeen time.Time `json:"first_seen"` // of the article
	StoredAt  time.Time `json:"stored_at"`  // of this version
	LastSeen  time.Time `json:"last_seen"`  // when the page was last found to say this
}

// State tells whether the page behind a record still stands.
type State string

const (
	Live State = "live"
	Gone State = "gone" // withdrawn by the outlet; the record stays searchable
)

// Digest identifies what a reader would call the article's content: two
// records have one digest exactly if no version needs to be stored between
// them. Clocks, counters, tags, links and the extractor's own notes are left
// out. It is the SHA-256, in hex, of the length-prefixed parts.
func (a *Article) Digest() string {
	h := sha256.New()
	part(h, a.Byline)
	part(h, a.Published.String())
	for b := range a.Blocks() {
		part(h, b.Part)
		part(h, b.Text)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func part(h hash.Hash, s string) {
	n := len(s)
	h.Write([]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
	io.WriteString(h, s)
}
