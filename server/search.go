package server

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// search is what a request asks of the archive, and how to ask it again.
type search struct {
	Query  query.Query
	Text   string       // q as typed
	Filter query.Filter // of the parameters alone, without what was typed in q
	values url.Values   // the parameters in canonical form
}

// readSearch reads the parameters of a search. Problems are noted in p; the
// search then holds whatever could be read, for a form to show again.
func readSearch(p *params) search {
	s := search{Text: strings.Join(strings.Fields(printable(p.values.Get("q"))), " "), Query: p.text()}
	f := p.given()
	s.Filter = f
	s.Query.Filter = p.narrow(s.Query.Filter, f)
	s.Query.Sort, s.Query.Limit, s.Query.Cursor = p.sort(), p.limit(), p.cursor()
	s.Query.Facets, s.Query.Strict = true, p.strict()
	s.Query.Explain, s.Query.GroupBy = p.yes(explainName), p.grouping()
	s.values = s.canonical()
	if ui := p.values.Get(uiName); ui != "" {
		s.values.Set(uiName, ui)
	}
	return s
}

// Asked reports whether there is anything to look for.
func (s search) Asked() bool {
	return s.Text != "" || narrows(s.Filter)
}

// Empty reports whether what was asked holds nothing to look for after all: a
// slash or a lone quotation mark, which would match the whole archive.
func (s search) Empty() bool {
	return len(s.Query.Clauses) == 0 && !narrows(s.Query.Filter)
}

// answer asks the Searcher, unless there is nothing to ask it.
func (s *site) answer(ctx context.Context, ask search) (result, error) {
	if ask.Empty() {
		return result{Result: whole(query.Result{}), Note: s.locales.english().T("empty.signs")}, nil
	}
	res, err := s.Searcher.Search(ctx, ask.Query)
	return result{Result: whole(res)}, err
}

// result is an answer with what there is to say about it.
type result struct {
	query.Result
	Note string `json:"note,omitempty"`
}

// canonical writes the search as parameters, each value in one form only, so
// that equal searches have equal addresses. Defaults are left out.
func (s search) canonical() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	tags := make([]string, len(s.Filter.Langs))
	for i, t := range s.Filter.Langs {
		tags[i] = string(t)
	}
	set("q", s.Text)
	set("lang", strings.Join(tags, ","))
	set("outlet", strings.Join(s.Filter.Outlets, ","))
	for _, name := range filterNames() {
		set(name, strings.Join(*namesOf(&s.Filter, name), ","))
	}
	set("from", firstDay(s.Filter.From))
	set("to", lastDay(s.Filter.To))
	set("cursor", s.Query.Cursor)
	if s.Query.Sort != query.ByScore {
		set("sort", string(s.Query.Sort))
	}
	if s.Query.Strict {
		set(accentsName, accentsStrict)
	}
	if s.Query.Explain {
		set(explainName, explainYes)
	}
	set(groupName, string(s.Query.GroupBy))
	if s.Query.Limit != defaultLimit {
		set("limit", strconv.Itoa(s.Query.Limit))
	}
	return v
}

// link returns the address under path of this search with the parameters
// changed, given as names and values; an empty value drops one. Another search
// begins at its first page, so the cursor goes unless it is what changes.
func (s search) link(path string, changes ...string) string {
	v := url.Values{}
	for name, values := range s.values {
		if name != "cursor" {
			v[name] = values
		}
	}
	for i := 0; i+1 < len(changes); i += 2 {
		if v.Del(changes[i]); changes[i+1] != "" {
			v.Set(changes[i], changes[i+1])
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// firstDay and lastDay write the two ends of a span as the days that a form
// shows: the end is exclusive in a filter and inclusive for people. A time
// within a day is written in full.
func firstDay(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case midnight(t):
		return t.In(article.Hanoi).Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}

func lastDay(t time.Time) string {
	if t.IsZero() || !midnight(t) {
		return firstDay(t)
	}
	return firstDay(t.AddDate(0, 0, -1))
}

func midnight(t time.Time) bool {
	h, m, s := t.In(article.Hanoi).Clock()
	return h == 0 && m == 0 && s == 0
}

func (s search) has(t lang.Tag) bool { return slices.Contains(s.Filter.Langs, t) }
