package story

import (
	"cmp"
	"slices"
	"strings"

	"khotin/internal/lang"
)

// Group is one story: the articles that tell it, and why they are together.
type Group struct {
	ID      string   `json:"id"`      // stable, see groupID
	Members []string `json:"members"` // ids of articles, ascending
	Reasons []Reason `json:"reasons"` // one fewer than members: what joined them, best first
}

// Cluster sorts articles into stories. Every article is in exactly one group;
// most are alone in theirs. The result depends neither on the order of the
// prints nor on repeated ones, and is sorted by group id.
//
// Links are taken best first. One that rests on facts is refused if the two
// groups it would join have articles of the same outlet and language, or
// articles that contradict one another: no chain of likenesses may lead from
// one story to the next.
func Cluster(prints []Print) []Group { return Count(prints).Cluster(prints) }

// Cluster is the function of that name with a census that was taken over more
// than these prints.
func (c Census) Cluster(prints []Print) []Group {
	prints = slices.Clone(prints)
	slices.SortFunc(prints, func(a, b Print) int { return strings.Compare(a.ID, b.ID) })
	prints = slices.CompactFunc(prints, func(a, b Print) bool { return a.ID == b.ID })

	var links []link
	for _, pair := range c.candidates(prints) {
		if r, ok := c.Link(prints[pair[0]], prints[pair[1]]); ok {
			links = append(links, link{r, pair[0], pair[1]})
		}
	}
	slices.SortFunc(links, link.compare)
	f := newForest(prints)
	for _, l := range links {
		f.join(l)
	}
	return f.groups()
}

type link struct {
	Reason
	a, b int // indexes of prints
}

func (l link) compare(o link) int {
	return cmp.Or(
		cmp.Compare(l.Kind.rank(), o.Kind.rank()),
		cmp.Compare(o.Score, l.Score),
		cmp.Compare(l.a, o.a),
		cmp.Compare(l.b, o.b))
}

// A forest is a union of disjoint sets of articles.
type forest struct {
	prints  []Print
	root    []int
	members map[int][]int
	reasons map[int][]Reason
}

func newForest(prints []Print) *forest {
	f := &forest{prints: prints, root: make([]int, len(prints)), members: map[int][]int{}, reasons: map[int][]Reason{}}
	for i := range prints {
		f.root[i], f.members[i] = i, []int{i}
	}
	return f
}

// join puts the groups of a link together unless it must not.
func (f *forest) join(l link) {
	a, b := f.root[l.a], f.root[l.b]
	if a == b || l.Kind == ByFacts && f.apart(a, b) {
		return
	}
	if len(f.members[a]) < len(f.members[b]) {
		a, b = b, a
	}
	for _, i := range f.members[b] {
		f.root[i] = a
	}
	f.members[a] = append(f.members[a], f.members[b]...)
	f.reasons[a] = append(append(f.reasons[a], f.reasons[b]...), l.Reason)
	delete(f.members, b)
	delete(f.reasons, b)
}

// largestStory bounds the comparison of two groups; a story has some tens of
// versions at most.
const largestStory = 200

// apart reports that facts must not join two groups.
func (f *forest) apart(a, b int) bool {
	if len(f.members[a])+len(f.members[b]) > largestStory {
		return true
	}
	type edition struct {
		outlet string
		tag    lang.Tag
	}
	taken := map[edition]bool{}
	for _, i := range f.members[a] {
		taken[edition{f.prints[i].Outlet, f.prints[i].Lang}] = true
	}
	for _, j := range f.members[b] {
		if taken[edition{f.prints[j].Outlet, f.prints[j].Lang}] {
			return true
		}
		for _, i := range f.members[a] {
			if opposed(f.prints[i], f.prints[j]) {
				return true
			}
		}
	}
	return false
}

func (f *forest) groups() []Group {
	var all []Group
	for root, members := range f.members {
		slices.Sort(members)
		g := Group{ID: f.groupID(members), Reasons: f.reasons[root]}
		for _, i := range members {
			g.Members = append(g.Members, f.prints[i].ID)
		}
		slices.SortStableFunc(g.Reasons, func(a, b Reason) int {
			return cmp.Or(cmp.Compare(a.Kind.rank(), b.Kind.rank()), cmp.Compare(b.Score, a.Score), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
		})
		all = append(all, g)
	}
	slices.SortFunc(all, func(a, b Group) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Members[0], b.Members[0]))
	})
	return all
}

// groupID names a story by the outlet's key of the first member that has one,
// else by its first member. New members change it only if they come first.
func (f *forest) groupID(members []int) string {
	for _, i := range members {
		if key := f.prints[i].Group; key != "" {
			return key
		}
	}
	return "story#" + f.prints[members[0]].ID
}
