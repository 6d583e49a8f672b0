package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

// Ledger answers for the passes of the crawler. A run that never was is an
// error of kind NotFound.
type Ledger interface {
	Runs(ctx context.Context, limit int) ([]visit.Run, error) // newest first
	Run(ctx context.Context, id int64) (visit.Run, error)
	Totals(ctx context.Context, run int64) ([]visit.Total, error)
}

// noLedger stands in where a server was started without one.
type noLedger struct{}

func errNoLedger() error { return fault.New(fault.NotFound, "this server tells nothing of runs") }

func (noLedger) Runs(context.Context, int) ([]visit.Run, error)       { return nil, errNoLedger() }
func (noLedger) Run(context.Context, int64) (visit.Run, error)        { return visit.Run{}, errNoLedger() }
func (noLedger) Totals(context.Context, int64) ([]visit.Total, error) { return nil, errNoLedger() }

// holdsRuns reports whether pages may lead to runs.
func (s *site) holdsRuns() bool {
	_, none := s.Ledger.(noLedger)
	return !none
}

const (
	runsAPI     = "/api/v1/runs"
	runsPage    = "/runs"
	defaultRuns = 20
	maxRuns     = 100
)

// runAnswer is a run as programs receive it.
type runAnswer struct {
	ID       int64                `json:"id"`
	Started  time.Time            `json:"started"`
	Finished time.Time            `json:"finished,omitzero"`
	Outcomes map[visit.Reason]int `json:"outcomes"`
	Totals   []visit.Total        `json:"totals,omitzero"` // of one run only
}

func newRunAnswer(r visit.Run) runAnswer {
	a := runAnswer{ID: r.ID, Started: r.Started.UTC(), Finished: r.Finished, Outcomes: r.Outcomes}
	if a.Outcomes == nil {
		a.Outcomes = map[visit.Reason]int{}
	}
	return a
}

// runs answers GET /api/v1/runs, newest first.
func (s *site) runs(w http.ResponseWriter, r *http.Request) error {
	p := readParams(r.URL.RawQuery, true, "limit")
	limit := p.count("limit", defaultRuns, maxRuns)
	if err := p.err(); err != nil {
		return err
	}
	found, err := s.Ledger.Runs(r.Context(), limit)
	if err != nil {
		return err
	}
	body := struct {
		Runs []runAnswer `json:"runs"`
	}{make([]runAnswer, len(found))}
	for i, one := range found {
		body.Runs[i] = newRunAnswer(one)
	}
	link(w, "/openapi.json#/components/schemas/RunList", "describedby", `type="application/json"`)
	link(w, runsPage, "alternate", `type="text/html"`)
	return s.sendRecord(w, r, body)
}

// run answers GET /api/v1/runs/{id}.
func (s *site) run(w http.ResponseWriter, r *http.Request) error {
	if err := readParams(r.URL.RawQuery, true).err(); err != nil {
		return err
	}
	one, totals, err := s.runOf(r)
	if err != nil {
		return err
	}
	body := newRunAnswer(one)
	body.Totals = list(totals)
	link(w, "/openapi.json#/components/schemas/RunDetail", "describedby", `type="application/json"`)
	link(w, runLink(runsPage, one.ID, ""), "alternate", `type="text/html"`)
	return s.sendRecord(w, r, body)
}

// runOf reads the run that the path names, and its totals.
func (s *site) runOf(r *http.Request) (visit.Run, []visit.Total, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id < 1 {
		return visit.Run{}, nil, fault.New(fault.NotFound, "there is no run %q", shorten(r.PathValue("id"))).WithHint("%s lists the last ones", runsAPI)
	}
	one, err := s.Ledger.Run(r.Context(), id)
	if err != nil {
		return visit.Run{}, nil, err
	}
	totals, err := s.Ledger.Totals(r.Context(), id)
	return one, totals, err
}

// runLink is the address under path of a run, in the language asked for.
func runLink(path string, id int64, ui string) string {
	return address(path+"/"+strconv.FormatInt(id, 10), url.Values{}, ui)
}
