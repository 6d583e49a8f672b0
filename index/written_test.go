package index

import (
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/event"
	"khotin/internal/lang"
	"khotin/internal/testkit"

	bleveindex "github.com/blevesearch/bleve_index_api"
	"github.com/google/go-cmp/cmp"
)

// specimen is an article in four languages with everything an index keeps.
func specimen() article.Stored {
	s := version(7, "0123456789abcdef", lang.Vietnamese, "Hội nghị Dân vận khéo",
		"Ban Dân vận Tỉnh ủy Nghệ An sơ kết Nghị quyết 04-NQ/TU ở xã Kỳ Sơn, 1.200 người dự.")
	s.Group, s.Section, s.Byline = "story-1", "Thời sự", "Mai Hoa"
	s.Published = article.At(time.Date(2025, 3, 5, 9, 30, 0, 0, article.Hanoi), article.Minute)
	s.Persons = []event.Person{{Name: "Lê Hồng Vinh", Key: "le hong vinh"}}
	s.Events = []event.Event{{Kind: "review", Place: event.Place{Province: "nghean", Name: "Nghệ An"}}}
	s.Citations = []article.Citation{{Type: "nghi-quyet", Canonical: "04-NQ/TU", Key: "4-nq-tu", Document: "4-nq-tu@nghean:2021-11-19"}}
	s.Paragraphs = append(s.Paragraphs,
		article.Paragraph{Lang: lang.French, Text: "La mobilisation des masses, d’après les délégués."},
		article.Paragraph{Lang: lang.Romanian, Text: "Mobilizarea maselor în organizațiile locale."},
		article.Paragraph{Lang: lang.English, Text: "Mass mobilisation of the local organisations."})
	return s
}

