package index

import (
	"cmp"
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"khotin/internal/lang"
)

// frenchWords lists the words of French whose forms endings do not tell; the file
// describes its own format.
//
//go:embed french.txt
var frenchWords string

// frenchTable finds the term of a form that frenchWords covers.
type frenchTable struct {
	words map[string]string       // whole forms, in the singular
	stems map[string][]conjugated // of verbs
}

// conjugated is what a stem may end in and the term of the whole.
type conjugated struct {
	term    string
	endings map[string]bool
}

// maxEnding is the length of the longest ending of a verb.
const maxEnding = len("ssements")

var french = sync.OnceValues(func() (*frenchTable, error) { return readFrench(frenchWords) })

// find returns the term of a folded form. Of two verbs that have it, that with the
// longer stem counts.
func (t *frenchTable) find(form string) (term string, ok bool) {
	if term, ok = t.words[form]; ok {
		return term, true
	}
	if term, ok = t.words[singular(form)]; ok {
		return term, true
	}
	for at := len(form); at > 0 && len(form)-at <= maxEnding; at-- {
		for _, c := range t.stems[form[:at]] {
			if c.endings[form[at:]] {
				return c.term, true
			}
		}
	}
	return "", false
}

// frenchReader reads the table line by line.
type frenchReader struct {
	*frenchTable
	sets map[string]map[string]bool // of endings, by name
}

func readFrench(text string) (*frenchTable, error) {
	r := frenchReader{&frenchTable{map[string]string{}, map[string][]conjugated{}}, map[string]map[string]bool{}}
	whole := "" // a line and those that continue it
	for line := range strings.Lines(text + "#") {
		line, _, _ = strings.Cut(line, "#")
		if !strings.HasPrefix(line, " ") {
			if err := r.line(strings.TrimSpace(whole)); err != nil {
				return nil, fmt.Errorf("read the table of French words: %w", err)
			}
			whole = ""
		}
		whole += line
	}
	return r.frenchTable, nil
}

func (r frenchReader) line(line string) (err error) {
	if line == "" {
		return nil
	}
	head, rest, _ := strings.Cut(line, ":")
	kind, name, _ := strings.Cut(head, " ")
	if lang.Fold(rest) != rest && kind != "endings" && kind != "verb" {
		return fmt.Errorf("%q is not folded", line)
	}
	switch kind {
	case "endings":
		r.sets[name], err = r.endings(strings.Fields(rest))
	case "group":
		endings, known := r.sets[name]
		if !known {
			return fmt.Errorf("%q is no set of endings", name)
		}
		for stem := range strings.FieldsSeq(rest) {
			r.stems[stem] = append(r.stems[stem], conjugated{stem, endings})
		}
	case "verb":
		err = r.verb(name, rest)
	case "words", "keep":
		for form := range strings.FieldsSeq(rest) {
			if r.words[form] != "" {
				return fmt.Errorf("%q is there twice", form)
			}
			r.words[form] = cmp.Or(name, form)
		}
	default:
		return fmt.Errorf("%q is no kind of line", kind)
	}
	return err
}

// verb reads the stems of a verb and adds them with each of its prefixes.
func (r frenchReader) verb(term, rest string) error {
	prefixes, stems, ok := strings.Cut(rest, ":")
	if !ok {
		return fmt.Errorf("the verb %s has no stems", term)
	}
	for part := range strings.FieldsSeq(stems) {
		stem, list, ok := strings.Cut(part, "/")
		if !ok {
			return fmt.Errorf("the stem %s of %s has no endings", stem, term)
		}
		endings, err := r.endings(strings.Split(list, ","))
		if err != nil {
			return err
		}
		for prefix := range strings.FieldsSeq(prefixes) {
			prefix = strings.TrimPrefix(prefix, "-")
			r.stems[prefix+stem] = append(r.stems[prefix+stem], conjugated{prefix + term, endings})
		}
	}
	return nil
}

// endings reads a list of endings and names of their sets.
func (r frenchReader) endings(list []string) (map[string]bool, error) {
	all := make(map[string]bool, len(list))
	for _, e := range list {
		set, known := r.sets[e]
		switch {
		case known:
			for e := range set {
				all[e] = true
			}
		case e == ".":
			all[""] = true
		case e == "" || e != lang.Fold(e) || len(e) > maxEnding:
			return nil, fmt.Errorf("%q is no ending", e)
		default:
			all[e] = true
		}
	}
	return all, nil
}
