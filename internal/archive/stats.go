package archive

import (
	"context"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// Stats counts what the archive holds.
type Stats struct {
	Articles int              `json:"articles"`
	Gone     int              `json:"gone"` // of the articles
	Versions int              `json:"versions"`
	Seq      int64            `json:"seq"`     // last change
	Langs    map[lang.Tag]int `json:"langs"`   // articles by language
	Outlets  map[string]int   `json:"outlets"` // articles by outlet
	Frontier int              `json:"frontier"`
}

// Stats counts articles by language and outlet, versions and addresses.
func (a *Archive) Stats(ctx context.Context) (Stats, error) {
	const (
		count  = `SELECT (SELECT count(*) FROM version), (SELECT count(*) FROM frontier), (SELECT ifnull(max(seq), 0) FROM change)`
		bundle = `SELECT outlet, lang, state, count(*) FROM article GROUP BY outlet, lang, state`
	)
	s := Stats{Langs: map[lang.Tag]int{}, Outlets: map[string]int{}}
	if err := a.read.scan(ctx, count, nil, &s.Versions, &s.Frontier, &s.Seq); err != nil {
		return Stats{}, a.fault("count the archive", err)
	}
	rows, err := a.read.query(ctx, bundle)
	_, err = collect(rows, err, func(row scanner) (none struct{}, err error) {
		var outlet string
		var tag lang.Tag
		var state article.State
		var n int
		err = row.Scan(&outlet, &tag, &state, &n)
		s.Articles += n
		s.Langs[tag] += n
		s.Outlets[outlet] += n
		if state == article.Gone {
			s.Gone += n
		}
		return none, err
	})
	if err != nil {
		return Stats{}, a.fault("count the archive", err)
	}
	return s, nil
}
