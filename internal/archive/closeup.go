package archive

import (
	"context"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// How much a Closeup holds.
const (
	closeDays   = 30 // of visits and faults
	closeMonths = 13 // of fields: this month and that of a year ago
	closeFaults = 20
	closeRows   = 30 // refused addresses, and latest visits
)

// Closeup tells what an outlet has done of late. Its cost grows with the visits
// of a month and the versions of a year. An outlet that nobody knows is a
// NotFound fault. Of robots.txt files only the states are told: what their lines
// mean is not known here.
func (a *Archive) Closeup(ctx context.Context, outlet string) (c visit.Closeup, err error) {
	now := a.moment()
	c.Outlet = outlet
	since := now.AddDate(0, 0, -closeDays)
	from, err := a.firstOutcome(ctx, since)
	for _, read := range []func() error{
		func() (err error) { c.Days, err = a.visitDays(ctx, outlet, since); return },
		func() (err error) { c.Faults, err = a.faults(ctx, outlet, from); return },
		func() (err error) { c.Barred, err = a.refusals(ctx, outlet, from); return },
		func() (err error) { c.Latest, err = a.latest(ctx, outlet); return },
		func() (err error) { c.Fields, err = a.fieldMonths(ctx, outlet, now); return },
		func() (err error) { c.Hosts, c.Robots, err = a.domains(ctx, outlet); return },
	} {
		if err == nil {
			err = read()
		}
	}
	if err != nil {
		return c, a.fault("read how "+outlet+" does", err)
	}
	if len(c.Latest) == 0 && len(c.Fields) == 0 {
		return c, a.mustKnow(ctx, outlet)
	}
	return c, nil
}

// mustKnow tells an outlet that has not been visited yet from none at all.
func (a *Archive) mustKnow(ctx context.Context, outlet string) error {
	const query = `SELECT EXISTS (SELECT 1 FROM frontier WHERE outlet = ?1) OR EXISTS (SELECT 1 FROM article WHERE outlet = ?1)`
	var known bool
	if err := a.read.scan(ctx, query, []any{outlet}, &known); err != nil {
		return a.fault("look for "+outlet, err)
	}
	if !known {
		return fault.New(fault.NotFound, "there is no outlet %q", outlet)
	}
	return nil
}

// firstOutcome is where the ledger of the runs begins that began since then.
func (a *Archive) firstOutcome(ctx context.Context, since time.Time) (id int64, err error) {
	const query = `SELECT ifnull((SELECT min(o.id) FROM outcome o JOIN run r ON r.id = o.run WHERE r.started >= ?), 0)`
	err = a.read.scan(ctx, query, []any{millis(since)}, &id)
	return id, err
}

func (a *Archive) visitDays(ctx context.Context, outlet string, since time.Time) (days []visit.Day, err error) {
	const query = `SELECT day, reason, sum(n) FROM visits WHERE day >= ? AND outlet = ? GROUP BY day, reason ORDER BY day DESC`
	rows, err := a.read.query(ctx, query, dayOf(since), outlet)
	_, err = collect(rows, err, func(row scanner) (none struct{}, err error) {
		var day string
		var reason visit.Reason
		var n int
		if err := row.Scan(&day, &reason, &n); err != nil {
			return none, err
		}
		if len(days) == 0 || days[len(days)-1].Day != day {
			days = append(days, visit.Day{Day: day, Outcomes: map[visit.Reason]int{}})
		}
		days[len(days)-1].Outcomes[reason] += n
		return none, nil
	})
	return days, err
}

func (a *Archive) faults(ctx context.Context, outlet string, from int64) ([]visit.Fault, error) {
	// SQLite takes the bare columns from the row of the max.
	const query = `SELECT reason, status, count(*) AS n, max(id), at, detail, url FROM outcome
		WHERE outlet = ? AND id >= ? AND reason IN ('failed', 'denied', 'gone') GROUP BY reason, status ORDER BY n DESC, reason, status LIMIT ?`
	rows, err := a.read.query(ctx, query, outlet, from, closeFaults)
	return collect(rows, err, func(row scanner) (f visit.Fault, err error) {
		var id, at int64
		err = row.Scan(&f.Reason, &f.Status, &f.Count, &id, &at, &f.Detail, &f.URL)
		f.Last = fromMillis(at)
		return f, err
	})
}

func (a *Archive) refusals(ctx context.Context, outlet string, from int64) ([]visit.Refusal, error) {
	const query = `SELECT url, detail, at, max(id) AS last FROM outcome
		WHERE outlet = ? AND id >= ? AND reason = 'robots' GROUP BY url ORDER BY last DESC LIMIT ?`
	rows, err := a.read.query(ctx, query, outlet, from, closeRows)
	return collect(rows, err, func(row scanner) (r visit.Refusal, err error) {
		var at, id int64
		err = row.Scan(&r.URL, &r.Rule, &at, &id)
		r.At = fromMillis(at)
		return r, err
	})
}

func (a *Archive) latest(ctx context.Context, outlet string) ([]visit.Outcome, error) {
	const query = `SELECT id, url, outlet, kind, reason, detail, status, bytes, duration, at FROM outcome WHERE outlet = ? ORDER BY id DESC LIMIT ?`
	rows, err := a.read.query(ctx, query, outlet, closeRows)
	return collect(rows, err, func(row scanner) (visit.Outcome, error) {
		l, err := scanLine(row)
		return l.Outcome, err
	})
}

// monthsBefore is the beginning, in Vietnam, of the month that lies n back.
func monthsBefore(now time.Time, n int) time.Time {
	y, m, _ := now.In(article.Hanoi).Date()
	return time.Date(y, m-time.Month(n), 1, 0, 0, 0, 0, article.Hanoi)
}

// fieldMonths counts what the versions of an outlet have, from the records
// themselves: the counts that are kept by day do not tell languages apart.
func (a *Archive) fieldMonths(ctx context.Context, outlet string, now time.Time) ([]visit.Month, error) {
	// Materialised, so that what is sorted is a row of flags and not the record.
	const query = `WITH one AS MATERIALIZED (
			SELECT strftime('%Y-%m', v.stored_at / 1000, 'unixepoch', '+7 hours') AS month, a.lang,
				ifnull(json_extract(r.json, '$.published'), '') <> '' AS date,
				ifnull(json_extract(r.json, '$.byline'), '') <> '' AS byline,
				ifnull(json_array_length(r.json, '$.captions'), 0) > 0 AS captions,
				ifnull(json_extract(r.json, '$.lead'), '') <> '' AS lead
			FROM article a JOIN version v ON v.article = a.id JOIN record r ON r.seq = v.seq
			WHERE a.outlet = ? AND v.stored_at >= ?)
		SELECT month, lang, count(*), sum(date), sum(byline), sum(captions), sum(lead) FROM one GROUP BY month, lang ORDER BY month DESC, lang`
	rows, err := a.read.query(ctx, query, outlet, millis(monthsBefore(now, closeMonths-1)))
	return collect(rows, err, func(row scanner) (m visit.Month, err error) {
		err = row.Scan(&m.Month, &m.Lang, &m.Records, &m.Date, &m.Byline, &m.Caption, &m.Lead)
		return m, err
	})
}

// domains returns what is known of the registered domains of an outlet, and
// what its hosts answered when asked for their robots.txt.
func (a *Archive) domains(ctx context.Context, outlet string) (found []visit.HostState, rulings []visit.Ruling, err error) {
	states, err := a.robots(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range states[outlet] {
		rulings = append(rulings, visit.Ruling{RobotsState: s})
	}
	known, err := a.hosts(ctx, map[string][]visit.RobotsState{outlet: states[outlet]})
	for _, h := range known {
		found = append(found, visit.HostState{Name: h.Name, Host: h.Host})
	}
	return found, rulings, err
}
