package story_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/story"
)

// reread reads the facts of an article again after its text changed.
func reread(a article.Article) article.Article {
	a.Citations, a.Events, a.Persons = nil, nil, nil
	a.Cite("")
	a.Report("")
	return a
}

// withText returns a copy of the article with a new text in one block; -1 is the
// lead.
func withText(a article.Article, index int, text string) article.Article {
	a.Paragraphs = slices.Clone(a.Paragraphs)
	if index == story.Lead {
		a.Lead = text
	} else {
		a.Paragraphs[index].Text = text
	}
	return reread(a)
}

func textOf(a article.Article, index int) string {
	if index == story.Lead {
		return a.Lead
	}
	return a.Paragraphs[index].Text
}

var (
	yearOrCode = regexp.MustCompile(`^(19|20)\d\d$`)
	digitRun   = regexp.MustCompile(`\d+`)
)

// mutations yields a translation with one number changed, every one in turn,
// and says what was changed to what.
func mutations(a article.Article, yield func(changed article.Article, index int, what string)) {
	for index := story.Lead; index < len(a.Paragraphs); index++ {
		text := textOf(a, index)
		for _, m := range digitRun.FindAllStringIndex(text, -1) {
			old := text[m[0]:m[1]]
			if yearOrCode.MatchString(old) {
				continue // years are told in many places
			}
			changed := fmt.Sprint(old[0]-'0'+1) + old[1:]
			if n, _ := strconv.Atoi(old); n <= 31 { // may be a day: keep it one
				changed = strconv.Itoa(n + 1)
				if n >= 27 {
					changed = strconv.Itoa(n - 4)
				}
			} else if old[0] == '9' {
				changed = "8" + old[1:]
			}
			now := text[:m[0]] + changed + text[m[1]:]
			yield(withText(a, index, now), index, old+" → "+changed+" in "+text[max(0, strings.LastIndexByte(text[:m[0]], ' ')):min(len(text), m[1]+10)])
		}
	}
}

