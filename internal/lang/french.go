package lang

import "unicode/utf8"

// ElisionLen returns the length in bytes of the elided word at the front of a
// French word, its apostrophe included: 2 for "l'homme", 5 for "qu’ils", 0 where
// there is none. Words that merely contain an apostrophe, such as aujourd'hui,
// quelqu'un, presqu'île and prud'homme, have none. Any of the characters of
// IsApostrophe serves.
func ElisionLen(word string) int {
	for i, r := range word {
		if !IsApostrophe(r) {
			continue
		}
		end := i + utf8.RuneLen(r)
		if end < len(word) && isElided(word[:i]) {
			return end
		}
		return 0
	}
	return 0
}

func isElided(head string) bool {
	switch Fold(head) {
	case "l", "d", "j", "m", "t", "s", "n", "c", "qu", "lorsqu", "puisqu", "jusqu", "quoiqu":
		return true
	}
	return false
}
