package crawler

import (
	"context"
	"encoding/json"
	"unicode/utf8"

	"khotin/internal/visit"
)

const (
	signsBucket = "signs"
	minTitle    = 12   // runes of a link's words: fewer are "more" or a number of pictures
	maxTrials   = 1000 // of a sign; then its past is halved, for outlets change their software
)

// trust is how far each sign of an outlet has proved true: sites stamp a
// lastmod when they build the sitemap, and cut titles differently on every
// page.
type trust [len(visit.Signs{})]proof

// proof counts what visits found when a sign had moved, or had not.
type proof struct {
	Hits   int `json:"hits"`   // it had moved, and the record had changed
	False  int `json:"false"`  // it had moved, and nothing had changed
	Misses int `json:"misses"` // it had not moved, and the record had changed
}

// heeded reports whether a move of the sign makes an article due: when more
// moves have meant a change than not. A lastmod must have earned it, a new
// title or an updated item is believed until it proves wrong.
func (t trust) heeded(place int) bool {
	credit := 1
	if place == visit.Lastmod {
		credit = 0
	}
	return t[place].Hits+credit > t[place].False
}

// learn compares the signs of an article with what a visit found.
func (t *trust) learn(row visit.Row, reason visit.Reason) {
	if row.Record == "" || reason != visit.Changed && reason != visit.Unchanged {
		return
	}
	for i, s := range row.Signs {
		p := &t[i]
		switch changed := reason == visit.Changed; {
		case s.Moved && changed:
			p.Hits++
		case s.Moved:
			p.False++
		case changed && s.Value != "":
			p.Misses++
		}
		if p.Hits+p.False > maxTrials {
			p.Hits, p.False, p.Misses = p.Hits/2, p.False/2, p.Misses/2
		}
	}
}

// weigh turns what a page tells of an address into the signs of its row.
func (t trust) weigh(told visit.Signs) visit.Signs {
	if words := told[visit.Title].Value; words != "" {
		told[visit.Title].Value = ""
		if utf8.RuneCountInString(words) >= minTitle {
			told[visit.Title].Value = digest([]byte(words))[:16]
		}
	}
	for i := range told {
		told[i].Heeded = told[i].Value != "" && t.heeded(i)
	}
	return told
}

// keepLongestTitles gives all links to one address the words of the one that
// says most: a page links a story by its picture, its title and "more".
func keepLongestTitles(links []link) {
	longest := make(map[string]string)
	for _, k := range links {
		if words := k.told[visit.Title].Value; len(words) > len(longest[k.address]) {
			longest[k.address] = words
		}
	}
	for i := range links {
		links[i].told[visit.Title].Value = longest[links[i].address]
	}
}

// loadTrust reads what earlier passes learnt of the outlet's signs.
func (l *lane) loadTrust(ctx context.Context) error {
	if l.opt.Memo == nil {
		return nil
	}
	value, _, err := l.opt.Memo.Memo(ctx, signsBucket, l.outlet.Name)
	if err != nil || value == nil {
		return err
	}
	if json.Unmarshal(value, &l.trust) != nil {
		l.trust = trust{} // written by another program: learn anew
	}
	l.trusted = l.trust
	return nil
}

// keepTrust keeps what this pass has learnt.
func (l *lane) keepTrust(ctx context.Context) error {
	if l.opt.Memo == nil || l.trust == l.trusted {
		return nil
	}
	value, err := json.Marshal(l.trust)
	if err != nil {
		return err
	}
	return l.opt.Memo.SetMemo(ctx, signsBucket, l.outlet.Name, value)
}
