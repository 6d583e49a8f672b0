package docref

import (
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	if err := Check(); err != nil {
		t.Fatal(err)
	}
	w := world()
	if len(w.codes) < 35 || len(w.issuers) < 90 || len(w.terms) != 14 || len(w.months) < 36 {
		t.Errorf("%d codes, %d issuers, %d terms, %d months", len(w.codes), len(w.issuers), len(w.terms), len(w.months))
	}
	for r, book := range w.roles {
		if len(book.byWord) == 0 {
			t.Errorf("no words play the role %q", r)
		}
	}
	for slug := range w.codeOf {
		if w.names[slug]["vi"] == "" {
			t.Errorf("type %s has no name", slug)
		}
	}
}

// Two rows of one language that hold the same phrase would hide one another.
func TestPhrasesAreUnique(t *testing.T) {
	for name, column := range map[string]string{"type_words.tsv": "phrase", "issuer_words.tsv": "phrase"} {
		seen := map[string]bool{}
		err := eachRow(name, func(row map[string]string) error {
			for text := range strings.SplitSeq(row[column], "|") {
				key := row["lang"] + " " + fold(text)
				// ro circulară and circulare fold alike, and so do Quân ủy and Quận ủy.
				if seen[key] && row["lang"] == "vi" {
					t.Errorf("%s: %q stands twice", name, key)
				}
				seen[key] = true
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// Each suffix of the table is read back from a number that carries it, and
// each code from a number of its own.
func TestEveryRowIsReadable(t *testing.T) {
	w := world()
	for _, row := range w.issuers {
		canonical := "12/NQ-" + row.suffix
		switch {
		case row.numbered:
			canonical = "12/2020/" + row.suffix + "14"
		case row.system == party:
			canonical = "12-NQ/" + row.suffix
		}
		for _, printed := range []string{canonical, strings.ToUpper(canonical), strings.ReplaceAll(canonical, "Đ", "D")} {
			if found := Find("theo "+printed+" đã ban hành", "vi"); len(found) != 1 || found[0].Canonical != canonical || found[0].UnknownSuffix {
				t.Errorf("%s printed %s: %+v", canonical, printed, found)
			}
		}
	}
	for _, code := range w.codes {
		canonical := "12/" + code.code + "-UBND"
		if len(code.slugs[state]) == 0 {
			canonical = "12-" + code.code + "/TU"
		}
		found := Find(canonical, "vi")
		if len(found) != 1 || found[0].Canonical != canonical {
			t.Errorf("%s: %+v", canonical, found)
		}
	}
}

// Every word of the type table leads a number in, in its own language.
func TestEveryTypeWordIsRead(t *testing.T) {
	err := eachRow("type_words.tsv", func(row map[string]string) error {
		for text := range strings.SplitSeq(row["phrase"], "|") {
			slug := strings.Split(row["slugs"], ",")[0]
			code := world().codeFor(slug, state)
			if code == nil {
				code = world().codeFor(slug, party)
			}
			number := "n° 12/2021/QH15"
			if code != nil && slug != "luat" {
				number = "n° 12/" + code.code + "-UBND"
			}
			found := Find("a "+text+" "+number, row["lang"])
			if len(found) != 1 || found[0].Surface != text+" "+number || found[0].Type != slug {
				t.Errorf("%s %q: %+v", row["lang"], text, found)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// Every issuer phrase names its issuer behind a number.
func TestEveryIssuerWordIsRead(t *testing.T) {
	err := eachRow("issuer_words.tsv", func(row map[string]string) error {
		lead := map[string]string{"vi": "của", "fr": "du", "ro": "a", "en": "of the"}[row["lang"]]
		for text := range strings.SplitSeq(row["phrase"], "|") {
			found := Find("số 12/QĐ-UBND "+lead+" "+text, row["lang"])
			if len(found) != 1 || found[0].Issuer.Span == (Span{}) {
				t.Errorf("%s %q: %+v", row["lang"], text, found)
				continue
			}
			if got := found[0].Issuer.Name; got != row["name"] && row["lang"] != "ro" {
				t.Errorf("%s %q names %q, want %q", row["lang"], text, got, row["name"])
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestBrokenRowsAreRefused(t *testing.T) {
	for day, want := range map[string]bool{"2025-06-30": true, "2025-06-31": false, "30/6/2025": false} {
		if validDay(day) != want {
			t.Errorf("validDay(%q) = %v", day, !want)
		}
	}
	if validSpan("2025-07-01", "2025-06-30") {
		t.Error("a span may end before it begins")
	}
	if err := eachRow("nowhere.tsv", nil); err == nil {
		t.Error("a missing table is no error")
	}
}
