package archive

import (
	"context"
	"encoding/json"

	"khotin/internal/article"
	"khotin/internal/calendar"
	"khotin/internal/event"
	"khotin/internal/fault"
)

// Bounds of a list of events, and of what one filter looks through.
const (
	defaultEvents = 50
	maxEvents     = 500
	maxScanned    = 20_000
)

// report replaces the reports of an article by those of its new version and
// judges anew which reports speak of one event, among all of the same day. As with citations the outcome does not depend on the order of arrival.
func (w *writer) report(ctx context.Context, art article.Article) error {
	families, dropped := map[string]bool{}, map[string]bool{}
	rows, err := w.query(ctx, `SELECT family, event FROM report WHERE article = ?`, art.ID)
	before, err := collect(rows, err, func(row scanner) (r [2]string, err error) {
		err = row.Scan(&r[0], &r[1])
		return r, err
	})
	if err != nil {
		return err
	}
	if len(before) == 0 && len(art.Events) == 0 {
		return nil
	}
	for _, r := range before {
		families[r[0]], dropped[r[1]] = true, true
	}
	err = w.all(ctx,
		step{`DELETE FROM event WHERE id IN (SELECT event FROM report WHERE article = ?)`, []any{art.ID}},
		step{`DELETE FROM report WHERE article = ?`, []any{art.ID}},
	)
	if err != nil {
		return err
	}
	for n, e := range art.Events {
		family := familyOf(e)
		families[family] = true
		told, err := json.Marshal(calendar.Report{
			Article: art.ID, Lang: art.Lang, Outlet: art.Outlet, Headline: art.Headline, Published: art.Published, Event: e,
		})
		if err != nil {
			return err
		}
		if _, err := w.exec(ctx, `INSERT INTO report (article, n, family, event, json) VALUES (?, ?, ?, '', ?)`, art.ID, n, family, string(told)); err != nil {
			return err
		}
	}
	for family := range families {
		reports, err := w.reports(ctx, family, art.ID)
		if err != nil {
			return err
		}
		if err := w.gather(ctx, reports, dropped); err != nil {
			return err
		}
	}
	return nil
}

// familyOf is the first day of an event, which every report of it tells.
// Kinds are not compared here: translations confuse them.
func familyOf(e event.Event) string {
	if e.Key() == "" {
		return ""
	}
	return e.Date.ISO[:len("2006-01-02")]
}

func scanText(row scanner) (s string, err error) {
	err = row.Scan(&s)
	return s, err
}

// reports reads the accounts of a family; of the family of events without a
// day, only those of the article itself.
func (w *writer) reports(ctx context.Context, family, id string) ([]account, error) {
	const (
		columns = `SELECT n, event, json FROM report`
		shared  = columns + ` WHERE family = ? ORDER BY article, n`
		alone   = columns + ` WHERE family = ? AND article = ? ORDER BY n`
	)
	query, args := shared, []any{family}
	if family == "" {
		query, args = alone, []any{family, id}
	}
	rows, err := w.query(ctx, query, args...)
	return collect(rows, err, scanAccount)
}

// account is a report with its place in the table.
type account struct {
	n     int
	event string // the id it was given last, '' for a new one
	calendar.Report
}

func scanAccount(row scanner) (a account, err error) {
	var told []byte
	if err := row.Scan(&a.n, &a.event, &told); err != nil {
		return a, err
	}
	return a, json.Unmarshal(told, &a.Report)
}

// gather writes the events that the accounts make, and only those that are not
// what they were; dropped are events whose row is gone already.
func (w *writer) gather(ctx context.Context, accounts []account, dropped map[string]bool) error {
	type place struct {
		article, kind string
		start         int
	}
	at := func(r calendar.Report) place { return place{r.Article, r.Event.Kind, r.Event.Surface.Start} }
	known, members := map[place]account{}, map[string]int{}
	var all []calendar.Report
	for _, a := range accounts {
		known[at(a.Report)] = a
		members[a.event]++
		all = append(all, a.Report)
	}
	var changed []calendar.Detail
	for _, group := range calendar.Group(all) {
		d := calendar.Merge(group)
		same := !dropped[d.ID] && members[d.ID] == len(group)
		for _, r := range group {
			same = same && known[at(r)].event == d.ID
		}
		if !same {
			changed = append(changed, d)
		}
	}
	for _, d := range changed {
		for _, r := range d.Reports {
			if _, err := w.exec(ctx, `DELETE FROM event WHERE id = ?`, known[at(r)].event); err != nil {
				return err
			}
		}
	}
	for _, d := range changed {
		if err := w.saveEvent(ctx, d); err != nil {
			return err
		}
		for _, r := range d.Reports {
			a := known[at(r)]
			if a.event == d.ID {
				continue
			}
			if _, err := w.exec(ctx, `UPDATE report SET event = ? WHERE article = ? AND n = ?`, d.ID, a.Article, a.n); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) saveEvent(ctx context.Context, d calendar.Detail) error {
	const save = `INSERT INTO event (id, kind, date, last, province, attendance, json) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json`
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	_, err = w.exec(ctx, save, d.ID, d.Kind, d.Date, max(d.Date, d.End), d.Province, d.Attendance, string(body))
	return err
}

// Events returns the events that pass the filter, the newest first; those whose
// day is unknown come last.
func (a *Archive) Events(ctx context.Context, f calendar.Filter) ([]calendar.Event, error) {
	const query = `SELECT json FROM event
		WHERE (?1 = '' OR last >= ?1) AND (?2 = '' OR date <= ?2 || '~') AND (?3 = '' OR province = ?3) AND (?4 = '' OR kind = ?4) AND attendance >= ?5
		ORDER BY date DESC, id LIMIT ?6`
	limit := f.Limit
	if limit <= 0 {
		limit = defaultEvents
	}
	limit = min(limit, maxEvents)
	rows, err := a.read.query(ctx, query, f.From, f.To, f.Province, f.Kind, f.MinAttendance, maxScanned)
	details, err := collect(rows, err, scanEvent)
	if err != nil {
		return nil, a.fault("list events", err)
	}
	found := []calendar.Event{}
	for _, d := range details {
		if len(found) == limit || !f.Fits(d) {
			continue
		}
		if err := a.spellEvents(ctx, &d); err != nil {
			return nil, err
		}
		found = append(found, d.Event)
	}
	return found, nil
}

func scanEvent(row scanner) (d calendar.Detail, err error) {
	var body []byte
	if err := row.Scan(&body); err != nil {
		return d, err
	}
	return d, json.Unmarshal(body, &d)
}

// Event returns an event with its reports. An unknown id is a NotFound fault.
func (a *Archive) Event(ctx context.Context, id string) (calendar.Detail, error) {
	rows, err := a.read.query(ctx, `SELECT json FROM event WHERE id = ?`, id)
	found, err := collect(rows, err, scanEvent)
	if err != nil {
		return calendar.Detail{}, a.fault("read event "+id, err)
	}
	if len(found) == 0 {
		return calendar.Detail{}, fault.New(fault.NotFound, "there is no event %q", id).WithHint("khotin events lists them")
	}
	return found[0], a.spellEvents(ctx, &found[0])
}
