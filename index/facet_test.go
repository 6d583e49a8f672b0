package index

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/event"
	"khotin/internal/lang"
	"khotin/internal/query"

	"github.com/google/go-cmp/cmp"
)

// Every bucket of every facet counts exactly what its filter then finds.
func TestFacetsAgreeWithFilters(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix, newspaper(t)...)
	for _, text := range []string{"", "dân vận", "conférence", "lang:ro"} {
		r := find(t, ix, text)
		for name, buckets := range r.Facets {
			if len(buckets) == 0 {
				t.Errorf("%q: the facet %s is empty", text, name)
			}
			for _, b := range buckets {
				filter := fmt.Sprintf("%s:%q", name, b.Value)
				if name == yearField || name == monthField {
					filter = fmt.Sprintf("from:%s to:%s", b.Value, b.Value)
				}
				if got := find(t, ix, text+" "+filter).Total; got != b.Count {
					t.Errorf("%q: %s %s counts %d, its filter finds %d", text, name, b.Value, b.Count, got)
				}
			}
		}
	}
}

// catalogue makes up articles of many persons and documents, some of them spelt
// in two ways. Each round gives them other values.
func catalogue(n, round int) []article.Stored {
	list := library(n)
	r := rand.New(rand.NewPCG(uint64(n), uint64(round)))
	for i := range list {
		s := &list[i]
		s.Outlet = fmt.Sprintf("bao%02d.example", r.IntN(30))
		s.Section = [...]string{"Xã hội", "Xa hoi", "Thời sự", "Société", ""}[r.IntN(5)]
		for range r.IntN(4) {
			name := fmt.Sprintf([...]string{"Lê Văn %c%c", "Le Van %c%c"}[r.IntN(2)], 'A'+r.IntN(20), 'A'+r.IntN(1+r.IntN(20)))
			s.Persons = append(s.Persons, event.Person{Name: name, Key: lang.Fold(name)})
		}
		if r.IntN(2) == 0 {
			s.Citations = append(s.Citations, article.Citation{Key: fmt.Sprintf("%d-nq-tu", r.IntN(400)), Type: "nghi-quyet"})
		}
	}
	return list
}

// byHand counts articles by hand, by field and value.
func byHand(list []article.Stored, have func(article.Stored) bool) map[string]map[string]int {
	all := map[string]map[string]int{}
	for _, s := range list {
		if !have(s) {
			continue
		}
		seen := map[string]bool{}
		add := func(field, value string) {
			if value == "" || seen[field+value] {
				return
			}
			seen[field+value] = true
			if all[field] == nil {
				all[field] = map[string]int{}
			}
			all[field][value]++
		}
		add(langField, s.Lang.String())
		add(outletField, s.Outlet)
		add(sectionField, lang.Fold(s.Section))
		add(yearField, s.Published.Time.Format("2006"))
		add(monthField, s.Published.Time.Format("2006-01"))
		for _, p := range s.Persons {
			add(personField, p.Key)
		}
		for _, c := range s.Citations {
			add(typeField, c.Type)
			add(docField, documentOf(c))
		}
	}
	return all
}

// Facets are what one counts by hand, over many segments, of which some articles
// have been replaced, and whatever was searched in between.
func TestFacetsAreExact(t *testing.T) {
	const articles, batch = 6000, 500
	ix := open(t, t.TempDir())
	list := catalogue(articles, 0)
	for part := range slices.Chunk(list, batch) {
		put(t, ix, part...)
		find(t, ix, "lang:fr")
	}
	check := func() {
		t.Helper()
		for text, have := range map[string]func(article.Stored) bool{
			"":                     func(article.Stored) bool { return true },
			"lang:vi":              func(s article.Stored) bool { return s.Lang == lang.Vietnamese },
			"outlet:bao07.example": func(s article.Stored) bool { return s.Outlet == "bao07.example" },
		} {
			r := find(t, ix, text)
			if n := len(list) - len(slices.DeleteFunc(slices.Clone(list), have)); r.Total != n {
				t.Errorf("%q finds %d articles, want %d", text, r.Total, n)
			}
			for field, want := range byHand(list, have) {
				checkBuckets(t, fmt.Sprintf("%q: %s", text, field), r.Facets[field], want)
			}
		}
	}
	check()
	for round := range 3 {
		for part := range slices.Chunk(catalogue(articles, round+1)[round*700:round*700+1500], batch) {
			for i := range part {
				part[i].Seq, part[i].Version = int64(articles*(round+1)+i), round+2
				list[slices.IndexFunc(list, func(s article.Stored) bool { return s.ID == part[i].ID })] = part[i]
			}
			put(t, ix, part...)
		}
		check()
	}
	if _, err := ix.Rebuild(t.Context(), archive(list)); err != nil {
		t.Fatal(err)
	}
	check()
}

