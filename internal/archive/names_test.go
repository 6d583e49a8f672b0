package archive

import (
	"fmt"
	"testing"

	"khotin/internal/article"
	"khotin/internal/calendar"
	"khotin/internal/event"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

// told makes an article of one sentence whose facts are read.
func told(name, day string, tag lang.Tag, text string) article.Article {
	a := cited(name, day, "nghean", tag, text)
	a.Report("nghean")
	return a
}

// spelt returns the proved spellings of the persons of an article, by key.
func spelt(t *testing.T, a *Archive, art article.Article) map[string]event.Spelling {
	t.Helper()
	s, err := a.Get(t.Context(), art.ID)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]event.Spelling{}
	for _, p := range s.Persons {
		if p.Spelling != nil {
			found[p.Key] = *p.Spelling
		}
	}
	return found
}

func TestNamesAreSpeltAsTheArchiveProves(t *testing.T) {
	fr := told("fr", "2025-03-12", "fr", "Le camarade Phan Thi Hoa, chef de la Commission de mobilisation de masse du Comité provincial du Parti, a présidé la conférence avec le camarade Tran Van Hung.")
	vi := told("vi", "2025-01-02", "vi", "Đồng chí Phan Thị Hoà, Trưởng Ban Dân vận Tỉnh ủy chủ trì hội nghị. Đồng chí Trần Văn Hùng, Chủ tịch UBND tỉnh phát biểu.")
	a := putAll(t, []article.Article{fr})
	if got := spelt(t, a, fr); len(got) > 0 {
		t.Errorf("before anything proves it: %v", got)
	}
	put := func(art article.Article) {
		t.Helper()
		if _, _, err := a.Put(t.Context(), art); err != nil {
			t.Fatal(err)
		}
	}
	put(vi)
	got := spelt(t, a, fr)
	if p := got["phan thi hoa"]; p.Name != "Phan Thị Hoà" || p.Basis != event.BasisArchive || p.Post != "Trưởng Ban Dân vận Tỉnh ủy" {
		t.Errorf("Phan Thị Hoà: %+v", p)
	}
	if diff := cmp.Diff(event.Spelling{Name: "Trần Văn Hùng", Basis: event.BasisArchive, Articles: []string{vi.ID}}, got["tran van hung"]); diff != "" {
		t.Errorf("one spelling in the archive (-want +got):\n%s", diff)
	}

	other := told("other", "2025-02-02", "vi", "Đồng chí Trần Văn Hưng, Giám đốc Sở Y tế dự hội nghị.")
	put(other)
	if p, ok := spelt(t, a, fr)["tran van hung"]; ok {
		t.Errorf("two people bear the folded name, and yet %+v", p)
	}
	put(told("other", "2025-02-02", "vi", "Đồng chí Nguyễn Văn Hưng, Giám đốc Sở Y tế dự hội nghị."))
	if p := spelt(t, a, fr)["tran van hung"]; p.Name != "Trần Văn Hùng" {
		t.Errorf("after the second was corrected: %+v", p)
	}

	// Versions do not know of it: the same page again is no change.
	if _, reason, err := a.Put(t.Context(), fr); err != nil || reason != "unchanged" {
		t.Errorf("the same page: %s, %v", reason, err)
	}
	s, err := a.Get(t.Context(), fr.ID)
	if err != nil || s.Version != 1 {
		t.Errorf("version %d, %v", s.Version, err)
	}
	if _, reason, err := a.Put(t.Context(), s.Article); err != nil || reason != "unchanged" {
		t.Errorf("a record with spellings put back: %s, %v", reason, err)
	}
}

func TestTheStoryDecidesBetweenTwoPeople(t *testing.T) {
	vi := told("vi", "2025-03-12", "vi", "Đồng chí Trần Văn Hưng, Giám đốc Sở Y tế chủ trì hội nghị quán triệt Nghị quyết số 04-NQ/TU ngày 19/11/2021 của Ban Thường vụ Tỉnh ủy Nghệ An.")
	fr := told("fr", "2025-03-12", "fr", "Le camarade Tran Van Hung a présidé la conférence qui a diffusé la résolution n° 04-NQ/TU du 19 novembre 2021.")
	fr.Alternates = map[lang.Tag]string{"vi": vi.URL}
	other := told("other", "2024-05-05", "vi", "Đồng chí Trần Văn Hùng, Chủ tịch UBND tỉnh, thăm xã.")
	a := putAll(t, []article.Article{vi, fr, other})
	if got := spelt(t, a, fr); len(got) > 0 {
		t.Errorf("before the stories are known: %v", got)
	}
	if _, err := a.Relate(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := map[string]event.Spelling{"tran van hung": {Name: "Trần Văn Hưng", Basis: event.BasisStory, Articles: []string{vi.ID}}}
	if diff := cmp.Diff(want, spelt(t, a, fr)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEventsNameTheirChairsInVietnamese(t *testing.T) {
	fr := told("fr", "2025-03-12", "fr", "Dans l'après-midi du 12 mars, le camarade Phan Thi Hoa, chef de la Commission de mobilisation de masse du Comité provincial du Parti, a présidé une conférence pour diffuser la résolution n° 04-NQ/TU du 19 novembre 2021.")
	vi := told("vi", "2025-01-02", "vi", "Đồng chí Phan Thị Hòa, Trưởng Ban Dân vận Tỉnh ủy thăm xã.")
	a := putAll(t, []article.Article{fr, vi})
	events, err := a.Events(t.Context(), calendar.Filter{})
	if err != nil || len(events) == 0 {
		t.Fatalf("%d events, %v", len(events), err)
	}
	if diff := cmp.Diff([]string{"Phan Thị Hòa"}, events[0].Chairs); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	d, err := a.Event(t.Context(), events[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	p := d.Reports[0].Event.People[0]
	if p.Name != "Phan Thi Hoa" || p.Spelling == nil || p.Spelling.Name != "Phan Thị Hòa" {
		t.Errorf("the report says %+v", p)
	}
}

// BenchmarkGetNamesAnOfficial reads a record that names somebody whom 2,000
// articles spell.
func BenchmarkGetNamesAnOfficial(b *testing.B) {
	a, err := Open(b.Context(), b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	fr := told("fr", "2025-03-12", "fr", "Le camarade Phan Thi Hoa, chef de la Commission de mobilisation de masse du Comité provincial du Parti, a présidé la conférence.")
	_, err = a.PutAll(b.Context(), func(yield func(article.Article) bool) {
		for i := range 2000 {
			if !yield(told(fmt.Sprintf("vi%d", i), "2025-01-02", "vi", "Đồng chí Phan Thị Hòa, Trưởng Ban Dân vận Tỉnh ủy chủ trì hội nghị.")) {
				return
			}
		}
		yield(fr)
	})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if s, err := a.Get(b.Context(), fr.ID); err != nil || s.Persons[0].Spelling == nil {
			b.Fatal(err)
		}
	}
}
