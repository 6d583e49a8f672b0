package archive

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"khotin/internal/article"
	"khotin/internal/fault"
)

// A record is kept as plain JSON, so that any SQLite tool can read it.

// entry is an article made ready to be stored, before any lock is taken.
type entry struct {
	article article.Article
	digest  string
	json    string
}

// newEntry makes an article ready. One that is not valid, or that would not read
// back with the content it has, is an Invalid fault: a single record that does
// not decode would stop whoever follows the change sequence.
func newEntry(a article.Article) (entry, error) {
	if err := a.Validate(); err != nil {
		return entry{}, err
	}
	a.Persons = slices.Clone(a.Persons)
	for i := range a.Persons {
		a.Persons[i].Spelling = nil // judged when asked for
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(a); err != nil {
		return entry{}, fault.New(fault.Invalid, "record %s cannot be written as JSON: %w", a.URL, err)
	}
	record := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	kept, err := decode(record)
	if err != nil {
		return entry{}, fault.New(fault.Invalid, "record %s cannot be read back: %w", a.URL, err)
	}
	if kept.Digest() != a.Digest() {
		return entry{}, fault.New(fault.Invalid, "record %s reads back differently: is its byline valid UTF-8?", a.URL)
	}
	return entry{kept, kept.Digest(), string(record)}, nil
}

// The columns of a Stored, as scanStored wants them. currentColumns are those
// of an article as it is, versionColumns those of one of its versions: they
// differ only in the place in the change sequence.
const (
	currentColumns = `a.seq, v.number, a.state, a.first_seen, v.stored_at, v.last_seen, r.json, ` + storyColumn
	versionColumns = `v.seq, v.number, a.state, a.first_seen, v.stored_at, v.last_seen, r.json, ` + storyColumn
	storyColumn    = `ifnull((SELECT s.id FROM story s WHERE s.article = a.id), '')`
)

func scanStored(row scanner) (article.Stored, error) {
	var s article.Stored
	var firstSeen, storedAt, lastSeen int64
	var record []byte
	var story string
	if err := row.Scan(&s.Seq, &s.Version, &s.State, &firstSeen, &storedAt, &lastSeen, &record, &story); err != nil {
		return article.Stored{}, err
	}
	s.FirstSeen, s.StoredAt, s.LastSeen = fromMillis(firstSeen), fromMillis(storedAt), fromMillis(lastSeen)
	var err error
	if s.Article, err = decode(record); err != nil {
		return article.Stored{}, fmt.Errorf("record of change %d: %w", s.Seq, err)
	}
	if story != "" { // what the archive found joins more than the outlet's own key
		s.Group = story
	}
	return s, nil
}

func decode(record []byte) (a article.Article, err error) {
	err = json.Unmarshal(record, &a)
	return a, err
}
