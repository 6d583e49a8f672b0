package extract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/testkit"

	"github.com/markusmobius/go-trafilatura"
)

// truth is what a labelled page says of itself. Synthetic pages state
// everything, real ones the metadata and snippets that must, and must not, be
// in the body.
type truth struct {
	Title      string
	Author     string
	Authors    []string
	Date       string
	Lead       string
	Paragraphs []string
	Captions   []string
	Other      []string `json:"captions_other_lang"`
	With       []string
	Without    []string
	SourceURL  string `json:"source_url"`
	Lang       string
}

type labelled struct {
	name  string
	url   string
	body  []byte
	truth truth
}

func readPages(t testing.TB) []labelled {
	t.Helper()
	dir := testkit.Shared(t, "pages")
	index, err := os.ReadFile(filepath.Join(dir, "INDEX.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var all []labelled
	for i, row := range strings.Split(strings.TrimSpace(string(index)), "\n") {
		cells := strings.Split(row, "\t")
		if i == 0 || len(cells) < 7 {
			continue
		}
		l := labelled{name: strings.TrimSuffix(cells[4], ".html"), url: cells[6]}
		if l.body, err = os.ReadFile(filepath.Join(dir, cells[4])); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(dir, l.name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &l.truth); err != nil {
			t.Fatalf("%s: %v", l.name, err)
		}
		if l.truth.Author != "" {
			l.truth.Authors = append(l.truth.Authors, l.truth.Author)
		}
		all = append(all, l)
	}
	return all
}

// reading of a page by one extractor.
type result struct {
	title, author, date, lead string
	body                      []string
	captions                  []string
	captionLangs              []string
}

// tally counts hits of how many.
type tally struct{ hit, all int }

func (s *tally) add(ok bool) bool {
	s.all++
	if ok {
		s.hit++
	}
	return ok
}

func (s tally) share() float64 {
	if s.all == 0 {
		return 1
	}
	return float64(s.hit) / float64(s.all)
}

func (s tally) String() string { return fmt.Sprintf("%d/%d", s.hit, s.all) }

// score is how well one extractor did on a set of pages.
type score struct {
	title, date, author, lead, caption, language, with tally
	wrongDates, noise                                  int
	recall, precision                                  []float64
	misses                                             []string
	cpu                                                time.Duration
}

func (s *score) page(l labelled, r result) {
	miss := func(format string, args ...any) {
		s.misses = append(s.misses, l.name+": "+fmt.Sprintf(format, args...))
	}
	tr := l.truth
	if !s.title.add(squeeze(r.title) == squeeze(tr.Title)) {
		miss("title %q, want %q", r.title, tr.Title)
	}
	if tr.Date != "" {
		right := sameDay(r.date, tr.Date[:10])
		s.date.add(right)
		if !right {
			miss("date %q, want %q", r.date, tr.Date)
		}
		if r.date != "" && !right {
			s.wrongDates++
		}
	} else if r.date != "" {
		s.wrongDates++
		miss("date %q, want none", r.date)
	}
	if len(tr.Authors) > 0 {
		want := strings.Join(tr.Authors, ", ")
		if !s.author.add(squeeze(r.author) == squeeze(want)) {
			miss("author %q, want %q", r.author, want)
		}
	}
	if tr.Lead != "" && !s.lead.add(overlap(r.lead, tr.Lead) >= .95) {
		miss("lead %q, want %q", r.lead, tr.Lead)
	}
	for i, list := range [][]string{tr.Captions, tr.Other} {
		for _, want := range list {
			if !strings.Contains(squeeze(html.UnescapeString(string(l.body))), squeeze(want)) {
				continue // the label names a caption that this template does not print
			}
			at := slices.IndexFunc(r.captions, func(c string) bool { return squeeze(c) == squeeze(want) })
			if r.captions == nil && strings.Contains(squeeze(strings.Join(r.body, "\n")), squeeze(want)) {
				at = 0 // an extractor that keeps captions among the body's lines
			}
			if !s.caption.add(at >= 0) {
				miss("caption %q is missing", want)
			} else if tag := []string{tr.Lang, "vi"}[i]; !s.language.add(r.captionLangs == nil || r.captionLangs[at] == tag) {
				miss("caption %q is said to be %q", want, r.captionLangs[at])
			}
		}
	}
	body := strings.Join(r.body, "\n")
	for _, snippet := range tr.With {
		if !s.with.add(strings.Contains(squeeze(body), squeeze(snippet))) {
			miss("body lacks %q", snippet)
		}
	}
	for _, snippet := range tr.Without {
		if strings.Contains(squeeze(body), squeeze(snippet)) {
			s.noise++
			miss("body holds %q", snippet)
		}
	}
	if len(tr.Paragraphs) > 0 {
		neutral := append(slices.Concat(tr.Captions, tr.Other), tr.Title)
		rec, prec := recallPrecision(body, strings.Join(append([]string{tr.Lead}, tr.Paragraphs...), "\n"), strings.Join(neutral, "\n"))
		s.recall, s.precision = append(s.recall, rec), append(s.precision, prec)
		if rec < .98 || prec < .99 {
			miss("recall %.3f precision %.3f", rec, prec)
		}
	}
}

// sameDay reports whether a date falls on the labelled day, in its own zone or
// in that of Hanoi: one label is the reader's day, not the outlet's.
func sameDay(date, day string) bool {
	if strings.HasPrefix(date, day) {
		return true
	}
	d, err := article.ParseDate(date)
	return err == nil && d.Precision > article.Day && d.Time.In(article.Hanoi).Format(time.DateOnly) == day
}

func squeeze(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00A0", " ")), " ")
}

// overlap is the F1 of two texts' words.
func overlap(a, b string) float64 {
	r, p := recallPrecision(a, b, "")
	if r+p == 0 {
		return 0
	}
	return 2 * r * p / (r + p)
}

// recallPrecision compares multisets of words; those of the neutral text may
// be there or not.
func recallPrecision(got, want, neutral string) (recall, precision float64) {
	count := func(s string) map[string]int {
		m := make(map[string]int)
		for w := range strings.FieldsSeq(strings.ToLower(s)) {
			m[strings.Trim(lang.NormalRomanian(w), ".,;:!?«»“”\"'’()|")]++
		}
		delete(m, "")
		return m
	}
	g, w, n := count(got), count(want), count(neutral)
	common, wanted, given := 0, 0, 0
	for word, k := range w {
		wanted += k
		common += min(k, g[word])
	}
	for word, k := range g {
		given += max(min(k, w[word]), k-n[word])
	}
	return float64(common) / float64(max(wanted, 1)), min(1, float64(common)/float64(max(given, 1)))
}

func mean(v []float64) float64 {
	sum := 0.0
	for _, f := range v {
		sum += f
	}
	return sum / float64(max(len(v), 1))
}

func ours(t testing.TB, x *Extractor, l labelled) (result, article.Article) {
	t.Helper()
	a, err := x.Page(l.body, l.url, "text/html; charset=utf-8")
	if err != nil {
		t.Fatalf("%s: %v", l.name, err)
	}
	if err := a.Validate(); err != nil {
		t.Errorf("%s: %v", l.name, err)
	}
	r := result{title: a.Headline, author: a.Byline, date: a.Published.String(), lead: a.Lead, body: []string{a.Lead}}
	for _, p := range a.Paragraphs {
		r.body = append(r.body, p.Text)
	}
	for _, c := range a.Captions {
		r.captions = append(r.captions, c.Text)
		r.captionLangs = append(r.captionLangs, string(c.Lang))
	}
	return r, a
}

func theirs(t testing.TB, l labelled) result {
	t.Helper()
	u, _ := url.Parse(l.url)
	got, err := trafilatura.Extract(bytes.NewReader(l.body), trafilatura.Options{EnableFallback: true, OriginalURL: u, ExcludeComments: true})
	if err != nil {
		return result{}
	}
	r := result{title: got.Metadata.Title, author: strings.Join(strings.Split(got.Metadata.Author, "; "), ", "), lead: got.Metadata.Description}
	if !got.Metadata.Date.IsZero() {
		r.date = got.Metadata.Date.Format("2006-01-02")
	}
	for line := range strings.Lines(got.ContentText) {
		r.body = append(r.body, line)
	}
	return r
}

// TestPages holds the extractor to the labelled pages, and prints what
// go-trafilatura makes of the same pages in the same run.
func TestPages(t *testing.T) {
	x := newExtractor(t)
	var mine, other score
	pages := readPages(t)
	for _, l := range pages {
		start := testkit.CPU()
		r, a := ours(t, x, l)
		half := testkit.CPU()
		their := theirs(t, l)
		mine.cpu, other.cpu = mine.cpu+half-start, other.cpu+testkit.CPU()-half
		mine.page(l, r)
		other.page(l, their)
		if want := l.truth.SourceURL; want != "" && a.SourceURL != want {
			t.Errorf("%s: source %q, want %q", l.name, a.SourceURL, want)
		}
		noDebris(t, l.name, a)
		if string(a.Lang) != l.truth.Lang {
			t.Errorf("%s: language %q, want %q", l.name, a.Lang, l.truth.Lang)
		}
		for _, p := range a.Paragraphs {
			if len(l.truth.Paragraphs) > 0 && p.Lang != a.Lang { // real pages quote English
				t.Errorf("%s: a paragraph in %q: %.80s", l.name, p.Lang, p.Text)
			}
		}
	}
	figures(t, len(pages), &mine, &other)
	for _, m := range mine.misses {
		t.Log(m)
	}
	atLeast := func(name string, got, want float64) {
		if got < want {
			t.Errorf("%s: %.3f, want at least %.3f", name, got, want)
		}
	}
	atLeast("title", mine.title.share(), .98)
	atLeast("author", mine.author.share(), .90)
	atLeast("lead", mine.lead.share(), .95)
	atLeast("captions", mine.caption.share(), .95)
	atLeast("caption language", mine.language.share(), .95)
	atLeast("recall", mean(mine.recall), .98)
	atLeast("precision", mean(mine.precision), .99)
	if mine.wrongDates > 0 {
		t.Errorf("%d wrong dates, want none", mine.wrongDates)
	}
}

// figures prints one extractor beside the other.
func figures(t *testing.T, pages int, mine, other *score) {
	t.Helper()
	row := func(name string, of func(s *score) any, bar string) {
		t.Helper()
		baseline := of(other)
		if v, ok := baseline.(float64); ok {
			baseline = fmt.Sprintf("%.3f", v)
		}
		testkit.Figure(t, fmt.Sprintf("pages (%d): %s", pages, name), of(mine), bar, fmt.Sprint("go-trafilatura ", baseline))
	}
	row("title", func(s *score) any { return s.title }, "≥ .98")
	row("date", func(s *score) any { return s.date }, "")
	row("dates wrong", func(s *score) any { return s.wrongDates }, "0")
	row("authors", func(s *score) any { return s.author }, "≥ .90")
	row("lead", func(s *score) any { return s.lead }, "≥ .95")
	row("captions", func(s *score) any { return s.caption }, "≥ .95")
	testkit.Figure(t, fmt.Sprintf("pages (%d): captions in their language", pages), mine.language, "≥ .95", "go-trafilatura does not tell")
	row("paragraph recall", func(s *score) any { return mean(s.recall) }, "≥ .98")
	row("paragraph precision", func(s *score) any { return mean(s.precision) }, "≥ .99")
	row("snippets in the body", func(s *score) any { return s.with }, "")
	row("noise snippets kept", func(s *score) any { return s.noise }, "")
	row("ms CPU per page", func(s *score) any { return float64(s.cpu.Microseconds()) / 1000 / float64(pages) }, "")
}

// noDebris fails on what no record may contain.
func noDebris(t *testing.T, name string, a article.Article) {
	t.Helper()
	for b := range a.Blocks() {
		for _, debris := range []string{"UNCMS", "ONECMS", "No data", "Comment (0)", "lượt xem", "vizualizări", "leftcenterrightdel"} {
			if strings.Contains(b.Text, debris) {
				t.Errorf("%s: %s holds %q: %.80s", name, b.Part, debris, b.Text)
			}
		}
		if strings.HasPrefix(b.Text, "Français ") || strings.HasSuffix(b.Text, " |") {
			t.Errorf("%s: %s is not repaired: %.80s", name, b.Part, b.Text)
		}
	}
}
