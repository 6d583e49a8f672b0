package lang

import "strings"

// Tag names a language by its two-letter ISO 639-1 code.
type Tag string

// The languages khotin reads. Unknown stands for text that carries no evidence
// of any, such as a lone date, and for languages outside the four.
const (
	Vietnamese Tag = "vi"
	French     Tag = "fr"
	Romanian   Tag = "ro"
	English    Tag = "en"
	Unknown    Tag = ""
)

// languages fixes the order of per-language tables.
var languages = [...]Tag{Vietnamese, French, Romanian, English}

// ParseTag reads the language out of a BCP 47 tag as pages print them: "vi",
// "vi-VN", "fr_CA", "RO-ro". "mo" and "mol" are the withdrawn codes for
// Moldavian and mean Romanian; the three-letter ISO 639-2 codes are accepted in
// both their forms. Region, script and extensions are ignored, and anything
// else is Unknown.
func ParseTag(s string) Tag {
	s = strings.ToLower(strings.TrimSpace(s))
	if i := strings.IndexAny(s, "-_"); i >= 0 {
		s = s[:i]
	}
	switch s {
	case "vi", "vie":
		return Vietnamese
	case "fr", "fra", "fre":
		return French
	case "ro", "ron", "rum", "mo", "mol":
		return Romanian
	case "en", "eng":
		return English
	}
	return Unknown
}

// String returns the code, or "und" (BCP 47 "undetermined") for Unknown.
func (t Tag) String() string {
	if t == Unknown {
		return "und"
	}
	return string(t)
}
