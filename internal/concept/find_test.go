package concept

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"khotin/internal/lang"
)

// show writes matches as id=text.
func show(text string, found []Match) []string {
	out := []string{}
	for _, m := range found {
		out = append(out, m.ID+"="+text[m.Start:m.End])
	}
	return out
}

func TestFind(t *testing.T) {
	tests := []struct {
		tag  lang.Tag
		text string
		want []string
	}{
		{"vi", "Công tác dân vận ở cơ sở", []string{"cong_tac_dan_van=Công tác dân vận", "dan_van=dân vận", "co_so=ở cơ sở"}},
		{"vi", "cong tac dan van", []string{"cong_tac_dan_van=cong tac dan van", "dan_van=dan van"}},
		{"vi", "Uỷ viên Ban Thường vụ Tỉnh uỷ", []string{"uv_btv=Uỷ viên Ban Thường vụ Tỉnh uỷ", "btv_tinh_uy=Ban Thường vụ Tỉnh uỷ", "ban_thuong_vu=Ban Thường vụ", "tinh_uy=Tỉnh uỷ"}},
		{"vi", "quốc phòng - an ninh; quốc phòng, an ninh; quốc phòng an ninh", []string{"quoc_phong_an_ninh=quốc phòng - an ninh", "quoc_phong_an_ninh=quốc phòng, an ninh", "quoc_phong_an_ninh=quốc phòng an ninh"}},
		{"vi", "có số liệu, đàn vân, xa xôi", []string{}}, // tones say no
		{"vi", "họp tại hội, thảo luận kỹ", []string{}},   // no name runs over the comma
		{"vi", "ĐÃ HỌP VỀ ĐA", []string{"de_an=ĐA"}},      // ĐÃ has a tone of its own
		{"vi", "BTV họp, btv họp; UBND, ubnd", []string{"ban_thuong_vu=BTV", "ubnd=UBND", "ubnd=ubnd"}},
		{"vi", "phong trào thi đua “Dân vận khéo”", []string{"phong_trao_dvk=phong trào thi đua “Dân vận khéo", "dan_van=Dân vận", "dan_van_kheo=Dân vận khéo"}},
		{"fr", "l'édification du Parti", []string{"xay_dung_dang=édification du Parti"}},
		{"fr", "la « mobilisation des masses habile »", []string{"dan_van_kheo=mobilisation des masses habile", "dan_van=mobilisation des masses"}},
		{"fr", "les Comités populaires provinciaux", []string{"ubnd_tinh=Comités populaires provinciaux", "ubnd=Comités populaires"}},
		{"fr", "en commun, le commun des mortels", []string{}},
		{"fr", "les communes", []string{"xa=communes"}},
		{"ro", "consolidarea mobilizării maselor", []string{"dan_van=mobilizării maselor"}},
		{"ro", "în comună, de comun acord", []string{"xa=comună"}},
		{"ro", "Comitetului Permanent al Partidului Provincial", []string{"btv_tinh_uy=Comitetului Permanent al Partidului Provincial", "ban_thuong_vu=Comitetului Permanent al Partidului", "tinh_uy=Partidului Provincial"}},
		{"en", "the People's Committees of the communes", []string{"ubnd_xa=People's Committees of the communes"}},
	}
	for _, tt := range tests {
		got := show(tt.text, Find(tt.text, tt.tag))
		for _, want := range tt.want {
			if !slices.Contains(got, want) {
				t.Errorf("Find(%q, %s) = %q, lacks %q", tt.text, tt.tag, got, want)
			}
		}
		if len(tt.want) == 0 && len(got) > 0 {
			t.Errorf("Find(%q, %s) = %q, want nothing", tt.text, tt.tag, got)
		}
	}
}

