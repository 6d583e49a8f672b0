package index

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// reference computes BM25 of one English word list over texts in the plainest
// way, to compare the postings with.
func reference(texts map[string]string, terms []string) map[string]float64 {
	docs := map[string][]string{}
	total := 0
	for id, text := range texts {
		docs[id] = strings.Fields(text)
		total += len(docs[id])
	}
	mean := float64(total) / float64(len(docs))
	scores := map[string]float64{}
	for _, term := range terms {
		df := 0
		for _, words := range docs {
			if slices.Contains(words, term) {
				df++
			}
		}
		for id, words := range docs {
			tf := 0.
			for _, w := range words {
				if w == term {
					tf++
				}
			}
			if tf > 0 {
				n, d := float64(len(docs)), float64(df)
				gain := math.Log(1 + (n-d+.5)/(d+.5))
				scores[id] += gain * tf * 2.2 / (tf + 1.2*(.25+.75*float64(len(words))/mean))
			}
		}
	}
	return scores
}

// toy is a collection of unequal lengths in a language that is only folded.
func toy() map[string]string {
	texts := map[string]string{
		"long":   strings.Repeat("xeno alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu omicron pi rho sigma tau upsilon ", 20),
		"middle": strings.Repeat("phi chi psi omega one two three four five six ", 10) + "xeno xeno",
	}
	for i := range 20 {
		texts[fmt.Sprintf("d%02d", i)] = strings.Repeat("word ", i+1) + fmt.Sprintf("alpha n%d beta", i)
	}
	return texts
}

// scoresOf searches one run of words with every weight but the stem's left out.
func scoresOf(t *testing.T, ix *Index, terms []string) map[string]float64 {
	t.Helper()
	p := &plan{marks: newMarker()}
	for _, term := range terms {
		p.units = append(p.units, unit{terms: []weighted{{anyFold, term, 1}}})
	}
	request, run, err := ix.request(query.Query{Limit: query.MaxLimit})
	if err != nil {
		t.Fatal(err)
	}
	run.plan = p
	request.Query = run
	found, err := ix.live.index.SearchInContext(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	scores := map[string]float64{}
	for _, h := range found.Hits {
		scores[h.ID] = h.Score
	}
	return scores
}

func sameScores(t *testing.T, when string, ix *Index, texts map[string]string, terms ...string) {
	t.Helper()
	want, got := reference(texts, terms), scoresOf(t, ix, terms)
	for id, w := range want {
		if g, found := got[id]; found && math.Abs(g-w) > 1e-6 || !found && len(terms) == 1 {
			t.Errorf("%s, %v: %s scores %.8f, want %.8f", when, terms, id, g, w)
		}
	}
}

// TestBM25 compares the scores with the reference while the collection is
// written in pieces, changed and cut down.
func TestBM25(t *testing.T) {
	texts := toy()
	ix := open(t, t.TempDir())
	seq := int64(0)
	write := func(id, text string) {
		seq++
		s := version(seq, id, lang.Unknown, "", text)
		s.Flags = []article.Flag{article.FlagNoHeadline}
		put(t, ix, s)
	}
	for id, text := range texts {
		write(id, text) // every document a segment of its own, merged as bleve likes
	}
	all := [][]string{{"xeno"}, {"alpha"}, {"word", "beta"}, {"n3", "xeno"}}
	check := func(when string) {
		t.Helper()
		for _, terms := range all {
			sameScores(t, when, ix, texts, terms...)
		}
	}
	check("as written")
	for i := range 5 {
		id := fmt.Sprintf("d%02d", i)
		texts[id] = "alpha alpha changed " + strings.Repeat("xeno ", i)
		write(id, texts[id])
	}
	check("after updates")
	for i := 5; i < 12; i++ {
		id := fmt.Sprintf("d%02d", i)
		delete(texts, id)
		if err := ix.Remove(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	check("after deletions")
	if _, err := ix.Rebuild(t.Context(), changesOf(texts)); err != nil {
		t.Fatal(err)
	}
	check("after a rebuild")
}

// TestCaptionRanksLast is the case bleve's own scoring gets exactly backwards:
// twenty mentions in an article of 400 words, two in one of 100, one in a
// caption of four.
func TestCaptionRanksLast(t *testing.T) {
	filler := func(n int) string { return strings.Repeat("filler ", n) }
	texts := map[string]string{
		"long":    strings.Repeat("xeno ", 20) + filler(380),
		"middle":  "xeno xeno " + filler(98),
		"caption": "xeno photo of today",
	}
	for i := range 30 {
		texts[fmt.Sprintf("other%d", i)] = filler(150)
	}
	ix := open(t, t.TempDir())
	if _, err := ix.Rebuild(t.Context(), changesOf(texts)); err != nil {
		t.Fatal(err)
	}
	scores := scoresOf(t, ix, []string{"xeno"})
	if !(scores["long"] > scores["caption"] && scores["long"] > scores["middle"]) {
		t.Errorf("scores %v: the article with twenty mentions is not first", scores)
	}
}
