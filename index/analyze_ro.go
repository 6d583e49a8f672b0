package index

import (
	_ "embed"
	"fmt"
	"strings"

	"khotin/internal/lang"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/romanian"
)

//go:embed romanian.txt
var romanianTable string

// inflections are what romanian.txt, which specifies its own format, says of
// endings and of irregular words. What comes in the place of an ending closes
// with keep where it completes the stem.
type inflections struct {
	endings map[string]string
	words   map[string]string // form: stem
	longest int               // ending, in bytes
}

const keep = "."

func readInflections(table string) (*inflections, error) {
	in := &inflections{endings: map[string]string{}, words: map[string]string{}}
	n := 0
	for line := range strings.Lines(table) {
		n++
		line, _, _ := strings.Cut(line, "#")
		left, right, isEnding := strings.Cut(line, "=")
		forms := strings.Fields(left)
		if len(forms) == 0 {
			continue
		}
		into, stem := in.words, forms[0]
		if isEnding {
			into, stem = in.endings, strings.TrimPrefix(strings.TrimSpace(right), "-")
		}
		for _, form := range forms {
			form, hyphen := strings.CutPrefix(form, "-")
			if _, twice := into[form]; twice || form == "" || hyphen != isEnding {
				return nil, fmt.Errorf("romanian.txt line %d: %q is there twice or in the wrong place", n, form)
			}
			into[form] = stem
			in.longest = max(in.longest, len(form))
		}
	}
	return in, nil
}

// stem stems a folded word: the table brings it to the form that Snowball's
// rules know, and what they leave is levelled.
func (in *inflections) stem(env *snowballstem.Env, fold string) string {
	if stem, ok := in.words[fold]; ok {
		return stem
	}
	if lang.IsSyllable(fold) {
		return fold // Hoa, Hoai, Ho: names of this press, whatever Romanian would make of them
	}
	word := in.restore(fold)
	if stem, ok := strings.CutSuffix(word, keep); ok {
		return stem
	}
	env.SetCurrent(word)
	romanian.Stem(env)
	return levelRomanian(lang.Fold(env.Current()))
}

// restore replaces the longest ending of the table that a word has.
func (in *inflections) restore(fold string) string {
	for n := min(in.longest, len(fold)); n > 0; n-- {
		head := fold[:len(fold)-n]
		if other, ok := in.endings[fold[len(head):]]; ok && len(head)+len(other) >= minStem {
			return head + other
		}
	}
	return fold
}

// levelRomanian takes off what Snowball leaves on short stems, a vowel or the
// participle's -at, and undoes the diphthongs of stressed syllables: școală,
// școli; seară, seri.
func levelRomanian(stem string) string {
	if n := len(stem); n >= minStem && strings.IndexByte("aei", stem[n-1]) >= 0 && strings.IndexByte("aeiou", stem[n-2]) < 0 {
		stem = stem[:n-1]
	}
	if head, ok := strings.CutSuffix(stem, "at"); ok && len(head) >= minStem {
		stem = head
	}
	for _, d := range [...]ending{{"oa", "o"}, {"ea", "e"}} {
		if i := strings.LastIndex(stem, d.folded); i > 0 && i+2 < len(stem) && !strings.ContainsAny(stem[i+2:], "aeiou") {
			stem = stem[:i] + d.restored + stem[i+2:]
		}
	}
	return stem
}
