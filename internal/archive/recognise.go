package archive

import (
	"cmp"
	"context"

	"khotin/internal/docref"
	"khotin/internal/dossier"
)

// maxRecognised bounds the citations looked up in one text.
const maxRecognised = 1000

// Recognise finds the citations in a text and says of each which document of
// the archive it means. Tag is the text's language, "" when it is not known.
func (a *Archive) Recognise(ctx context.Context, text, tag string) ([]dossier.Recognised, error) {
	mentions := docref.Mentions(docref.Article{Regions: []docref.Region{{Lang: tag, Text: text}}})
	mentions = mentions[:min(len(mentions), maxRecognised)]
	found := make([]dossier.Recognised, 0, len(mentions))
	for _, m := range mentions {
		docs, err := a.candidates(ctx, question(m))
		if err != nil {
			return nil, err
		}
		found = append(found, dossier.NewRecognised(m, dossier.Rank(question(m), docs)))
	}
	return found, nil
}

// question asks for the document of a mention with everything the text tells.
func question(m docref.Mention) docref.Query {
	c := m.Citation
	q := docref.ParseQuery(cmp.Or(c.Canonical, c.Surface))
	if m.ID.Key != "" {
		q.Key = m.ID.Key
	}
	q.Date, q.Scope = cmp.Or(m.ID.Date, c.Date), cmp.Or(m.ID.Scope, c.Issuer.Province)
	return q
}
