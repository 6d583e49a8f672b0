package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"khotin/internal/fault"
	"khotin/internal/lang"
)

// Parse reads what a person typed:
//
//	hội nghị dân vận      words; the more of them an article has, the better
//	"dân vận khéo"        a phrase: these words, in this order
//	mobil*                words that begin so; at least three letters
//	-Laos  -"tin vắn"     without that word or phrase
//	huyện OR xã           either; in a sentence all in capitals OR is a word
//	lang:vi,fr outlet:… from:2024-08 doc:04-NQ/TU person:…   see Filter
//
// Nothing that can be typed is an error: signs without meaning, unpaired quotes
// and unknown field names are read as plain text or passed over, broken UTF-8
// and control characters as spaces. Only a wrong value of a filter, which would
// silently widen the search, is an Invalid fault with its column; so is text
// longer than MaxText characters.
//
// Parse sets no page: Sort is ByScore and Limit 10.
func Parse(text string) (Query, error) {
	if n := utf8.RuneCountInString(text); n > MaxText {
		return Query{}, fault.New(fault.Invalid, "the query is %d characters long; at most %d are allowed", n, MaxText).
			WithHint("search for fewer words")
	}
	return read(text)
}

// read is Parse without the limit on length, which the canonical form of a
// pathological query may exceed by the spaces it puts between phrases.
func read(text string) (Query, error) {
	q := Query{Sort: ByScore, Limit: defaultLimit}
	either := false // an OR waits for its second clause
	text = clean(text)
	shouted := isShouted(text)
	for it := range items(text) {
		if it.isOr() && !shouted {
			either = canJoin(q.Clauses)
			continue
		}
		if name, value, column, ok := it.filter(); ok {
			if err := q.Filter.set(name, value, column); err != nil {
				return Query{}, err
			}
			either = false
			continue
		}
		c, ok := it.clause(q.Clauses)
		if !ok {
			continue
		}
		c.Or = either && !c.Exclude
		either = false
		q.Clauses = append(q.Clauses, c)
	}
	return q, nil
}

const defaultLimit = 10

// shoutedWords is from how many words on a text in capitals is a sentence, and
// OR in it the French or: "BRACELET EN OR VOLÉ". Fewer may be abbreviations.
const shoutedWords = 3

// isShouted reports a sentence all in capitals.
func isShouted(text string) bool {
	n := 0
	for w := range strings.FieldsSeq(text) {
		if w != "OR" && hasContent(w) {
			n++
		}
	}
	return n >= shoutedWords && strings.ToUpper(text) == text
}

// canJoin reports whether an OR may follow the clauses.
func canJoin(clauses []Clause) bool {
	return len(clauses) > 0 && !clauses[len(clauses)-1].Exclude
}

// clean makes text valid UTF-8 in normal form C without control characters.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) || lang.IsSpace(r) {
			return ' '
		}
		return r
	}, text)
	return lang.NFC(text)
}

// clause turns an item into a clause; ok is false where it has nothing to look
// for. What was read before decides whether a hyphen excludes.
func (it item) clause(before []Clause) (c Clause, ok bool) {
	c = Clause{Kind: Word, Exclude: it.minus && !it.continues(before)}
	if it.quoted {
		c.Kind, c.Text = Phrase, squeeze(it.text)
		return c, hasContent(c.Text)
	}
	c.Text = trim(it.text)
	if rest, star := strings.CutSuffix(strings.TrimRightFunc(it.text, isClosing), "*"); star && letters(rest) >= MinPrefix {
		c.Kind, c.Text = Prefix, trim(rest)
	}
	if c.Kind == Word && c.Text == "OR" && !c.Exclude {
		c.Text = "or" // a dangling OR is a word
	}
	return c, c.Text != ""
}

// continues reports whether the item is the rest of a document number that was
// typed with a space before its hyphen: "04 -NQ/TU".
func (it item) continues(before []Clause) bool {
	if it.quoted || len(before) == 0 {
		return false
	}
	last := before[len(before)-1]
	if last.Kind != Word || last.Exclude || strings.TrimFunc(last.Text, unicode.IsDigit) != "" {
		return false
	}
	text := trim(it.text)
	return strings.ContainsAny(text, "/-") || text == strings.ToUpper(text)
}

// trim cuts everything that is not a letter or a digit off both ends, and
// combining marks that stand on nothing.
func trim(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.TrimRightFunc(s, func(r rune) bool { return !isWordRune(r) })
}

// isWordRune reports what may end a word: also the degree sign, which French
// typists put for the o of n°.
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '°'
}

// isClosing reports signs that may follow the * of a prefix.
func isClosing(r rune) bool { return r != '*' && !isWordRune(r) }

func hasContent(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// squeeze makes every run of spaces one.
func squeeze(s string) string {
	return strings.TrimLeftFunc(strings.Join(strings.Fields(s), " "), func(r rune) bool { return r == ' ' || unicode.IsMark(r) })
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
