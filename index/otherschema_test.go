package index

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"

	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// The other schema of these tests has no pairs of French words, a field of sounds
// that this program does not know, no doc values of persons and dates, other records, and
// other stems: plural endings alone are taken off in French, Romanian words are cut
// to six letters.
const (
	soundField = field(60)
	sound      = "fr_sound"
)

var otherStemmers = map[lang.Tag]func(fold string) string{
	lang.French:   func(fold string) string { return strings.TrimSuffix(fold, "s") },
	lang.Romanian: func(fold string) string { return fold[:min(6, len(fold))] },
}

// otherSchema leaves an index of the articles in a folder as a program of another
// schema, and the same encoding, would.
func otherSchema(t testing.TB, dir string, list []article.Stored) {
	t.Helper()
	ix, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := newAnalyzer(ix.analyzers.vocabulary)
	var totals tally
	var docs []*analysed
	for i := range list {
		stemOtherwise(a, &list[i])
		d, err := a.document(&list[i])
		if err != nil {
			t.Fatal(err)
		}
		rewrite(t, d)
		totals.add(&d.terms)
		docs = append(docs, d)
	}
	totals.rest = string(numbered(uint64(soundField), uint64(len(list)), uint64(len(list))))
	if err := ix.live.build(docs); err != nil {
		t.Fatal(err)
	}
	if err := ix.finish(ix.live, &totals, list[len(list)-1].Seq); err != nil {
		t.Fatal(err)
	}
	path := ix.live.path
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	name := "0a1b2c" + filepath.Base(path)[schemaDigits:]
	if err := os.Rename(path, filepath.Join(filepath.Dir(path), name)); err != nil {
		t.Fatal(err)
	}
}

// stemOtherwise lets the analyzer believe that it has met the words of an article,
// and what their stems are.
func stemOtherwise(a *analyzer, s *article.Stored) {
	for b := range s.Blocks() {
		stem := otherStemmers[b.Lang]
		for word := range lang.Tokens(lang.NFC(b.Text)) {
			if stem == nil {
				break
			}
			if a.known[b.Lang] == nil {
				a.known[b.Lang] = make(map[string]forms)
			}
			fold := lang.Fold(word.Text[lang.ElisionLen(word.Text):])
			a.known[b.Lang][word.Text[lang.ElisionLen(word.Text):]] = forms{stem(fold), fold, stem(fold)}
		}
	}
}

// rewrite gives a document the fields of the other schema.
func rewrite(t testing.TB, d *analysed) {
	t.Helper()
	d.terms[frPair] = 0
	fields := d.doc.Fields
	d.doc = document.NewDocument(d.id)
	for _, f := range fields {
		switch f.Name() {
		case names[frPair]:
		case lengthsField:
			stored := append(d.terms.encode(), numbered(uint64(soundField), 1)...)
			d.doc.AddField(document.NewTextFieldCustom(lengthsField, nil, stored, bleveindex.StoreField, nil))
		case recordField:
			d.doc.AddField(document.NewTextFieldCustom(recordField, nil, otherRecord(t, f.Value()), bleveindex.StoreField, nil))
		case personField:
			d.doc.AddField(document.NewTextFieldCustom(personField, nil, f.Value(), filterOnly, nil))
		case publishedField:
			b := *f.(*bag)
			b.options &^= bleveindex.DocValues
			d.doc.AddField(&b)
		default:
			d.doc.AddField(f)
		}
	}
	b := &bag{name: sound, options: bleveindex.IndexField}
	b.add("KNFRNS")
	d.doc.AddField(b)
}

// otherRecord is a stored record with a field more and one less.
func otherRecord(t testing.TB, stored []byte) []byte {
	t.Helper()
	c, err := records()
	if err != nil {
		t.Fatal(err)
	}
	text, err := c.DecodeAll(stored, nil)
	var fields map[string]any
	if err == nil {
		err = json.Unmarshal(text, &fields)
	}
	delete(fields, "o")
	fields["sound"] = []string{"KNFRNS"}
	if err == nil {
		text, err = json.Marshal(fields)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c.EncodeAll(text, nil)
}

func numbered(numbers ...uint64) (buf []byte) {
	for _, n := range numbers {
		buf = binary.AppendUvarint(buf, n)
	}
	return buf
}
