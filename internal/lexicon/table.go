package lexicon

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"khotin/internal/lang"
)

// The table is a file of tab-separated lines in UTF-8, to be read and edited by
// people. The first line names the columns, a line that begins with # is a
// comment:
//
//	term         as it is mostly printed, in lower case
//	language     of the term: vi, fr, ro or en
//	translation  likewise
//	language     of the translation, another one
//	count        passages in which the two were linked
//	score        0 to 1
//	status       mined, accepted or rejected; this is the column to edit
//	example      a passage with the term; may be missing
const header = "term\tlanguage\ttranslation\tlanguage\tcount\tscore\tstatus\texample"

// Bounds of a table.
const (
	maxLine   = 4096    // bytes
	maxLines  = 200_000 // entries
	maxTerm   = 100     // bytes of a term
	maxFaults = 20      // reported at once
)

// Read reads a table and reports every line that breaks a rule, with its number.
func Read(r io.Reader) (entries []Entry, err error) {
	var faults []error
	known := map[[4]string]int{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	n := 0
	for lines.Scan() && len(faults) < maxFaults {
		n++
		line := strings.TrimRight(lines.Text(), "\r")
		if strings.TrimSpace(line) == "" || line[0] == '#' || line == header {
			continue
		}
		e, err := readEntry(line)
		switch first := known[e.key()]; {
		case err != nil:
			faults = append(faults, fmt.Errorf("line %d: %w", n, err))
		case first > 0:
			faults = append(faults, fmt.Errorf("line %d: %q and %q stand on line %d as well", n, e.Term, e.Translation, first))
		case len(entries) == maxLines:
			return nil, fmt.Errorf("line %d: a lexicon has at most %d entries", n, maxLines)
		default:
			known[e.key()] = n
			entries = append(entries, e)
		}
	}
	if err := lines.Err(); err != nil {
		faults = append(faults, fmt.Errorf("line %d: %w", n+1, err))
	}
	return entries, errors.Join(faults...)
}

func readEntry(line string) (e Entry, err error) {
	cells := strings.SplitN(line, "\t", 8)
	if len(cells) < 7 {
		return e, fmt.Errorf("%d columns; there must be seven or eight, separated by tabs", len(cells))
	}
	e = Entry{
		Term: lang.NFC(cells[0]), Lang: lang.ParseTag(cells[1]), Translation: lang.NFC(cells[2]), Into: lang.ParseTag(cells[3]),
		Status: Status(strings.TrimSpace(cells[6])),
	}
	if len(cells) == 8 {
		e.Example = cells[7]
	}
	if e.Count, err = strconv.Atoi(cells[4]); err != nil || e.Count < 0 {
		return e, fmt.Errorf("the count %q is not a number from 0 on", cells[4])
	}
	if e.Score, err = strconv.ParseFloat(cells[5], 64); err != nil || !(e.Score >= 0 && e.Score <= 1) {
		return e, fmt.Errorf("the score %q is not between 0 and 1", cells[5])
	}
	return e, e.validate(cells[1], cells[3])
}

// validate checks what a person may have typed; the languages are given as they
// were.
func (e Entry) validate(from, into string) error {
	switch {
	case e.Lang == lang.Unknown:
		return fmt.Errorf("the language %q is none of vi, fr, ro and en", from)
	case e.Into == lang.Unknown:
		return fmt.Errorf("the language %q is none of vi, fr, ro and en", into)
	case e.Lang == e.Into:
		return fmt.Errorf("%q and %q are in the same language", e.Term, e.Translation)
	case !slices.Contains([]Status{Mined, Accepted, Rejected}, e.Status):
		return fmt.Errorf("the status %q is none of %s, %s and %s", e.Status, Mined, Accepted, Rejected)
	}
	for _, text := range []string{e.Term, e.Translation} {
		switch {
		case !strings.ContainsFunc(text, unicode.IsLetter):
			return fmt.Errorf("%q has no letter", text)
		case len(text) > maxTerm:
			return fmt.Errorf("%.20q… is longer than %d bytes", text, maxTerm)
		case strings.ContainsAny(text, "|*~"):
			return fmt.Errorf("%q has one of the signs | * ~", text)
		}
	}
	return nil
}

// Write writes a table that Read reads back.
func Write(w io.Writer, entries []Entry) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, header)
	for _, e := range entries {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%d\t%.2f\t%s\t%s\n", e.Term, e.Lang, e.Translation, e.Into, e.Count, e.Score, e.Status, squeeze(e.Example))
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the lexicon: %w", err)
	}
	return nil
}

// Merge puts what was mined in the place of what was mined before. What a person
// accepted or rejected stays, with the counts of today where it was found again.
func Merge(before, mined []Entry) []Entry {
	reviewed := map[[4]string]int{}
	var merged []Entry
	for _, e := range before {
		if e.Status != Mined {
			reviewed[e.key()] = len(merged)
			merged = append(merged, e)
		}
	}
	for _, e := range mined {
		at, ok := reviewed[e.key()]
		if !ok {
			merged = append(merged, e)
			continue
		}
		e.Status = merged[at].Status
		merged[at] = e
	}
	slices.SortFunc(merged, byScore)
	return merged
}
