package sample

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// months are the names in running text; Vietnamese writes dates in figures.
var months = map[string][]string{
	"fr": {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	"ro": {"ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie", "noiembrie", "decembrie"},
}

// written is a day as the article's language writes it, with or without a year.
func written(t *testing.T, lang, iso string, year bool) string {
	t.Helper()
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		t.Fatal(err)
	}
	if lang == original {
		if year {
			return day.Format("2/1/2006")
		}
		return day.Format("2/1")
	}
	s := fmt.Sprintf("%d %s", day.Day(), months[lang][day.Month()-1])
	if year {
		s += day.Format(" 2006")
	}
	return s
}

// number is a count as the article's language writes it.
func number(lang string, n int) string {
	s := strconv.Itoa(n)
	if n < 1000 {
		return s
	}
	separator := "."
	if lang == "fr" {
		separator = " "
	}
	return s[:len(s)-3] + separator + s[len(s)-3:]
}

func truth(t *testing.T) []Facts {
	t.Helper()
	facts, err := Truth()
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// The articles and the truth about them, joined.
func eachFacts(t *testing.T, check func(a Article, f Facts)) {
	t.Helper()
	articles := newOutlet(t).Articles()
	facts := truth(t)
	if len(facts) != len(articles) {
		t.Fatalf("facts on %d articles, the paper has %d", len(facts), len(articles))
	}
	for _, f := range facts {
		i := slices.IndexFunc(articles, func(a Article) bool { return a.ID == f.ID && a.Lang == f.Lang })
		if i < 0 {
			t.Fatalf("no article %d in %s", f.ID, f.Lang)
		}
		check(articles[i], f)
	}
}

var (
	symbol = regexp.MustCompile(`\d+(?:/\d{4})?[-/][A-ZĐ][A-Za-zĐđi]*(?:[-/][A-ZĐ]+)*(?:\d\d)?`)
	// One symbol for two numbers: "18, 19-NQ/TW", "18 et 19-NQ/TW".
	shared = regexp.MustCompile(`(\d+)(?:, | et | și nr\. )\d+(-NQ/TW)`)
)

// printed are the numbers with symbols in a text, marks folded, each once.
func printed(text string) []string {
	found := map[string]bool{}
	for _, s := range symbol.FindAllString(text, -1) {
		found[fold(s)] = true
	}
	for _, m := range shared.FindAllStringSubmatch(text, -1) {
		found[m[1]+m[2]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

func TestTruthNamesExactlyTheCitationsInTheText(t *testing.T) {
	eachFacts(t, func(a Article, f Facts) {
		want := map[string]bool{}
		for _, c := range f.Citations {
			if !c.Inferred {
				want[fold(c.Canonical)] = true
				continue
			}
			bare, _, _ := strings.Cut(c.Canonical, "-")
			text := strings.ReplaceAll(a.Text(), "\u00a0", " ")
			if !strings.Contains(text, "n° "+bare+" ") && !strings.Contains(text, "nr. "+bare+" ") {
				t.Errorf("%s does not cite number %s without symbol", a.Path(), bare)
			}
		}
		if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), printed(a.Text())); diff != "" {
			t.Errorf("%s: citations (-truth +text):\n%s", a.Path(), diff)
		}
	})
}

func TestTranslationsLoseTheMarksOfSymbols(t *testing.T) {
	eachFacts(t, func(a Article, f Facts) {
		for _, c := range f.Citations {
			has := strings.Contains(a.Text(), c.Canonical)
			if strings.Contains(c.Canonical, "Đ") && has != (f.Lang == original) {
				t.Errorf("%s: prints %s: %v", a.Path(), c.Canonical, has)
			}
		}
	})
}

func TestCitedDocumentsCarryTheirDates(t *testing.T) {
	eachFacts(t, func(a Article, f Facts) {
		text := strings.ReplaceAll(a.Text(), "\u00a0", " ")
		for _, c := range f.Citations {
			if date := written(t, a.Lang, c.Date, true); !strings.Contains(text, date) {
				t.Errorf("%s: %s without its date %s", a.Path(), c.Canonical, date)
			}
			if day, err := time.Parse(time.DateOnly, c.Date); err != nil || day.After(a.Published) {
				t.Errorf("%s cites %s of %s, after its own day", a.Path(), c.Canonical, c.Date)
			}
		}
	})
}

func TestEventsAreInTheText(t *testing.T) {
	qualifiers := map[string]*regexp.Regexp{
		"exact":        regexp.MustCompile(`^`),
		"about":        regexp.MustCompile(`khoảng|environ|circa`),
		"approx_below": regexp.MustCompile(`[Gg]ần|[Pp]rès de|[Aa]proape`),
		"more_than":    regexp.MustCompile(`[Hh]ơn|[Pp]lus de|[Pp]este`),
	}
	types := []string{"contest", "dialogue", "dissemination", "issuing", "launch", "meeting", "review", "seminar", "training"}
	seen := map[string]bool{}
	eachFacts(t, func(a Article, f Facts) {
		e := f.Event
		if e == nil {
			return
		}
		seen[e.Type] = true
		text := strings.ReplaceAll(a.Text(), "\u00a0", " ")
		last := e.Date
		if e.End != "" {
			last = e.End
		}
		if date := written(t, a.Lang, last, false); !strings.Contains(a.Lead, date) {
			t.Errorf("%s: the lead does not say %s", a.Path(), date)
		}
		if day, err := time.Parse(time.DateOnly, last); err != nil || day.After(a.Published) || a.Published.Sub(day) > 4*24*time.Hour {
			t.Errorf("%s: published %s, event on %s", a.Path(), a.Published, last)
		}
		if e.Attendance > 0 && !strings.Contains(text, number(a.Lang, e.Attendance)) {
			t.Errorf("%s does not count %d", a.Path(), e.Attendance)
		}
		if e.Qualifier != "" && (qualifiers[e.Qualifier] == nil || !qualifiers[e.Qualifier].MatchString(text)) {
			t.Errorf("%s: no words for %q", a.Path(), e.Qualifier)
		}
		chair := e.Chair
		if a.Lang != original {
			chair = fold(chair)
		}
		if !strings.Contains(text, chair) {
			t.Errorf("%s does not name the chair %s", a.Path(), chair)
		}
	})
	if diff := cmp.Diff(types, slices.Sorted(maps.Keys(seen))); diff != "" {
		t.Errorf("event types (-want +got):\n%s", diff)
	}
}

func TestOneNumberInTwoProvinces(t *testing.T) {
	got := map[string][]string{} // scope and date by number
	for _, f := range truth(t) {
		for _, c := range f.Citations {
			id := c.Scope + " " + c.Date
			if !slices.Contains(got[c.Canonical], id) {
				got[c.Canonical] = append(got[c.Canonical], id)
			}
		}
	}
	for canonical, ids := range got {
		want := 1
		if canonical == "12-NQ/TU" {
			want = 2
		}
		if len(ids) != want {
			t.Errorf("%s names the documents %q", canonical, ids)
		}
	}
	if diff := cmp.Diff([]string{"nghean 2023-12-11", "thanhhoa 2021-08-30"}, got["12-NQ/TU"]); diff != "" {
		t.Errorf("12-NQ/TU (-want +got):\n%s", diff)
	}
}

func TestShortFormsFollow(t *testing.T) {
	short := map[string]*regexp.Regexp{
		"vi": regexp.MustCompile(`Nghị quyết 12[ ,]`),
		"fr": regexp.MustCompile(`résolution 12[ ,]`),
		"ro": regexp.MustCompile(`Rezoluți(?:a|ei) 12[ ,]`),
	}
	for _, a := range newOutlet(t).Articles() {
		if (a.ID == 208661 || a.ID == 211643) && !short[a.Lang].MatchString(a.Text()) {
			t.Errorf("%s never uses the short form", a.Path())
		}
	}
}

func TestOffTopicAndCorrectedFacts(t *testing.T) {
	off := map[int]bool{}
	var corrected []Facts
	for _, f := range truth(t) {
		if !f.OnTopic {
			off[f.ID] = true
			if f.Event != nil || len(f.Citations) > 0 {
				t.Errorf("off-topic article %d in %s has facts", f.ID, f.Lang)
			}
		}
		if f.Event != nil && f.Event.Corrected != 0 {
			corrected = append(corrected, f)
		}
	}
	if diff := cmp.Diff([]int{238623, 239049, 239404}, slices.Sorted(maps.Keys(off))); diff != "" {
		t.Errorf("off-topic stories (-want +got):\n%s", diff)
	}
	if len(corrected) != 1 || corrected[0].ID != 253888 || corrected[0].Lang != original || corrected[0].Event.Corrected != 450 {
		t.Errorf("corrected: %+v", corrected)
	}
}
