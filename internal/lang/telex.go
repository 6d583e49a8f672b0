package lang

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Telex decodes one word typed by the Telex rules without an input method:
// "vaanj" is "vận", "dduowcj" is "được". Marks and tones may come late, as
// typists put them ("vanaj", "duongwf"). ok is false where nothing had to be
// decoded or the result is no Vietnamese syllable.
//
// Many foreign words decode by chance ("boos", "user"), so the caller must
// accept a decoding only for a word it does not know, and only if it knows what
// comes out. The decoding is in lower case.
func Telex(token string) (decoded string, ok bool) {
	if len(token) < 2 || len(token) > len("nghieengfz") {
		return "", false
	}
	var t telexWord
	for i := range len(token) {
		c := token[i] | 0x20
		if c < 'a' || c > 'z' || !t.press(c) {
			return "", false
		}
	}
	if !t.changed {
		return "", false
	}
	return t.finish()
}

// telexWord is the word so far, as an input method holds it.
type telexWord struct {
	runes   [12]rune
	n       int
	tone    rune // combining mark, 0 for none
	changed bool
}

var telexTones = map[byte]rune{'s': '\u0301', 'f': '\u0300', 'r': '\u0309', 'x': '\u0303', 'j': '\u0323'}

// press handles one key; false means the word is not Telex.
func (t *telexWord) press(key byte) bool {
	if mark, ok := telexTones[key]; ok && t.hasVowel() {
		t.changed = true
		twice := t.tone == mark // types the letter itself, so no Vietnamese
		t.tone = mark
		return !twice
	}
	switch key {
	case 'z':
		t.changed, t.tone = true, 0
		return t.hasVowel()
	case 'a', 'e', 'o':
		if t.replaceLast(rune(key), circumflex[key]) {
			return true
		}
	case 'd':
		if t.n > 0 && t.runes[0] == 'd' {
			t.runes[0], t.changed = 'đ', true
			return true
		}
	case 'w':
		return t.hook()
	}
	return t.add(rune(key))
}

var circumflex = map[byte]rune{'a': 'â', 'e': 'ê', 'o': 'ô'}

func (t *telexWord) add(r rune) bool {
	if t.n == len(t.runes) {
		return false
	}
	t.runes[t.n] = r
	t.n++
	return true
}

func (t *telexWord) hasVowel() bool {
	for _, r := range t.runes[:t.n] {
		if strings.ContainsRune(viVowels, r) {
			return true
		}
	}
	return false
}

func (t *telexWord) replaceLast(from, to rune) bool {
	for i := t.n - 1; i >= 0; i-- {
		if t.runes[i] == from {
			t.runes[i], t.changed = to, true
			return true
		}
	}
	return false
}

// hook handles w: uo becomes ươ, otherwise the last of u, o, a gets its horn or
// breve (in ua, except after q, it is the u); without any, w types ư.
func (t *telexWord) hook() bool {
	word := string(t.runes[:t.n])
	if i := strings.LastIndex(word, "uo"); i >= 0 {
		return t.replaceLast('u', 'ư') && t.replaceLast('o', 'ơ')
	}
	if i := strings.LastIndex(word, "ưo"); i >= 0 {
		return t.replaceLast('o', 'ơ')
	}
	if i := strings.LastIndex(word, "ua"); i > 0 && word[i-1] != 'q' || i == 0 {
		return t.replaceLast('u', 'ư')
	}
	if t.replaceLast('a', 'ă') || t.replaceLast('o', 'ơ') || t.replaceLast('u', 'ư') {
		return true
	}
	t.changed = true
	return t.add('ư')
}

// finish spells the word, if it is a syllable.
func (t *telexWord) finish() (string, bool) {
	word := string(t.runes[:t.n])
	if strings.HasSuffix(word, "ươ") { // thuở, huơ: no syllable ends in ươ
		word = strings.TrimSuffix(word, "ươ") + "uơ"
	}
	folded := Fold(word)
	if !IsSyllable(folded) {
		return "", false
	}
	if endsInStop(folded) && t.tone != '\u0301' && t.tone != '\u0323' {
		return "", false // c ch p t close only syllables with sắc or nặng
	}
	return placeTone(word, t.tone), true
}

func endsInStop(folded string) bool {
	switch folded[len(folded)-1] {
	case 'c', 'p', 't':
		return true
	case 'h':
		return strings.HasSuffix(folded, "ch")
	}
	return false
}

// placeTone puts the tone on the vowel the press puts it on: the last one that
// has a mark of its own, else the middle of three or the one before a coda, else
// the first.
func placeTone(word string, tone rune) string {
	if tone == 0 {
		return word
	}
	from := 0
	switch {
	case strings.HasPrefix(word, "qu"), len(word) > 2 && strings.HasPrefix(word, "gi"):
		if _, vowelsEnd := nucleus(word[2:]); vowelsEnd > 0 { // u and i are onset
			from = 2
		}
	}
	start, end := nucleus(word[from:])
	start, end = start+from, end+from
	at := start
	vowels := []rune(word[start:end])
	marked := false
	i := start
	for _, r := range vowels {
		if r >= utf8.RuneSelf {
			at, marked = i, true
		}
		i += utf8.RuneLen(r)
	}
	if !marked && (len(vowels) == 3 || len(vowels) == 2 && end < len(word)) {
		at = start + utf8.RuneLen(vowels[0])
	}
	_, size := utf8.DecodeRuneInString(word[at:])
	return norm.NFC.String(word[:at+size] + string(tone) + word[at+size:])
}

// nucleus returns the bounds of the run of vowels in word.
func nucleus(word string) (start, end int) {
	start = strings.IndexFunc(word, isViVowel)
	if start < 0 {
		return 0, 0
	}
	end = strings.IndexFunc(word[start:], func(r rune) bool { return !isViVowel(r) })
	if end < 0 {
		return start, len(word)
	}
	return start, start + end
}

func isViVowel(r rune) bool { return strings.ContainsRune(viVowels, r) }
