package sample

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func TestNumberOfArticles(t *testing.T) {
	got := map[string]int{}
	stories := map[int]bool{}
	for _, a := range newOutlet(t).Articles() {
		got[a.Lang]++
		stories[a.ID] = true
	}
	if got["vi"] != 22 || got["fr"] != 20 || got["ro"] != 18 || len(stories) != 22 {
		t.Errorf("%d stories, articles by language %v", len(stories), got)
	}
}

func TestEveryArticleHasWhatItNeeds(t *testing.T) {
	slug := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
	for _, a := range newOutlet(t).Articles() {
		if n := len(a.Paragraphs()) + 1; n < 4 || n > 8 {
			t.Errorf("%s has %d paragraphs", a.Path(), n)
		}
		if !slug.MatchString(a.Slug) {
			t.Errorf("%s: the slug is not plain", a.Path())
		}
		if len(a.Tags) < 2 {
			t.Errorf("%s has tags %q", a.Path(), a.Tags)
		}
		if !strings.HasSuffix(a.PublishedISO(), "+07:00") {
			t.Errorf("%s is published %s", a.Path(), a.PublishedISO())
		}
		if !norm.NFC.IsNormalString(a.Text()) {
			t.Errorf("%s is not in NFC", a.Path())
		}
	}
}

func TestTranslationsShareIDAndSlug(t *testing.T) {
	originals := map[int]Article{}
	articles := newOutlet(t).Articles()
	for _, a := range articles {
		if a.Lang == original {
			originals[a.ID] = a
		}
	}
	for _, a := range articles {
		o := originals[a.ID]
		if a.Slug != o.Slug || a.Section != o.Section {
			t.Errorf("%s and %s differ in slug or section", a.Path(), o.Path())
		}
		if a.Published.Before(o.Published) {
			t.Errorf("%s is older than its original", a.Path())
		}
		if a.Lang != original && a.Headline == o.Headline {
			t.Errorf("%s carries the headline of the original", a.Path())
		}
	}
}

var (
	credit       = regexp.MustCompile(`(?:Ảnh|Photo|Foto)[ \x{00a0}]?: ([\pL ]+?)(?: \|)?$`)
	vietnamese   = regexp.MustCompile(`[ăđơưĂĐƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]`)
	cedilla      = regexp.MustCompile(`[şţŞŢ]`)
	romanian     = regexp.MustCompile(`[șțȘȚ]`)
	massesByLang = map[string]*regexp.Regexp{
		"vi": regexp.MustCompile(`(?i)dân vận`),
		"fr": regexp.MustCompile(`(?i)mobilisation`),
		"ro": regexp.MustCompile(`(?i)mobiliz`),
	}
)

func TestLettersBelongToTheLanguage(t *testing.T) {
	for _, a := range newOutlet(t).Articles() {
		running := a.Headline + a.Lead + a.Byline + strings.Join(a.Paragraphs(), " ")
		switch a.Lang {
		case "vi":
			if !vietnamese.MatchString(a.Lead) {
				t.Errorf("%s: no Vietnamese letters in %q", a.Path(), a.Lead)
			}
		case "fr":
			if m := vietnamese.FindString(running); m != "" {
				t.Errorf("%s: %q outside the captions", a.Path(), m)
			}
		case "ro":
			if cedilla.MatchString(running) || !romanian.MatchString(running) {
				t.Errorf("%s: Romanian is written with comma below", a.Path())
			}
			if m := strings.IndexFunc(running, func(r rune) bool { return r == 'đ' || r == 'Đ' }); m >= 0 {
				t.Errorf("%s: a Vietnamese letter outside the captions", a.Path())
			}
		}
	}
}

// A translated byline is a phrase; the photo credit keeps the true name, in
// Vietnamese above and without marks below.
func TestCaptions(t *testing.T) {
	bilingual := 0
	for _, a := range newOutlet(t).Articles() {
		if len(a.Captions()) == 0 && a.ID != 245439 {
			t.Errorf("%s has no caption", a.Path())
		}
		for _, caption := range a.Captions() {
			if !credit.MatchString(caption) {
				t.Errorf("%s: caption without a credit: %q", a.Path(), caption)
			}
		}
		for _, b := range a.Body {
			if b.Kind != Figure || len(b.Lines) == 1 {
				continue
			}
			bilingual++
			above, below := credit.FindStringSubmatch(b.Lines[0]), credit.FindStringSubmatch(b.Lines[1])
			if a.Lang == original || len(b.Lines) != 2 || fold(above[1]) != below[1] {
				t.Errorf("%s: captions %q do not pair", a.Path(), b.Lines)
			}
		}
	}
	if bilingual < 20 {
		t.Errorf("%d figures keep the Vietnamese caption, want at least 20", bilingual)
	}
}

func TestMachineTranslationResidue(t *testing.T) {
	glued, pipes, phrases := 0, 0, 0
	for _, a := range newOutlet(t).Articles() {
		for _, p := range a.Paragraphs() {
			if strings.HasPrefix(p, "Français ") {
				glued++
			}
		}
		captions := a.Captions()
		for _, c := range captions {
			if strings.HasSuffix(c, " |") {
				pipes++
			}
		}
		if a.Lang != original && len(captions) > 0 && !strings.Contains(strings.Join(captions, "\n"), a.Byline) {
			phrases++
		}
	}
	if glued < 3 || pipes < 4 || phrases < 10 {
		t.Errorf("%d glued language names, %d trailing pipes, %d bylines that no credit repeats", glued, pipes, phrases)
	}
}

func TestOneStoryIsAboutMobilisationWithoutTheWord(t *testing.T) {
	for _, a := range newOutlet(t).Articles() {
		says := massesByLang[a.Lang].MatchString(a.Text() + strings.Join(a.Tags, " "))
		silent := a.ID == 223216 || a.ID == 238623 || a.ID == 239049 || a.ID == 239404
		if says == silent {
			t.Errorf("%s: names mass mobilisation: %v", a.Path(), says)
		}
	}
}

// fold strips Vietnamese marks, as translations print names.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == 'Đ':
			b.WriteRune('D')
		case r == 'đ':
			b.WriteRune('d')
		case !unicode.Is(unicode.Mn, r):
			b.WriteRune(r)
		}
	}
	return b.String()
}
