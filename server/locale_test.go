package server

import (
	"maps"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

var placeholder = regexp.MustCompile(`\{\w+\}`)

func TestCatalogsHoldTheSame(t *testing.T) {
	ls := newSite(t).locales
	en := ls.english()
	for _, l := range ls.list {
		if diff := cmp.Diff(slices.Sorted(maps.Keys(en.texts)), slices.Sorted(maps.Keys(l.texts))); diff != "" {
			t.Errorf("texts of en and %s:\n%s", l.Tag, diff)
		}
		if diff := cmp.Diff(slices.Sorted(maps.Keys(en.plurals)), slices.Sorted(maps.Keys(l.plurals))); diff != "" {
			t.Errorf("plurals of en and %s:\n%s", l.Tag, diff)
		}
		for key, text := range l.texts {
			if text == "" || strings.TrimSpace(text) != text || !norm.NFC.IsNormalString(text) {
				t.Errorf("%s %s: %q is empty, padded or not in form C", l.Tag, key, text)
			}
			want, got := placeholder.FindAllString(en.texts[key], -1), placeholder.FindAllString(text, -1)
			slices.Sort(want)
			slices.Sort(got)
			if key == "date.first" { // 1er janvier
				continue
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s %s: placeholders:\n%s", l.Tag, key, diff)
			}
		}
	}
}

// TestRomanianAndFrenchLetters looks for the two errors that keyboards make:
// cedillas for commas, and plain spaces before French double punctuation.
func TestRomanianAndFrenchLetters(t *testing.T) {
	ls := newSite(t).locales
	for key, text := range ls.by(lang.Romanian).texts {
		if strings.ContainsAny(text, "şţŞŢ") {
			t.Errorf("ro %s: %q is written with cedillas", key, text)
		}
	}
	for key, text := range ls.by(lang.French).texts {
		for _, sign := range []string{" :", " ;", " ?", " !", "« ", " »", "'"} {
			if strings.Contains(text, sign) && key != "wrong.syntax" { // which names the signs themselves
				t.Errorf("fr %s: %q holds %q", key, text, sign)
			}
		}
	}
}

// TestTemplatesUseKnownKeys finds keys in the templates and in the code that
// no catalog has.
func TestTemplatesUseKnownKeys(t *testing.T) {
	s := newSite(t)
	used := regexp.MustCompile(`\.L\.([TN]) "([^"]+)"`)
	found, err := files.ReadDir("templates")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range found {
		text, err := files.ReadFile("templates/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range used.FindAllStringSubmatch(string(text), -1) {
			n++
			_, plural := s.locales.english().plurals[m[2]]
			if known := plural || s.locales.english().Has(m[2]); !known || plural != (m[1] == "N") {
				t.Errorf("%s uses %s %q", f.Name(), m[1], m[2])
			}
		}
	}
	if n < 50 {
		t.Errorf("only %d keys found: the pattern has gone stale", n)
	}
	var keys []string
	for _, c := range classes {
		keys = append(keys, "error."+c.name+".title", "error."+c.name+".text")
	}
	for _, code := range []string{"unknown", "none", "syntax", "twice", "encoding", "long", "many", "missing", "filter", "refused", "lang", "ui", "outlet", "date", "order", "sort", "accents", "number", "limit", "narrow", "day", "place", "type", "value", "yes", "group", "typed", "both", "http_date"} {
		keys = append(keys, "wrong."+code)
	}
	for _, f := range []article.Flag{article.FlagNoHeadline, article.FlagNoDate, article.FlagNoBody, article.FlagBodiesDiffer, article.FlagDateConflict, article.FlagCharset, article.FlagLanguage, article.FlagTruncated, article.FlagProfileMissed, article.FlagSoftNotFound, article.FlagTooDeep, article.FlagForeignContent} {
		keys = append(keys, "flag."+string(f))
	}
	for _, b := range []string{article.BasisProfile, article.BasisMetadata, article.BasisText, article.BasisGeneric, article.BasisURL, article.BasisPath, article.BasisOutlet, article.BasisFeed} {
		keys = append(keys, "basis."+b)
	}
	for _, name := range filterNames() {
		keys = append(keys, "facets."+name)
	}
	for _, why := range []string{"word", "pair", "compound", "headline", "concept", "translation", "name", "number", "phrase"} {
		keys = append(keys, "why."+why)
	}
	for _, key := range append(keys, "versions.then", "versions.unseen", "error.MethodNotAllowed.title", "error.TooLarge.text", "error.UnsupportedMediaType.title", "error.UnsupportedMediaType.text", "documents.miss", "documents.miss_part", "documents.centre", "documents.term", "documents.term_open", "sort.score", "facets.lang", "facets.outlet", "facets.year", "lang.und", "month.12") {
		if !s.locales.english().Has(key) {
			t.Errorf("no catalog has %s", key)
		}
	}
}

func TestPlurals(t *testing.T) {
	ls := newSite(t).locales
	for tag, c := range map[lang.Tag]map[int]string{
		lang.Romanian: {
			0: "0 rezultate", 1: "1 rezultat", 2: "2 rezultate", 19: "19 rezultate", 20: "20 de rezultate", 21: "21 de rezultate",
			100: "100 de rezultate", 101: "101 rezultate", 119: "119 rezultate", 120: "120 de rezultate", 1000: "1.000 de rezultate", 1001: "1.001 rezultate", 1234567: "1.234.567 de rezultate",
		},
		lang.French: {
			0: "0 résultat", 1: "1 résultat", 2: "2 résultats", 1000: "1\u00a0000 résultats",
		},
		lang.English:    {0: "0 results", 1: "1 result", 2: "2 results", 1234: "1,234 results"},
		lang.Vietnamese: {0: "0 kết quả", 1: "1 kết quả", 1234: "1.234 kết quả"},
	} {
		for n, want := range c {
			if got := ls.by(tag).N("results.count", n); got != want {
				t.Errorf("%s %d: %q, want %q", tag, n, got, want)
			}
		}
	}
}

func TestNegotiation(t *testing.T) {
	ls := newSite(t).locales
	for field, want := range map[string]lang.Tag{
		"": lang.English, "vi": lang.Vietnamese, "vi-VN,vi;q=0.9": lang.Vietnamese, "fr-CA": lang.French, "ro-MD": lang.Romanian, "mo": lang.Romanian,
		"de": lang.English, "de,fr;q=0.5": lang.French, "en;q=0.2, ro;q=0.8": lang.Romanian, "*": lang.English, "vi;q=0, fr": lang.French,
		"???": lang.English, "en-US,en;q=0.9,vi;q=0.8": lang.English, strings.Repeat("fr,", 1000): lang.English,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Language", field)
		if got := ls.negotiate(r).Tag; got != want {
			t.Errorf("%.40q: %s, want %s", field, got, want)
		}
	}
}

func TestUIParameterWins(t *testing.T) {
	h := newHandler(t, Options{})
	for target, want := range map[string]string{"/?ui=ro": "ro", "/?ui=fr-CA": "fr", "/?ui=mo&q=x": "ro", "/articles/" + idOf(1) + "?ui=en": "en"} {
		if w := get(h, target, "Accept-Language", "vi"); !strings.Contains(w.Body.String(), `<html lang="`+want+`">`) {
			t.Errorf("%s is not in %s", target, want)
		}
	}
	for _, target := range []string{"/?ui=de", "/?ui=%00", "/articles/" + idOf(1) + "?ui=de", "/?ui=vi&ui=fr"} {
		w := get(h, target, "Accept-Language", "vi")
		if w.Code != 400 || !strings.Contains(w.Body.String(), `<html lang="vi">`) {
			t.Errorf("%s: %d, want 400 in the negotiated language", target, w.Code)
		}
	}
}

func TestDates(t *testing.T) {
	ls := newSite(t).locales
	at := func(m time.Month, d, hour int, p article.Precision) article.Date {
		return article.At(time.Date(2024, m, d, hour, 5, 0, 0, article.Hanoi), p)
	}
	for _, c := range []struct {
		date article.Date
		want map[lang.Tag]string
	}{
		{article.Date{}, map[lang.Tag]string{"vi": "", "fr": "", "ro": "", "en": ""}},
		{at(8, 6, 0, article.Year), map[lang.Tag]string{"vi": "2024", "fr": "2024", "ro": "2024", "en": "2024"}},
		{at(8, 6, 0, article.Month), map[lang.Tag]string{"vi": "tháng 8 năm 2024", "fr": "août 2024", "ro": "august 2024", "en": "August 2024"}},
		{at(8, 6, 0, article.Day), map[lang.Tag]string{"vi": "6 tháng 8 năm 2024", "fr": "6 août 2024", "ro": "6 august 2024", "en": "6 August 2024"}},
		{at(1, 1, 0, article.Day), map[lang.Tag]string{"vi": "1 tháng 1 năm 2024", "fr": "1er janvier 2024", "ro": "1 ianuarie 2024", "en": "1 January 2024"}},
		{at(12, 31, 9, article.Minute), map[lang.Tag]string{
			"vi": "9:05, 31 tháng 12 năm 2024", "fr": "31 décembre 2024 à 9\u00a0h\u00a005", "ro": "31 decembrie 2024, ora 9:05", "en": "31 December 2024, 9:05",
		}},
	} {
		for tag, want := range c.want {
			if got := ls.by(tag).Date(c.date); got != want {
				t.Errorf("%s in %s: %q, want %q", c.date, tag, got, want)
			}
		}
	}
	if got := ls.by(lang.French).Day(at(12, 31, 9, article.Minute)); got != "31 décembre 2024" {
		t.Errorf("a day is %q", got)
	}
	if got := ls.by(lang.French).Day(at(12, 31, 9, article.Month)); got != "décembre 2024" {
		t.Errorf("a day of unknown date is %q", got)
	}
	utc := time.Date(2024, 8, 6, 20, 0, 0, 0, time.UTC)
	if got := ls.english().Moment(utc); got != "7 August 2024, 3:00" {
		t.Errorf("20:00 UTC is %q in Hanoi", got)
	}
}

func TestSpansOfDays(t *testing.T) {
	ls := newSite(t).locales
	for _, c := range []struct {
		from, until article.Date
		want        map[lang.Tag]string
	}{
		{day2024(9, 18), day2024(9, 19), map[lang.Tag]string{"vi": "18–19 tháng 9 năm 2024", "fr": "18–19 septembre 2024", "ro": "18–19 septembrie 2024", "en": "18–19 September 2024"}},
		{day2024(9, 1), day2024(9, 2), map[lang.Tag]string{"vi": "1–2 tháng 9 năm 2024", "fr": "1er–2 septembre 2024", "ro": "1–2 septembrie 2024", "en": "1–2 September 2024"}},
		{day2024(9, 30), day2024(10, 1), map[lang.Tag]string{"vi": "30 tháng 9 năm 2024 – 1 tháng 10 năm 2024", "fr": "30 septembre 2024 – 1er octobre 2024"}},
		{day2024(9, 30), article.Date{}, map[lang.Tag]string{"ro": "30 septembrie 2024 – ", "en": "30 September 2024 – "}},
	} {
		for tag, want := range c.want {
			l := ls.by(tag)
			if got := l.From(c.from, c.until) + l.Dash(c.from, c.until) + l.Date(c.until); got != want {
				t.Errorf("%s: %q, want %q", tag, got, want)
			}
		}
	}
}

func TestDamagedCatalogStopsTheStart(t *testing.T) {
	for name, catalog := range map[string]string{
		"not JSON": "{", "number": `{"a": 1}`, "unknown form": `{"a": {"much": "x", "other": "y"}}`, "no other": `{"a": {"one": "x"}}`,
	} {
		if _, err := loadLocale(fstest.MapFS{"locale/vi.json": {Data: []byte(catalog)}}, lang.Vietnamese); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := loadLocale(fstest.MapFS{}, lang.Vietnamese); err == nil {
		t.Error("missing: accepted")
	}
}

// TestCatalogsHaveTheSameOrder keeps a catalog comparable with its siblings
// line by line.
func TestCatalogsHaveTheSameOrder(t *testing.T) {
	key := regexp.MustCompile(`(?m)^  "([^"]+)":`)
	var first [][]byte
	for _, tag := range pageLanguages() {
		data, err := files.ReadFile("locale/" + tag.String() + ".json")
		if err != nil {
			t.Fatal(err)
		}
		keys := key.FindAll(data, -1)
		if first == nil {
			first = keys
		}
		if diff := cmp.Diff(first, keys); diff != "" || len(keys) < 100 {
			t.Errorf("%s, %d keys:\n%s", tag, len(keys), diff)
		}
	}
}
