package docref

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const softHyphen = '\u00ad'

// foldRune takes the marks off a letter and makes it small: Đ, the Latin eth
// that stands for it on many pages, and đ all become d.
func foldRune(r rune) rune {
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	if int(r) < len(bases()) {
		return bases()[r]
	}
	return unicode.ToLower(r)
}

// bases holds the folded form of every Latin letter with marks, up to the end
// of the block that Vietnamese is written in.
var bases = sync.OnceValue(func() *[0x1f00]rune {
	var table [0x1f00]rune
	for r := range rune(len(table)) {
		table[r] = unicode.ToLower(r)
		for _, base := range norm.NFD.String(string(r)) {
			table[r] = unicode.ToLower(base)
			break
		}
	}
	for _, r := range "đĐðÐƉɖ" {
		table[r] = 'd'
	}
	return &table
})

// fold is foldRune over a text; marks of decomposed letters are dropped, and
// with them the & that older codes have.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if isMark(r) || r == softHyphen || r == '&' {
			continue
		}
		b.WriteRune(foldRune(r))
	}
	return b.String()
}

// isMark reports a combining mark, of which decomposed Vietnamese is full.
func isMark(r rune) bool { return 0x300 <= r && r <= 0x36f }

// composed is a printed code in NFC, the eth replaced by Đ and the old TƯ by
// TW: folded as it stands, the centre would become tu, the province.
func composed(code string) string {
	if isASCII(code) {
		return code
	}
	code = norm.NFC.String(strings.ReplaceAll(code, string(softHyphen), ""))
	for _, change := range [...][2]string{{"Ð", "Đ"}, {"ð", "đ"}, {"TƯ", "TW"}, {"tư", "TW"}, {"Tư", "TW"}} {
		code = strings.ReplaceAll(code, change[0], change[1])
	}
	return code
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
