package server

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// Limits of parameters, beside those of package query.
const (
	defaultLimit = 20   // hits on a page
	maxList      = 50   // values of a list
	maxName      = 253  // bytes of an outlet's name: a domain name
	maxCursor    = 2048 // bytes
)

// The values of accents: written as typed, or folded together.
const (
	accentsName   = "accents"
	accentsStrict = "strict"
	accentsAny    = "any"
)

// searchNames are the parameters of a search, uiName chooses a page's language.
const uiName = "ui"

func searchNames() []string {
	names := []string{"q", "lang", "outlet", "from", "to", "sort", "accents", "cursor", "limit", explainName, groupName}
	return append(names, filterNames()...)
}

// wrongParam is one thing wrong with the parameters. Its sentence is
// "wrong."+code in the catalogs.
type wrongParam struct {
	name   string
	code   string
	args   []any
	detail string // a sentence in English from below, where there is one
}

type wrongParams []wrongParam

func (ws wrongParams) Error() string {
	names := make([]string, len(ws))
	for i, w := range ws {
		names[i] = w.name + " (" + w.code + ")"
	}
	return "wrong parameters: " + strings.Join(names, ", ")
}

// problems puts the sentences of a catalog to what is wrong.
func (ws wrongParams) problems(l *locale) []paramProblem {
	out := make([]paramProblem, len(ws))
	for i, w := range ws {
		out[i] = paramProblem{w.name, strings.TrimSpace(w.text(l) + " " + w.detail)}
	}
	return out
}

func (w wrongParam) text(l *locale) string { return l.T("wrong."+w.code, w.args...) }

// params reads the parameters of one request and collects everything that is
// wrong with them, so that a caller mends all of it at once.
type params struct {
	values url.Values
	wrong  wrongParams
}

// readParams takes a query string apart. Strict refuses names that are not
// known; a page passes over them, because other sites decorate links to it.
func readParams(raw string, strict bool, known ...string) *params {
	values, err := url.ParseQuery(raw)
	p := &params{values: values}
	if err != nil {
		p.note("", "syntax")
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(known, name) {
			if strict && len(known) == 0 {
				p.note(shorten(name), "none")
			} else if strict {
				p.note(shorten(name), "unknown", "near", nearest(name, known), "known", strings.Join(known, ", "))
			}
			delete(values, name)
		}
	}
	return p
}

func (p *params) note(name, code string, args ...any) {
	p.wrong = append(p.wrong, wrongParam{name: name, code: code, args: args})
}

// err returns everything noted as one Invalid fault, or nil.
func (p *params) err() error {
	if len(p.wrong) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, "%w", p.wrong)
}

// one returns the value of a parameter that may stand once, "" when absent.
func (p *params) one(name string) string {
	switch vs := p.values[name]; {
	case len(vs) > 1:
		p.note(name, "twice")
	case len(vs) == 1 && !utf8.ValidString(vs[0]):
		p.note(name, "encoding")
	case len(vs) == 1:
		return vs[0]
	}
	return ""
}

// list returns the values of a parameter that may be repeated or hold several
// values between commas, each once, sorted.
func (p *params) list(name string) []string {
	var out []string
	for _, joined := range p.values[name] {
		for v := range strings.SplitSeq(joined, ",") {
			if v = strings.TrimSpace(v); v != "" {
				out = append(out, v)
			}
			if len(out) > maxList {
				p.note(name, "many", "max", maxList)
				return nil
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// text reads q.
func (p *params) text() query.Query {
	typed := p.one("q")
	q, err := query.Parse(typed)
	if err == nil {
		return q
	}
	w := wrongParam{name: "q", code: "filter", detail: strings.TrimSpace(sentence(err.Error()) + " " + hintOf(err))}
	if utf8.RuneCountInString(typed) > query.MaxText {
		w = wrongParam{name: "q", code: "long", args: []any{"max", query.MaxText}}
	}
	p.wrong = append(p.wrong, w)
	return query.Query{}
}

// hintOf is what an error says to do, as a sentence.
func hintOf(err error) string { return sentence(fault.Hint(err)) }

func (p *params) langs() (tags []lang.Tag) {
	for _, v := range p.list("lang") {
		tag := lang.ParseTag(v)
		if tag == lang.Unknown {
			p.note("lang", "lang", "value", shorten(v))
			continue
		}
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

func (p *params) outlets() (names []string) {
	for _, v := range p.list("outlet") {
		if len(v) > maxName || strings.ContainsFunc(v, notInName) {
			p.note("outlet", "outlet", "value", shorten(v))
			continue
		}
		names = append(names, strings.ToLower(v))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// notInName reports what no domain name has; letters beyond ASCII may stand in
// an internationalised one.
func notInName(r rune) bool {
	return r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".-_:[]", r)
}

// period reads a date as the time it covers, in Hanoi time: 2024-08 is the
// whole month.
func (p *params) period(name string) (from, to time.Time) {
	v := strings.TrimSpace(p.one(name))
	if v == "" {
		return from, to
	}
	d, err := article.ParseDate(strings.ToUpper(v))
	if err != nil || d.Time.Year() < 1900 || d.Time.Year() > 2100 {
		p.note(name, "date", "value", shorten(v))
		return from, to
	}
	from = d.Time.In(article.Hanoi)
	switch d.Precision {
	case article.Year:
		return from, from.AddDate(1, 0, 0)
	case article.Month:
		return from, from.AddDate(0, 1, 0)
	case article.Day:
		return from, from.AddDate(0, 0, 1)
	}
	return from, from
}

func (p *params) sort() query.Sort {
	v := query.Sort(cmp.Or(p.one("sort"), string(query.ByScore)))
	if v != query.ByScore && v != query.Newest && v != query.Oldest {
		p.note("sort", "sort", "value", shorten(string(v)))
	}
	return v
}

// strict reads whether accents must match as typed.
func (p *params) strict() bool {
	v := cmp.Or(p.one(accentsName), accentsAny)
	if v != accentsAny && v != accentsStrict {
		p.note(accentsName, "accents", "value", shorten(v))
	}
	return v == accentsStrict
}

func (p *params) limit() int { return p.count("limit", defaultLimit, query.MaxLimit) }

func (p *params) cursor() string {
	v := p.one("cursor")
	if len(v) > maxCursor {
		p.note("cursor", "long", "max", maxCursor)
	}
	return v
}

// shorten keeps a wrong value recognisable in a message of bounded length.
func shorten(s string) string {
	const most = 40
	s = printable(s)
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// printable makes broken UTF-8 visible and control characters spaces, so that
// what was typed can be shown again.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
