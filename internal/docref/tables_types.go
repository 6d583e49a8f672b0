package docref

import (
	"fmt"
	"slices"
	"strings"
)

// A system is one of the three ways of numbering: the state's
// 12/KH-UBND, the Party's 12-KH/TU, and the Front's, which belongs to the
// Party's world and writes the state's shape.
type system uint8

const (
	state system = iota
	party
	front
)

var systemNames = map[string]system{"state": state, "party": party, "front": front}

// typeCode is one code of the type table.
type typeCode struct {
	code        string
	slugs       [3][]string // by system, most likely first
	undecided   [3]bool     // the bare code does not say which
	joint       bool        // several issuers follow
	short       strength    // as a word before a bare number
	from, until string
}

// strength says how much a type word proves before a bare number.
type strength uint8

const (
	onlySymbol strength = iota // nothing: a full symbol must follow
	weak                       // needs a marker or a leading zero
	verb                       // strong when capitalised, else as weak
	strong
)

var strengthNames = map[string]strength{"": onlySymbol, "symbol": onlySymbol, "weak": weak, "verb": verb, "strong": strong}

// typeWord is a word that names a type in running text.
type typeWord struct {
	lang     string
	slugs    []string
	strength strength
}

func (t *tables) readNames() error {
	return eachRow("type_names.tsv", func(row map[string]string) error {
		slug := row["slug"]
		if t.names[slug] != nil {
			return fmt.Errorf("type %s is listed twice", slug)
		}
		t.names[slug] = row
		for _, lang := range []string{"vi", "fr", "ro", "en"} {
			if row[lang] == "" {
				return fmt.Errorf("type %s has no name in %s", slug, lang)
			}
		}
		return nil
	})
}

func (t *tables) slugList(cell string) ([]string, error) {
	if cell == "-" || cell == "" {
		return nil, nil
	}
	list := strings.Split(cell, ",")
	for _, slug := range list {
		if t.names[slug] == nil {
			return nil, fmt.Errorf("type %q has no row in type_names.tsv", slug)
		}
	}
	return list, nil
}

func (t *tables) readTypes() error {
	return eachRow("types.tsv", func(row map[string]string) error {
		short, known := strengthNames[row["short"]]
		c := &typeCode{code: row["code"], joint: row["joint"] == "joint", short: short, from: row["from"], until: row["until"]}
		if t.codes[fold(c.code)] != nil || !known || !validSpan(c.from, c.until) {
			return fmt.Errorf("code %s is listed twice, or its strength or dates are wrong", c.code)
		}
		for name, sys := range systemNames {
			cell, undecided := strings.CutPrefix(row[name], "?")
			slugs, err := t.slugList(cell)
			if err != nil {
				return err
			}
			c.slugs[sys], c.undecided[sys] = slugs, undecided
			for _, slug := range slugs {
				t.codeOf[slug] = append(t.codeOf[slug], c)
			}
		}
		t.codes[fold(c.code)] = c
		return nil
	})
}

func (t *tables) readTypeWords() error {
	return eachRow("type_words.tsv", func(row map[string]string) error {
		slugs, err := t.slugList(row["slugs"])
		if err != nil {
			return err
		}
		strength, known := strengthNames[row["strength"]]
		if !known || len(slugs) == 0 {
			return fmt.Errorf("%q has no such strength or no type", row["phrase"])
		}
		entry := &typeWord{lang: row["lang"], slugs: slugs, strength: strength}
		for text := range strings.SplitSeq(row["phrase"], "|") {
			t.typeWords.add(text, entry)
		}
		return nil
	})
}

// TypeName is the name of a type in vi, fr, ro or en, given its slug:
// TypeName("nghi-quyet", "ro") is "Rezoluție". Empty when either is unknown.
func TypeName(slug, lang string) string { return world().names[slug][lang] }

// Class lists the codes that look-ups treat as one, in folded form and the
// given one first: qd, qdi and qyd serve Quyết định and Quy định in turn.
// TU and TW are no class; confusing them is offered, never assumed.
func Class(code string) []string {
	class := []string{fold(code)}
	if members := []string{"qd", "qdi", "qyd"}; slices.Contains(members, class[0]) {
		for _, member := range members {
			if member != class[0] {
				class = append(class, member)
			}
		}
	}
	return class
}