// However khéo is translated, with and without marks, in whatever case form.
func TestSkilfulMobilisation(t *testing.T) {
	names := []string{
		"dân vận khéo", "Dân vận khéo", "dan van kheo", "DÂN VẬN KHÉO",
		"mobilisation de masse habile", "mobilisation de masse qualifiée", "mobilisation de masse qualifiee", "la mobilisation des masses habiles",
		"mobilizare calificată a maselor", "mobilizării iscusite a maselor", "mobilizarea calificată a maselor", "mobilizare in masa abilizata", "Mobilizare în Masă Abilizată", "mobilizării pricepute a maselor",
		"skilful mass mobilization", "skillful mass mobilisation",
	}
	for _, name := range names {
		for _, spelled := range []string{name, norm.NFD.String(name)} {
			found := InQuery(spelled)
			if !slices.ContainsFunc(found, func(m Match) bool { return m.ID == "dan_van_kheo" && m.Start <= 3 && m.End >= len(spelled)-1 }) {
				t.Errorf("InQuery(%q) = %q, lacks dan_van_kheo", spelled, show(spelled, found))
			}
		}
	}
}

func TestInQuery(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"hoi nghi dan van Nghe An", []string{"hoi_nghi=hoi nghi", "dan_van=dan van", "nghe_an=Nghe An"}},
		{"TU", []string{"tinh_uy=TU"}},
		{"tu ca", []string{}},
		{"commune", []string{"xa=commune"}},
		{"Front de la Patrie", []string{"mttq=Front de la Patrie"}},
		{"", []string{}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, show(tt.text, InQuery(tt.text))); diff != "" {
			t.Errorf("InQuery(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestDecomposedTextFindsTheSame(t *testing.T) {
	for _, c := range All() {
		for _, tag := range languages {
			for _, name := range c.Variants(tag) {
				a, b := ids(Find(name, tag)), ids(Find(norm.NFD.String(name), tag))
				if diff := cmp.Diff(a, b); diff != "" {
					t.Errorf("%q composed and decomposed differ:\n%s", name, diff)
				}
			}
		}
	}
}

func ids(found []Match) []string {
	out := make([]string, len(found))
	for i, m := range found {
		out[i] = m.ID
	}
	return out
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "Công tác dân vận", "l’« mobilisation » d'", "Comitetului\n\nProvincial", "ti\xff nh", "Uỷ viên BTV Tỉnh uỷ", strings.Repeat("Ban Thường vụ ", 50)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, tag := range []lang.Tag{"vi", "fr", "ro", "en", ""} {
			found := Find(text, tag)
			for _, m := range found {
				if m.Start < 0 || m.Start >= m.End || m.End > len(text) {
					t.Fatalf("%+v lies outside the text", m)
				}
				if span := text[m.Start:m.End]; utf8.ValidString(text) && !utf8.ValidString(span) {
					t.Fatalf("%+v cuts a character: %q", m, span)
				}
				if _, ok := ByID(m.ID); !ok {
					t.Fatalf("no such concept: %s", m.ID)
				}
			}
			var r Reader
			for range 2 {
				if diff := cmp.Diff(found, r.Find(text, tag)); diff != "" {
					t.Fatalf("a reader finds others in %q\n%s", text, diff)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	texts := map[lang.Tag]string{
		"vi": "Sáng 6/8, Ban Dân vận Tỉnh ủy tổ chức hội nghị tập huấn cho gần 300 cán bộ làm công tác dân vận ở cơ sở; các đại biểu trao đổi về mô hình thu gom rác và con đường mới của bản. ",
		"fr": "Le matin du 13 août, le Comité de mobilisation de masse du Comité provincial du Parti a formé près de 300 cadres ; les participants ont parlé de la collecte des déchets et du nouveau chemin. ",
		"ro": "În dimineața zilei de 6 august, Comisia de Mobilizare în Masă a Comitetului Provincial de Partid a instruit aproape 300 de cadre; participanții au vorbit despre gunoi și despre drumul nou. ",
	}
	for _, tag := range []lang.Tag{"vi", "fr", "ro"} {
		text := strings.Repeat(texts[tag], 20)
		b.Run(string(tag), func(b *testing.B) {
			Find(text, tag)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Find(text, tag)
			}
		})
		b.Run(string(tag)+"/reader", func(b *testing.B) {
			var r Reader
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				r.Find(text, tag)
			}
		})
	}
}

// Reading in all languages must not cost more per byte as texts grow.
func BenchmarkInQueryLong(b *testing.B) {
	for _, n := range []int{10, 1000} {
		text := strings.Repeat("Commission de mobilisation, công tác dân vận, Comitetul Popular, people. ", n)
		b.Run(strconv.Itoa(len(text)), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				InQuery(text)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := parse(glossaryFile); err != nil {
			b.Fatal(err)
		}
	}
}
