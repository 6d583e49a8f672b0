package docref

import "strings"

// A numeral is the number of a citation candidate.
type numeral struct {
	first, next int    // tokens
	printed     string // digits, with l and O read as the 1 and 0 they stand for
	letter      string // of 30a/2008/NQ-CP
}

// The longest number a registry reaches within a year or a term, in digits.
const longestNumber = 5

// numeral reads the number at token i, with the letters a scanner put in the
// place of its digits: l8, 1O, O4.
func (s *scan) numeral(i int) numeral {
	n := numeral{first: i, next: i + 1, printed: s.toks[i].fold}
	if s.toks[i].glued && s.is(i-1, word) && !s.toks[i-1].glued {
		if digit := misread(s.text[s.toks[i-1].start:s.toks[i-1].end]); digit != "" {
			n.first, n.printed = i-1, digit+n.printed
		}
	}
	for s.is(n.next, word) && s.toks[n.next].glued {
		printed := s.text[s.toks[n.next].start:s.toks[n.next].end]
		if digit := misread(printed); digit != "" {
			n.printed += digit
		} else if lower := strings.ToLower(printed); len(lower) == 1 && 'a' <= lower[0] && lower[0] <= 'd' && (s.is(n.next+1, slash) || s.typed && s.is(n.next+1, dash)) {
			n.letter = lower
		} else {
			break
		}
		n.next++
		if s.is(n.next, number) && s.toks[n.next].glued && n.letter == "" { // 1O5
			n.printed += s.toks[n.next].fold
			n.next++
		}
	}
	return n
}

func misread(printed string) string {
	switch printed {
	case "l", "I":
		return "1"
	case "O", "o":
		return "0"
	}
	return ""
}

// value is the number without leading zeros; empty for zero.
func (n numeral) value() string { return strings.TrimLeft(n.printed, "0") + n.letter }

// padded is the number as the rules write it: two digits at least.
func (n numeral) padded() string {
	value := strings.TrimLeft(n.printed, "0")
	if len(value) < 2 {
		value = "0" + value
	}
	return value + n.letter
}
