package story

import (
	"slices"
	"strconv"

	"khotin/internal/article"
	"khotin/internal/lang"
)

// Captions pairs the captions of two articles in reading order, by the pictures
// they belong to and, as Align does it, by what they say. Captions of one
// picture stay together: a translated page prints the original above its
// translation. Every caption is in exactly one pair. Captions(b, a) is
// Captions(a, b) with sides exchanged.
func Captions(a, b article.Article) []Pair {
	inA, inB := frames(&a), frames(&b)
	pairs := align(legends(&a, inA, b.Lang), legends(&b, inB, a.Lang), swapped(a, b))
	for i, p := range pairs {
		pairs[i].A, pairs[i].B = indexes(inA, p.A), indexes(inB, p.B)
	}
	return pairs
}

// frames groups the indexes of the captions that follow one another and
// belong to one picture.
func frames(a *article.Article) (groups [][]int) {
	for i, c := range a.Captions {
		if i > 0 && together(a.Captions[i-1], c, i) {
			last := len(groups) - 1
			groups[last] = append(groups[last], i)
			continue
		}
		groups = append(groups, []int{i})
	}
	return groups
}

// together reports whether the caption at an index belongs to the picture of
// the one before.
func together(before, c article.Caption, index int) bool {
	twins := before.Pair != nil && *before.Pair == index || c.Pair != nil && *c.Pair == index-1
	name := imageName(c.Image) // "" for the stand-in that many pictures share until they are loaded
	return twins || name != "" && name == imageName(before.Image)
}

// sameFile is how many shared anchors one picture is worth: it outweighs any
// difference in length.
const sameFile = 4

// legends reads one unit for each picture: of the caption in the language of
// the other article where there is one, else in the article's own.
func legends(a *article.Article, groups [][]int, other lang.Tag) []unit {
	units := make([]unit, len(groups))
	for n, group := range groups {
		best := group[0]
		for _, tag := range []lang.Tag{a.Lang, other} {
			if i := slices.IndexFunc(group, func(i int) bool { return a.Captions[i].Lang == tag }); i >= 0 {
				best = group[i]
			}
		}
		c := a.Captions[best]
		u := readUnit(a, article.Block{Part: "caption", Index: best, Lang: c.Lang, Text: c.Text})
		if name := imageName(a.Captions[group[0]].Image); name != "" {
			for i := range sameFile {
				u.anchors = append(u.anchors, "i "+name+" "+strconv.Itoa(i))
			}
			slices.Sort(u.anchors)
		}
		u.Index = n
		units[n] = u
	}
	return units
}

// indexes are the captions of some pictures.
func indexes(groups [][]int, of []int) (all []int) {
	for _, n := range of {
		all = append(all, groups[n]...)
	}
	return all
}
