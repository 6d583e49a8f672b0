package story

import (
	"math"
	"slices"
	"strings"

	"khotin/internal/article"
)

// Lead is the index of an article's lead in a Pair: one outlet prints as lead
// what another prints as its first paragraph.
const Lead = -1

// Pair says that some paragraphs of one article render some of another. One
// side may be empty: the other article leaves the passage out.
type Pair struct {
	A     []int   `json:"a"` // indexes of paragraphs, ascending; Lead for the lead
	B     []int   `json:"b"`
	Score float64 `json:"score"` // 0 to 1: how sure that is; 0 where a side is empty
}

// longestArticle in paragraphs; what follows is paired with nothing.
const longestArticle = 400

// Align pairs the paragraphs of two articles in reading order, by their
// lengths (Gale and Church 1993) and by what translations keep: numbers,
// dates, documents and names. Every paragraph is in exactly one pair.
// Align(b, a) is Align(a, b) with sides exchanged.
func Align(a, b article.Article) []Pair {
	return align(units(&a), units(&b), swapped(a, b))
}

// swapped fixes the order in which two articles are compared, so that ties are
// settled alike in both directions.
func swapped(a, b article.Article) bool {
	return strings.Compare(a.ID+" "+string(a.Lang)+a.Headline, b.ID+" "+string(b.Lang)+b.Headline) > 0
}

// units reads the lead and the paragraphs of an article.
func units(a *article.Article) []unit {
	var all []unit
	for b := range a.Blocks() {
		if b.Part == "lead" || b.Part == "paragraph" {
			all = append(all, readUnit(a, b))
		}
	}
	return all
}

func (u *unit) index() int {
	if u.Part == "lead" {
		return Lead
	}
	return u.Index
}

// A bead takes some paragraphs of either side.
type bead struct {
	a, b  int
	prior float64 // cost: how unusual it is, −ln of its share
}

// The beads of Gale and Church with their shares; leaving out is commoner in
// news, where outlets shorten, than in their parliament.
var beads = []bead{{1, 1, .12}, {1, 0, 3.2}, {0, 1, 3.2}, {2, 1, 2.6}, {1, 2, 2.6}, {3, 1, 4.2}, {1, 3, 4.2}, {2, 2, 4.4}}

func align(a, b []unit, swap bool) []Pair {
	if swap {
		pairs := align(b, a, false)
		for i, p := range pairs {
			pairs[i].A, pairs[i].B = p.B, p.A
		}
		return pairs
	}
	n, m := min(len(a), longestArticle), min(len(b), longestArticle)
	took := cheapest(a[:n], b[:m])
	var pairs []Pair
	for i, j := n, m; i > 0 || j > 0; {
		d := beads[took[i*(m+1)+j]]
		pairs = append(pairs, pairOf(a[i-d.a:i], b[j-d.b:j]))
		i, j = i-d.a, j-d.b
	}
	slices.Reverse(pairs)
	for _, u := range a[n:] {
		pairs = append(pairs, Pair{A: []int{u.index()}})
	}
	for _, u := range b[m:] {
		pairs = append(pairs, Pair{B: []int{u.index()}})
	}
	return pairs
}

// cheapest returns, for every i paragraphs of a and j of b, the last bead on
// the cheapest way to pair them, as an index of beads.
func cheapest(a, b []unit) []int8 {
	n, m := len(a), len(b)
	cost := make([]float64, (n+1)*(m+1))
	took := make([]int8, len(cost))
	for i := range n + 1 {
		for j := range m + 1 {
			at := i*(m+1) + j
			if at == 0 {
				continue
			}
			cost[at] = math.Inf(1)
			for k, d := range beads {
				if d.a > i || d.b > j {
					continue
				}
				c := cost[(i-d.a)*(m+1)+j-d.b] + d.prior
				if c-maxReward >= cost[at] {
					continue // no match can make it cheaper
				}
				c += beadCost(a[i-d.a:i], b[j-d.b:j])
				if c < cost[at] {
					cost[at], took[at] = c, int8(k)
				}
			}
		}
	}
	return took
}

func pairOf(a, b []unit) Pair {
	var p Pair
	for i := range a {
		p.A = append(p.A, a[i].index())
	}
	for i := range b {
		p.B = append(p.B, b[i].index())
	}
	if len(a) > 0 && len(b) > 0 {
		p.Score = math.Round(100/(1+math.Exp(beadCost(a, b)-1.5))) / 100
	}
	return p
}

// What a pairing can cost and earn.
const (
	spread     = 14  // variance of length per letter; sentences have 6.8, paragraphs vary more
	maxStretch = 4.5 // cost of a length that does not fit at all
	maxReward  = 6   // for shared anchors and words
	perAnchor  = 1.4
	strangers  = 2.5 // cost where both name things and share none
	headings   = 3   // cost of a subhead that would be a paragraph
)

// beadCost is how badly the texts of two runs of paragraphs fit: by the normal
// distribution of their lengths, less what they share.
func beadCost(a, b []unit) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	var la, lb float64
	for i := range a {
		la += a[i].length
	}
	for i := range b {
		lb += b[i].length
	}
	delta := (la - lb) / math.Sqrt(spread*(la+lb+1)/2)
	c := min(delta*delta/2, maxStretch)

	shared, runs := 0, 0.0
	for i := range a {
		for j := range b {
			shared += common(a[i].anchors, b[j].anchors)
			if a[i].Lang == b[j].Lang {
				runs += float64(common(a[i].words, b[j].words)) / float64(1+min(len(a[i].words), len(b[j].words)))
			}
			if a[i].subhead != b[j].subhead {
				c += headings
			}
		}
	}
	if shared == 0 && min(anchorsOf(a), anchorsOf(b)) >= 2 {
		c += strangers
	}
	return c - min(perAnchor*float64(shared)+maxReward*runs, maxReward)
}

func anchorsOf(run []unit) (n int) {
	for i := range run {
		n += len(run[i].anchors)
	}
	return n
}
