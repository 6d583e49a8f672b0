package docref

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// Twelve spellings of one number, in three languages, have one key.
func TestSpellings(t *testing.T) {
	spellings := []string{
		"04-NQ/TU", "04\u2011NQ/TU", "04–NQ/TU", "04 - NQ / TU", "04/NQ-TU", "04-NQ-TU", "04NQ/TU", "04 NQ/TU",
		"4-NQ/TU", "04-nq/tu", "O4-NQ/TU", "04-\u00adNQ\u2215TU", "04-\nNQ/TU", "04\u00a0-\u202fNQ/TU",
	}
	frames := map[string]string{"vi": "học tập Nghị quyết số %s, nhiều ý kiến", "fr": "étudier la résolution n° %s en détail", "ro": "studierea Rezoluției nr. %s în detaliu"}
	for lang, frame := range frames {
		for _, spelling := range spellings {
			for _, text := range []string{fmt.Sprintf(frame, spelling), norm.NFD.String(fmt.Sprintf(frame, spelling))} {
				found := Find(text, lang)
				if len(found) != 1 || found[0].Key != "4-nq-tu" || found[0].Canonical != "04-NQ/TU" || found[0].Type != "nghi-quyet" {
					t.Errorf("%s: Find(%q) = %+v", lang, text, found)
				}
			}
		}
	}
}

// Nothing that merely looks like a number is one.
func TestLookAlikes(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2021))
	n := func(below int) int { return 1 + r.IntN(below) }
	letter := func() string { return string(rune('A' + r.IntN(26))) }
	year := func() int { return 1990 + r.IntN(36) }
	kinds := []func() (lang, text string){
		func() (string, string) { return "vi", fmt.Sprintf("ngày %d/%d/%d", n(28), n(12), year()) },
		func() (string, string) {
			return "fr", fmt.Sprintf("le %d-%02d-%02d à %dh%02d", year(), n(12), n(28), n(23), n(59))
		},
		func() (string, string) { return "vi", fmt.Sprintf("thắng %d-%d (%d-%d)", n(9), n(9), n(4), n(4)) },
		func() (string, string) { return "vi", fmt.Sprintf("ĐT: 0%d.%d.%d", n(99), n(999), n(9999)) },
		func() (string, string) { return "vi", fmt.Sprintf("xe %d%s-%d.%02d", n(99), letter(), n(999), n(99)) },
		func() (string, string) { return "vi", fmt.Sprintf("xe %d%s%s-%d", n(99), letter(), letter(), n(9999)) },
		func() (string, string) {
			return "vi", fmt.Sprintf("đạt %d,%d%% (%d/%d)", n(99), n(99), n(99), n(999))
		},
		func() (string, string) {
			return "fr", fmt.Sprintf("loi n° %d-%d du %d mars %d", year(), n(1999), n(28), year())
		},
		func() (string, string) { return "fr", fmt.Sprintf("décret n° %d-%d", year(), n(1999)) },
		func() (string, string) { return "fr", fmt.Sprintf("règlement (UE) n° %d/%d", n(1999), year()) },
		func() (string, string) { return "fr", fmt.Sprintf("directive %d/%d/CE", year(), n(99)) },
		func() (string, string) { return "fr", fmt.Sprintf("décision n° %d/%d/UE", n(1999), year()) },
		func() (string, string) { return "ro", fmt.Sprintf("Legea nr. %d/%d", n(999), year()) },
		func() (string, string) {
			return "ro", fmt.Sprintf("OUG nr. %d/%d și HG nr. %d/%d", n(199), year(), n(999), year())
		},
		func() (string, string) { return "ro", fmt.Sprintf("Decizia nr. %d/%d", n(999), year()) },
		func() (string, string) { return "ro", fmt.Sprintf("Regulamentul (UE) %d/%d", year(), n(1999)) },
		func() (string, string) { return "en", fmt.Sprintf("Regulation (EU) No %d/%d", n(1999), year()) },
		func() (string, string) { return "vi", fmt.Sprintf("số %d/%d", n(52), year()) },
		func() (string, string) {
			return "vi", fmt.Sprintf("%d.%03d đại biểu, %d huyện", n(9), n(999), n(30))
		},
		func() (string, string) {
			return "", fmt.Sprintf("%s%d%s-%s%s/%d", letter(), n(999), letter(), letter(), letter(), n(99))
		},
	}
	for i := range 600 {
		lang, text := kinds[i%len(kinds)]()
		if found := Find(text, lang); found != nil {
			t.Errorf("Find(%q, %q) = %+v", text, lang, found)
		}
	}
}

func TestKey(t *testing.T) {
	for canonical, want := range map[string]string{
		"04-NQ/TU": "4-nq-tu", "33/2021/CT-TTg": "33-2021-ct-ttg", "10/2022/QH15": "10-2022-qh15", "1470-CV/TU": "1470-cv-tu",
		"25-NQ/TƯ": "25-nq-tw", "11-QÐi/TW": "11-qdi-tw", "07-ĐA/TU": "7-da-tu", "100/QĐ-UBND": "100-qd-ubnd", "": "", "/": "",
	} {
		if got := Key(canonical); got != want {
			t.Errorf("Key(%q) = %q, want %q", canonical, got, want)
		}
		if got := Key(norm.NFD.String(canonical)); got != want {
			t.Errorf("Key(NFD %q) = %q, want %q", canonical, got, want)
		}
	}
}
