package server

import (
	"net/http"
	"slices"

	"khotin/internal/visit"
)

// runsView is the page of the last runs, or of one run by outlet: a table with
// a column for each reason that occurs.
type runsView struct {
	frame
	Run     *runLine // nil for the list
	Reasons []string // in the reader's language
	Lines   []runLine
	Doc     string // the same as JSON
}

// runLine is a run, or an outlet in one.
type runLine struct {
	ID       int64
	Href     string
	Outlet   outletName
	Started  string
	Finished string // "" while it goes on, or when it was cut off
	Counts   []int  // by reason
	All      int
}

// reasons are the outcomes of a visit in the order in which they are shown.
func reasons() []visit.Reason {
	return []visit.Reason{
		visit.New, visit.Changed, visit.Unchanged, visit.Read, visit.Mirror, visit.Missing, visit.NoArticle, visit.OffTopic,
		visit.Skipped, visit.Refused, visit.Denied, visit.Failed,
	}
}

// runsPage answers GET /runs.
func (s *site) runsPage(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, false, uiName)
	l, ui := s.readUI(r, p)
	if err := p.err(); err != nil {
		return err
	}
	found, err := s.Ledger.Runs(r.Context(), maxRuns)
	if err != nil {
		return err
	}
	v := runsView{frame: s.frameFor(r, p, l, ui), Doc: runsAPI}
	v.Title = l.T("runs.title") + " – " + l.T("site.title")
	occurring := map[visit.Reason]bool{}
	for _, one := range found {
		for reason, n := range one.Outcomes {
			occurring[reason] = occurring[reason] || n > 0
		}
	}
	shown := v.columns(occurring)
	for _, one := range found {
		line := v.line(one)
		line.count(shown, one.Outcomes)
		v.Lines = append(v.Lines, line)
	}
	link(w, v.Doc, "alternate", `type="application/json"`)
	return s.render(w, r, http.StatusOK, "ledger", v)
}

// runPage answers GET /runs/{id}.
func (s *site) runPage(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, false, uiName)
	l, ui := s.readUI(r, p)
	if err := p.err(); err != nil {
		return err
	}
	one, totals, err := s.runOf(r)
	if err != nil {
		return err
	}
	v := runsView{frame: s.frameFor(r, p, l, ui), Doc: runLink(runsAPI, one.ID, "")}
	v.Title = l.T("runs.run", "id", one.ID) + " – " + l.T("site.title")
	head := v.line(one)
	v.Run = &head
	occurring, by := map[visit.Reason]bool{}, map[string]map[visit.Reason]int{}
	var outlets []string
	for _, t := range totals {
		if by[t.Outlet] == nil {
			by[t.Outlet], outlets = map[visit.Reason]int{}, append(outlets, t.Outlet)
		}
		by[t.Outlet][t.Reason] += t.Count
		occurring[t.Reason] = true
	}
	shown := v.columns(occurring)
	for _, name := range outlets {
		line := runLine{Outlet: s.outletName(name)}
		if name != "" && s.holdsOutlets() {
			line.Href = outletLink(outletsPage, name, v.UI)
		}
		line.count(shown, by[name])
		v.Lines = append(v.Lines, line)
	}
	link(w, v.Doc, "alternate", `type="application/json"`)
	return s.render(w, r, http.StatusOK, "ledger", v)
}

// columns names the reasons that occur.
func (v *runsView) columns(occurring map[visit.Reason]bool) []visit.Reason {
	shown := inOrderOf(occurring)
	for _, reason := range shown {
		v.Reasons = append(v.Reasons, orRaw(v.L, "reason.", string(reason)))
	}
	return shown
}

// inOrderOf returns the reasons that occur in the order in which they are
// shown; those of a later crawler come last.
func inOrderOf(occurring map[visit.Reason]bool) (shown []visit.Reason) {
	for _, reason := range reasons() {
		if occurring[reason] {
			shown = append(shown, reason)
		}
	}
	var others []visit.Reason
	for reason, occurs := range occurring {
		if occurs && !slices.Contains(reasons(), reason) {
			others = append(others, reason)
		}
	}
	slices.Sort(others)
	return append(shown, others...)
}

func (v *runsView) line(r visit.Run) runLine {
	line := runLine{ID: r.ID, Href: runLink(runsPage, r.ID, v.UI), Started: v.L.Moment(r.Started)}
	if !r.Finished.IsZero() {
		line.Finished = v.L.Moment(r.Finished)
	}
	return line
}

func (l *runLine) count(shown []visit.Reason, outcomes map[visit.Reason]int) {
	for _, reason := range shown {
		l.Counts = append(l.Counts, outcomes[reason])
		l.All += outcomes[reason]
	}
}
