package cmd

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// print writes what is found of one version, for reading or as a line of JSON.
func (rb *rebuilder) print(v any) error {
	if rb.json {
		return lineWriter(rb.out).Encode(v)
	}
	switch v := v.(type) {
	case trouble:
		_, err := fmt.Fprintf(rb.err, "khotin: %s version %d: %s\n", v.URL, v.Version, v.Problem)
		return err
	case difference:
		var b strings.Builder
		fmt.Fprintf(&b, "%s %s version %d", v.Article, v.URL, v.Version)
		if v.Class != "" {
			fmt.Fprintf(&b, ": %s", v.Class)
		}
		b.WriteString("\n")
		for _, f := range v.Fields {
			old, now := excerpts(f.Old, f.New)
			fmt.Fprintf(&b, "  %-14s %s\n  %-14s %s\n", f.Name, old, "", now)
		}
		if v.Left != "" {
			fmt.Fprintf(&b, "  left as it is: %s\n", v.Left)
		}
		_, err := fmt.Fprint(rb.out, b.String())
		return err
	}
	return nil
}

// The most of a value that is printed for reading, and what of it may stand
// before the first difference, in runes.
const (
	excerptLength = 120
	excerptBefore = 30
)

// excerpts cuts two values to where they begin to differ.
func excerpts(old, now json.RawMessage) (string, string) {
	a, b := []rune(string(old)), []rune(string(now))
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	from := max(same-excerptBefore, 0)
	return "- " + excerpt(a, from), "+ " + excerpt(b, from)
}

func excerpt(value []rune, from int) string {
	if len(value) == 0 {
		return "(none)"
	}
	from = min(from, len(value))
	s := string(value[from:min(from+excerptLength, len(value))])
	if from > 0 {
		s = "…" + s
	}
	if from+utf8.RuneCountInString(s) < len(value) {
		s += "…"
	}
	return s
}