// checkBuckets compares buckets with all that were counted: none that is listed
// is wrong, and none that is missing is larger.
func checkBuckets(t *testing.T, what string, got []query.Bucket, want map[string]int) {
	t.Helper()
	all := len(want) // periods, and few values, are listed all
	if len(got) == maxBuckets && all > maxBuckets {
		all = maxBuckets
	}
	if len(got) != all {
		t.Errorf("%s: %d buckets of %d values", what, len(got), len(want))
	}
	least, listed := math.MaxInt, map[string]bool{}
	for _, b := range got {
		if b.Count != want[b.Value] {
			t.Errorf("%s: %s counts %d, want %d", what, b.Value, b.Count, want[b.Value])
		}
		least = min(least, b.Count)
		listed[b.Value] = true
	}
	for value, n := range want {
		if n > least && !listed[value] {
			t.Errorf("%s: %s is missing, which %d have; the last has %d", what, value, n, least)
		}
	}
}

// Every answer counts the hits it has, while others search, articles come and
// bleve merges.
func TestFacetsWhileWriting(t *testing.T) {
	const searchers, batch = 4, 40
	ix := open(t, t.TempDir())
	list := catalogue(12*batch, 0)
	put(t, ix, list[:batch]...)
	stop := make(chan struct{})
	var under sync.WaitGroup
	for range searchers {
		under.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				r, err := ix.Search(t.Context(), query.Query{Facets: true, Limit: 1})
				sum := 0
				for _, b := range r.Facets[langField] {
					sum += b.Count
				}
				if err != nil || sum != r.Total || r.Total < batch {
					t.Errorf("%d hits, %d by language, %v", r.Total, sum, err)
					return
				}
			}
		})
	}
	for part := range slices.Chunk(list[batch:], batch) {
		put(t, ix, part...)
	}
	for i := range list[:batch] { // and again, in the place of themselves
		list[i].Seq, list[i].Version = list[i].Seq+int64(len(list)), 2
	}
	put(t, ix, list[:batch]...)
	close(stop)
	under.Wait()
}

