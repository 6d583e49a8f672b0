package index

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"khotin/internal/article"
	"khotin/internal/docref"
	"khotin/internal/lang"

	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Keyword fields: filters, facets, sort keys and what suggestions begin with.
// Labelled fields hold the value that a filter takes and, after labelMark, the
// value as it is printed.
const (
	langField      = "lang"
	outletField    = "outlet"
	yearField      = "year"
	monthField     = "month"
	groupField     = "group"
	eventField     = "event" // kind
	typeField      = "type"  // of cited documents
	sectionField   = "section"
	authorField    = "author"
	placeField     = "place"
	personField    = "person"
	docField       = "doc"
	headlineField  = "headline" // the first letters, folded
	publishedField = "published"
	recordField    = "record"  // stored only
	lengthsField   = "lengths" // stored only
)

const labelMark = "\x1f"

func labelled(value, label string) string { return value + labelMark + label }

// cutLabel takes a term of a labelled field apart; other terms have no label.
func cutLabel(term string) (value, label string) {
	value, label, _ = strings.Cut(term, labelMark)
	return value, label
}

// maxHeadline is how many bytes of a headline suggestions are found by.
const maxHeadline = 40

// keywords collects the keyword fields of one document, each term once.
type keywords struct {
	doc  *document.Document
	seen map[string]bool
}

func (k *keywords) add(field, value string, more bleveindex.FieldIndexingOptions) {
	at := field + labelMark + value
	if value == "" || k.seen[at] {
		return
	}
	k.seen[at] = true
	k.doc.AddField(document.NewTextFieldCustom(field, nil, []byte(value), filterOnly|more, nil))
}

// addLabelled adds a value under its folded form; of several spellings of one
// value the first counts.
func (k *keywords) addLabelled(field, value, label string, more bleveindex.FieldIndexingOptions) {
	if at := field + labelMark + value; value != "" && !k.seen[at] {
		k.add(field, labelled(value, label), more)
		k.seen[at] = true
	}
}

const filterOnly = bleveindex.IndexField | bleveindex.SkipFreqNorm

// addKeywords adds what an article is filtered and counted by.
func addKeywords(doc *document.Document, s *article.Stored) {
	k := &keywords{doc, make(map[string]bool)}
	k.add(langField, s.Lang.String(), 0)
	k.add(outletField, s.Outlet, 0)
	k.add(groupField, s.Group, bleveindex.DocValues)
	k.addLabelled(sectionField, foldName(s.Section), s.Section, 0)
	for _, name := range [...]string{s.Byline, s.Evidence["byline"].Restored} {
		k.addLabelled(authorField, foldName(name), name, 0)
	}
	for _, p := range s.Persons {
		name := p.NameVi
		if name == "" {
			name = p.Name
		}
		k.addLabelled(personField, p.Key, name, bleveindex.DocValues)
	}
	for _, e := range s.Events {
		k.add(eventField, e.Kind, 0)
		k.addLabelled(placeField, e.Place.Province, e.Place.Name, 0)
	}
	for _, c := range s.Citations {
		k.add(typeField, c.Type, 0)
		k.addLabelled(docField, documentOf(c), c.Canonical, bleveindex.DocValues)
	}
	k.add(headlineField, firstLetters(foldName(s.Headline), maxHeadline), 0)
	k.addDate(s.Published)
}

// addDate adds the date and the periods it lies in, as far as it is known.
func (k *keywords) addDate(d article.Date) {
	if d.IsZero() {
		return
	}
	t := d.Time.In(article.Hanoi)
	k.add(yearField, strconv.Itoa(t.Year()), 0)
	if d.Precision >= article.Month {
		k.add(monthField, t.Format("2006-01"), 0)
	}
	addPublished(k.doc, d.Time)
}

// documentOf is the id of the document a citation means, with question marks
// for what the article does not tell.
func documentOf(c article.Citation) string {
	if c.Document != "" {
		return c.Document
	}
	return docref.ID{Key: c.Key}.String()
}

// foldName is how names are compared: folded, single spaces, no punctuation.
func foldName(name string) string {
	var words []string
	for w := range lang.Tokens(lang.NFC(name)) {
		words = append(words, lang.Fold(w.Text))
	}
	return strings.Join(words, " ")
}

// firstLetters cuts a text to at most n bytes between letters.
func firstLetters(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
