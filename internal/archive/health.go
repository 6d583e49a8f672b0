package archive

import (
	"context"
	"encoding/json"
	"time"

	"khotin/internal/visit"
)

// outlets steps from outlet to outlet through the index of the frontier.
const outlets = `WITH RECURSIVE known (outlet) AS (
		SELECT min(outlet) FROM frontier
		UNION ALL
		SELECT (SELECT min(outlet) FROM frontier WHERE outlet > known.outlet) FROM known WHERE outlet IS NOT NULL)
	`

// Health tells how every outlet of the frontier does, in the order of their
// names.
func (a *Archive) Health(ctx context.Context) ([]visit.Health, error) {
	const (
		good  = `('new', 'changed', 'unchanged', 'read', 'mirror')`
		bad   = `('failed', 'denied')`
		query = outlets + `, seen (outlet, last, success) AS (
				SELECT outlet, (SELECT max(id) FROM outcome o WHERE o.outlet = known.outlet),
					ifnull((SELECT id FROM outcome o WHERE o.outlet = known.outlet AND reason IN ` + good + ` ORDER BY id DESC LIMIT 1), 0)
				FROM known WHERE outlet IS NOT NULL)
			SELECT outlet,
				ifnull((SELECT at FROM outcome WHERE id = last), 0),
				ifnull((SELECT at FROM outcome WHERE id = success), 0),
				ifnull((SELECT detail FROM outcome o WHERE o.outlet = seen.outlet AND id > success AND reason IN ` + bad + ` ORDER BY id DESC LIMIT 1), ''),
				(SELECT count(*) FROM outcome o WHERE o.outlet = seen.outlet AND id > success AND reason IN ` + bad + `),
				(SELECT count(*) FROM frontier f WHERE f.outlet = seen.outlet AND due <= ?),
				(SELECT count(*) FROM frontier f WHERE f.outlet = seen.outlet)
			FROM seen ORDER BY outlet`
	)
	rows, err := a.read.query(ctx, query, millis(a.moment()))
	all, err := collect(rows, err, func(row scanner) (h visit.Health, err error) {
		var last, success int64
		err = row.Scan(&h.Outlet, &last, &success, &h.LastError, &h.Errors, &h.Due, &h.Known)
		h.LastVisit, h.LastSuccess = fromMillis(last), fromMillis(success)
		return h, err
	})
	if err != nil {
		return nil, a.fault("read how the outlets do", err)
	}
	stats, err := a.articleCounts(ctx)
	if err != nil {
		return nil, err
	}
	robots, err := a.robots(ctx)
	for i := range all {
		h := &all[i]
		h.Articles, h.Gone, h.Robots = stats[h.Outlet][0], stats[h.Outlet][1], robots[h.Outlet]
	}
	return all, err
}

// articleCounts counts articles, and those gone, by the outlet of the address
// they were found under.
func (a *Archive) articleCounts(ctx context.Context) (map[string][2]int, error) {
	const query = `SELECT outlet, count(*), sum(state = 'gone') FROM article GROUP BY outlet`
	counts := make(map[string][2]int)
	rows, err := a.read.query(ctx, query)
	_, err = collect(rows, err, func(row scanner) (none struct{}, err error) {
		var outlet string
		var n [2]int
		err = row.Scan(&outlet, &n[0], &n[1])
		counts[outlet] = n
		return none, err
	})
	return counts, a.fault("count the articles", err)
}

// robots returns what the hosts of each outlet answered. A host belongs to the
// outlet that its addresses in the frontier belong to.
func (a *Archive) robots(ctx context.Context) (map[string][]visit.RobotsState, error) {
	const query = `SELECT key, value, stored,
			ifnull((SELECT outlet FROM frontier WHERE url >= key || '/' AND url < key || '0' LIMIT 1), '') -- 0 comes after /
		FROM memo WHERE bucket = ? ORDER BY key`
	states := make(map[string][]visit.RobotsState)
	rows, err := a.read.query(ctx, query, visit.RobotsBucket)
	_, err = collect(rows, err, func(row scanner) (none struct{}, err error) {
		var s visit.RobotsState
		var value []byte
		var stored int64
		var outlet string
		if err := row.Scan(&s.Origin, &value, &stored, &outlet); err != nil {
			return none, err
		}
		var file visit.RobotsFile
		if json.Unmarshal(value, &file) == nil && outlet != "" {
			s.Status, s.At, s.Since = file.Status, fromMillis(stored), file.Since
			states[outlet] = append(states[outlet], s)
		}
		return none, nil
	})
	return states, a.fault("read the robots.txt of the outlets", err)
}

// Completeness tells for every day since then, outlet and basis of the headline
// how many of the versions stored have date, byline, captions and lead.
func (a *Archive) Completeness(ctx context.Context, since time.Time) ([]visit.Completeness, error) {
	const query = `SELECT day, outlet, basis, sum(records), sum(date), sum(byline), sum(captions), sum(lead) FROM completeness
		WHERE day >= ? GROUP BY day, outlet, basis ORDER BY day, outlet, basis`
	rows, err := a.read.query(ctx, query, dayOf(since))
	all, err := collect(rows, err, func(row scanner) (c visit.Completeness, err error) {
		err = row.Scan(&c.Day, &c.Outlet, &c.Basis, &c.Records, &c.Date, &c.Byline, &c.Caption, &c.Lead)
		return c, err
	})
	return all, a.fault("read how complete the records are", err)
}
