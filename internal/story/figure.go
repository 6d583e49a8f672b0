package story

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"khotin/internal/lang"
)

// A figure is a number printed with digits in running text.
type figure struct {
	start, end int    // bytes, the words for thousands and millions included
	form       string // normal form, see lang.Numeral: "1200000" for "1,2 triệu"
	unit       string // "%", "km", …: what is written alike in every language; else ""
	bare       bool   // four digits without a separator, as years are printed
}

// isYear reports a number that is most likely a year of our time.
func (f figure) isYear() bool {
	return f.bare && len(f.form) == 4 && f.unit == "" && (f.form[:2] == "19" || f.form[:2] == "20")
}

// figures finds the numbers of a text outside the masked spans. Numbers that
// are part of a word or of a code (QH15, COVID-19, F-16) and times of day do
// not count.
func figures(text string, masks []span) []figure {
	var found []figure
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		if end, hit := maskEnd(masks, i); hit {
			i = max(end, i+1)
			continue
		}
		end, form := lang.Numeral(text, i)
		f := figure{start: i, end: end, form: strings.TrimLeft(form, "0"), bare: end-i == 4 && len(form) == 4 && form[0] != '0'}
		i = max(end, i+1)
		if f.form == "" || strings.HasPrefix(f.form, ",") {
			f.form = "0" + f.form
		}
		if inCode(text, f.start) || isClock(text[f.end:]) {
			continue
		}
		f.scale(text)
		f.unit = unitAt(text[f.end:])
		found = append(found, f)
		i = max(i, f.end)
	}
	return found
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// inCode reports a digit that stands in or behind a word: "QH15", "COVID-19".
func inCode(text string, at int) bool {
	r, size := utf8.DecodeLastRuneInString(text[:at])
	if lang.IsDash(r) {
		r, _ = utf8.DecodeLastRuneInString(text[:at-size])
	}
	return unicode.IsLetter(r)
}

// isClock reports that a number is followed by what makes it an hour: "10h30",
// "7 giờ", "10 h 30", "ora" stands before and is left to FindDates.
func isClock(rest string) bool {
	rest = strings.TrimLeft(rest, " \u00a0\u202f")
	if word := firstWord(rest); word == "giờ" || word == "heures" || word == "heure" {
		return true
	}
	return len(rest) > 0 && (rest[0] == 'h' || rest[0] == 'g') && (len(rest) == 1 || !isLetterAt(rest[1:]))
}

func isLetterAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// firstWord is the run of letters at the front of s, in lower case.
func firstWord(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(s)
	}
	return strings.ToLower(lang.NFC(s[:end]))
}

// scales are the words that multiply a number before them, as powers of ten.
// "de" stands between in Romanian ("20 de mii").
var scales = map[string]int{
	"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9,
	"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9,
	"mie": 3, "mii": 3, "milion": 6, "milioane": 6, "miliard": 9, "miliarde": 9,
	"thousand": 3, "billion": 9,
}

// scale takes in the words for thousands and millions behind the number.
func (f *figure) scale(text string) {
	shift, end := 0, f.end
	for range 3 {
		rest := text[end:]
		gap := len(rest) - len(strings.TrimLeft(rest, " \u00a0\u202f"))
		if gap == 0 {
			break
		}
		word := firstWord(rest[gap:])
		power, ok := scales[word]
		if !ok && (word != "de" || shift > 0) {
			break
		}
		end += gap + len(printedWord(rest[gap:]))
		if ok {
			shift += power
			f.end = end
		}
	}
	f.form = shifted(f.form, shift)
}

// printedWord is the run of letters at the front of s as printed.
func printedWord(s string) string {
	if end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }); end >= 0 {
		return s[:end]
	}
	return s
}

// shifted moves the comma of a number in normal form to the right and drops
// the zeros that say nothing: "3,20" is "3,2".
func shifted(form string, places int) string {
	whole, decimals, _ := strings.Cut(form, ",")
	if len(decimals) < places {
		decimals += strings.Repeat("0", places-len(decimals))
	}
	moved, rest := whole+decimals[:places], strings.TrimRight(decimals[places:], "0")
	if moved = strings.TrimLeft(moved, "0"); moved == "" {
		moved = "0"
	}
	if rest != "" {
		moved += "," + rest
	}
	return moved
}

// unitAt reads a unit that is written alike in all languages.
func unitAt(rest string) string {
	rest = strings.TrimLeft(rest, " \u00a0\u202f")
	for _, percent := range []string{"%", "phần trăm", "pour cent", "la sută", "la suta"} {
		if strings.HasPrefix(rest, percent) {
			return "%"
		}
	}
	switch word := firstWord(rest); word {
	case "km", "kg", "ha", "kwh", "mw", "usd":
		return word
	case "hécta", "héc", "hectares", "hectare", "hectar":
		return "ha"
	}
	return ""
}

// A span is a stretch of bytes.
type span struct{ start, end int }

// maskEnd finds the mask that holds a position.
func maskEnd(masks []span, at int) (end int, hit bool) {
	for _, m := range masks {
		if m.start <= at && at < m.end {
			return m.end, true
		}
	}
	return 0, false
}
