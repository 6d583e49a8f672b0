package index

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"khotin/internal/article"
	"khotin/internal/event"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// holdings are articles in three languages with persons and citations.
func holdings(n int) []article.Stored {
	list := library(n)
	for i := range list {
		s := &list[i]
		if i%4 == 0 {
			s.Persons = []event.Person{{Name: "Lê Hồng Vinh", Key: "le hong vinh"}}
		}
		if i%5 == 0 {
			s.Citations = []article.Citation{{Type: "nghi-quyet", Canonical: "04-NQ/TU", Key: "4-nq-tu", Document: "4-nq-tu@nghean:2021-11-19"}}
			s.Paragraphs[0].Text += ", 04-NQ/TU"
		}
	}
	return list
}

// question is something asked across a swap, and how many articles must answer.
type question struct {
	text string
	sort query.Sort
	want int
}

// questionsOf are words, phrases, prefixes, numbers, filters and orders.
func questionsOf(n int) []question {
	each := func(step int) int { return (n + step - 1) / step }
	third, year, fortnight := n/3, 0, 0
	for _, s := range library(n) {
		if s.Published.Time.Year() == 2022 {
			year++
			if s.Published.Time.Day() <= 14 {
				fortnight++
			}
		}
	}
	return []question{
		{"Ky Son", query.ByScore, n},
		{"", query.Newest, n},
		{"lang:vi tập huấn", "", third},
		{"lang:fr mobilisation", "", third}, // the other stem is longer
		{"lang:fr conférences", query.Oldest, third},
		{"lang:ro mobilizarea", "", third}, // the other stem is shorter
		{"lang:ro maselor", query.Newest, third},
		{`"commune de Ky Son"`, "", third}, // there are no pairs
		{`"conférence sur la mobilisation"`, "", third},
		{`lang:vi "công tác dân vận"`, "", third},
		{"lang:fr mobilis*", "", third},
		{"04-NQ/TU", "", each(5)},
		{"doc:4-nq-tu@nghean:2021-11-19", query.Newest, each(5)},
		{`person:"le hong vinh"`, "", each(4)},
		{"Lê Hồng Vinh", "", each(4)},
		{"outlet:example.vn Ky Son", query.Oldest, n},
		{"from:2022 to:2022", query.Newest, year},
		{"from:2022-03-01 to:2022-03-14", query.Oldest, fortnight}, // there are no doc values
	}
}

// answered asks one question and says what is wrong with the answer.
func answered(ctx context.Context, ix *Index, asked question, cursor string) (r query.Result, err error) {
	q, err := query.Parse(asked.text)
	if err != nil {
		return r, err
	}
	q.Sort, q.Cursor, q.Limit, q.Facets, q.Explain = asked.sort, cursor, 40, true, true
	r, err = ix.Search(ctx, q)
	switch {
	case err != nil:
		return r, fmt.Errorf("%q: %w", asked.text, err)
	case r.Total != asked.want || cursor == "" && len(r.Hits) != min(asked.want, q.Limit):
		return r, fmt.Errorf("%q: %d hits of %d, want %d", asked.text, len(r.Hits), r.Total, asked.want)
	}
	langs := 0
	for _, b := range r.Facets[langField] {
		langs += b.Count
	}
	persons := r.Facets[personField]
	if langs != asked.want || asked.text == "Ky Son" && (len(persons) != 1 || persons[0].Count != (asked.want+3)/4) {
		return r, fmt.Errorf("%q: facets %v, %v of %d articles", asked.text, r.Facets[langField], persons, asked.want)
	}
	for _, h := range r.Hits {
		if h.Headline != "Ky Son" || len(h.Passages) == 0 {
			return r, fmt.Errorf("%q: the hit %+v is not whole", asked.text, h)
		}
	}
	return r, nil
}

// walk reads an answer page by page to its end. No article may be missing or come
// twice.
func walk(ctx context.Context, ix *Index, asked question) (asks int64, err error) {
	seen, cursor := map[string]bool{}, ""
	for {
		r, err := answered(ctx, ix, asked, cursor)
		if err != nil {
			return asks, err
		}
		asks++
		for _, h := range r.Hits {
			if seen[h.ID] {
				return asks, fmt.Errorf("%q by %q: %s comes twice", asked.text, asked.sort, h.ID)
			}
			seen[h.ID] = true
		}
		if cursor = r.Next; cursor == "" {
			break
		}
	}
	if len(seen) != asked.want {
		return asks, fmt.Errorf("%q by %q: %d articles on all pages, want %d", asked.text, asked.sort, len(seen), asked.want)
	}
	return asks, nil
}

// crowd asks from eight goroutines, each another order of questions, until it is
// stopped or an answer is wrong.
type crowd struct {
	ix        *Index
	articles  int
	questions []question
	all       sync.WaitGroup

	mu    sync.Mutex
	more  sync.Cond // some were asked
	asked int64
	done  bool
}

