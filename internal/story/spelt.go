package story

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"khotin/internal/lang"
)

// Rows of language, word, operation and value: "add" words count up ("twenty",
// "five"), "times" words multiply what stands before them ("hundred").
//
//go:embed tables/numerals.tsv
var numeralRows string

type numeral struct {
	value int
	times bool
}

type numeralTable map[lang.Tag]map[string]numeral

// numerals reads the table on first use; nothing writes to it afterwards.
var numerals = sync.OnceValues(func() (numeralTable, error) { return readNumerals(numeralRows) })

// Check reads the embedded table and reports every row that breaks a rule.
// Call it once at start; the functions of this package assume it returned nil.
func Check() error {
	_, err := numerals()
	return err
}

func readNumerals(rows string) (numeralTable, error) {
	table := numeralTable{}
	var errs []error
	lines := bufio.NewScanner(strings.NewReader(rows))
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 4 {
			errs = append(errs, fmt.Errorf("numerals.tsv:%d: %d cells, want language, word, operation, value", n, len(cells)))
			continue
		}
		tag, value := lang.ParseTag(cells[0]), 0
		if _, err := fmt.Sscanf(cells[3], "%d", &value); err != nil || tag == lang.Unknown || cells[2] != "add" && cells[2] != "times" {
			errs = append(errs, fmt.Errorf("numerals.tsv:%d: %q names no language, operation or value", n, line))
			continue
		}
		if table[tag] == nil {
			table[tag] = map[string]numeral{}
		}
		for word := range strings.FieldsSeq(cells[1]) {
			if _, twice := table[tag][word]; twice {
				errs = append(errs, fmt.Errorf("numerals.tsv:%d: %s is listed twice for %s", n, word, tag))
			}
			table[tag][word] = numeral{value, cells[2] == "times"}
		}
	}
	return table, errors.Join(errs...)
}

// spelt adds to values the numbers that a text may spell out, generously: a
// word that is also something else counts too ("năm" is five and a year).
// It serves only to hold back alarms.
func spelt(text string, tag lang.Tag, values map[string]bool) {
	table, _ := numerals()
	words := table[tag]
	total, current, open := 0, 0, false
	finish := func() {
		if open {
			values[strconv.Itoa(total+current)] = true
		}
		total, current, open = 0, 0, false
	}
	for t := range lang.Tokens(text) {
		for part := range t.Parts() {
			word := strings.ToLower(lang.NFC(part.Text))
			n, ok := words[word]
			if roman := romanValue(part.Text); roman > 0 {
				values[strconv.Itoa(roman)] = true
			}
			switch {
			case !ok && joins[word] && open:
			case !ok:
				finish()
			case n.times && n.value >= 1000:
				total, current, open = total+max(current, 1)*n.value, 0, true
			case n.times:
				current, open = n.multiply(current), true
			default:
				if open && n.value < 10 && current%10 != 0 {
					finish() // "hai ba": two numbers
				}
				current, open = current+n.value, true
				values[strconv.Itoa(n.value)] = true
			}
			if total > 1e9 || current > 1e9 {
				finish()
			}
		}
	}
	finish()
}

// multiply applies a word for ten, twenty or hundred to what it belongs to:
// "hai trăm ba mươi" has ten times three, "cent quatre-vingts" twenty times
// four, "cent vingt" twenty more.
func (n numeral) multiply(current int) int {
	unit := current % 10
	switch {
	case n.value == 20 && unit != 4:
		return current + 20
	case n.value < 100:
		return current - unit + max(unit, 1)*n.value
	}
	return max(current, 1) * n.value
}

// joins are the words that stand inside a spelt number.
var joins = map[string]bool{"et": true, "și": true, "şi": true, "de": true, "lẻ": true, "linh": true, "and": true}

// romanValue reads a Roman numeral of two letters or more, as congresses and
// terms have them; 0 if the word is none.
func romanValue(word string) int {
	if len(word) < 2 || len(word) > 8 {
		return 0
	}
	digits := map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}
	total, last := 0, 0
	for i := len(word) - 1; i >= 0; i-- {
		d := digits[word[i]]
		if d == 0 {
			return 0
		}
		if d < last {
			total -= d
		} else {
			total, last = total+d, d
		}
	}
	return total
}
