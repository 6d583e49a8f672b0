package server

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"khotin/internal/article"
	"khotin/internal/calendar"
	"khotin/internal/docref"
	"khotin/internal/lang"
)

// Limits of the parameters of a list of events.
const (
	defaultEvents = 50
	maxEvents     = 500
	maxPeople     = 1_000_000
)

// eventNames are the parameters of a list of events.
func eventNames() []string {
	return []string{"from", "to", "place", "host", "type", "document", "person", "attendance_min", "lang", "limit"}
}

// eventKinds are the kinds of event, in the order in which a form offers them.
// A test holds them against the table that events are read with.
func eventKinds() []string {
	return []string{
		"conference", "dissemination", "training", "review", "seminar", "dialogue", "meeting", "congress", "contest",
		"launch", "signing", "award", "ceremony", "festival", "visit", "issuing",
	}
}

// eventFilter reads the filters of a list of events. Problems are noted in p.
func (p *params) eventFilter() calendar.Filter {
	f := calendar.Filter{
		From: p.day("from"), To: p.day("to"), Province: p.province("place"), Host: p.words("host"), Kind: p.kind("type"),
		Document: p.words("document"), Person: p.words("person"), MinAttendance: p.count("attendance_min", 0, maxPeople),
		Lang: p.language("lang"), Limit: p.count("limit", defaultEvents, maxEvents),
	}
	if f.From != "" && f.To != "" && f.From > f.To+"~" { // a year ends after its days
		p.note("from", "order")
	}
	return f
}

// eventValues writes a filter as parameters, each value in one form only.
// Defaults are left out.
func eventValues(f calendar.Filter) url.Values {
	v := url.Values{}
	for name, value := range map[string]string{
		"from": f.From, "to": f.To, "place": f.Province, "host": f.Host, "type": f.Kind,
		"document": f.Document, "person": f.Person, "lang": string(f.Lang),
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if f.MinAttendance > 0 {
		v.Set("attendance_min", strconv.Itoa(f.MinAttendance))
	}
	if f.Limit > 0 && f.Limit != defaultEvents {
		v.Set("limit", strconv.Itoa(f.Limit))
	}
	return v
}

// day reads a day, month or year. Events have no times.
func (p *params) day(name string) string {
	v := strings.TrimSpace(p.one(name))
	d, err := article.ParseDate(v)
	if err != nil || d.Precision > article.Day {
		p.note(name, "day", "value", shorten(v))
		return ""
	}
	return d.String()
}

// province reads a province in any spelling as its slug.
func (p *params) province(name string) string {
	v := p.words(name)
	if v == "" {
		return ""
	}
	found, ok := docref.ProvinceOf(v)
	if !ok {
		p.note(name, "place", "value", shorten(v), "near", nearestProvince(v))
	}
	return found.Slug
}

// nearestProvince returns the name of the province that was probably meant.
func nearestProvince(typed string) string {
	names := map[string]string{}
	var folded []string
	for _, p := range docref.Provinces("") {
		for _, spelling := range p.Spellings {
			names[lang.Fold(spelling)], folded = p.Name, append(folded, lang.Fold(spelling))
		}
	}
	return names[nearest(lang.Fold(typed), folded)]
}

func (p *params) kind(name string) string {
	v := strings.ToLower(p.words(name))
	if v != "" && !slices.Contains(eventKinds(), v) {
		p.note(name, "type", "value", shorten(v), "near", nearest(v, eventKinds()), "known", strings.Join(eventKinds(), ", "))
		return ""
	}
	return v
}

func (p *params) language(name string) lang.Tag {
	v := strings.TrimSpace(p.one(name))
	tag := lang.ParseTag(v)
	if tag == lang.Unknown && v != "" {
		p.note(name, "lang", "value", shorten(v))
	}
	return tag
}

// words reads a short text with its spaces tidied.
func (p *params) words(name string) string {
	v := strings.Join(strings.Fields(printable(p.one(name))), " ")
	if utf8.RuneCountInString(v) > maxNumber {
		p.note(name, "long", "max", maxNumber)
		return ""
	}
	return v
}

// count reads a whole number from 1 to most.
func (p *params) count(name string, otherwise, most int) int {
	v := p.one(name)
	if v == "" {
		return otherwise
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > most {
		p.note(name, "limit", "value", shorten(v), "max", most)
		return otherwise
	}
	return n
}