func newCrowd(t *testing.T, ix *Index, articles int) *crowd {
	c := &crowd{ix: ix, articles: articles, questions: questionsOf(articles)}
	c.more.L = &c.mu
	for from := range 8 {
		c.all.Go(func() {
			for i := from * 5; ; i++ {
				n, err := c.one(t.Context(), i)
				if err != nil {
					t.Error(err)
				}
				if c.noted(n, err) {
					return
				}
			}
		})
	}
	return c
}

// noted counts searches and reports whether it is time to stop.
func (c *crowd) noted(n int64, err error) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked += n
	c.done = c.done || err != nil
	c.more.Broadcast()
	return c.done
}

// one asks the i-th question and returns how many searches that took.
func (c *crowd) one(ctx context.Context, i int) (int64, error) {
	q := c.questions[i%len(c.questions)]
	switch {
	case i%11 == 0:
		list, err := c.ix.Suggest(ctx, "le hong", 5)
		if err != nil || len(list) != 1 || list[0].Count != (c.articles+3)/4 {
			return 0, fmt.Errorf("suggestions %+v, %w", list, err)
		}
	case i%13 == 0 && q.sort != query.ByScore && q.sort != "":
		return walk(ctx, c.ix, q)
	default:
		if _, err := answered(ctx, c.ix, q, ""); err != nil {
			return 0, err
		}
	}
	return 1, nil
}

// wait returns when so many searches have been made, or one has failed.
func (c *crowd) wait(asked int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.asked < asked && !c.done {
		c.more.Wait()
	}
}

func (c *crowd) stop() int64 {
	c.mu.Lock()
	c.done = true
	c.mu.Unlock()
	c.all.Wait()
	return c.asked
}

// Searches go on while an index of another schema is built anew, several times over.
// None fails and none misses an article.
func TestRebuildAcrossSchemas(t *testing.T) {
	const n = 300
	rounds, least := int64(5), int64(10_000)
	if underRace {
		rounds, least = 1, 1000
	}
	list := holdings(n)
	total := int64(0)
	for range rounds {
		dir := t.TempDir()
		otherSchema(t, dir, list)
		ix := open(t, dir)
		if !ix.Outdated() || !ix.live.otherStems || ix.Position() != n {
			t.Fatalf("generation %s: outdated %v, other stems %v, position %d", ix.live.path, ix.Outdated(), ix.live.otherStems, ix.Position())
		}
		asking := newCrowd(t, ix, n)
		asking.wait(least / rounds / 2)
		if written, err := ix.Rebuild(t.Context(), archive(list)); err != nil || written != n {
			t.Errorf("rebuilt %d, %v", written, err)
		}
		asking.wait(least / rounds)
		total += asking.stop()
		if ix.Outdated() || ix.live.otherStems {
			t.Errorf("generation %s is live after the rebuild", ix.live.path)
		}
		if left, err := ix.generations(); err != nil || len(left) != 1 {
			t.Errorf("generations %v, %v: want the new one alone", left, err)
		}
	}
	t.Logf("%d searches across %d rebuilds", total, rounds)
}

// A page goes on behind the last hit of the page before it, though scores are others
// since: here the articles are in the order of how often they have a word, before
// and after the change.
func TestCursorAcrossSchemas(t *testing.T) {
	dir, list := t.TempDir(), library(90)
	for i := range list {
		s := &list[i]
		s.Paragraphs[0].Text += strings.Repeat(" conférence", i/3) + strings.Repeat(" village", 30-i/3)
	}
	otherSchema(t, dir, list)
	ix := open(t, dir)
	asked := query.Query{Clauses: []query.Clause{{Text: "conférence"}, {Text: "sur"}, {Text: "mobilisation"}, {Text: "des"}}, Filter: query.Filter{Langs: []lang.Tag{lang.French}}, Limit: 7}
	var all []string
	var scores []float64
	for page := 0; ; page++ {
		r, err := ix.Search(t.Context(), asked)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, ids(r)...)
		for _, h := range r.Hits {
			scores = append(scores, h.Score)
		}
		if asked.Cursor = r.Next; asked.Cursor == "" {
			break
		}
		if page == 1 {
			if _, err := ix.Rebuild(t.Context(), archive(list)); err != nil {
				t.Fatal(err)
			}
		}
	}
	first := query.Query{Clauses: asked.Clauses, Filter: asked.Filter, Limit: query.MaxLimit}
	r, err := ix.Search(t.Context(), first)
	if err != nil || r.Total != 30 {
		t.Fatalf("%d hits, %v; want 30", r.Total, err)
	}
	if scores[0] == r.Hits[0].Score {
		t.Error("the change has not changed the scores")
	}
	if got, want := all, ids(r); len(got) != len(want) {
		t.Errorf("%d hits on the pages, want %d: %v", len(got), len(want), got)
	}
	for i, id := range ids(r) {
		if i < len(all) && all[i] != id {
			t.Errorf("hit %d on the pages is %s, in one %s", i, all[i], id)
		}
	}
}
