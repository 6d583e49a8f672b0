package index

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"khotin/internal/lang"
	"khotin/internal/query"
	"khotin/internal/testkit"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// ablation is an execution of which a part of the plan is taken away.
type ablation struct {
	*execution
	take func(*plan)
}

func (a ablation) Searcher(ctx context.Context, r bleveindex.IndexReader, m mapping.IndexMapping, o search.SearcherOptions) (search.Searcher, error) {
	one := a.analyzers.get()
	defer a.analyzers.put(one)
	if err := a.prepare(one, r); err != nil {
		return nil, err
	}
	a.take(a.plan)
	return a.execution.Searcher(ctx, r, m, o)
}

// askWithout is firstTen with a part of the ranking taken away.
func askWithout(t *testing.T, ix *Index, text string, take func(*plan)) (found []string) {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	q.Limit = evaluationDepth
	request, run, err := ix.request(q)
	if err != nil {
		t.Fatal(err)
	}
	defer run.release()
	request.Query = ablation{run, take}
	hits, err := ix.live.index.SearchInContext(t.Context(), request)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	for _, h := range hits.Hits {
		found = append(found, h.ID)
	}
	return found
}

// without drops the terms of some fields from a plan.
func without(drop func(field) bool) func(*plan) {
	gone := func(t weighted) bool { return drop(t.field) }
	return func(p *plan) {
		p.bonus = slices.DeleteFunc(p.bonus, gone)
		for i := range p.units {
			u := &p.units[i]
			u.terms, u.foreign = slices.DeleteFunc(u.terms, gone), slices.DeleteFunc(u.foreign, gone)
		}
	}
}

func isTitle(f field) bool {
	return slices.Contains([]field{viTitle, viTitleFold, frTitle, roTitle, enTitle, anyTitle}, f)
}

// parts are what the ranking is made of, and how to take each away.
var parts = []struct {
	name string
	take func(*plan)
}{
	{"all", func(*plan) {}},
	{"titles", without(isTitle)},
	{"pairs", without(field.isPair)},
	{"compounds", without(func(f field) bool { return f == viWord })},
	{"concepts", without(func(f field) bool { return f == concepts })},
	{"folded beside exact", func(p *plan) {
		if p.marks.route.marked {
			without(func(f field) bool { return f == viFold || f == viTitleFold })(p)
		}
	}},
	{"function words", fullWords},
	{"language", func(p *plan) { p.lang, p.prose = lang.Unknown, false }},
	{"what is required", func(p *plan) {
		for i := range p.units {
			p.units[i].required = p.units[i].required && p.units[i].excluded
		}
	}},
	{"everything", bareBM25},
}

// fullWords gives function words the weight of others.
func fullWords(p *plan) {
	if !p.prose {
		return
	}
	for i := range p.bonus {
		t := &p.bonus[i]
		title := questionTitle
		if t.field == viTitleFold && p.marks.route.marked {
			title *= foldWeight
		}
		if t.field.isStream() && t.field != viWord || isTitle(t.field) && t.weight < title {
			t.weight /= functionShare
		}
	}
}

// bareBM25 leaves BM25 over one stream of the words as the language writes them.
func bareBM25(p *plan) {
	fullWords(p)
	marked := p.marks.route.marked
	without(func(f field) bool {
		return f == concepts || f == viWord || f == viFold && marked || f.isPair() || isTitle(f)
	})(p)
	for i := range p.bonus {
		p.bonus[i].weight = 1
	}
	for i := range p.units {
		u := &p.units[i]
		u.required = u.required && u.excluded
		for j := range u.terms {
			u.terms[j].weight = 1
		}
	}
	p.lang, p.prose, p.whole = lang.Unknown, false, false
}

// mostHarm is how much nDCG@10 a part of the ranking may cost on a set: half a
// query of ours.
const mostHarm = .005

// TestParts prints what every part of the ranking is worth on every set: nDCG@10
// with all of it, then the difference that each part makes, and all that is not
// in BM25 over one stream ("everything") and in bleve as it comes. No part may harm.
func TestParts(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("SKIP: each query is asked ten times")
	}
	var dirs []string
	for _, name := range judgedSets {
		dirs = append(dirs, filepath.Join("testdata", "judged", name))
	}
	for _, name := range []string{"xquad-vi", "xquad-en", "cnil-faq"} {
		dirs = append(dirs, testkit.Shared(t, "eval", name))
	}
	var report strings.Builder
	fmt.Fprintf(&report, "%-20s", "")
	table := make([][]quality, len(parts)+1) // the last row is stock bleve
	for _, dir := range dirs {
		set := readSet(t, dir)
		fmt.Fprintf(&report, "%9s", set.name)
		ix := open(t, t.TempDir())
		put(t, ix, set.docs...)
		for i, part := range parts {
			var m quality
			for _, q := range set.queries {
				m.add(set.relevant[q.ID], askWithout(t, ix, q.Text, part.take))
			}
			table[i] = append(table[i], m)
		}
		stock := map[string][]string{}
		for line := range strings.Lines(stockRun(t, dir)) {
			f := strings.Split(line, "\t")
			stock[f[0]] = append(stock[f[0]], f[1])
		}
		var m quality
		for _, q := range set.queries {
			m.add(set.relevant[q.ID], stock[q.ID])
		}
		table[len(parts)] = append(table[len(parts)], m)
	}
	report.WriteString("\n")
	for i, row := range table {
		name := "over stock bleve"
		if i < len(parts) {
			name = parts[i].name
		}
		fmt.Fprintf(&report, "%-20s", name)
		for j, m := range row {
			if i == 0 {
				fmt.Fprintf(&report, "%9.4f", m.ndcg/m.n)
			} else {
				adds := table[0][j].ndcg/table[0][j].n - m.ndcg/m.n
				fmt.Fprintf(&report, "%+9.4f", adds)
				if i < len(parts) && adds < -mostHarm {
					t.Errorf("%s is better by %.4f without: %s", filepath.Base(dirs[j]), -adds, name)
				}
			}
		}
		report.WriteString("\n")
	}
	t.Log("\n" + report.String())
}
