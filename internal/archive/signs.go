package archive

import (
	"context"
	"strings"

	"khotin/internal/visit"
)

// Signs are kept as lines of a mark and a value, one for each place, "" when
// there are none: "+" stands for one that has moved since the last visit, "="
// for one that has not.

func writeSigns(signs visit.Signs) string {
	if signs == (visit.Signs{}) {
		return ""
	}
	var lines [len(signs)]string
	for i, s := range signs {
		mark := "="
		if s.Moved {
			mark = "+"
		}
		lines[i] = mark + strings.ReplaceAll(s.Value, "\n", " ")
	}
	return strings.Join(lines[:], "\n")
}

func readSigns(text string) (signs visit.Signs) {
	for i, line := range strings.SplitN(text, "\n", len(signs)) {
		if line != "" {
			signs[i] = visit.Sign{Value: line[1:], Moved: line[0] == '+'}
		}
	}
	return signs
}

// noteSigns brings the signs of a known row up to date and reports whether one
// that is heeded has moved. What is said for the first time has not moved, and
// what is not said this time stays.
func (w *writer) noteSigns(ctx context.Context, r visit.Row) (heed bool, err error) {
	const (
		read = `SELECT signs FROM frontier WHERE url = ?`
		save = `UPDATE frontier SET signs = ? WHERE url = ?`
	)
	if r.Signs == (visit.Signs{}) {
		return false, nil
	}
	var text string
	if err := w.scan(ctx, read, []any{r.URL}, &text); err != nil {
		return false, err
	}
	kept := readSigns(text)
	for i, said := range r.Signs {
		if said.Value == "" || said.Value == kept[i].Value {
			continue
		}
		if kept[i].Value != "" {
			kept[i].Moved = true
			heed = heed || said.Heeded
		}
		kept[i].Value = said.Value
	}
	if after := writeSigns(kept); after != text {
		_, err = w.exec(ctx, save, after, r.URL)
	}
	return heed, err
}
