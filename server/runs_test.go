package server

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

// logbook is a Ledger over lists in memory.
type logbook struct {
	list   []visit.Run
	totals map[int64][]visit.Total
	err    error
}

func (l logbook) Runs(_ context.Context, limit int) ([]visit.Run, error) {
	return l.list[:min(len(l.list), limit)], l.err
}

func (l logbook) Run(_ context.Context, id int64) (visit.Run, error) {
	for _, r := range l.list {
		if r.ID == id {
			return r, l.err
		}
	}
	if l.err != nil {
		return visit.Run{}, l.err
	}
	return visit.Run{}, fault.New(fault.NotFound, "there is no run %d", id)
}

func (l logbook) Totals(_ context.Context, run int64) ([]visit.Total, error) {
	return l.totals[run], l.err
}

func sampleRuns() logbook {
	start := time.Date(2024, 8, 7, 1, 2, 3, 0, time.UTC)
	return logbook{
		list: []visit.Run{
			{ID: 3, Started: start.Add(24 * time.Hour)},
			{ID: 2, Started: start, Finished: start.Add(time.Hour), Outcomes: map[visit.Reason]int{visit.New: 1200, visit.Failed: 3, visit.Unchanged: 40, "eclipsed": 1}},
		},
		totals: map[int64][]visit.Total{2: {
			{Outlet: "", Reason: visit.Failed, Count: 1}, {Outlet: "baomau.vn", Reason: visit.Failed, Count: 2}, {Outlet: "baomau.vn", Reason: visit.New, Count: 1200}, {Outlet: "fr.exemple.vn", Reason: visit.Unchanged, Count: 40}, {Outlet: "fr.exemple.vn", Reason: "eclipsed", Count: 1},
		}},
	}
}

func TestRuns(t *testing.T) {
	h := newHandler(t, Options{})
	w := get(h, "/api/v1/runs?limit=1")
	if want := `{"runs":[{"id":3,"started":"2024-08-08T01:02:03Z","outcomes":{}}]}` + "\n"; w.Body.String() != want {
		t.Errorf("%s, want %s", w.Body, want)
	}
	if body := get(h, "/api/v1/runs/2").Body.String(); !strings.Contains(body, `"finished":"2024-08-07T02:02:03Z"`) || !strings.Contains(body, `{"outlet":"baomau.vn","reason":"new","count":1200}`) {
		t.Errorf("%s", body)
	}
	if body := get(h, "/api/v1/runs/3").Body.String(); !strings.Contains(body, `"totals":[]`) {
		t.Errorf("a run without outcomes: %s", body)
	}
	for target, want := range map[string]int{"/api/v1/runs/9": 404, "/api/v1/runs/-1": 404, "/api/v1/runs/x": 404, "/api/v1/runs?limit=101": 400, "/runs/9": 404, "/runs?ui=xx": 400} {
		if w := get(h, target); w.Code != want {
			t.Errorf("%s: %d, want %d", target, w.Code, want)
		}
	}
	none := newHandler(t, Options{Ledger: noLedger{}})
	for _, target := range []string{"/api/v1/runs", "/api/v1/runs/2", "/runs", "/runs/2"} {
		if w := get(none, target); w.Code != http.StatusNotFound {
			t.Errorf("%s of a server without runs: %d", target, w.Code)
		}
	}
	if strings.Contains(get(none, "/").Body.String(), `href="/runs`) {
		t.Error("a link to runs that are not there")
	}
}

func TestRunsPage(t *testing.T) {
	h := newHandler(t, Options{})
	holds(t, h, "/runs?ui=fr", `<th scope="row"><a href="/runs/2?ui=fr">2</a></th><td>7 août 2024 à 8`, `en cours ou interrompue`,
		`<th scope="col" class="n">nouveaux</th><th scope="col" class="n">inchangés</th><th scope="col" class="n">échecs</th><th scope="col" class="n">eclipsed</th><th scope="col" class="n">Total</th>`,
		`<td class="n">40</td><td class="n">3</td><td class="n">1</td>`, `<li><a href="/runs?ui=fr" aria-current="true">Collectes</a></li>`)
	holds(t, h, "/runs/2?ui=en", `<h1>Run 2</h1>`, `<th scope="row" lang="vi"><a href="/outlets/baomau.vn?ui=en">Báo Mẫu</a></th><td class="n">1,200</td><td class="n">0</td><td class="n">2</td><td class="n">0</td><td class="n">1,202</td>`, `<th scope="row">–</th>`)
	holds(t, newHandler(t, Options{Ledger: logbook{}}), "/runs?ui=ro", "Nicio colectare.")
}

// TestEveryReasonHasAName holds the reasons shown against those of the crawler.
func TestEveryReasonHasAName(t *testing.T) {
	for _, reason := range reasons() {
		if !newSite(t).locales.english().Has("reason." + string(reason)) {
			t.Errorf("no catalog has %s", reason)
		}
	}
	if len(reasons()) != 12 {
		t.Errorf("%d reasons", len(reasons()))
	}
}

// runRecordings are those of the operations on runs.
func runRecordings(t *testing.T) (out []recording) {
	add := func(path, target string, o Options, header ...string) {
		target = existing(target)
		out = append(out, recording{http.MethodGet, path, target, get(newHandler(t, o), target, header...)})
	}
	for _, path := range []string{"/api/v1/runs", "/api/v1/runs/{id}"} {
		add(path, path, Options{})
		add(path, path, Options{}, "If-None-Match", "*")
		add(path, path+"?x=y", Options{})
		add(path, path, Options{Ledger: noLedger{}})
		add(path, path, Options{Ledger: logbook{err: errors.New("disk")}})
		add(path, path, Options{Ledger: logbook{err: fault.New(fault.Unavailable, "the server is closing")}})
	}
	for _, path := range []string{"/runs", "/runs/{id}"} {
		add(path, path, Options{})
		add(path, path, Options{}, "If-None-Match", "*")
		add(path, path+"?ui=xx", Options{})
	}
	return out
}
