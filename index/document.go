package index

import (
	"fmt"
	"iter"

	"khotin/internal/article"
	"khotin/internal/docref"
	"khotin/internal/lang"

	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// lengths are the numbers of terms in the scored fields of one document.
type lengths [numScored]uint32

// analysed is an article ready to be written.
type analysed struct {
	id    string
	seq   int64
	size  int // bytes of text
	doc   *document.Document
	terms lengths
}

// document analyses a stored article.
func (a *analyzer) document(s *article.Stored) (*analysed, error) {
	bags := new([numScored]bag)
	room := textSize(s) / 12 // different words, about
	for f := range bags {
		bags[f].name, bags[f].options = names[f], bleveindex.IndexField
		if f := field(f); f.isPair() || f.isStream() {
			bags[f].room = room
		}
		if field(f).isPair() {
			bags[f].options |= bleveindex.SkipFreqNorm
		}
	}
	rec := record{
		URL: s.URL, Headline: lang.NFC(s.Headline), Lang: s.Lang, Outlet: s.Outlet,
		Published: s.Published, Group: s.Group, State: s.State,
	}
	out := &analysed{id: s.ID, seq: s.Seq, doc: document.NewDocument(s.ID)}
	for b := range s.Blocks() {
		text := lang.NFC(b.Text)
		tag := b.Lang
		if tag == lang.Unknown {
			tag = s.Lang
		}
		out.size += len(text)
		a.block(bags, tag, text, b.Part == "headline")
		if b.Part != "headline" {
			rec.Blocks = append(rec.Blocks, block{b.Part, tag, text})
		}
	}
	for tag, text := range margins(s) {
		a.block(bags, tag, lang.NFC(text), false)
	}
	addNames(&bags[name], s)
	for _, c := range s.Citations {
		if c.Rules.Key != string(docref.KeyPrinted) { // what the text alone does not say
			bags[number].add(c.Key)
		}
	}
	for f := range bags {
		b := &bags[f]
		if b.length == 0 {
			continue
		}
		out.terms[f] = uint32(b.length)
		out.doc.AddField(b)
	}
	addKeywords(out.doc, s)
	stored, err := rec.pack()
	if err != nil {
		return nil, fmt.Errorf("pack the record of %s: %w", s.ID, err)
	}
	out.doc.AddField(document.NewTextFieldCustom(recordField, nil, stored, bleveindex.StoreField, nil))
	out.doc.AddField(document.NewTextFieldCustom(lengthsField, nil, out.terms.encode(), bleveindex.StoreField, nil))
	return out, nil
}

// margins yields what is printed around the text and is searched for as well:
// the byline, also as it was before a machine translated the name, the
// photographers, the keywords.
func margins(s *article.Stored) iter.Seq2[lang.Tag, string] {
	return func(yield func(lang.Tag, string) bool) {
		if !yield(s.Lang, s.Byline) || !yield(lang.Vietnamese, s.Evidence["byline"].Restored) {
			return
		}
		for _, c := range s.Captions {
			if !yield(s.Lang, c.Credit) {
				return
			}
		}
		for _, t := range s.Tags {
			if !yield(s.Lang, t) {
				return
			}
		}
	}
}

// block adds one text to the fields of its language.
func (a *analyzer) block(bags *[numScored]bag, tag lang.Tag, text string, title bool) {
	tokens := a.tokens(a.room[:0], tag, text)
	a.room = tokens
	for _, m := range a.concepts.Find(text, tag) {
		bags[concepts].add(m.ID)
	}
	for _, n := range numbers(text, tag) {
		bags[number].add(n.key)
	}
	if tag == lang.Vietnamese {
		a.vietnamese(bags, tokens, title)
		return
	}
	f := fieldsOf(tag)
	for i, t := range tokens {
		bags[f.stem].add(t.term)
		if title {
			bags[f.title].add(t.term)
		}
		if i > 0 {
			bags[f.paired].add(f.paired.pair(tokens[i-1].fold, t.fold))
		}
	}
}
