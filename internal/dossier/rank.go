package dossier

import (
	"cmp"
	"slices"
	"strings"

	"khotin/internal/docref"
)

// maxListed bounds each list of an answer.
const maxListed = 50

// fit says how a document answers a question; the smaller, the better.
type fit int

const (
	fits      fit = iota
	other         // the same number of another province or date
	near          // the same number of another type or issuer
	unrelated     // nothing in common that was asked for
)

// Rank answers a question from the documents that share something with it.
// Documents that contradict nothing asked for come first, of one number by how
// many articles cite them and then the newest. Those that differ in province
// or date only are Others; those that differ in type or issuer are Nearest,
// and shown only when nothing fits.
func Rank(q docref.Query, docs []Document) Answer {
	a := Answer{Status: None, Read: q, Documents: []Document{}, Others: []Document{}, Nearest: []Document{}}
	for _, d := range docs {
		switch judge(q, d) {
		case fits:
			a.Documents = append(a.Documents, d)
		case other:
			a.Others = append(a.Others, d)
		case near:
			a.Nearest = append(a.Nearest, d)
		}
	}
	for _, list := range []*[]Document{&a.Documents, &a.Others, &a.Nearest} {
		slices.SortFunc(*list, byWeight)
		*list = (*list)[:min(len(*list), maxListed)]
	}
	switch {
	case len(a.Documents) == 0:
	case q.Key == "":
		a.Status = Partial
	case len(a.Documents) == 1:
		a.Status = Exact
	default:
		a.Status = Candidates
	}
	if a.Status != None || len(a.Others) > 0 {
		a.Nearest = []Document{}
	}
	return a
}

func judge(q docref.Query, d Document) fit {
	if !asked(q) || q.Number != "" && !sameNumber(q, d) {
		return unrelated
	}
	if !sameType(q, d) || !sameIssuer(q, d) || q.Key != "" && !slices.Contains(q.Keys(), d.Key) {
		if q.Number == "" {
			return unrelated
		}
		return near
	}
	if q.Scope != "" && d.Scope != q.Scope || q.Date != "" && !strings.HasPrefix(d.Date, q.Date) {
		if q.Number == "" {
			return unrelated
		}
		return other
	}
	return fits
}

// asked reports whether the question holds anything to look a document up by.
func asked(q docref.Query) bool {
	return q.Number != "" || q.Code != "" && q.Issuer != "" || q.Code != "" && q.Scope != "" || len(q.Date) == len("2006-01-02")
}

func sameNumber(q docref.Query, d Document) bool {
	n := 0
	for _, r := range q.Number {
		if r < '0' || r > '9' {
			return false
		}
		if n = 10*n + int(r-'0'); n > 1<<30 {
			return false
		}
	}
	if n != d.Number {
		return false
	}
	return q.Year == 0 || keyYear(d.Key) == q.Year
}

// keyYear returns the year inside a key, "10-2022-qh15", 0 without.
func keyYear(key string) int {
	_, rest, _ := strings.Cut(key, "-")
	second, _, _ := strings.Cut(rest, "-")
	if len(second) != 4 {
		return 0
	}
	year := 0
	for _, r := range second {
		if r < '0' || r > '9' {
			return 0
		}
		year = 10*year + int(r-'0')
	}
	return year
}

func sameType(q docref.Query, d Document) bool {
	if len(q.Types) == 0 || d.Type == "" || slices.Contains(q.Types, d.Type) {
		return true
	}
	if q.Code == "" {
		return false
	}
	parts := strings.Split(d.Key, "-")
	return slices.ContainsFunc(docref.Class(q.Code), func(code string) bool { return slices.Contains(parts, docref.Key(code)) })
}

func sameIssuer(q docref.Query, d Document) bool {
	return q.Issuer == "" || strings.HasSuffix(d.Key, "-"+docref.Key(q.Issuer)) || strings.Contains(d.Key, "-"+docref.Key(q.Issuer)+"-")
}

func byWeight(a, b Document) int {
	return cmp.Or(
		cmp.Compare(b.Articles, a.Articles),
		cmp.Compare(b.Date, a.Date),
		cmp.Compare(b.Mentions, a.Mentions),
		cmp.Compare(a.ID, b.ID),
	)
}
