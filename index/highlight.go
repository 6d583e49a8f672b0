package index

import (
	"cmp"
	"slices"
	"strings"

	"khotin/internal/lang"
	"khotin/internal/query"
)

// Limits of what a hit shows.
const (
	maxPassages  = 3
	passageBytes = 280 // of one passage, cut at word ends
)

// sortSpans orders by start, the longest first.
func sortSpans(spans []span) {
	slices.SortFunc(spans, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
}

// markAll cuts a whole text into runs. Neighbouring marked words that only
// spaces part are one run.
func markAll(text string, spans []span) []query.Run {
	return runs(text, 0, len(text), spans)
}

// runs cuts text[from:to] into runs.
func runs(text string, from, to int, spans []span) []query.Run {
	var list []query.Run
	add := func(start, end int, mark bool) {
		if start < end {
			list = append(list, query.Run{Text: text[start:end], Mark: mark})
		}
	}
	at := from
	for i := 0; i < len(spans); {
		start, end := spans[i].start, spans[i].end
		for i++; i < len(spans) && isSpace(text[end:spans[i].start]); i++ {
			end = spans[i].end
		}
		if start < at || end > to {
			continue
		}
		add(at, start, false)
		add(start, end, true)
		at = end
	}
	add(at, to, false)
	return list
}

func isSpace(s string) bool {
	for _, r := range s {
		if !lang.IsSpace(r) {
			return false
		}
	}
	return true
}

// passages picks the blocks that show best why an article matches, in reading
// order, and cuts each around its densest place. Where nothing matches in the
// text, the first block stands in, unmarked.
func passages(a *analyzer, m *marker, blocks []block) []query.Passage {
	type candidate struct {
		at, start, end int
		worth          int
		spans          []span
	}
	var best []candidate
	for i, b := range blocks {
		spans := m.spans(a, b.Lang, b.Text)
		if len(spans) == 0 {
			continue
		}
		start, end, worth := densest(spans)
		best = append(best, candidate{i, start, end, worth, spans})
	}
	slices.SortStableFunc(best, func(x, y candidate) int { return cmp.Compare(y.worth, x.worth) })
	best = best[:min(len(best), maxPassages)]
	slices.SortFunc(best, func(x, y candidate) int { return cmp.Compare(x.at, y.at) })
	list := make([]query.Passage, 0, maxPassages)
	for _, c := range best {
		b := blocks[c.at]
		from, to := window(b.Text, c.start, c.end)
		list = append(list, query.Passage{Part: b.Part, Lang: b.Lang, Runs: cut(b.Text, from, to, c.spans)})
	}
	if len(list) == 0 && len(blocks) > 0 {
		b := blocks[0]
		from, to := window(b.Text, 0, 0)
		list = append(list, query.Passage{Part: b.Part, Lang: b.Lang, Runs: cut(b.Text, from, to, nil)})
	}
	return list
}

// densest finds the stretch, as long as a passage at most, with the most
// different marked words; or the first span, where each is longer than that.
func densest(spans []span) (start, end, worth int) {
	start, end, worth = spans[0].start, spans[0].end, 1
	var seen []string
	for i := range spans {
		seen = seen[:0]
		score, last := 0, i
		for j := i; j < len(spans) && spans[j].end-spans[i].start <= passageBytes; j++ {
			if !slices.Contains(seen, spans[j].what) {
				seen = append(seen, spans[j].what)
				score += 8
			}
			score++
			last = j
		}
		if score > worth {
			start, end, worth = spans[i].start, spans[last].end, score
		}
	}
	return start, end, worth
}

// window widens text[start:end] to about passageBytes, to the ends of words.
func window(text string, start, end int) (from, to int) {
	if len(text) <= passageBytes {
		return 0, len(text)
	}
	spare := max(0, passageBytes-(end-start))
	wantFrom, wantTo := start-spare/2, end+spare/2
	if wantFrom < 0 {
		wantFrom, wantTo = 0, wantTo-wantFrom
	}
	if wantTo > len(text) {
		wantFrom, wantTo = max(0, wantFrom-(wantTo-len(text))), len(text)
	}
	from, to = len(text), 0
	begin := 1 + strings.LastIndexByte(text[:min(start, wantFrom)], ' ') // no word is before it that reaches behind
	for word := range lang.Tokens(text[begin:]) {
		if word.Start += begin; word.Start >= max(wantTo, end) {
			break
		}
		word.End += begin
		if word.Start >= wantFrom && word.End <= wantTo || word.Start >= start && word.End <= end {
			from, to = min(from, word.Start), max(to, word.End)
		}
	}
	if from > to {
		return start, end
	}
	if to == len(text) || wantTo == len(text) {
		to = len(text)
	}
	if wantFrom == 0 {
		from = 0
	}
	return from, to
}

// cut makes the runs of a window, with an ellipsis where text is left out.
func cut(text string, from, to int, spans []span) []query.Run {
	list := runs(text, from, to, spans)
	if from > 0 {
		list = append([]query.Run{{Text: "… "}}, list...)
	}
	if to < len(text) {
		list = append(list, query.Run{Text: " …"})
	}
	return list
}
