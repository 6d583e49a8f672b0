package archive

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"khotin/internal/alarm"
	"khotin/internal/visit"
)

// Alarms tells what is not as it was: outlets and languages gone quiet, fields
// that fewer records have, robots.txt files that newly forbid, hosts that fail,
// backlogs, and a crawl that does not go on. None means that all is well, or
// that the archive is too young to tell.
func (a *Archive) Alarms(ctx context.Context, now time.Time) ([]visit.Alarm, error) {
	w, err := a.Watch(ctx, now)
	return w.Alarms, err
}

// Watch tells how every outlet that is crawled does beside how it usually
// does, and what is wrong. Its cost grows with the outlets, with what waits in
// the frontier, and with the articles of the last three months.
func (a *Archive) Watch(ctx context.Context, now time.Time) (visit.Watch, error) {
	f, err := a.facts(ctx, now)
	if err != nil {
		return visit.Watch{Alarms: []visit.Alarm{}, Outlets: []visit.Standing{}}, a.fault("read how the outlets do", err)
	}
	return alarm.Judge(f, now), nil
}

// facts reads what alarms are judged from.
func (a *Archive) facts(ctx context.Context, now time.Time) (f alarm.Facts, err error) {
	since := now.Add(-alarm.Span)
	if f.Visits, err = a.visitsSince(ctx, since); err != nil {
		return f, err
	}
	if f.News, err = a.newsSince(ctx, since); err != nil {
		return f, err
	}
	if f.Fields, err = a.fieldsSince(ctx, since); err != nil {
		return f, err
	}
	if f.Queues, err = a.queues(ctx, now); err != nil {
		return f, err
	}
	states, err := a.robots(ctx)
	if err != nil {
		return f, err
	}
	for outlet, all := range states {
		for _, s := range all {
			f.Robots = append(f.Robots, alarm.Robots{Outlet: outlet, RobotsState: s})
		}
	}
	f.Hosts, err = a.hosts(ctx, states)
	return f, err
}

func (a *Archive) visitsSince(ctx context.Context, since time.Time) ([]alarm.Visits, error) {
	const query = `SELECT day, outlet, kind, reason, n, read, first, last, detail FROM visits WHERE day >= ?`
	rows, err := a.read.query(ctx, query, dayOf(since))
	return collect(rows, err, func(row scanner) (v alarm.Visits, err error) {
		var first, last int64
		err = row.Scan(&v.Day, &v.Outlet, &v.Kind, &v.Reason, &v.Count, &v.Read, &first, &last, &v.Detail)
		v.First, v.Last = fromMillis(first), fromMillis(last)
		return v, err
	})
}

// freshness is how old an article may be when it is first seen, and still be
// news: older ones are the past that a crawl has caught up with.
const freshness = 3 * 24 * time.Hour

func (a *Archive) newsSince(ctx context.Context, since time.Time) ([]alarm.News, error) {
	const query = `SELECT outlet, lang, published, first_seen FROM article WHERE first_seen >= ?`
	rows, err := a.read.query(ctx, query, millis(since))
	all, err := collect(rows, err, func(row scanner) (n alarm.News, err error) {
		var published string
		var seen int64
		if err := row.Scan(&n.Outlet, &n.Lang, &published, &seen); err != nil {
			return n, err
		}
		if at := fromMillis(seen); published == "" || published >= dayOf(at.Add(-freshness)) {
			n.At = at
		}
		return n, nil
	})
	news := all[:0]
	for _, n := range all {
		if !n.At.IsZero() {
			news = append(news, n)
		}
	}
	return news, err
}

func (a *Archive) fieldsSince(ctx context.Context, since time.Time) ([]alarm.Fields, error) {
	const query = `SELECT day, outlet, CASE profile WHEN '' THEN basis ELSE profile END,
			records, date, byline, captions, lead, records - missed FROM completeness WHERE day >= ?`
	rows, err := a.read.query(ctx, query, dayOf(since))
	return collect(rows, err, func(row scanner) (f alarm.Fields, err error) {
		err = row.Scan(&f.Day, &f.Outlet, &f.Profile, &f.Records, &f.Date, &f.Byline, &f.Captions, &f.Lead, &f.Match)
		return f, err
	})
}

// queues counts what waits in the frontier, by its index on outlet and due.
func (a *Archive) queues(ctx context.Context, now time.Time) ([]alarm.Queue, error) {
	const query = outlets + `SELECT outlet,
			(SELECT count(*) FROM frontier f WHERE f.outlet = known.outlet AND due <= ?1),
			(SELECT count(*) FROM frontier f WHERE f.outlet = known.outlet AND due <= ?1 AND kind = 'article' AND visited = 0),
			(SELECT count(*) FROM frontier f WHERE f.outlet = known.outlet AND due <= ?2),
			ifnull((SELECT min(due) FROM frontier f WHERE f.outlet = known.outlet), 0)
		FROM known WHERE outlet IS NOT NULL`
	rows, err := a.read.query(ctx, query, millis(now), millis(now.Add(-24*time.Hour)))
	return collect(rows, err, func(row scanner) (q alarm.Queue, err error) {
		var oldest int64
		err = row.Scan(&q.Outlet, &q.Due, &q.Fresh, &q.Overdue, &oldest)
		q.Oldest = fromMillis(oldest)
		return q, err
	})
}

// hosts returns what the registered domains of the outlets last did. A domain
// belongs to the outlets of its name and of the hosts beneath it.
func (a *Archive) hosts(ctx context.Context, robots map[string][]visit.RobotsState) ([]alarm.Host, error) {
	const query = `SELECT key, value FROM memo WHERE bucket = ? ORDER BY key`
	rows, err := a.read.query(ctx, query, visit.HostBucket)
	all, err := collect(rows, err, func(row scanner) (h alarm.Host, err error) {
		var value []byte
		err = row.Scan(&h.Name, &value)
		if json.Unmarshal(value, &h.Host) != nil {
			h.Host = visit.Host{} // written by another program: nothing is known
		}
		return h, err
	})
	var owned []alarm.Host
	for _, h := range all {
		for outlet, states := range robots {
			if ownsDomain(states, h.Name) {
				h.Outlet = outlet
				owned = append(owned, h)
			}
		}
	}
	return owned, err
}

func ownsDomain(states []visit.RobotsState, domain string) bool {
	for _, s := range states {
		_, host, _ := strings.Cut(s.Origin, "://")
		if host == domain || strings.HasSuffix(host, "."+domain) {
			return true
		}
	}
	return false
}
