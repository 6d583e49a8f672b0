package story

import (
	"hash/fnv"
	"slices"

	"khotin/internal/article"
	"khotin/internal/lang"
)

const (
	sketchSize   = 64     // bottom-k values kept: an error of about 0.06 in the share
	shingleWords = 4      // words of one passage
	sketchWords  = 20_000 // words read of one article
)

// sketch keeps the smallest hashes of the passages of four words (Broder 1997,
// bottom-k form): two sketches tell what share of their passages two texts
// have in common without the texts.
func sketch(a article.Article) []uint32 {
	var words []string
	for b := range a.Blocks() {
		if b.Part != "lead" && b.Part != "paragraph" || b.Lang != a.Lang {
			continue
		}
		for t := range lang.Tokens(b.Text) {
			if words = append(words, lang.Fold(t.Text)); len(words) == sketchWords {
				break
			}
		}
	}
	var all []uint32
	for i := range len(words) - shingleWords + 1 {
		h := fnv.New32a()
		for _, w := range words[i : i+shingleWords] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		all = append(all, h.Sum32())
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return all[:min(len(all), sketchSize)]
}

// resemblance estimates the share of passages that two texts have in common,
// from 0 to 1; 0 where a text is too short to tell.
func resemblance(a, b []uint32) float64 {
	if min(len(a), len(b)) < sketchSize/4 {
		return 0
	}
	common, union := 0, 0
	for i, j := 0, 0; union < sketchSize && (i < len(a) || j < len(b)); union++ {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			i++
		case i == len(a) || b[j] < a[i]:
			j++
		default:
			i, j, common = i+1, j+1, common+1
		}
	}
	return float64(common) / float64(union)
}
