package topic

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"khotin/internal/concept"
	"khotin/internal/docref"
	"khotin/internal/lang"
)

//go:embed tables/*.tsv
var tableFiles embed.FS

// knowledge is what the tables say. Nothing writes to it once it is loaded.
type knowledge struct {
	base      float64
	weights   [2][features]float64 // headline, text
	cues      *concept.Lexicon
	cueOf     map[string]cue
	halves    *concept.Lexicon
	pairOf    map[string]string  // the id an act needs beside it
	sections  map[string]float64 // by folded name
	documents map[string]float64 // by key
	issuers   map[string]float64 // by folded end of the number
}

type cue struct {
	what    string
	feature feature
}

var loaded = sync.OnceValues(load)

func world() *knowledge {
	k, _ := loaded()
	return k
}

// Check reads the embedded tables and reports every row that breaks a rule.
// Call it once at start; Score assumes it returned nil.
func Check() error {
	_, err := loaded()
	return err
}

func load() (*knowledge, error) {
	k := &knowledge{
		cueOf: map[string]cue{}, pairOf: map[string]string{}, sections: map[string]float64{}, documents: map[string]float64{}, issuers: map[string]float64{},
	}
	return k, errors.Join(concept.Check(), k.readCues(), k.readPairs(), k.readWeights(), k.readSections(), k.readDocuments())
}

// eachRow calls do with the cells of every row under the heading of a table.
func eachRow(name string, columns int, do func(cells []string) error) error {
	raw, err := tableFiles.ReadFile("tables/" + name)
	if err != nil {
		return fmt.Errorf("read table %s: %w", name, err)
	}
	var errs []error
	line, heading := 0, true
	for text := range strings.Lines(string(raw)) {
		line++
		text = strings.TrimRight(text, "\r\n")
		if text == "" || text[0] == '#' {
			continue
		}
		if heading {
			heading = false
			continue
		}
		cells := strings.Split(text, "\t")
		err := fmt.Errorf("%d columns instead of %d", len(cells), columns)
		if len(cells) == columns {
			err = do(cells)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("table %s line %d: %w", name, line, err))
		}
	}
	return errors.Join(errs...)
}

func (k *knowledge) readCues() error {
	var entries []concept.Entry
	err := eachRow("cues.tsv", 6, func(cells []string) error {
		c := cue{"other news: " + cells[0], against}
		if cells[0] == featureNames[elsewhere] {
			c.feature = elsewhere
		}
		if cells[1] == "for" {
			of, name, named := strings.Cut(cells[0], ":")
			if !named {
				name = of
			}
			n := slices.Index(featureNames[:], of)
			if n < 0 {
				return fmt.Errorf("%s is no feature of the model", of)
			}
			c = cue{"cue " + name, feature(n)}
		} else if cells[1] != "against" {
			return fmt.Errorf("%s is neither for nor against: %q", cells[0], cells[1])
		}
		k.cueOf[cells[0]] = c
		entries = append(entries, concept.Entry{ID: cells[0], Weight: 1, Names: namesIn(cells[2:])})
		return nil
	})
	lexicon, bad := concept.NewLexicon(entries)
	k.cues = lexicon
	return errors.Join(err, bad)
}

// namesIn reads the columns of names, one for each language.
func namesIn(cells []string) map[lang.Tag][]string {
	names := map[lang.Tag][]string{}
	for i, tag := range []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian, lang.English} {
		if cells[i] != "" {
			names[tag] = strings.Split(cells[i], "|")
		}
	}
	return names
}

func (k *knowledge) readWeights() error {
	return eachRow("weights.tsv", 3, func(cells []string) error {
		head, err1 := strconv.ParseFloat(cells[1], 64)
		text, err2 := strconv.ParseFloat(cells[2], 64)
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		if cells[0] == "base" {
			k.base = text
			return nil
		}
		n := slices.Index(featureNames[:], cells[0])
		if n < 0 {
			return fmt.Errorf("%s is no feature of the model", cells[0])
		}
		k.weights[0][n], k.weights[1][n] = head, text
		return nil
	})
}

func (k *knowledge) readSections() error {
	return eachRow("sections.tsv", 2, func(cells []string) error {
		points, err := strconv.ParseFloat(cells[0], 64)
		for name := range strings.SplitSeq(cells[1], "|") {
			k.sections[sectionKey(name)] = points
		}
		return err
	})
}

func (k *knowledge) readDocuments() error {
	return eachRow("documents.tsv", 3, func(cells []string) error {
		points, err := strconv.ParseFloat(cells[1], 64)
		switch cells[0] {
		case "number":
			k.documents[docref.Key(cells[2])] = points
		case "issuer":
			k.issuers[lang.Fold(cells[2])] = points
		default:
			return fmt.Errorf("%q is neither number nor issuer", cells[0])
		}
		return err
	})
}
