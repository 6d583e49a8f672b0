package server

import (
	"slices"
	"strconv"

	"khotin/internal/article"
	"khotin/internal/calendar"
	"khotin/internal/docref"
	"khotin/internal/event"
	"khotin/internal/lang"
)

// eventDetailView is the page of one event: what is said of it and by whom.
type eventDetailView struct {
	frame
	It      eventView
	Facts   []factView
	Reports []reportView
	Doc     string // the same event as JSON
}

// factView is one fact with every value that an article gives it.
type factView struct {
	Name   string // of its label, "events.fact." before it
	Differ bool   // the articles disagree
	Values []saidView
}

// saidView is a value and the articles that say so, by their place in the
// list of reports from 1.
type saidView struct {
	Text string
	Lang lang.Tag // where it is not the page's
	Href string
	By   []int
}

// reportView is one article's account, with the words it was read from.
type reportView struct {
	Number    int
	Headline  quote
	Href      string
	Outlet    outletName
	Lang      lang.Tag
	Published article.Date
	Words     []wordsView
}

// wordsView is a passage of the article and the fact that it tells.
type wordsView struct {
	Name, Text string
}

func (s *site) newEventDetailView(f frame, d calendar.Detail) eventDetailView {
	v := eventDetailView{frame: f, It: newEventView(f, d.Event), Doc: eventLink(eventsAPI, d.ID, "")}
	v.It.Attendance = attendance(f.L, d.Attendance, d.Qualifier, unitOf(d.Reports))
	v.Title = v.It.Headline.Text + " – " + f.L.T("site.title")
	for i, r := range d.Reports[:min(len(d.Reports), maxPassages)] {
		v.addFacts(i+1, r.Event, s.holdsDocuments())
		headline := quote{r.Headline, r.Lang}
		if r.Headline == "" {
			headline.Text = r.Article
		}
		v.Reports = append(v.Reports, reportView{i + 1, headline, recordLink(r.Article, f.UI), s.outletName(r.Outlet), r.Lang, r.Published, wordsOf(r.Event)})
	}
	for i := range v.Facts {
		v.Facts[i].Differ = slices.Contains(d.Disagree, v.Facts[i].Name)
	}
	slices.SortStableFunc(v.Facts, func(a, b factView) int { return slices.Index(factNames(), a.Name) - slices.Index(factNames(), b.Name) })
	return v
}

// unitOf says who was counted where package calendar says how many: in the
// first report that counts anybody.
func unitOf(reports []calendar.Report) string {
	for _, r := range reports {
		if len(r.Event.Attendance) > 0 {
			return r.Event.Attendance[0].Unit
		}
	}
	return ""
}

// factNames are the facts in the order in which they are shown; the parts that
// people play are those of package event.
func factNames() []string {
	return []string{
		"kind", "name", "date", "end", "part_of_day", "place", "mode", "host", "chair", "opener", "closer", "signer",
		"lecturer", "speaker", "guest", "attendance", "topic", "document",
	}
}

// addFacts enters what one report says.
func (v *eventDetailView) addFacts(by int, e event.Event, linked bool) {
	l := v.L
	v.say("kind", by, saidView{Text: kindName(l, e.Kind)})
	v.say("name", by, saidView{Text: e.Name.Surface, Lang: newQuote(e.Name.Surface).Lang})
	v.say("date", by, saidView{Text: isoDate(l, e.Date.ISO)})
	v.say("end", by, saidView{Text: isoDate(l, e.End.ISO)})
	v.say("part_of_day", by, saidView{Text: partOfDay(l, e.Date.Part)})
	v.say("place", by, saidView{Text: placeName(e.Place.Province, e.Place.Name), Lang: lang.Vietnamese})
	if e.Mode.Stated() {
		v.say("mode", by, saidView{Text: orRaw(l, "mode.", e.Mode.Value)})
	}
	for _, h := range e.Hosts {
		v.say("host", by, saidView{Text: h.Name, Lang: lang.Vietnamese})
	}
	for _, p := range e.People {
		if p.Part != event.Photographer {
			v.say(string(p.Part), by, saidView{Text: spelt(p), Lang: lang.Vietnamese})
		}
	}
	for _, a := range e.Attendance {
		v.say("attendance", by, saidView{Text: attendance(l, a.N, a.Qualifier, a.Unit)})
	}
	for _, t := range e.Topics {
		v.say("topic", by, saidView{Text: t.Surface, Lang: newQuote(t.Surface).Lang})
	}
	for _, id := range e.Documents {
		v.say("document", by, documentSaid(id, v.UI, linked))
	}
}

// spelt is the name of somebody as other articles prove it, else as printed.
func spelt(p event.Played) string {
	if p.Spelling != nil {
		return p.Spelling.Name
	}
	return p.Name
}

// documentSaid names a document that a report cites by identity or by key.
func documentSaid(id, ui string, linked bool) saidView {
	said := saidView{Text: id, Lang: lang.Vietnamese}
	if q := docref.ParseQuery(id); q.Canonical != "" {
		said.Text = q.Canonical
	}
	if linked {
		said.Href = documentLink(documentsPage, id, ui)
	}
	return said
}

// say enters that a report gives a fact this value.
func (v *eventDetailView) say(fact string, by int, said saidView) {
	if said.Text == "" {
		return
	}
	i := slices.IndexFunc(v.Facts, func(f factView) bool { return f.Name == fact })
	if i < 0 {
		i, v.Facts = len(v.Facts), append(v.Facts, factView{Name: fact})
	}
	f := &v.Facts[i]
	k := slices.IndexFunc(f.Values, func(s saidView) bool { return lang.Fold(s.Text) == lang.Fold(said.Text) && s.Href == said.Href })
	if k < 0 {
		k, f.Values = len(f.Values), append(f.Values, said)
	}
	if !slices.Contains(f.Values[k].By, by) {
		f.Values[k].By = append(f.Values[k].By, by)
	}
}

// isoDate writes a day in the reader's language. One without a year, --08-06,
// is left as it is.
func isoDate(l *locale, iso string) string {
	d, err := article.ParseDate(iso)
	if err != nil {
		return iso
	}
	return l.Date(d)
}

// wordsOf lists the passages that the facts of a report were read from.
func wordsOf(e event.Event) (words []wordsView) {
	add := func(fact string, at event.Passage) {
		if at.Surface != "" {
			words = append(words, wordsView{fact, at.Surface})
		}
	}
	add("kind", e.Surface)
	add("date", e.Date.At)
	add("end", e.End.At)
	add("place", e.Place.At)
	add("mode", e.Mode.At)
	for _, h := range e.Hosts {
		add("host", h.At)
	}
	for _, p := range e.People {
		if p.Part != event.Photographer {
			add(string(p.Part), p.At)
		}
	}
	for _, a := range e.Attendance {
		add("attendance", a.At)
	}
	return words
}

// Anchor is where the page lists a report.
func (v eventDetailView) Anchor(n int) string { return "report-" + strconv.Itoa(n) }
