package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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

// classedDates are the texts of elements beside the headline that a class marks
// as the date. Their line may say more, and print it glued: "Thu Hà12/06/2025
// 08:300 bình luận".
func (p *page) classedDates() []string {
	var values []string
	tried := 0
	for n := range elements(p.doc) {
		if n.DataAtom == atom.Time || !p.x.words.classed(n, "dated") || p.clock(n) || p.holdsDate(n) {
			continue
		}
		if tried++; tried > maxTried {
			break
		}
		if s := textOf(n); p.isDateLine(s) && p.besideHeadline(n) {
			values = append(values, s)
		}
	}
	return values
}

// holdsDate reports a box around the element that is meant.
func (p *page) holdsDate(n *html.Node) bool {
	for c := range elements(n) {
		if c != n && (c.DataAtom == atom.Time || p.x.words.classed(c, "dated")) {
			return true
		}
	}
	return false
}

// confused reports whether a claim in plain numbers becomes the other one when
// its day and month change places.
func confused(a, b claim) bool {
	ya, ma, da := a.date.Time.Date()
	yb, mb, db := b.date.Time.Date()
	return strings.Contains(a.printed, "/") && ya == yb && int(ma) == db && da == int(mb)
}