// The label of a value is as it is printed with Vietnamese marks, where the hits
// have it so.
func TestFacetLabels(t *testing.T) {
	ix := open(t, t.TempDir())
	person := func(seq int64, id string, tag lang.Tag, name string) article.Stored {
		s := version(seq, id, tag, "Tin", "Hội nghị")
		s.Persons = append(s.Persons, event.Person{Name: name, Key: lang.Fold(name)})
		return s
	}
	put(t, ix, person(1, "a", lang.French, "Le Van A"), person(2, "b", lang.French, "Le Van A"))
	put(t, ix, person(3, "c", lang.Vietnamese, "Lê Văn A"))
	for text, want := range map[string]query.Bucket{
		"":        {Value: "le van a", Label: "Lê Văn A", Count: 3},
		"lang:fr": {Value: "le van a", Label: "Le Van A", Count: 2},
		"lang:vi": {Value: "le van a", Label: "Lê Văn A", Count: 1},
	} {
		if diff := cmp.Diff([]query.Bucket{want}, find(t, ix, text).Facets[personField]); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// What is offered in the place of a value that is not there is counted without
// the articles that have another value by now.
func TestNearNamesCountWhatIsThere(t *testing.T) {
	ix := open(t, t.TempDir())
	list := library(6)
	put(t, ix, list...)
	for i := range list[:4] {
		list[i].Seq, list[i].Version, list[i].Outlet = list[i].Seq+100, 2, "other.example"
	}
	put(t, ix, list[:4]...)
	want := []query.Near{{Kind: outletField, Asked: "none.example", Instead: []query.Suggestion{
		{Kind: outletField, Text: "example.vn", Query: "outlet:example.vn", Count: 2},
		{Kind: outletField, Text: "other.example", Query: "outlet:other.example", Count: 4},
	}}}
	near := find(t, ix, "outlet:none.example").Near
	for i := range near {
		slices.SortFunc(near[i].Instead, func(a, b query.Suggestion) int { return strings.Compare(a.Text, b.Text) })
	}
	if diff := cmp.Diff(want, near); diff != "" {
		t.Errorf("instead of an outlet that is not there (-want +got):\n%s", diff)
	}
}

// A name typed with marks or without has one answer.
func TestNamesWithAndWithoutMarks(t *testing.T) {
	ix := open(t, t.TempDir())
	list := newspaper(t)
	put(t, ix, list...)
	tried := map[string]bool{}
	for _, s := range list {
		for _, p := range s.Persons {
			if p.NameVi == "" && s.Lang != lang.Vietnamese || tried[p.Key] {
				continue
			}
			tried[p.Key] = true
			marked := findAll(t, ix, p.Name)
			for _, text := range []string{p.Key, lang.Fold(p.Name)} {
				plain := findAll(t, ix, text)
				if diff := cmp.Diff(ids(marked), ids(plain)); diff != "" || marked.Total == 0 {
					t.Errorf("%q and %q (-marked +plain):\n%s", p.Name, text, diff)
				}
			}
		}
	}
	if len(tried) < 10 {
		t.Errorf("only %d names were tried", len(tried))
	}
}

// A number within a longer query narrows it, and so does a province with it.
func TestNumbersNarrow(t *testing.T) {
	ix := open(t, t.TempDir())
	cite := func(s article.Stored, home string) article.Stored {
		s.Published = article.At(time.Date(2024, 8, 6, 8, 0, 0, 0, article.Hanoi), article.Day)
		s.Cite(home)
		return s
	}
	put(t, ix,
		cite(version(1, "na", lang.Vietnamese, "Tin", "Nghị quyết số 04-NQ/TU ngày 19/11/2021 của Tỉnh ủy Nghệ An về công tác dân vận."), "nghean"),
		cite(version(2, "th", lang.Vietnamese, "Tin", "Nghị quyết số 04-NQ/TU ngày 18/8/2021 của Tỉnh ủy Thanh Hóa về du lịch."), "thanhhoa"),
		cite(version(3, "qd", lang.Vietnamese, "Tin", "Quy định số 23-QĐ/TW ngày 30/7/2021 về công tác dân vận của hệ thống chính trị."), ""),
		cite(version(4, "no", lang.Vietnamese, "Tin", "Công tác dân vận, không có văn bản nào."), ""),
	)
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"04-NQ/TU", []string{"na", "th"}},
		{"04-NQ/TU Thanh Hóa", []string{"th"}},
		{"nghi quyet 04-NQ/TU Nghe An", []string{"na"}},
		{"04-NQ/TU 19/11/2021", []string{"na"}},
		{"dân vận 23-QĐ/TW", []string{"qd"}},
		{"dân vận 04-NQ/TU", []string{"na"}},
		{"doc:04-NQ/TU du lịch", []string{"th"}},
		{"doc:4-nq-tu@nghean:2021-11-19", []string{"na"}},
		{`doc:"nghị quyết 4"`, []string{"na", "th"}},
		{"doc:05-NQ/TU", []string{}},
	} {
		got := findAll(t, ix, tt.text)
		if diff := cmp.Diff(tt.want, sorted(got)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func sorted(r query.Result) []string {
	list := ids(r)
	slices.Sort(list)
	return list
}
