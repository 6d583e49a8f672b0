package extract

import "strings"

// labelledDate is the date in a table of facts about the page, where the label
// stands on a line of its own: "Mise en ligne", then "23 mai 2019". There must
// be one only, or it is unclear whose it is.
func (p *page) labelledDate() string {
	found := ""
	for i := 1; i < len(p.all); i++ {
		label, b := &p.all[i-1], &p.all[i]
		if words := plain(label.text); !strings.Contains(words, " ") || !p.x.words.has("issued", words) || !p.isDateLine(b.text) || p.clock(b.node) {
			continue
		}
		if found != "" && found != b.text {
			return ""
		}
		found = b.text
	}
	return found
}

// confused reports whether a claim in plain numbers becomes the other one when
// its day and month change places.
func confused(a, b claim) bool {
	ya, ma, da := a.date.Time.Date()
	yb, mb, db := b.date.Time.Date()
	return strings.Contains(a.printed, "/") && ya == yb && int(ma) == db && da == int(mb)
}
