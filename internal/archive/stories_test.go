package archive

import (
	"slices"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"
)

func TestRelatePutsAStoryTogetherOnce(t *testing.T) {
	vi := cited("vi", "2025-03-12", "nghean", "vi", "Quán triệt Nghị quyết số 04-NQ/TU ngày 19/11/2021 của Ban Thường vụ Tỉnh ủy Nghệ An.")
	fr := cited("fr", "2025-03-12", "nghean", "fr", "La conférence a diffusé la résolution n° 04-NQ/TU du 19 novembre 2021.")
	fr.Alternates = map[lang.Tag]string{"vi": vi.URL}
	ro := cited("ro", "2025-03-13", "", "ro", "Conferința a diseminat Rezoluția nr. 04-NQ/TU.")
	ro.SourceURL = vi.URL
	other := cited("other", "2025-03-12", "", "vi", "Tin khác trong ngày về giao thông ở thành phố.")
	a := putAll(t, []article.Article{vi, fr, ro, other})

	moved, err := a.Relate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if moved != 3 {
		t.Errorf("%d articles moved, want the three of the story", moved)
	}
	told, reasons, err := a.Translations(t.Context(), fr.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(told) != 3 || told[0].ID != fr.ID || len(reasons) == 0 {
		t.Errorf("translations %d, reasons %+v", len(told), reasons)
	}
	for _, s := range told {
		if s.Group == "" || s.Group != told[0].Group {
			t.Errorf("%s is in group %q, want %q", s.URL, s.Group, told[0].Group)
		}
	}
	if alone, _, err := a.Translations(t.Context(), other.ID); err != nil || len(alone) != 1 || alone[0].Group != "" {
		t.Errorf("an article that tells another story: %+v, %v", alone, err)
	}
	seq, err := a.LastSeq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if seq != 4+3 {
		t.Errorf("last change %d: every article that moved must take a number", seq)
	}
	if moved, err := a.Relate(t.Context()); err != nil || moved != 0 {
		t.Errorf("a second time: %d moved, %v", moved, err)
	}
	if problems, err := a.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v, %v", problems, err)
	}
	if _, reason, err := a.Put(t.Context(), fr); err != nil || reason != "unchanged" {
		t.Errorf("the same page again: %s, %v", reason, err)
	}
	if moved, err := a.Relate(t.Context()); err != nil || moved != 0 {
		t.Errorf("after an unchanged page: %d moved, %v", moved, err)
	}
}

// TestLinksOfLateComers proves that an article that joins a story later is told
// of by those that were there before, and that each link is told once.
func TestLinksOfLateComers(t *testing.T) {
	vi := cited("vi", "2025-03-12", "nghean", "vi", "Quán triệt Nghị quyết số 04-NQ/TU ngày 19/11/2021 của Ban Thường vụ Tỉnh ủy Nghệ An.")
	fr := cited("fr", "2025-03-12", "nghean", "fr", "La conférence a diffusé la résolution n° 04-NQ/TU du 19 novembre 2021.")
	fr.Alternates = map[lang.Tag]string{"vi": vi.URL}
	a := putAll(t, []article.Article{vi, fr})
	if _, err := a.Relate(t.Context()); err != nil {
		t.Fatal(err)
	}
	ro := cited("ro", "2025-03-13", "", "ro", "Conferința a diseminat Rezoluția nr. 04-NQ/TU.")
	ro.SourceURL = vi.URL
	mustPut(t, a, ro)
	if _, err := a.Relate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{vi.ID, fr.ID, ro.ID} {
		_, links, err := a.Translations(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		told := map[[2]string]int{}
		for _, l := range links {
			told[[2]string{l.A, l.B}]++
		}
		for _, pair := range [][2]string{{vi.ID, fr.ID}, {vi.ID, ro.ID}} {
			slices.Sort(pair[:])
			if told[pair] != 1 {
				t.Errorf("%s tells of %v %d times, want once: %+v", id, pair, told[pair], links)
			}
		}
	}
}
