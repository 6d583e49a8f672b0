package event

import (
	"embed"
	"errors"
	"fmt"
	"strings"
	"sync"

	"khotin/internal/docref"
	"khotin/internal/lang"
)

//go:embed tables/*.tsv
var tableFiles embed.FS

// phraseTables hold rows of class, value, language and phrases.
var phraseTables = [...]string{
	"kinds.tsv", "acts.tsv", "attendance.tsv", "modes.tsv", "ranks.tsv", "posts.tsv", "words.tsv",
}

// loaded reads the tables on first use; nothing writes to them afterwards.
var loaded = sync.OnceValues(load)

func world() *tables {
	t, _ := loaded()
	return t
}

// Check reads the embedded tables and reports every row that breaks a rule.
// Call it once at start; the functions of this package assume it returned nil.
func Check() error {
	_, err := loaded()
	return err
}

type tables struct {
	lexicons map[lang.Tag]*lexicon
	bodies   map[lang.Tag][]body
	inBody   map[string]bool // folded words that occur in Vietnamese institutions
	surnames map[string]bool // folded

	surnameKeys map[string]bool
	bylines     map[string][]string
	places      map[string]docref.Province
}

func load() (*tables, error) {
	t := &tables{
		lexicons: map[lang.Tag]*lexicon{},
		bodies:   map[lang.Tag][]body{},
		inBody:   map[string]bool{},
		surnames: map[string]bool{},

		surnameKeys: map[string]bool{},
		bylines:     map[string][]string{},
		places:      map[string]docref.Province{},
	}
	for _, tag := range []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian} {
		t.lexicons[tag] = newLexicon(tag)
	}
	var errs []error
	for _, name := range phraseTables {
		errs = append(errs, eachRow(name, 4, t.addPhrases))
	}
	t.addPlaces()
	errs = append(errs,
		eachRow("bodies.tsv", 4, t.addBody),
		eachRow("surnames.tsv", 1, func(cells []string) error {
			t.surnames[lang.Fold(cells[0])] = true
			t.surnameKeys[lang.Key(cells[0])] = true
			return nil
		}),
		eachRow("bylines.tsv", 3, t.addByline))
	return t, errors.Join(errs...)
}

// addPhrases reads a row of the phrase tables.
func (t *tables) addPhrases(cells []string) error {
	class, ok := classes[cells[0]]
	lex := t.lexicons[lang.Tag(cells[2])]
	if !ok || lex == nil {
		return fmt.Errorf("unknown class %q or language %q", cells[0], cells[2])
	}
	for phrase := range strings.SplitSeq(cells[3], "|") {
		if err := lex.add(class, cells[1], phrase); err != nil {
			return err
		}
		if lex.tag == lang.Vietnamese && (class == headClass || class == levelClass || class == postClass) {
			for w := range strings.FieldsSeq(lang.Fold(phrase)) {
				t.inBody[w] = true
			}
		}
	}
	return nil
}

// addPlaces adds every province there ever was to every lexicon.
func (t *tables) addPlaces() {
	for _, p := range docref.Provinces("") {
		t.places[p.Slug] = p
		for _, lex := range t.lexicons {
			for _, name := range p.Spellings {
				// A spelling listed for two provinces would be an error of docref's tables.
				_ = lex.add(placeClass, p.Slug, name)
			}
		}
	}
}

// eachRow calls do for the rows of a table. Lines that begin with # are
// comments; the first other line names the columns.
func eachRow(name string, columns int, do func(cells []string) error) error {
	raw, err := tableFiles.ReadFile("tables/" + name)
	if err != nil {
		return fmt.Errorf("read table %s: %w", name, err)
	}
	var errs []error
	line, head := 0, true
	for text := range strings.Lines(string(raw)) {
		line++
		text = strings.TrimRight(text, "\r\n")
		switch {
		case text == "" || text[0] == '#':
			continue
		case head:
			head = false
			continue
		}
		cells := strings.Split(text, "\t")
		if len(cells) != columns {
			errs = append(errs, fmt.Errorf("table %s line %d: %d cells, want %d", name, line, len(cells), columns))
			continue
		}
		if err := do(cells); err != nil {
			errs = append(errs, fmt.Errorf("table %s line %d: %w", name, line, err))
		}
	}
	return errors.Join(errs...)
}
