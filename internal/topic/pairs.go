package topic

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"khotin/internal/concept"
	"khotin/internal/lang"
)

// A pair is an act beside those it turns to (écouter … les pêcheurs) or beside
// what is given (donează … teren). A list of phrases can never name them all:
// any verb of the one may meet any noun of the other, and translation bends
// both. Alone neither says anything: markets listen too, and so do courts.

// reach is how many bytes may lie between the halves of a pair, about eight
// words.
const reach = 60

// pairsIn returns the ids of the acts in text that have their other half
// within reach in the same sentence, each once.
func (k *knowledge) pairsIn(text string, tag lang.Tag) []string {
	halves := k.halves.Find(text, tag)
	var acts []string
	for i, m := range halves {
		if with := k.pairOf[m.ID]; with != "" && meets(halves, i, with, text) {
			acts = append(acts, m.ID)
		}
	}
	return acts
}

// meets reports whether a match of the id with stands near halves[i].
func meets(halves []concept.Match, i int, with, text string) bool {
	at := halves[i]
	for _, m := range halves[i+1:] {
		if m.Start-at.End > reach {
			break
		}
		if m.ID == with && m.Start >= at.End && !sentenceEnds(text[at.End:m.Start]) {
			return true
		}
	}
	for j := i - 1; j >= 0 && at.Start-halves[j].End <= reach; j-- {
		if m := halves[j]; m.ID == with && m.End <= at.Start && !sentenceEnds(text[m.End:at.Start]) {
			return true
		}
	}
	return false
}

// sentenceEnds reports whether a sentence ends in s, which lies between two
// words.
func sentenceEnds(s string) bool {
	return strings.Contains(s, ". ") || strings.ContainsAny(s, ";?!\n")
}

// readPairs reads the table of halves, any of which may share a name with
// another: compatriots are listened to and visited.
func (k *knowledge) readPairs() error {
	var entries []concept.Entry
	err := eachRow("pairs.tsv", 6, func(cells []string) error {
		if cells[1] != "-" {
			k.pairOf[cells[0]] = cells[1]
		}
		names := namesIn(cells[2:])
		for _, list := range names {
			for i := range list {
				list[i] += "*"
			}
		}
		entries = append(entries, concept.Entry{ID: cells[0], Weight: 1, Names: names})
		return nil
	})
	for act, with := range k.pairOf {
		if !slices.ContainsFunc(entries, func(e concept.Entry) bool { return e.ID == with }) {
			err = errors.Join(err, fmt.Errorf("table pairs.tsv: %s needs %s, which has no row", act, with))
		}
	}
	lexicon, bad := concept.NewLexicon(entries)
	k.halves = lexicon
	return errors.Join(err, bad)
}
