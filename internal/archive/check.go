package archive

import (
	"context"
	"fmt"

	"khotin/internal/article"
	"khotin/internal/fault"
)

// maxProblems bounds what Check reports: a file with more is to be restored,
// not read through.
const maxProblems = 1000

// Problem is one thing that Check found wrong.
type Problem struct {
	Subject string `json:"subject"` // the table, article or change concerned
	Detail  string `json:"detail"`  // what is wrong with it
}

func (p Problem) String() string { return p.Subject + ": " + p.Detail }

// rules are queries that find what the schema itself cannot forbid. Each
// returns rows of subject and detail.
var rules = [...]string{
	`SELECT 'file', integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT 100`,
	`SELECT "table", 'row ' || ifnull(rowid, '') || ' refers to a missing row of ' || parent FROM pragma_foreign_key_check LIMIT 100`,

	`SELECT 'change sequence', count(*) || ' numbers between ' || min(seq) || ' and ' || max(seq)
		FROM change HAVING min(seq) <> 1 OR max(seq) <> count(*)`,
	`SELECT 'article ' || article, 'its ' || count(*) || ' versions are numbered ' || min(number) || ' to ' || max(number)
		FROM version GROUP BY article HAVING min(number) <> 1 OR max(number) <> count(*) LIMIT 100`,
	`SELECT 'article ' || a.id, 'its current version is not its last one'
		FROM article a WHERE a.current IS NOT (SELECT max(seq) FROM version WHERE article = a.id) LIMIT 100`,
	`SELECT 'article ' || a.id, 'its change number ' || a.seq || ' is not its last change ' || ifnull(c.seq, 'none')
		FROM article a LEFT JOIN (SELECT article, max(seq) AS seq FROM change GROUP BY article) c ON c.article = a.id
		WHERE a.seq IS NOT c.seq LIMIT 100`,
	`SELECT 'version ' || v.seq, 'it has no record' FROM version v LEFT JOIN record r ON r.seq = v.seq WHERE r.seq IS NULL LIMIT 100`,
}

// Check looks for everything that could be wrong with the archive and returns
// what it finds, at most about a thousand problems: the file's structure, the
// change sequence, the numbering of versions, and for every version whether its
// record decodes, validates and agrees with the columns beside it. The error is
// for a file that cannot be read at all.
func (a *Archive) Check(ctx context.Context) ([]Problem, error) {
	var problems []Problem
	for _, rule := range rules {
		rows, err := a.read.query(ctx, rule)
		found, err := collect(rows, err, func(row scanner) (p Problem, err error) {
			err = row.Scan(&p.Subject, &p.Detail)
			return p, err
		})
		problems = append(problems, found...)
		if err != nil {
			if err = a.fault("check", err); fault.Of(err) != fault.Internal || ctx.Err() != nil {
				return problems, err
			}
			problems = append(problems, Problem{"file", err.Error()})
		}
	}
	records, err := a.checkRecords(ctx, maxProblems-len(problems))
	if err != nil && len(problems) > 0 && ctx.Err() == nil {
		return append(problems, append(records, Problem{"file", err.Error()})...), nil
	}
	return append(problems, records...), err
}

// checked is a version with the columns that repeat parts of its record.
type checked struct {
	seq                                int64
	id, digest                         string
	url, outlet, tag, group, published string
	current                            bool
	record                             []byte
}

// checkRecords reads every version and returns at most limit problems.
func (a *Archive) checkRecords(ctx context.Context, limit int) ([]Problem, error) {
	const query = `SELECT v.seq, v.article, v.digest, a.url, a.outlet, a.lang, a."group", a.published, v.seq = a.current, r.json
		FROM version v JOIN article a ON a.id = v.article JOIN record r ON r.seq = v.seq
		WHERE v.seq > ? ORDER BY v.seq LIMIT ?`
	after := int64(0)
	next := func() ([]checked, error) {
		rows, err := a.read.query(ctx, query, after, page)
		out, err := collect(rows, err, func(row scanner) (c checked, err error) {
			err = row.Scan(&c.seq, &c.id, &c.digest, &c.url, &c.outlet, &c.tag, &c.group, &c.published, &c.current, &c.record)
			return c, err
		})
		return out, a.fault("check", err)
	}
	var problems []Problem
	for c, err := range pages(next, func(c checked) { after = c.seq }) {
		if err != nil {
			return problems, err
		}
		for _, detail := range c.problems() {
			problems = append(problems, Problem{fmt.Sprintf("change %d, article %s", c.seq, c.id), detail})
		}
		if len(problems) >= limit {
			break
		}
	}
	return problems, nil
}

func (c checked) problems() (found []string) {
	wrong := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	art, err := decode(c.record)
	if err != nil {
		wrong("its record does not decode: %v", err)
		return found
	}
	if err := art.Validate(); err != nil {
		wrong("its record is not valid: %v", err)
	}
	if art.URL != c.url || article.IDOf(c.url) != c.id {
		wrong("its address is %s in the record and %s beside it", art.URL, c.url)
	}
	if got := art.Digest(); got != c.digest {
		wrong("its content has digest %s, stored with %s", got, c.digest)
	}
	if !c.current {
		return found
	}
	for _, f := range []struct{ name, record, column string }{
		{"outlet", art.Outlet, c.outlet},
		{"language", string(art.Lang), c.tag},
		{"group", art.Group, c.group},
		{"date", art.Published.String(), c.published},
	} {
		if f.record != f.column {
			wrong("its %s is %q in the record and %q beside it", f.name, f.record, f.column)
		}
	}
	return found
}
