package lang

import (
	"unicode"
	"unicode/utf8"
)

// IsApostrophe reports the characters pages print for an apostrophe.
func IsApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', '´', '′', '＇':
		return true
	}
	return false
}

// IsSpace reports white space, the no-break family of French typography
// (U+00A0, U+202F, U+2007) and the zero-width space included.
func IsSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || r >= '\t' && r <= '\r'
	}
	return r == 0x200B || unicode.IsSpace(r)
}

// IsDash reports hyphens, dashes and the minus sign. The soft hyphen is not
// one: it is invisible unless a line breaks at it.
func IsDash(r rune) bool {
	switch r {
	case '-', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2043, 0x2212, 0xFE58, 0xFE63, 0xFF0D:
		return true
	}
	return false
}
