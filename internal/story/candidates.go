package story

import (
	"cmp"
	"slices"
)

// Bounds on candidate pairs. A feature that more articles of a few days share
// than a story has versions tells stories no longer apart.
const (
	crowd       = 64 // articles within the window that may share a feature
	enoughPairs = 2  // features two articles must share to be looked at
)

// candidates lists the pairs, as indexes of prints in ascending order, that
// may tell one story: those that outlets connect, and those within the window
// that share two features rare enough to be in no crowd.
func (c Census) candidates(prints []Print) [][2]int {
	pairs := newPairs(len(prints))
	pairs.connected(prints)

	holders := map[featureKey][]int{}
	passages := map[uint32][]int{}
	for i, p := range prints {
		for _, f := range p.Features {
			if c.weight(f) >= .3 {
				holders[f.key()] = append(holders[f.key()], i)
			}
		}
		for _, h := range p.Sketch {
			passages[h] = append(passages[h], i)
		}
	}
	for _, list := range holders {
		pairs.meet(prints, list)
	}
	for _, list := range passages {
		pairs.meet(prints, list)
	}
	return pairs.list()
}

// pairCounts counts how many features the two articles of a pair share.
type pairCounts struct {
	size  int
	count map[int]int
}

func newPairs(size int) *pairCounts { return &pairCounts{size, map[int]int{}} }

func (p *pairCounts) add(i, j, n int) {
	p.count[min(i, j)*p.size+max(i, j)] += n
}

// connected adds the pairs that share a key or an address.
func (p *pairCounts) connected(prints []Print) {
	byKey, byURL := map[string]int{}, map[string]int{}
	meet := func(seen map[string]int, key string, i int) {
		if first, ok := seen[key]; ok && first != i {
			p.add(first, i, enoughPairs)
		} else if key != "" {
			seen[key] = i
		}
	}
	for i, a := range prints {
		meet(byKey, a.Group, i)
		meet(byURL, a.URL, i)
	}
	for i, a := range prints {
		meet(byURL, a.Source, i)
		for _, other := range a.Others {
			if j, ok := byURL[other]; ok && j != i {
				p.add(i, j, enoughPairs)
			}
		}
	}
}

// meet counts the pairs of articles that share a feature and are near in time.
// Articles without a day are near to all.
func (p *pairCounts) meet(prints []Print, list []int) {
	if len(list) < 2 {
		return
	}
	slices.SortFunc(list, func(a, b int) int {
		return cmp.Or(cmp.Compare(prints[a].Day, prints[b].Day), cmp.Compare(a, b))
	})
	undated, _ := slices.BinarySearchFunc(list, 1, func(i, day int) int { return cmp.Compare(prints[i].Day, day) })
	if undated > 0 && len(list) <= crowd {
		for x := range undated {
			for _, j := range list[x+1:] {
				p.add(list[x], j, 1)
			}
		}
	}
	dated := list[undated:]
	end := 0
	for x, i := range dated {
		for end < len(dated) && prints[dated[end]].Day <= prints[i].Day+Window {
			end++
		}
		if end-x > crowd {
			continue
		}
		for _, j := range dated[x+1 : end] {
			p.add(i, j, 1)
		}
	}
}

func (p *pairCounts) list() [][2]int {
	var all [][2]int
	for key, n := range p.count {
		if n >= enoughPairs {
			all = append(all, [2]int{key / p.size, key % p.size})
		}
	}
	slices.SortFunc(all, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return all
}