// analysedSpecimen is the specimen as it is written.
func analysedSpecimen(t *testing.T) *analysed {
	t.Helper()
	v, err := newVocabulary(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := specimen()
	d, err := newAnalyzer(v).document(&s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// numberedGolden compares what is written under a number with what was written when
// the number was new. Other content under the same number is an error, and -update
// does not help.
func numberedGolden(t *testing.T, constant string, number int, got string) {
	t.Helper()
	name := filepath.Join("written", constant+".txt")
	head := fmt.Sprintf("%s %d\n", constant, number)
	want, err := os.ReadFile(filepath.Join("testdata", name))
	if old, same := strings.CutPrefix(string(want), head); err == nil && same && old != got {
		t.Fatalf("what is written is not what it was: raise the constant %s in storage.go, whose comment says what follows from that, and run the test with -update (-was +is):\n%s",
			constant, cmp.Diff(strings.Split(old, "\n"), strings.Split(got, "\n")))
	}
	testkit.Golden(t, name, []byte(head+got))
}

// TestFieldNumbers fails when a number in the lengths and totals means another field
// than it did. testdata/written/fields.txt is only ever added to.
func TestFieldNumbers(t *testing.T) {
	text, err := os.ReadFile("testdata/written/fields.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) != int(numScored) {
		t.Errorf("%d fields have had a number and %d have one: add new ones to fields.txt, and leave the place of those given up empty", len(lines), numScored)
	}
	for f, line := range lines[:min(len(lines), int(numScored))] {
		if names[f] != "" && line != fmt.Sprint(f, " ", names[f]) {
			t.Errorf("field %d is %s and was %q: a field keeps its number, a new one takes the next", f, names[f], line)
		}
	}
}

// frozenRecord is a record as encoding 7 stores it.
const frozenRecord = `{"u":"https://example.vn/1","h":"Hội nghị","l":"vi","o":"example.vn","p":"2025-03-05T09:30:00+07:00","g":"s1","s":"gone","b":[{"p":"lead","l":"fr","t":"La masse."}],"later":1}`

// TestEncoding fails when an index is written in another way and the constant
// encoding is the same.
func TestEncoding(t *testing.T) {
	var b strings.Builder
	l := lengths{viKey: 300, viTitle: 5, concepts: 1}
	totals := tally{rest: "\x3c\x01\x02"}
	totals.add(&l)
	fmt.Fprintf(&b, "lengths %x\ntally %s %x\n", l.encode(), tallyKey, totals.encode())
	for _, word := range strings.Fields("Nghị quyết UỶ quý Lý đoàn œuvre Délégués comună T4") {
		key, fold := lang.Key(word), lang.Fold(word)
		fmt.Fprintf(&b, "word %s key %q fold %q kept %q\n", word, key, fold, syllable(fold, key))
	}
	for _, two := range [][2]string{{"dan", "van"}, {"ky", "son"}, {"les", "delegues"}} {
		fmt.Fprintf(&b, "pair %s %x %x\n", two, viFoldPair.pair(two[0], two[1]), frPair.pair(two[0], two[1]))
	}
	for _, f := range analysedSpecimen(t).doc.Fields {
		switch f.Name() {
		case langField, yearField, monthField, publishedField, sectionField, authorField, placeField, personField, docField:
			fmt.Fprintf(&b, "keyword %s %q\n", f.Name(), keywordOf(f))
		case recordField:
			fmt.Fprintf(&b, "record %x\n", f.Value()[:4])
		}
	}
	c, err := records()
	if err != nil {
		t.Fatal(err)
	}
	r, err := unpack(c.EncodeAll([]byte(frozenRecord), nil), "1")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "%s %s %s %s %s %s %s %v\n", r.URL, r.Headline, r.Lang, r.Outlet, r.Published, r.Group, r.State, r.Blocks)
	fmt.Fprintf(&b, "stored %s %s\n", recordField, lengthsField)
	fmt.Fprintf(&b, "position %s %x\nunfinished %s\n", positionKey, binary.BigEndian.AppendUint64(nil, 7), completeKey)
	fmt.Fprintf(&b, "segment %d\n", segmentVersion(t))
	numberedGolden(t, "encoding", encoding, b.String())
}

// keywordOf is the one term of a keyword field, or its stored bytes.
func keywordOf(f bleveindex.Field) string {
	f.Analyze()
	for term := range f.AnalyzedTokenFrequencies() {
		return term
	}
	return string(f.Value())
}

// segmentVersion reads the version of zap out of the footer of a segment: the four
// bytes before the checksum.
func segmentVersion(t *testing.T) uint32 {
	t.Helper()
	ix := open(t, t.TempDir())
	put(t, ix, specimen())
	segments, err := filepath.Glob(filepath.Join(ix.live.path, "store", "*.zap"))
	if err != nil || len(segments) == 0 {
		t.Fatal(segments, err)
	}
	data, err := os.ReadFile(segments[0])
	if err != nil {
		t.Fatal(err)
	}
	return binary.BigEndian.Uint32(data[len(data)-8:])
}

// TestSchema fails when an article becomes other terms and the constant schema is
// the same.
func TestSchema(t *testing.T) {
	var b strings.Builder
	d := analysedSpecimen(t)
	for _, f := range d.doc.Fields {
		bag, scored := f.(*bag)
		switch {
		case f.Name() == recordField, f.Name() == lengthsField:
		case !scored || f.Name() == publishedField:
			fmt.Fprintf(&b, "%s: %q, options %b\n", f.Name(), keywordOf(f), f.Options())
		default:
			fmt.Fprintf(&b, "%s: options %b\n", bag.name, bag.options)
			if f.Name() == names[viWord] || f.Name() == names[concepts] {
				continue // as the word lists are, which count by themselves
			}
			for _, term := range slices.Sorted(maps.Keys(bag.freqs)) {
				fmt.Fprintf(&b, "\t%q %d\n", term, bag.freqs[term].Frequency())
			}
		}
	}
	v, err := newVocabulary(nil)
	if err != nil {
		t.Fatal(err)
	}
	a := newAnalyzer(v)
	words, err := os.ReadFile("testdata/written/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(words)) {
		tag, word, _ := strings.Cut(strings.TrimSpace(line), " ")
		fmt.Fprintf(&b, "%s %s %s\n", tag, word, a.term(lang.ParseTag(tag), lang.Token{Text: word}).term)
	}
	numberedGolden(t, "schema", schema, b.String())
}
