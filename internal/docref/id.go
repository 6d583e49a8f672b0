package docref

import (
	"fmt"
	"strings"
)

// An ID names a document: its key, the province that issued it (or "tw", the
// centre), and its date or at least its year. Either may be unknown; unknown
// is not equal to anything, so that two provinces' 04-NQ/TU, or two terms'
// 18-NQ/TW, are never taken for one.
type ID struct {
	Key   string
	Scope string // province slug or [Centre]; empty when unknown
	Date  string // ISO day, or a year; empty when unknown
}

// Centre is the scope of documents issued in the capital for the country.
const Centre = "tw"

// String writes "4-nq-tu@nghean:2021-11-19", with "?" for what is unknown.
func (id ID) String() string {
	return id.Key + "@" + orUnknown(id.Scope) + ":" + orUnknown(id.Date)
}

func orUnknown(s string) string {
	if s == "" {
		return "?"
	}
	return s
}

// MarshalText and UnmarshalText make an ID one string in JSON.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (id *ID) UnmarshalText(text []byte) (err error) {
	*id, err = ParseID(string(text))
	return err
}

// ParseID reads what String writes; scope and date may be left off. The
// error says which part is wrong.
func ParseID(s string) (ID, error) {
	key, rest, _ := strings.Cut(s, "@")
	scope, date, _ := strings.Cut(rest, ":")
	id := ID{Key: key, Scope: strings.TrimPrefix(scope, "?"), Date: strings.TrimPrefix(date, "?")}
	switch t := world(); {
	case key == "" || Key(key) != key:
		return ID{}, fmt.Errorf("document id %q: the key must look like 4-nq-tu", s)
	case id.Scope != "" && id.Scope != Centre && t.provinces[id.Scope] == nil:
		return ID{}, fmt.Errorf("document id %q: no province is called %q", s, id.Scope)
	case id.Date != "" && !validDay(id.Date) && (len(id.Date) != 4 || yearOf(id.Date) < firstYear):
		return ID{}, fmt.Errorf("document id %q: the date must be YYYY-MM-DD or YYYY", s)
	}
	return id, nil
}

// Whole reports whether nothing about the document is unknown.
func (id ID) Whole() bool { return id.Key != "" && id.Scope != "" && len(id.Date) == len("2006-01-02") }

// Same reports whether two IDs surely name one document: same key, same
// known scope, same known day.
func (id ID) Same(other ID) bool { return id.Whole() && id == other }

// Admits reports whether other may be the document that id leaves partly
// unknown: nothing known on both sides differs.
func (id ID) Admits(other ID) bool {
	return id.Key == other.Key &&
		(id.Scope == "" || other.Scope == "" || id.Scope == other.Scope) &&
		(strings.HasPrefix(other.Date, id.Date) || strings.HasPrefix(id.Date, other.Date))
}

// Among returns the known documents that id, as mentioned in an article of
// the given ISO day, may be: of one scope, not younger than the article, and
// not more than a term older. One candidate may be taken for the document;
// several are an answer of their own and must not be merged. An empty day
// lifts the limits in time.
func (id ID) Among(known []ID, published string) []ID {
	var out []ID
	for _, k := range known {
		if id.Scope == "" || k.Scope == "" || !id.Admits(k) {
			continue
		}
		if id.Date == "" && k.Date != "" && published != "" && !withinTerm(k.Date, published) {
			continue
		}
		out = append(out, k)
	}
	return out
}
