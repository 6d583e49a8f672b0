package topic

import (
	"strings"

	"khotin/internal/docref"
	"khotin/internal/lang"
)

// judgeSection weighs the section an outlet files the page under.
func (k *knowledge) judgeSection(name string) []Reason {
	points, known := k.sections[sectionKey(name)]
	if !known {
		return nil
	}
	return []Reason{{"section " + strings.TrimSpace(name), "section", points}}
}

// sectionKey folds a section name; outlets vary in marks, dashes and ampersands.
func sectionKey(name string) string {
	var words []string
	for tok := range lang.Tokens(lang.Fold(name)) {
		words = append(words, tok.Text)
	}
	return strings.Join(words, " ")
}

// judgeCitations weighs the documents cited: those on mobilisation itself by
// number, others by issuer. Only the weightiest counts, as a page that cites
// one such document usually cites its kin.
func (k *knowledge) judgeCitations(cited []Citation) []Reason {
	var best Reason
	for _, c := range cited {
		if c.Canonical == "" {
			continue
		}
		points, known := k.documents[docref.Key(c.Canonical)]
		if !known {
			points = k.issuerPoints(c.Canonical)
		}
		if points > best.Points {
			best = Reason{"cites " + c.Canonical, "citation", points}
		}
	}
	if best.Points == 0 {
		return nil
	}
	return []Reason{best}
}

// issuerPoints judges a number by what stands behind its last slash.
func (k *knowledge) issuerPoints(canonical string) float64 {
	suffix := lang.Fold(canonical[strings.LastIndexByte(canonical, '/')+1:])
	if points, known := k.issuers[suffix]; known {
		return points
	}
	for part := range strings.SplitSeq(suffix, "-") {
		if points, known := k.issuers[part]; known {
			return points
		}
	}
	return 0
}
