package index

import (
	"fmt"
	"slices"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/query"
	"khotin/internal/sample"

	"github.com/google/go-cmp/cmp"
)

// newspaper returns the articles of the sample newspaper as a crawl would store
// them, the language versions of a story in one group. Their ids say which story
// and which language: "305-fr".
func newspaper(t testing.TB) (list []article.Stored) {
	t.Helper()
	o, err := sample.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range o.Articles() {
		tag := lang.ParseTag(a.Lang)
		s := article.Stored{Seq: int64(len(list) + 1), Version: 1, State: article.Live, Article: article.Article{
			ID: fmt.Sprintf("%d-%s", a.ID, a.Lang), URL: "https://bentin.example" + a.Path(), Outlet: "bentin.example",
			Group: fmt.Sprint(a.ID), Lang: tag, Headline: a.Headline, Lead: a.Lead, Byline: a.Byline, Section: a.Section,
			Tags: a.Tags, Published: article.At(a.Published, article.Minute),
		}}
		for _, b := range a.Body {
			if !b.IsFigure() {
				s.Paragraphs = append(s.Paragraphs, article.Paragraph{Text: b.Text(), Lang: tag, Subhead: b.IsSubhead()})
				continue
			}
			for i, line := range b.Lines {
				c := article.Caption{Text: line, Lang: tag}
				if i == 0 && len(b.Lines) > 1 {
					c.Lang = lang.Vietnamese
				}
				s.Captions = append(s.Captions, c)
			}
		}
		s.Cite("")
		s.Report("")
		list = append(list, s)
	}
	return list
}

// groups lists the groups of the hits, best first, each once.
func groups(r query.Result) (list []string) {
	for _, h := range r.Hits {
		if !slices.Contains(list, h.Group) {
			list = append(list, h.Group)
		}
	}
	return list
}

// One concept asked for in any language, with or without marks, brings the same
// stories, and the same ones first.
func TestConceptBringsTheSameStories(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix, newspaper(t)...)
	for _, asked := range [][]string{
		{"dân vận khéo", "dan van kheo", "DÂN VẬN KHÉO", "mobilisation de masse habile", "mobilizare calificată a maselor", "skillful mass mobilization"},
		{"quy chế dân chủ", "quy che dan chu"},
	} {
		var first []string
		for _, text := range asked {
			got := groups(findAll(t, ix, text))
			if first == nil {
				first = got
			}
			slices.Sort(got)
			if len(got) == 0 || len(got) > 10 {
				t.Errorf("%q finds %d stories", text, len(got))
			}
			if diff := cmp.Diff(slices.Sorted(slices.Values(first)), got); diff != "" {
				t.Errorf("%q (-first +this):\n%s", text, diff)
			}
		}
	}
}

// findAll is find with the longest page there is.
func findAll(t testing.TB, ix *Index, text string) query.Result {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	q.Limit = query.MaxLimit
	r, err := ix.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
