package index

import (
	"fmt"
	"slices"
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

// Values are counted alike, whether hit by hit or along the postings.
func TestFrequentValues(t *testing.T) {
	ix := open(t, t.TempDir())
	var list []article.Stored
	for i, s := range library(visited + 600) {
		for n := 1; n <= 40; n++ {
			if i%(n+1) == 0 {
				name := fmt.Sprintf("Le Van %c%c", 'A'+n/20, 'A'+n%20)
				if i%2 == 0 {
					name = fmt.Sprintf("Lê Văn %c%c", 'A'+n/20, 'A'+n%20)
				}
				s.Persons = append(s.Persons, event.Person{Name: name, Key: lang.Fold(name)})
			}
		}
		list = append(list, s)
	}
	put(t, ix, list...)
	many := find(t, ix, "").Facets[personField]
	if len(many) != maxBuckets || many[0].Value != "le van ab" || many[0].Label != "Lê Văn AB" {
		t.Fatalf("%d buckets, first %+v", len(many), many[0])
	}
	for _, b := range many {
		want := 0
		for _, s := range list {
			for _, p := range s.Persons {
				if p.Key == b.Value {
					want++
				}
			}
		}
		if b.Count != want {
			t.Errorf("%s: %d, want %d", b.Value, b.Count, want)
		}
	}
	few := find(t, ix, "lang:vi").Facets[personField] // visited one by one
	for _, b := range few {
		if got := find(t, ix, "lang:vi person:\""+b.Value+"\"").Total; got != b.Count {
			t.Errorf("of the Vietnamese %s: %d, want %d", b.Value, b.Count, got)
		}
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
