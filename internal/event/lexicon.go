package event

import (
	"fmt"

	"khotin/internal/lang"
)

// A class says what a phrase of the tables does in a sentence.
type class uint8

const (
	noneClass      class = iota // hides what is read inside it
	gatherClass                 // a noun for people coming together
	purposeClass                // what they came together for
	happeningClass              // a verb that is the event
	holdClass                   // the host does it
	heldClass                   // the event does it: takes place
	heldByClass                 // the host follows
	issueClass
	actClass
	attendClass
	futureClass
	delegateClass
	peopleClass
	countClass
	qualifierClass
	fillerClass
	refuseClass
	modeClass
	rankClass
	postClass
	headClass
	ofClass
	articleClass
	endClass
	linkClass
	withClass
	levelClass
	localityClass
	atClass
	creditClass
	topicClass
	paperClass
	placeClass
	byClass     // who held it follows
	adverbClass // may stand inside a verb: "ont également participé"
	classCount
)

var classes = map[string]class{
	"none": noneClass, "gather": gatherClass, "purpose": purposeClass, "happening": happeningClass,
	"hold": holdClass, "held": heldClass, "heldby": heldByClass, "issue": issueClass, "act": actClass,
	"attend": attendClass, "future": futureClass, "delegate": delegateClass, "people": peopleClass, "count": countClass,
	"qualifier": qualifierClass, "filler": fillerClass, "refuse": refuseClass, "mode": modeClass,
	"rank": rankClass, "post": postClass, "head": headClass, "of": ofClass, "article": articleClass,
	"end": endClass, "link": linkClass, "with": withClass, "level": levelClass, "locality": localityClass,
	"at": atClass, "credit": creditClass, "topic": topicClass, "paper": paperClass, "adverb": adverbClass, "by": byClass,
}

// A lexicon holds the phrases of one language as a tree of folded words.
type lexicon struct {
	tag     lang.Tag
	words   map[string]int32
	edges   map[edge]int32
	entries [][]entry // by node
	longest int
	adverbs map[int32]bool // words of adverbClass
}

type edge struct{ node, word int32 }

type entry struct {
	class class
	value string
	keys  []string // lang.Key of each word, for words that marks tell apart
	apart []bool   // a comma or dash may stand before the word
}

// maxAdverbs is how many adverbs may stand inside one phrase.
const maxAdverbs = 2

func newLexicon(tag lang.Tag) *lexicon {
	return &lexicon{tag: tag, words: map[string]int32{}, edges: map[edge]int32{}, entries: make([][]entry, 1), adverbs: map[int32]bool{}}
}

// add files a phrase; a phrase may belong to several classes, but to each once.
func (l *lexicon) add(c class, value, phrase string) error {
	node := int32(0)
	words := split(phrase, l.tag)
	if len(words) == 0 {
		return fmt.Errorf("phrase %q has no words", phrase)
	}
	keys, apart := make([]string, len(words)), make([]bool, len(words))
	for i, w := range words {
		id, ok := l.words[w.fold]
		if !ok {
			id = int32(len(l.words) + 1)
			l.words[w.fold] = id
		}
		keys[i] = lang.Key(trimApostrophe(w.printed(phrase)))
		apart[i] = i == 0 || w.gap >= comma
		next, ok := l.edges[edge{node, id}]
		if !ok {
			next = int32(len(l.entries))
			l.entries = append(l.entries, nil)
			l.edges[edge{node, id}] = next
		}
		node = next
	}
	for _, e := range l.entries[node] {
		if e.class == c && e.value != value && sameKeys(e.keys, keys) {
			return fmt.Errorf("phrase %q is both %s and %s", phrase, e.value, value)
		}
	}
	l.entries[node] = append(l.entries[node], entry{c, value, keys, apart})
	l.longest = max(l.longest, len(words)+maxAdverbs)
	if c == adverbClass {
		l.adverbs[l.words[words[0].fold]] = true
	}
	return nil
}

func sameKeys(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// agrees reports that words are spelt as the entry's: marks, where printed,
// must be its own. In French and Romanian that matters only for the shortest
// words (à, a); translations drop and misplace the others.
func (l *lexicon) agrees(e entry, text string, words []word, at []int) bool {
	for i, k := range at {
		w := words[k]
		if w.gap >= comma && !e.apart[i] {
			return false
		}
		short := len(w.fold) == 1
		if !short && (w.ascii || l.tag != lang.Vietnamese) {
			continue
		}
		if lang.Key(trimApostrophe(w.printed(text))) != e.keys[i] {
			return false
		}
	}
	return true
}
