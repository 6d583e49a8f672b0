package lang

import (
	"strings"
	"testing"
)

// The phrases of testdata/dates.tsv, each with all the dates in it.
func TestDatePhrases(t *testing.T) {
	for _, line := range readLines(t, "testdata/dates.tsv") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		text, want, ok := strings.Cut(line, "\t")
		if !ok {
			t.Errorf("row without a tab: %q", line)
			continue
		}
		for _, form := range []string{text, strings.ReplaceAll(text, " ", "\u00a0")} {
			var got []string
			for _, s := range FindDates(form) {
				got = append(got, printedDate(s))
			}
			if g := strings.Join(got, "; "); g != want && (g != "" || want != "-") {
				t.Errorf("%q\n got %s\nwant %s", form, g, want)
			}
		}
	}
}

// printedDate writes the dates of a span and the part of its day.
func printedDate(s DateSpan) string {
	out := s.Date.ISO()
	if s.Until.Precision != NoPrecision {
		out += ".." + s.Until.ISO()
	}
	if s.Date.Part != NoPart {
		out += " " + s.Date.Part.String()
	}
	return out
}