// One changed digit in one translation must be found, and nothing else.
func TestChangedDigitsAreFound(t *testing.T) {
	all, truth := sampleArticles(t)
	var right, wrong, found, missed int
	for _, a := range all {
		for _, b := range all {
			if truth[a.ID] != truth[b.ID] || a.Lang != "vi" || b.Lang == "vi" {
				continue
			}
			mutations(b, func(changed article.Article, index int, what string) {
				ds := story.Disagreements(a, changed)
				hit := false
				for _, d := range ds {
					at := d.B.Index
					if d.B.Part == "lead" {
						at = story.Lead
					}
					if at == index {
						hit = true
						right++
					} else {
						wrong++
						t.Logf("%s: %q, but also %s %q vs %q", b.Lang, what, d.Kind, d.A.Printed, d.B.Printed)
					}
				}
				if hit {
					found++
				} else {
					missed++
					t.Logf("%s missed: %s", b.Lang, what)
				}
			})
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(found)/float64(found+missed)
	t.Logf("%d changes: precision %.3f, recall %.3f", found+missed, precision, recall)
	if precision < .99 || recall < .9 {
		t.Errorf("precision %.3f, recall %.3f; want .99 and .90", precision, recall)
	}
}

// Translations that nobody has changed contradict one another nowhere.
func TestTranslationsAgree(t *testing.T) {
	all, truth := sampleArticles(t)
	noAlarms(t, all, truth)
}

func noAlarms(t *testing.T, all []article.Article, truth map[string]string) {
	t.Helper()
	compared := 0
	for i, a := range all {
		for _, b := range all[i+1:] {
			if truth[a.ID] != truth[b.ID] {
				continue
			}
			compared++
			if got := story.Disagreements(a, b); len(got) > 0 {
				t.Errorf("%s\n%s\n got %s", a.URL, b.URL, said(got))
			}
		}
	}
	t.Logf("%d pairs compared", compared)
}

// A paragraph left out, or two printed as one, moves no other pair.
func TestAlignmentSurvivesEditing(t *testing.T) {
	all, truth := sampleArticles(t)
	right, total := 0, 0
	for _, a := range all {
		for _, b := range all {
			if truth[a.ID] != truth[b.ID] || a.Lang != "vi" || b.Lang == "vi" {
				continue
			}
			for cut := range b.Paragraphs {
				shorter := b
				shorter.Paragraphs = slices.Delete(slices.Clone(b.Paragraphs), cut, cut+1)
				shorter = reread(shorter)
				for _, p := range story.Align(a, shorter) {
					total++
					want := -2
					if len(p.A) == 1 {
						if want = p.A[0]; want > cut {
							want--
						} else if want == cut {
							want = -2
						}
					}
					if len(p.A) == 1 && (want == -2 && len(p.B) == 0 || len(p.B) == 1 && p.B[0] == want) {
						right++
					}
				}
				if ds := story.Disagreements(a, shorter); len(ds) > 0 {
					t.Errorf("%s without paragraph %d: %s", b.Headline, cut, said(ds))
				}
			}
			for joint := range len(b.Paragraphs) - 1 {
				joined := b
				joined.Paragraphs = slices.Delete(slices.Clone(b.Paragraphs), joint+1, joint+2)
				joined.Paragraphs[joint].Text += " " + b.Paragraphs[joint+1].Text
				joined = reread(joined)
				for _, p := range story.Align(a, joined) {
					total++
					if len(p.B) == 1 && (p.B[0] == joint && slices.Equal(p.A, []int{joint, joint + 1}) ||
						p.B[0] < joint && slices.Equal(p.A, p.B) || p.B[0] > joint && slices.Equal(p.A, []int{p.B[0] + 1})) {
						right++
					}
				}
				if ds := story.Disagreements(a, joined); len(ds) > 0 {
					t.Errorf("%s with paragraph %d joined: %s", b.Headline, joint, said(ds))
				}
			}
		}
	}
	share := float64(right) / float64(total)
	t.Logf("%d of %d pairs right (%.3f)", right, total, share)
	if share < .95 {
		t.Errorf("%.3f of the pairs are right, want .95", share)
	}
}

// Somebody else's name throughout one translation must be found, and nothing
// else.
func TestChangedNamesAreFound(t *testing.T) {
	all, truth := sampleArticles(t)
	var right, wrong, found, missed int
	for _, a := range all {
		for _, b := range all {
			if truth[a.ID] != truth[b.ID] || a.Lang != "vi" || b.Lang == "vi" {
				continue
			}
			for _, p := range b.Persons {
				syllables := strings.Fields(p.Name)
				if len(syllables) < 3 {
					continue // a pen name, or one that is no name
				}
				syllables[len(syllables)-1] = "Kien"
				other := strings.Join(syllables, " ")
				changed := b
				changed.Paragraphs = slices.Clone(b.Paragraphs)
				changed.Lead = strings.ReplaceAll(b.Lead, p.Name, other)
				for i := range changed.Paragraphs {
					changed.Paragraphs[i].Text = strings.ReplaceAll(b.Paragraphs[i].Text, p.Name, other)
				}
				changed.Captions = slices.Clone(b.Captions)
				for i := range changed.Captions {
					changed.Captions[i].Text = strings.ReplaceAll(b.Captions[i].Text, p.Name, other)
				}
				if changed.Lead == b.Lead && slices.Equal(changed.Paragraphs, b.Paragraphs) {
					continue // in a caption only
				}
				hit := false
				for _, d := range story.Disagreements(a, reread(changed)) {
					if d.Kind == story.OnName && d.B.Printed == other {
						hit = true
						right++
					} else {
						wrong++
						t.Logf("%s → %s, but also %s %q vs %q", p.Name, other, d.Kind, d.A.Printed, d.B.Printed)
					}
				}
				if hit {
					found++
				} else {
					missed++
					t.Logf("missed: %s → %s", p.Name, other)
				}
			}
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(found)/float64(found+missed)
	t.Logf("%d changes: precision %.3f, recall %.3f", found+missed, precision, recall)
	if precision < .99 || recall < .85 {
		t.Errorf("precision %.3f, recall %.3f; want .99 and .85", precision, recall)
	}
}
