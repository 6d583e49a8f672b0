package server

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// locale is one language of the page: its texts, numbers and dates.
//
// A catalog is a JSON object of texts. A text that depends on a number is an
// object with a text for each CLDR plural form of the language, "other" at
// least. {name} in a text is replaced by the argument of that name.
type locale struct {
	Tag     lang.Tag
	tag     language.Tag
	texts   map[string]string
	plurals map[string]map[plural.Form]string
	printer *message.Printer
}

// locales are the languages of the page. The first answers readers who accept
// none of them.
type locales struct {
	list    []*locale
	matcher language.Matcher
}

func pageLanguages() []lang.Tag {
	return []lang.Tag{lang.English, lang.Vietnamese, lang.French, lang.Romanian}
}

func loadLocales(files fs.FS) (locales, error) {
	var ls locales
	var tags []language.Tag
	for _, tag := range pageLanguages() {
		l, err := loadLocale(files, tag)
		if err != nil {
			return ls, fmt.Errorf("read catalog of %s: %w", tag, err)
		}
		ls.list, tags = append(ls.list, l), append(tags, l.tag)
	}
	ls.matcher = language.NewMatcher(tags)
	return ls, nil
}

func loadLocale(files fs.FS, tag lang.Tag) (*locale, error) {
	data, err := fs.ReadFile(files, "locale/"+tag.String()+".json")
	if err != nil {
		return nil, err
	}
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(data, &entries); err != nil {
		return nil, err
	}
	l := &locale{Tag: tag, tag: language.Make(tag.String()), texts: map[string]string{}, plurals: map[string]map[plural.Form]string{}}
	l.printer = message.NewPrinter(l.tag)
	for key, raw := range entries {
		var text string
		if json.Unmarshal(raw, &text) == nil {
			l.texts[key] = text
			continue
		}
		var forms map[string]string
		if err := json.Unmarshal(raw, &forms); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		if l.plurals[key], err = pluralForms(forms); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	return l, nil
}

func pluralForms(named map[string]string) (map[plural.Form]string, error) {
	names := map[string]plural.Form{
		"zero": plural.Zero, "one": plural.One, "two": plural.Two,
		"few": plural.Few, "many": plural.Many, "other": plural.Other,
	}
	forms := map[plural.Form]string{}
	for name, text := range named {
		f, ok := names[name]
		if !ok {
			return nil, fmt.Errorf("%q is not a plural form", name)
		}
		forms[f] = text
	}
	if forms[plural.Other] == "" {
		return nil, fmt.Errorf("the form %q is missing", "other")
	}
	return forms, nil
}

// by returns the catalog of a language, nil when the page has none.
func (ls locales) by(tag lang.Tag) *locale {
	for _, l := range ls.list {
		if l.Tag == tag {
			return l
		}
	}
	return nil
}

// english returns the catalog that the API takes its sentences from.
func (ls locales) english() *locale { return ls.by(lang.English) }

// maxAccept bounds the Accept-Language field that is looked at, in bytes.
const maxAccept = 500

// negotiate picks the page's language from Accept-Language (RFC 9110, section
// 12.5.4); ro-MD and the old mo are Romanian, fr-CA is French.
func (ls locales) negotiate(r *http.Request) *locale {
	field := strings.Join(r.Header.Values("Accept-Language"), ",")
	if len(field) > maxAccept {
		return ls.list[0]
	}
	wanted, _, err := language.ParseAcceptLanguage(field)
	if err != nil {
		return ls.list[0]
	}
	_, i, _ := ls.matcher.Match(wanted...)
	return ls.list[i]
}

// T returns a text; pairs are names and values of its placeholders. A key that
// is in no catalog is returned itself, which a test keeps from happening.
func (l *locale) T(key string, pairs ...any) string {
	text, ok := l.texts[key]
	if !ok {
		return key
	}
	return fill(text, pairs)
}

// Has reports whether the catalog knows the key; flags and bases of later
// extractors may be news to it.
func (l *locale) Has(key string) bool { _, ok := l.texts[key]; return ok }

// N returns a text for n things, with {n} grouped as the language does it.
func (l *locale) N(key string, n int) string {
	forms := l.plurals[key]
	// The rules look at the last digits only; x/text asks for a small number.
	text, ok := forms[plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0)]
	if !ok {
		text = forms[plural.Other]
	}
	return fill(text, []any{"n", l.Number(n)})
}

// Number returns n with the language's grouping: 1.234, 1 234 or 1,234.
func (l *locale) Number(n int) string { return l.printer.Sprint(n) }

// Decimal returns x with one digit after the language's decimal sign, none for
// a whole number.
func (l *locale) Decimal(x float64) string {
	return l.printer.Sprint(number.Decimal(x, number.MaxFractionDigits(1)))
}

// percent writes a share of one.
func percent(share float64) string { return strconv.Itoa(int(share*100+.5)) + "\u00a0%" }

func fill(text string, pairs []any) string {
	if len(pairs) == 0 {
		return text
	}
	args := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		args = append(args, "{"+fmt.Sprint(pairs[i])+"}", fmt.Sprint(pairs[i+1]))
	}
	return strings.NewReplacer(args...).Replace(text)
}

// Lang returns the name of a language in this one.
func (l *locale) Lang(t lang.Tag) string { return l.T("lang." + t.String()) }

// Date writes a date no more exactly than it is known, in its own zone.
func (l *locale) Date(d article.Date) string {
	month := l.T("month." + strconv.Itoa(int(d.Time.Month())))
	switch d.Precision {
	case article.None:
		return ""
	case article.Year:
		return d.Time.Format("2006")
	case article.Month:
		return l.T("date.month", "month", month, "year", d.Time.Year())
	}
	key := "date.day"
	if d.Time.Day() == 1 {
		key = "date.first" // le 1er janvier
	}
	day := l.T(key, "day", d.Time.Day(), "month", month, "year", d.Time.Year())
	if d.Precision == article.Day {
		return day
	}
	return l.T("date.time", "date", day, "hour", d.Time.Hour(), "minute", d.Time.Format("04"))
}

// From writes the first day of a span: without what the last day repeats.
func (l *locale) From(from, until article.Date) string {
	if !sameMonth(from, until) {
		return l.Date(from)
	}
	key := "date.day"
	if from.Time.Day() == 1 {
		key = "date.first"
	}
	day, _, _ := strings.Cut(l.texts[key], " ") // every language of the page begins with the day
	return fill(day, []any{"day", from.Time.Day()})
}

// Dash joins the two days of a span: closely where they share a month.
func (l *locale) Dash(from, until article.Date) string {
	if sameMonth(from, until) {
		return "–"
	}
	return " – "
}

func sameMonth(a, b article.Date) bool {
	return a.Precision == article.Day && b.Precision == article.Day && a.Time.Year() == b.Time.Year() && a.Time.Month() == b.Time.Month()
}

// Day writes a date without its time of day.
func (l *locale) Day(d article.Date) string {
	return l.Date(article.At(d.Time, min(d.Precision, article.Day)))
}

// Moment writes a time of the archive's own clock, in Hanoi time.
func (l *locale) Moment(t time.Time) string {
	return l.Date(article.At(t.In(article.Hanoi), article.Minute))
}
