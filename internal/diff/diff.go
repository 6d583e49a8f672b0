// Package diff says what changed between two versions of a record: for the
// reader as runs of kept, removed and added text, and for the archive as one
// word, the class of the change.
//
// Blocks are compared first, then the sentences of those that differ, then the
// words of those sentences, each time by the shortest script of Myers ("An
// O(ND) Difference Algorithm and Its Variations", 1986). Going down in steps
// keeps a diff readable where two texts share nothing but small words, and
// cheap: what is compared is short.
package diff

import (
	"strings"

	"khotin/internal/article"
)

// Op is what became of a run of text.
type Op string

// The three things that happen to text.
const (
	Kept    Op = "kept"
	Removed Op = "removed"
	Added   Op = "added"
)

// Run is text that shares one fate. Kept and removed runs spell the old text,
// kept and added ones the new.
type Run struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// Change is a part of the record that differs.
type Change struct {
	Part string `json:"part"` // "headline", "lead", "paragraph", "caption", "byline" or "published"
	Runs []Run  `json:"runs"`
}

// Articles returns what differs between two versions of a record, in reading
// order: nothing exactly if both have one digest. Paragraphs and captions
// beside one another that changed together make one Change, with a line break
// between them.
func Articles(before, after article.Article) (changes []Change) {
	old, now := parts(before), parts(after)
	for _, part := range [...]string{"headline", "lead", "paragraph", "caption", "byline", "published"} {
		for _, h := range script(old[part], now[part]) {
			if !h.same {
				changes = append(changes, Change{part, Text(strings.Join(h.old, "\n"), strings.Join(h.now, "\n"))})
			}
		}
	}
	return changes
}

// parts are the texts that the digest of a record covers.
func parts(a article.Article) map[string][]string {
	p := make(map[string][]string)
	for b := range a.Blocks() {
		p[b.Part] = append(p[b.Part], b.Text)
	}
	if a.Byline != "" {
		p["byline"] = []string{a.Byline}
	}
	if !a.Published.IsZero() {
		p["published"] = []string{a.Published.String()}
	}
	return p
}

// Text compares two texts by sentence and then by word.
func Text(before, after string) []Run {
	var runs runs
	for _, h := range script(sentences(before), sentences(after)) {
		old, now := strings.Join(h.old, ""), strings.Join(h.now, "")
		switch {
		case h.same:
			runs.add(Kept, old)
		case old == "" || now == "":
			runs.add(Removed, old)
			runs.add(Added, now)
		default:
			runs.words(old, now)
		}
	}
	return runs
}

// minKept is the share of the words that two sentences must have in common to
// be one sentence that was changed.
const minKept = 0.3

// words compares two stretches of text by word.
func (r *runs) words(before, after string) {
	hunks := script(words(before), words(after))
	kept := 0
	for _, h := range hunks {
		if h.same {
			kept += len(strings.Join(h.old, ""))
		}
	}
	if float64(2*kept) < minKept*float64(len(before)+len(after)) {
		r.add(Removed, before)
		r.add(Added, after)
		return
	}
	for _, h := range hunks {
		if h.same {
			r.add(Kept, strings.Join(h.old, ""))
			continue
		}
		r.add(Removed, strings.Join(h.old, ""))
		r.add(Added, strings.Join(h.now, ""))
	}
}

// runs joins neighbours that share an operation.
type runs []Run

func (r *runs) add(op Op, text string) {
	if text == "" {
		return
	}
	if last := len(*r) - 1; last >= 0 && (*r)[last].Op == op {
		(*r)[last].Text += text
		return
	}
	*r = append(*r, Run{op, text})
}
