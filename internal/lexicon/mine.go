package lexicon

import (
	"cmp"
	"math"
	"slices"

	"khotin/internal/lang"
)

// Limits of mining.
const (
	minCount = 3      // passages in which a translation was linked
	minRatio = 10.83  // of the log-likelihood, chance 0.001 at one degree of freedom
	rounds   = 4      // of linking and counting anew
	maxPairs = 50_000 // of two languages
)

// The score from which a translation is kept, once as much is taken off as one
// more passage without the link would. One syllable of Vietnamese is part of
// many words and has to be surer.
const (
	minScore    = .4
	minSyllable = .6
)

// Mine learns the translations that pairs of passages hold. It returns them by
// language and score, the best first; all are Mined.
func Mine(pairs []Pair) (entries []Entry) {
	byLang := map[[2]lang.Tag][]Pair{}
	for _, p := range pairs {
		if rank(p.A.Lang) > rank(p.B.Lang) {
			p = Pair{p.B, p.A}
		}
		of := [2]lang.Tag{p.A.Lang, p.B.Lang}
		if rank(p.A.Lang) >= 0 && p.A.Lang != p.B.Lang && len(byLang[of]) < maxPairs {
			byLang[of] = append(byLang[of], p)
		}
	}
	for of, list := range byLang {
		entries = append(entries, newMiner(of, list).entries()...)
	}
	slices.SortFunc(entries, byScore)
	return entries
}

func byScore(a, b Entry) int {
	return cmp.Or(
		cmp.Compare(rank(a.Lang), rank(b.Lang)), cmp.Compare(rank(a.Into), rank(b.Into)),
		cmp.Compare(b.Score, a.Score), cmp.Compare(b.Count, a.Count),
		cmp.Compare(a.Term, b.Term), cmp.Compare(a.Translation, b.Translation),
	)
}

// miner links the terms of two languages.
type miner struct {
	pairs []Pair
	a, b  *side
	ratio map[link]float64 // log-likelihood of what may be linked
	count map[link]int     // passages in which it was, in the last round
	first map[link]int     // one of these passages
}

// link is a term of either side.
type link struct{ a, b int32 }

func newMiner(of [2]lang.Tag, pairs []Pair) *miner {
	m := &miner{pairs: pairs, a: newSide(of[0]), b: newSide(of[1]), ratio: map[link]float64{}}
	for _, p := range pairs {
		m.a.read(p.A, concepts(p.B))
		m.b.read(p.B, concepts(p.A))
	}
	m.a.prune(minCount)
	m.b.prune(minCount)
	return m
}

// entries mines: what stands together is linked, and what is linked is counted
// anew, until only the direct links are left. The words about a translation
// (organised beside conference) also stand together, but are linked elsewhere.
func (m *miner) entries() (list []Entry) {
	m.associate()
	for range rounds {
		m.count, m.first = map[link]int{}, map[link]int{}
		for i := range m.pairs {
			m.linkPassage(i)
		}
		clear(m.ratio)
		for l, n := range m.count {
			if r := m.likelihood(l, n); r >= minRatio {
				m.ratio[l] = r
			}
		}
	}
	for l, n := range m.count {
		if e, ok := m.entry(l, n); ok {
			list = append(list, e)
		}
	}
	return list
}

// associate finds the terms that stand together more often than by chance.
func (m *miner) associate() {
	where := make([][]int, len(m.a.forms))
	for i, uses := range m.a.uses {
		for _, u := range uses {
			if list := where[u.term]; len(list) == 0 || list[len(list)-1] != i {
				where[u.term] = append(list, i)
			}
		}
	}
	together := make([]int, len(m.b.forms))
	seen := make([]int, len(m.b.forms)) // the passage of this term, from 1, in which b was counted last
	stamp := 0
	for a, passages := range where {
		var met []int32
		for _, i := range passages {
			stamp++
			for _, u := range m.b.uses[i] {
				if seen[u.term] == stamp {
					continue
				}
				seen[u.term] = stamp
				if together[u.term]++; together[u.term] == 1 {
					met = append(met, u.term)
				}
			}
		}
		for _, b := range met {
			l, n := link{int32(a), b}, together[b]
			together[b] = 0
			if n >= minCount && 3*n >= m.a.passes[a] && 3*n >= m.b.passes[b] {
				if r := m.likelihood(l, n); r >= minRatio {
					m.ratio[l] = r
				}
			}
		}
	}
}

// likelihood is the log-likelihood ratio of two terms that stand together in n
// passages, 0 where chance would have them together more often.
func (m *miner) likelihood(l link, n int) float64 {
	total, a, b, both := float64(len(m.pairs)), float64(m.a.passes[l.a]), float64(m.b.passes[l.b]), float64(n)
	if both*total <= a*b {
		return 0
	}
	sum := 0.
	for _, cell := range [...][3]float64{{both, a, b}, {a - both, a, total - b}, {b - both, total - a, b}, {total - a - b + both, total - a, total - b}} {
		if cell[0] > 0 {
			sum += cell[0] * math.Log(cell[0]*total/(cell[1]*cell[2]))
		}
	}
	return 2 * sum
}

// candidate is a link that a passage allows, and where.
type candidate struct {
	link
	a, b  use
	ratio float64
}

// linkPassage links the terms of one pair of passages, the surest first; no word
// is linked twice.
func (m *miner) linkPassage(i int) {
	var all []candidate
	for _, a := range m.a.uses[i] {
		for _, b := range m.b.uses[i] {
			l := link{a.term, b.term}
			if r := m.ratio[l]; r > 0 {
				all = append(all, candidate{l, a, b, r})
			}
		}
	}
	slices.SortFunc(all, func(x, y candidate) int {
		return cmp.Or(
			cmp.Compare(y.ratio, x.ratio), cmp.Compare(y.a.to-y.a.from+y.b.to-y.b.from, x.a.to-x.a.from+x.b.to-x.b.from),
			cmp.Compare(x.a.from, y.a.from), cmp.Compare(x.b.from, y.b.from),
		)
	})
	takenA, takenB, linked := map[int]bool{}, map[int]bool{}, map[link]bool{}
	for _, c := range all {
		if isTaken(takenA, c.a) || isTaken(takenB, c.b) {
			continue
		}
		take(takenA, c.a)
		take(takenB, c.b)
		if !linked[c.link] {
			linked[c.link] = true
			if m.count[c.link]++; m.count[c.link] == 1 {
				m.first[c.link] = i
			}
		}
	}
}

func isTaken(taken map[int]bool, u use) bool {
	for i := u.from; i < u.to; i++ {
		if taken[i] {
			return true
		}
	}
	return false
}

func take(taken map[int]bool, u use) {
	for i := u.from; i < u.to; i++ {
		taken[i] = true
	}
}
