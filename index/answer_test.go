package index

import (
	"math"
	"slices"
	"testing"

	"khotin/internal/lang"
	"khotin/internal/query"
)

// ask searches the sample newspaper with switches set.
func ask(t *testing.T, ix *Index, text string, set func(*query.Query)) query.Result {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	set(&q)
	r, err := ix.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("search %q: %v", text, err)
	}
	return r
}

// Every story comes once, in the language of the query if it can, with the
// other versions beside it, and pages lose none.
func TestStories(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix, newspaper(t)...)
	for text, own := range map[string]lang.Tag{"dân vận khéo": "vi", "mobilisation de masse habile": "fr", "mobilizare calificată a maselor": "ro"} {
		for _, by := range []query.Sort{query.ByScore, query.Newest} {
			flat := findAll(t, ix, text)
			seen := map[string]int{}
			listed, cursor, stories := 0, "", -1
			for page := 0; page == 0 || cursor != ""; page++ {
				r := ask(t, ix, text, func(q *query.Query) {
					q.GroupBy, q.Limit, q.Cursor, q.Sort = query.ByStory, 3, cursor, by
				})
				cursor, stories = r.Next, r.Stories
				for _, h := range r.Hits {
					seen[h.Group]++
					listed += 1 + len(h.Others)
					if by == query.ByScore && h.Lang != own {
						t.Errorf("%q: %s stands for its story", text, h.ID)
					}
				}
			}
			if listed != flat.Total || len(seen) != stories || stories != len(groups(flat)) {
				t.Errorf("%q by %s: %d of %d hits in %d stories of %d", text, by, listed, flat.Total, len(seen), stories)
			}
			for g, n := range seen {
				if n != 1 {
					t.Errorf("%q by %s: story %s comes %d times", text, by, g, n)
				}
			}
		}
	}
}

// The reasons of a hit add up to its score and name what was typed.
func TestExplain(t *testing.T) {
	ix := open(t, t.TempDir())
	list := newspaper(t)
	put(t, ix, list...)
	kinds := map[string]bool{}
	for _, text := range []string{"dân vận khéo ở cơ sở", "conférence de formation", list[0].Headline, list[1].Persons[0].Name} {
		r := ask(t, ix, text, func(q *query.Query) { q.Explain = true })
		for _, h := range r.Hits {
			sum := 0.
			for _, why := range h.Why {
				sum += why.Share
				kinds[why.Kind] = true
				if why.Text == "" || why.Kind == "" || why.Field == "" {
					t.Errorf("%q: %s matches for %+v", text, h.ID, why)
				}
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("%q: the shares of %s add up to %v", text, h.ID, sum)
			}
		}
		if len(r.Hits) == 0 || len(ask(t, ix, text, func(*query.Query) {}).Hits[0].Why) != 0 {
			t.Errorf("%q: %d hits, or one explained unasked", text, len(r.Hits))
		}
	}
	for _, k := range []string{"word", "concept", "pair", "headline", "name"} {
		if !kinds[k] {
			t.Errorf("nothing matched for the reason %s", k)
		}
	}
}

// An empty answer says what is missing, and what there is instead.
func TestNear(t *testing.T) {
	ix := open(t, t.TempDir())
	s := version(1, "a", lang.French, "Une conférence", "La mobilisation populaire continue, selon la résolution n° 04-NQ/TU du village.")
	s.Section = "Politique"
	s.Cite("nghean")
	put(t, ix, s)
	for _, tt := range []struct{ text, kind, asked, instead string }{
		{"04-NQ/TW", "number", "04-NQ/TW", "04-NQ/TU"},
		{"doc:04-NQ/TW", "number", "04-NQ/TW", "04-NQ/TU"},
		{"mobilisattion", "word", "mobilisattion", "mobilisation"},
		{"mobiilsation", "word", "mobiilsation", "mobilisation"},
		{"POPULAIER", "word", "POPULAIER", "populaire"},
		{"zzz", "word", "zzz", ""},
		{"zzz mobilisation", "word", "zzz", "mobilisation"},
		{"conférence mobilisattion lang:fr", "word", "mobilisattion", "mobilisation"},
		{"section:sport", "section", "sport", "Politique"},
	} {
		r := find(t, ix, tt.text)
		if r.Total != 0 || len(r.Near) != 1 {
			t.Errorf("%q: %d hits, near %+v", tt.text, r.Total, r.Near)
			continue
		}
		n := r.Near[0]
		offered := slices.ContainsFunc(n.Instead, func(s query.Suggestion) bool { return s.Text == tt.instead })
		if n.Kind != tt.kind || n.Asked != tt.asked || offered != (tt.instead != "") {
			t.Errorf("%q: near %+v, want %s", tt.text, n, tt.instead)
		}
		for _, s := range n.Instead {
			if find(t, ix, s.Query).Total == 0 {
				t.Errorf("%q: the suggestion %q finds nothing", tt.text, s.Query)
			}
		}
	}
	// Beside hits of the other words, what looks misspelt is pointed out.
	if r := find(t, ix, "mobilisattion OR populaire"); r.Total != 1 || len(r.Near) != 1 || r.Near[0].Instead[0].Text != "mobilisation" {
		t.Errorf("a misspelt word beside a hit: %d hits, near %+v", r.Total, r.Near)
	}
	if r := find(t, ix, "mobilisation OR zzz"); len(r.Near) > 0 {
		t.Errorf("a word that is near nothing, beside a hit: %+v", r.Near)
	}
	if r := find(t, ix, "mobilisation"); len(r.Near) > 0 {
		t.Errorf("an answer with hits says %+v", r.Near)
	}
}

func TestSuggest(t *testing.T) {
	ix := open(t, t.TempDir())
	list := newspaper(t)
	put(t, ix, list...)
	person := list[1].Persons[0]
	for _, tt := range []struct{ prefix, kind, text string }{
		{firstLetters(list[0].Headline, 20), "headline", list[0].Headline},
		{lang.Fold(firstLetters(list[0].Headline, 20)), "headline", list[0].Headline},
		{person.Key[:len(person.Key)-2], "person", person.Name},
		{"nghe a", "place", "Nghệ An"}, {"NGHỆ", "place", "Nghệ An"},
	} {
		got, err := ix.Suggest(t.Context(), tt.prefix, 20)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(got, func(s query.Suggestion) bool { return s.Kind == tt.kind && lang.Fold(s.Text) == lang.Fold(tt.text) }) {
			t.Errorf("%q: %+v, want the %s %s", tt.prefix, got, tt.kind, tt.text)
		}
		for _, s := range got {
			if find(t, ix, s.Query).Total == 0 {
				t.Errorf("%q: the suggestion %q finds nothing", tt.prefix, s.Query)
			}
		}
	}
	for _, c := range list[0].Citations {
		got, err := ix.Suggest(t.Context(), c.Canonical[:len(c.Canonical)-1], 5)
		if err != nil || len(got) == 0 || len(got) > 5 {
			t.Errorf("%s: %+v, %v", c.Canonical, got, err)
		}
	}
	for _, prefix := range []string{"", " ", "?", "\xff"} {
		if got, err := ix.Suggest(t.Context(), prefix, 5); err != nil || got == nil || len(got) > 0 {
			t.Errorf("%q: %v, %v", prefix, got, err)
		}
	}
}
