package index

import (
	"context"
	"fmt"
	"strings"

	"khotin/internal/docref"
	"khotin/internal/fault"
	"khotin/internal/query"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// Suggest completes what a person is typing with what the archive holds:
// numbers of documents, persons, places and headlines that begin so, at most
// limit (1 to 100) in all. Marks, case and the spelling of numbers do not
// matter. It returns an Unavailable fault as Search does.
func (ix *Index) Suggest(ctx context.Context, prefix string, limit int) ([]query.Suggestion, error) {
	list := []query.Suggestion{}
	limit = min(limit, query.MaxLimit)
	fold := foldName(firstRunes(prefix, query.MaxText))
	if fold == "" || limit <= 0 {
		return list, nil
	}
	if err := ix.admit(ctx); err != nil {
		return nil, err
	}
	defer ix.leave()
	g, err := ix.use()
	if err != nil {
		return nil, err
	}
	defer g.users.Done()
	advanced, err := g.index.Advanced()
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	defer reader.Close()
	s, err := newScorer(ctx, reader, &ix.shelf)
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	for _, find := range []func(string, int) ([]query.Suggestion, error){s.numbersLike, s.personsLike, s.placesLike, s.headlinesLike} {
		more, err := find(prefix, limit-len(list))
		if ctx.Err() != nil {
			return nil, fault.New(fault.Unavailable, "the suggestions were stopped: %w", context.Cause(ctx))
		}
		if err != nil {
			return nil, fmt.Errorf("suggest: %w", err)
		}
		list = append(list, more...)
	}
	return list, nil
}

// numbersLike lists documents whose key begins as the number typed.
func (s *scorer) numbersLike(prefix string, limit int) (list []query.Suggestion, err error) {
	q := docref.ParseQuery(prefix)
	for _, start := range append(q.Keys(), q.Partials()...) {
		err = s.eachTerm(docField, start, limit-len(list), func(term string, count uint64) error {
			list = append(list, documentSuggestion(term, count))
			return nil
		})
		if err != nil {
			break
		}
	}
	return list, err
}

func (s *scorer) personsLike(prefix string, limit int) ([]query.Suggestion, error) {
	return s.namesLike(personField, foldName(prefix), limit)
}

// placesLike compares with slugs, which are names without spaces.
func (s *scorer) placesLike(prefix string, limit int) ([]query.Suggestion, error) {
	return s.namesLike(placeField, strings.ReplaceAll(foldName(prefix), " ", ""), limit)
}

func (s *scorer) namesLike(field, prefix string, limit int) (list []query.Suggestion, err error) {
	last := ""
	err = s.eachTerm(field, prefix, limit, func(term string, count uint64) error {
		value, label := cutLabel(strings.Clone(term))
		if value != last {
			list = append(list, nameSuggestion(field, value, label, count))
		}
		last = value
		return nil
	})
	return list, err
}

// headlinesLike lists articles whose headline begins as typed.
func (s *scorer) headlinesLike(prefix string, limit int) (list []query.Suggestion, err error) {
	start := firstLetters(foldName(prefix), maxHeadline)
	err = s.eachTerm(headlineField, start, limit, func(term string, _ uint64) error {
		tfr, err := s.reader.TermFieldReader(s.ctx, []byte(term), headlineField, false, false, false)
		if err != nil {
			return err
		}
		defer tfr.Close()
		var posting bleveindex.TermFieldDoc
		p, err := tfr.Next(&posting)
		if err != nil || p == nil || len(list) >= limit {
			return err
		}
		id, rec, err := s.record(p.ID.Value())
		if err == nil {
			quoted := `"` + strings.ReplaceAll(rec.Headline, `"`, " ") + `"`
			list = append(list, query.Suggestion{Kind: "headline", Text: rec.Headline, Query: quoted, ID: id})
		}
		return err
	})
	return list, err
}
