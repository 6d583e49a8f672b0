package article

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"khotin/internal/fault"

	"github.com/google/go-cmp/cmp"
)

func sample() Article {
	pair := func(i int) *int { return &i }
	a := Article{
		URL: "https://baonghean.vn/fr/hoi-nghi-10277726.html", Outlet: "baonghean.vn", Lang: "fr",
		Headline: "Formation à Nghe An", Lead: "Le matin du 6 août.", Byline: "Fleur de prunier",
		Published:  At(time.Date(2024, 8, 6, 11, 42, 0, 0, Hanoi), Minute),
		Paragraphs: []Paragraph{{Text: "Un paragraphe.", Lang: "fr"}},
		Captions: []Caption{
			{Text: "Quang cảnh. Ảnh: Mai Hoa", Lang: "vi", Credit: "Mai Hoa", Pair: pair(1)},
			{Text: "Vue. Photo : Mai Hoa", Lang: "fr", Credit: "Mai Hoa", Pair: pair(0)},
		},
	}
	a.ID = IDOf(a.URL)
	return a
}

func TestRecordSurvivesJSON(t *testing.T) {
	want := sample()
	want.Note("published", Evidence{Basis: BasisMetadata, Confidence: .9, Printed: "8/6/2024 11:42:00 AM"})
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), `"published":"2024-08-06T11:42:00+07:00"`) {
		t.Errorf("published is not written as RFC 3339: %s", b)
	}
	var got Article
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if got.Digest() != want.Digest() || got.Validate() != nil {
		t.Errorf("the record changed on its way: %s", cmp.Diff(want, got))
	}
}

func TestDigestFollowsWhatReadersSee(t *testing.T) {
	base := sample()
	same := map[string]func(*Article){
		"tags":       func(a *Article) { a.Tags = []string{"x"} },
		"flags":      func(a *Article) { a.Add(FlagCharset) },
		"evidence":   func(a *Article) { a.Note("lead", Evidence{Basis: BasisText}) },
		"alternates": func(a *Article) { a.SourceURL = "https://x.vn/" },
	}
	for name, change := range same {
		a := sample()
		change(&a)
		if a.Digest() != base.Digest() {
			t.Errorf("%s: the digest changed", name)
		}
	}
	other := map[string]func(*Article){
		"one digit":      func(a *Article) { a.Paragraphs[0].Text = "Un paragraphe 2." },
		"byline":         func(a *Article) { a.Byline = "Mai Hoa" },
		"caption":        func(a *Article) { a.Captions[1].Text = "Vue" },
		"moved boundary": func(a *Article) { a.Headline, a.Lead = a.Headline+a.Lead, "" },
	}
	for name, change := range other {
		a := sample()
		change(&a)
		if a.Digest() == base.Digest() {
			t.Errorf("%s: the digest did not change", name)
		}
	}
}

func TestValidateNamesEveryFault(t *testing.T) {
	ok := sample()
	if err := ok.Validate(); err != nil {
		t.Fatalf("a good record is refused: %v", err)
	}
	bad := Article{URL: "https://x.vn/", Captions: []Caption{{Text: "a\xff", Pair: new(int)}}, Paragraphs: nil}
	err := bad.Validate()
	if fault.Of(err) != fault.Invalid {
		t.Fatalf("Validate = %v", err)
	}
	for _, want := range []string{"id:", "outlet:", "headline:", "paragraphs:", "published:", "captions[0].pair", "UTF-8"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no word about %s in: %v", want, err)
		}
	}
	blank := Article{URL: "https://x.vn/", ID: IDOf("https://x.vn/"), Outlet: "x.vn"}
	blank.Add(FlagNoHeadline)
	blank.Add(FlagNoBody)
	blank.Add(FlagNoDate)
	if err := blank.Validate(); err != nil {
		t.Errorf("blanks that are flagged must pass: %v", err)
	}
}

func TestDates(t *testing.T) {
	at := time.Date(2024, 8, 6, 11, 42, 31, 7, Hanoi)
	for p, want := range map[Precision]string{None: "", Year: "2024", Month: "2024-08", Day: "2024-08-06", Minute: "2024-08-06T11:42:00+07:00", Second: "2024-08-06T11:42:31+07:00"} {
		d := At(at, p)
		if d.String() != want {
			t.Errorf("At(%d) = %q, want %q", p, d, want)
		}
		back, err := ParseDate(want)
		if err != nil || !back.Time.Equal(d.Time) {
			t.Errorf("ParseDate(%q) = %v, %v", want, back, err)
		}
		if day := d.Day(); day != want[:min(10, len(want))] {
			t.Errorf("Day of %q = %q", want, day)
		}
	}
	for _, s := range []string{"6/8/2024", "2024-13", "2024-08-06 11:42", "x"} {
		if _, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) passes", s)
		}
	}
}

func TestBlocksStopWhenAsked(t *testing.T) {
	a := sample()
	var parts []string
	for b := range a.Blocks() {
		if parts = append(parts, b.Part); b.Part == "paragraph" {
			break
		}
	}
	if diff := cmp.Diff([]string{"headline", "lead", "paragraph"}, parts); diff != "" {
		t.Error(diff)
	}
}

func TestCiteFindsDocumentsInTextAndCaptions(t *testing.T) {
	a := Article{
		Lang: "fr", Headline: "Diffusion d'une résolution",
		Published: At(time.Date(2025, 3, 10, 9, 0, 0, 0, Hanoi), Minute),
		Paragraphs: []Paragraph{
			{Text: "La conférence a diffusé la résolution n° 31-NQ/TU du 12 février 2025 du Comité permanent du Comité provincial du Parti.", Lang: "fr"},
			{Text: "La résolution 31 fixe cinq objectifs.", Lang: "fr"},
		},
		Captions: []Caption{{Text: "Đại biểu nghe quán triệt Nghị quyết 31. Ảnh: TL", Lang: "vi"}},
	}
	a.Cite("nghean")
	type brief struct {
		Part     string
		Block    int
		Surface  string
		Document string
		Rule     string
	}
	var got []brief
	for _, c := range a.Citations {
		got = append(got, brief{c.Part, c.Block, c.Surface, c.Document, c.Rules.Key})
	}
	const doc = "31-nq-tu@nghean:2025-02-12"
	want := []brief{
		{"paragraph", 0, "résolution n° 31-NQ/TU", doc, "printed"},
		{"paragraph", 1, "résolution 31", doc, "article"},
		{"caption", 0, "Nghị quyết 31", doc, "article"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("citations (-want +got):\n%s", diff)
	}
}
