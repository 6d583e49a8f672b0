package index

import (
	"slices"
	"testing"

	"khotin/internal/article"
	"khotin/internal/event"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

func TestPhrases(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix,
		version(1, "row", lang.Vietnamese, "Tin", "mô hình dân vận khéo ở xã"),
		version(2, "pairs", lang.Vietnamese, "Tin", "công tác dân vận; việc vận khéo"),
		version(3, "accents", lang.Vietnamese, "Tin", "dán văn kheo; khéo rồi, vận với dân"),
		version(4, "fr", lang.French, "Info", "la mobilisation des masses populaires"),
		version(5, "fr2", lang.French, "Info", "la mobilisation des habitants, des masses populaires"),
	)
	for _, tt := range []struct {
		text string
		want []string
	}{
		{`"dân vận khéo"`, []string{"row"}},
		{`"dan van kheo"`, []string{"accents", "row"}},
		{`"dân vận"`, []string{"pairs", "row"}},
		{`"mobilisation des masses"`, []string{"fr"}},
		{`"Mobilisation Des MASSES" populaires`, []string{"fr"}},
		{`"masses populaires" -"habitants"`, []string{"fr"}},
		{`"dân vận khéo" OR "masses populaires"`, []string{"fr", "fr2", "row"}},
		{`"khéo vận"`, []string{}},
		{`mobil* -habitants`, []string{"fr"}},
		{`mobilisati*`, []string{"fr", "fr2"}},
		{`-mobilisa* lang:fr`, []string{}},
	} {
		got := ids(find(t, ix, tt.text))
		slices.Sort(got)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

// A phrase, a name and the province of a number are marked where they stand as
// such: their words alone are not what was asked for.
func TestPhrasesAreMarkedWhole(t *testing.T) {
	ix := open(t, t.TempDir())
	s := version(1, "vi", lang.Vietnamese, "Tin", "Lâm Đồng ban hành Nghị quyết 33-NQ/TU cho đồng bào; dân vận khéo, vận động dân; chị Lê Hồng Vinh và anh Vinh.")
	s.Persons = []event.Person{{Name: "Lê Hồng Vinh", Key: "le hong vinh"}}
	put(t, ix, s, version(3, "code", lang.French, "Info", "Selon l'article L1234-1 du code."), version(2, "fr", lang.French, "Info", "La mobilisation de masse ; la masse des habitants, une mobilisation."))
	for _, tt := range []struct {
		text string
		want []string
	}{
		{`"dân vận khéo"`, []string{"dân vận khéo"}},
		{`"mobilisation de masse"`, []string{"mobilisation de masse"}},
		{`"mobilisation de masse" habitants`, []string{"mobilisation de masse", "habitants"}},
		{"Le Hong Vinh", []string{"Lê Hồng Vinh"}},
		{"1234-1", []string{"L1234", "1"}},
		{"article L. 1234-1", []string{"article L1234", "1"}},
		{"33-NQ/TU Lam Dong", []string{"Lâm Đồng", "Nghị quyết 33-NQ/TU"}},
	} {
		var got []string
		for _, h := range find(t, ix, tt.text).Hits {
			for _, p := range h.Passages {
				for _, r := range p.Runs {
					if r.Mark {
						got = append(got, r.Text)
					}
				}
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s marks (-want +got):\n%s", tt.text, diff)
		}
	}
}

// Who wrote an article is found by name, also where a machine translated the
// name, and so are photographers and keywords.
func TestMargins(t *testing.T) {
	ix := open(t, t.TempDir())
	s := version(1, "a", lang.French, "Info", "Un village")
	s.Byline = "Fleur de prunier"
	s.Evidence = map[string]article.Evidence{"byline": {Restored: "Mai Hoa"}}
	s.Captions = []article.Caption{{Text: "La fête", Lang: lang.French, Credit: "Thanh Tùng"}}
	s.Tags = []string{"ruralité"}
	put(t, ix, s)
	for _, text := range []string{"Fleur de prunier", "Mai Hoa", "Thanh Tung", "ruralité"} {
		if got := find(t, ix, text); got.Total != 1 {
			t.Errorf("%q finds %d articles, want 1", text, got.Total)
		}
	}
}
