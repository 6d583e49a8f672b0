package lang

import (
	"strconv"
	"strings"
	"time"
)

// Part is a part of the day, as invitations and reports name it.
type Part uint8

// The parts of a day; NoPart where none is named.
const (
	NoPart Part = iota
	Morning
	Noon
	Afternoon
	Evening
	Night
)

// String returns the English word, "" for NoPart.
func (p Part) String() string {
	return [...]string{"", "morning", "noon", "afternoon", "evening", "night"}[min(p, Night)]
}

var (
	monthNames = newWordTable(
		"janvier ianuarie ianuarii january",
		"février februarie february",
		"mars martie march",
		"avril aprilie april",
		"mai may",
		"juin iunie june",
		"juillet iulie july",
		"août august",
		"septembre septembrie september",
		"octobre octombrie october",
		"novembre noiembrie november",
		"décembre decembrie december",
	)
	// Short forms count only beside a year: "mar" and "noi" are also words.
	shortMonths = newWordTable(
		"janv jan ian", "févr fév feb febr", "mar mart", "avr apr", "", "jun iun", "juil jul iul",
		"aug", "sept sep", "oct", "nov noiem", "déc dec",
	)
	viMonths = newWordTable(
		"một giêng", "hai", "ba", "tư bốn", "năm", "sáu", "bảy bẩy", "tám", "chín", "mười",
	)
	weekdays = newWordTable(
		"lundi luni monday mon",
		"mardi marți tuesday tue",
		"mercredi miercuri wednesday wed",
		"jeudi joi thursday thu",
		"vendredi vineri friday fri",
		"samedi sâmbătă sâmbăta saturday sat",
		"dimanche duminică duminica sunday sun",
	)
	viWeekdays = newWordTable("", "hai", "ba", "tư", "năm", "sáu", "bảy bẩy")
	dayParts   = newWordTable(
		"sáng matin matinée dimineața dimineață dimineții morning",
		"trưa midi prânz prânzul prânzului amiază noon",
		"chiều afternoon",
		"tối soir soirée seara seară serii evening",
		"đêm khuya nuit noaptea noapte nopții night",
	)
	afterNoon = newWordTable("midi amiaza amiază amiezii amiezei amiezi")
)

// Month reads the name of a month in any of the four languages, in full or
// short, in any case, with or without diacritics: "août", "AOUT", "iulie",
// "Aug", "tháng 8", "tháng tám", "tháng Mười Hai".
func Month(name string) (time.Month, bool) {
	name = strings.TrimSuffix(strings.TrimSpace(name), ".")
	if head, rest, ok := cutSpace(name); ok && isThang(head) {
		if n, err := strconv.Atoi(rest); err == nil && n >= 1 && n <= 12 {
			return time.Month(n), true
		}
		tens, ones, _ := cutSpace(rest)
		m := viMonths.find(tens)
		if m == 10 && ones != "" {
			m = map[int]int{1: 11, 2: 12}[viMonths.find(ones)]
		}
		return time.Month(m), m != 0
	}
	m := monthNames.find(name)
	if m == 0 {
		m = shortMonths.find(name)
	}
	return time.Month(m), m != 0
}

// Weekday reads the name of a day of the week in any of the four languages,
// "thứ 4", "T4" and "CN" included.
func Weekday(name string) (time.Weekday, bool) {
	name = strings.TrimSuffix(strings.TrimSpace(name), ".")
	head, rest, two := cutSpace(name)
	folded := Fold(head)
	switch {
	case two && folded == "chu" && Fold(rest) == "nhat", !two && folded == "cn":
		return time.Sunday, true
	case two && folded == "thu":
		return viWeekday(rest)
	case !two && len(folded) == 2 && folded[0] == 't':
		return viWeekday(folded[1:])
	}
	if d := weekdays.find(name); d != 0 {
		return time.Weekday(d % 7), true
	}
	return 0, false
}

// viWeekday reads what follows thứ: 2 or hai is Monday.
func viWeekday(s string) (time.Weekday, bool) {
	n, err := strconv.Atoi(s)
	if err != nil {
		n = viWeekdays.find(s)
	}
	return time.Weekday(n - 1), n >= 2 && n <= 7
}

// PartOfDay reads a word for a part of the day: "sáng", "matin", "seara".
func PartOfDay(word string) (Part, bool) {
	word = strings.TrimSpace(word)
	folded := Fold(word)
	if head, tail, ok := strings.Cut(folded, "-"); ok {
		if (head == "apres" || head == "dupa") && afterNoon.find(tail) != 0 {
			return Afternoon, true
		}
		return NoPart, false
	}
	p := Part(dayParts.find(word))
	return p, p != NoPart
}

func isThang(word string) bool { return Fold(word) == "thang" }

// cutSpace splits s at its first run of white space.
func cutSpace(s string) (head, rest string, ok bool) {
	i := strings.IndexFunc(s, IsSpace)
	if i < 0 {
		return s, "", false
	}
	return s[:i], strings.TrimLeftFunc(s[i:], IsSpace), true
}
