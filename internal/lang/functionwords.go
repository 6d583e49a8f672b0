package lang

import (
	_ "embed"
	"strings"
	"sync"
)

// functionwords.txt has a language, a colon and words on each line; a # begins
// a comment.
//
//go:embed functionwords.txt
var functionTable string

// functionSets are the words of every language: folded, of Vietnamese as keys,
// compounds with spaces between them.
type functionSets struct {
	words   map[Tag]map[string]bool
	unmarks map[string]bool // the Vietnamese ones, folded
}

var functions = sync.OnceValue(func() functionSets { return readFunctions(functionTable) })

func readFunctions(table string) functionSets {
	f := functionSets{map[Tag]map[string]bool{}, map[string]bool{}}
	for line := range strings.Lines(table) {
		line, _, _ = strings.Cut(line, "#")
		name, words, _ := strings.Cut(line, ":")
		tag := ParseTag(name)
		if f.words[tag] == nil {
			f.words[tag] = map[string]bool{}
		}
		for w := range strings.FieldsSeq(words) {
			f.words[tag][functionForm(tag, strings.ReplaceAll(w, "_", " "))] = true
			if tag == Vietnamese {
				f.unmarks[Fold(strings.ReplaceAll(w, "_", " "))] = true
			}
		}
	}
	return f
}

func functionForm(tag Tag, word string) string {
	switch tag {
	case Vietnamese:
		var keys []string
		for syllable := range strings.FieldsSeq(word) {
			keys = append(keys, Key(syllable))
		}
		return strings.Join(keys, " ")
	case Romanian:
		return Fold(NormalRomanian(word))
	}
	return Fold(word)
}

// IsFunctionWord reports whether a language builds its sentences with a word:
// articles, pronouns, prepositions, conjunctions, auxiliaries and the words that
// make a question. The word is given folded; a Vietnamese one as its key, or as
// the keys of a compound such as bao nhiêu, joined by spaces.
func IsFunctionWord(tag Tag, form string) bool { return functions().words[tag][form] }

// IsFoldedFunctionWord is IsFunctionWord for Vietnamese typed without marks.
func IsFoldedFunctionWord(fold string) bool { return functions().unmarks[fold] }

// FunctionCompounds lists the keys of Vietnamese function words of two syllables
// and more, in no order.
func FunctionCompounds() (all [][]string) {
	for form := range functions().words[Vietnamese] {
		if keys := strings.Fields(form); len(keys) > 1 {
			all = append(all, keys)
		}
	}
	return all
}
