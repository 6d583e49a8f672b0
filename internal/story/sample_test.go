package story_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/sample"
	"khotin/internal/story"
)

// sampleArticles reads the sample newspaper without its ids and slugs: every
// article stands at an address of its own. truth gives the story of each.
func sampleArticles(t testing.TB) (all []article.Article, truth map[string]string) {
	t.Helper()
	outlet, err := sample.New()
	if err != nil {
		t.Fatal(err)
	}
	truth = map[string]string{}
	for i, s := range outlet.Articles() {
		a := article.Article{
			URL: fmt.Sprintf("https://bentin.example/%s/bai-%d.html", s.Lang, i), Outlet: "bentin.example", Lang: lang.Tag(s.Lang),
			Headline: s.Headline, Lead: s.Lead, Byline: s.Byline, Published: article.At(s.Published, article.Minute),
		}
		a.ID = article.IDOf(a.URL)
		for _, p := range s.Paragraphs() {
			a.Paragraphs = append(a.Paragraphs, article.Paragraph{Text: p, Lang: a.Lang})
		}
		for _, c := range s.Captions() {
			tag, _ := lang.Detect(c)
			a.Captions = append(a.Captions, article.Caption{Text: c, Lang: tag})
		}
		a.Cite("")
		a.Report("")
		all = append(all, a)
		truth[a.ID] = fmt.Sprint(s.ID)
	}
	return all, truth
}

func prints(all []article.Article) []story.Print {
	var out []story.Print
	for _, a := range all {
		out = append(out, story.Fingerprint(a))
	}
	return out
}

// score compares groups with the truth, pair by pair.
type score struct{ right, wrong, missed int }

func (s score) precision() float64 { return float64(s.right) / float64(max(1, s.right+s.wrong)) }
func (s score) recall() float64    { return float64(s.right) / float64(max(1, s.right+s.missed)) }

func rate(t *testing.T, groups []story.Group, truth, label map[string]string) (s score) {
	t.Helper()
	of := map[string]string{}
	for _, g := range groups {
		for _, id := range g.Members {
			of[id] = g.ID
		}
	}
	ids := slices.Sorted(maps.Keys(truth))
	for i, a := range ids {
		for _, b := range ids[i+1:] {
			same, said := truth[a] == truth[b], of[a] == of[b]
			switch {
			case same && said:
				s.right++
			case said:
				s.wrong++
				t.Errorf("false link:\n  %s\n  %s", label[a], label[b])
			case same:
				s.missed++
				t.Logf("missed link:\n  %s\n  %s", label[a], label[b])
			}
		}
	}
	return s
}

func labels(all []article.Article) map[string]string {
	out := map[string]string{}
	for _, a := range all {
		out[a.ID] = fmt.Sprintf("%s %s %s %s", a.Outlet, a.Lang, a.Published.Day(), a.Headline)
	}
	return out
}

func TestSampleIsGroupedByFactsAlone(t *testing.T) {
	all, truth := sampleArticles(t)
	groups := story.Cluster(prints(all))
	s := rate(t, groups, truth, labels(all))
	t.Logf("%d articles, %d groups: precision %.3f, recall %.3f (%d of %d links)",
		len(all), len(groups), s.precision(), s.recall(), s.right, s.right+s.missed)
	if s.recall() < .95 {
		t.Errorf("recall %.3f, want at least .95", s.recall())
	}
	for _, g := range groups {
		if len(g.Reasons) != len(g.Members)-1 {
			t.Errorf("group %s of %d has %d reasons", g.ID, len(g.Members), len(g.Reasons))
		}
		for _, r := range g.Reasons {
			t.Logf("%.2f %s", r.Score, strings.Join(r.Evidence, "; "))
			if r.Kind != story.ByFacts || len(r.Evidence) < 2 || r.Score <= 0 {
				t.Errorf("group %s: reason %+v", g.ID, r)
			}
		}
	}
}

// Everything on one day, and no day of the event to tell stories apart: what
// remains is what the articles mention.
func TestNoFalseLinksOnOneDay(t *testing.T) {
	all, truth := sampleArticles(t)
	ps := prints(all)
	for i := range ps {
		ps[i].Day, ps[i].Event = 20_000, story.Span{}
	}
	s := rate(t, story.Cluster(ps), truth, labels(all))
	t.Logf("precision %.3f, recall %.3f", s.precision(), s.recall())
	if s.recall() < .95 {
		t.Errorf("recall %.3f, want at least .95", s.recall())
	}
	for i := range ps {
		ps[i].Day = 0
	}
	s = rate(t, story.Cluster(ps), truth, labels(all))
	t.Logf("without days: precision %.3f, recall %.3f", s.precision(), s.recall())
}
