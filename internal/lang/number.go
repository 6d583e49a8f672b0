package lang

import (
	"strings"
	"unicode/utf8"
)

// Numeral reads the number that begins with the digit at text[start] and
// returns where it ends and its normal form: no thousands separators, a comma
// before decimals. "1.200" (vi, ro), "1 200" with a plain, no-break or narrow
// space (fr) and "1,200" (en) are all "1200"; "72,5" and "72.5" are "72,5".
//
// A separator is one of thousands only if one to three digits, not beginning
// with zero, stand before it and exactly three after each; other digit runs end
// at their first separator, so 19.11.2021 and 0912 345 678 give only their first
// run. Where text[start] is no digit, end is start.
func Numeral(text string, start int) (end int, form string) {
	end = digitsEnd(text, start)
	if end == start {
		return start, ""
	}
	head := text[start:end]
	if len(head) > 3 {
		return withDecimals(text, start, end, head, "", end)
	}
	var groups strings.Builder
	groups.WriteString(head)
	first := end
	separator := ""
	for head[0] != '0' {
		s := separatorAt(text, end)
		if s == "" || separator != "" && s != separator {
			break
		}
		group := end + len(s)
		groupEnd := digitsEnd(text, group)
		if groupEnd-group != 3 {
			break
		}
		groups.WriteString(text[group:groupEnd])
		separator, end = s, groupEnd
	}
	return withDecimals(text, start, end, groups.String(), separator, first)
}

// withDecimals looks for a decimal part after the whole part, which ends at
// end and was grouped by separator. Where dots and digits go on after it, this
// is a date, an address or a version, and only the run up to first counts.
func withDecimals(text string, start, end int, whole, separator string, first int) (int, string) {
	if end >= len(text) || text[end] != '.' && text[end] != ',' {
		return end, whole
	}
	decimals := digitsEnd(text, end+1)
	if decimals == end+1 {
		return end, whole
	}
	mark := text[end : end+1]
	next := separatorAt(text, decimals)
	goesOn := (next == "." || next == ",") && digitsEnd(text, decimals+1) > decimals+1
	if mark == separator || goesOn && next == mark {
		return first, text[start:first]
	}
	if goesOn {
		return end, whole
	}
	return decimals, whole + "," + text[end+1:decimals]
}

// Number returns the normal form of s if all of s is one numeral.
func Number(s string) (form string, ok bool) {
	end, form := Numeral(s, 0)
	return form, end == len(s) && form != ""
}

func digitsEnd(text string, i int) int {
	for i < len(text) && text[i]-'0' < 10 {
		i++
	}
	return i
}

// separatorAt returns the thousands separator at text[i], or "".
func separatorAt(text string, i int) string {
	if i >= len(text) {
		return ""
	}
	switch text[i] {
	case '.', ',', ' ', '\'':
		return text[i : i+1]
	}
	switch r, size := utf8.DecodeRuneInString(text[i:]); r {
	case 0x00A0, 0x2007, 0x2009, 0x202F, '’':
		return text[i : i+size]
	}
	return ""
}
