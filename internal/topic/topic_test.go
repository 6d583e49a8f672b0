package topic

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/lang"
)

func TestTablesAreSound(t *testing.T) {
	if err := Check(); err != nil {
		t.Fatal(err)
	}
}

func TestReasons(t *testing.T) {
	r := Score(Input{
		Lang:     lang.French,
		Headline: "Concours « Mobilisation de masse habile »",
		Lead:     "Les équipes parlent de dons de terrain ; on joue aussi au football.",
		Captions: []string{"Đội thi Dân vận khéo của phường Đông Hải. Ảnh: TG"},
		Section:  "Construction de fêtes",
	})
	var got []string
	for _, reason := range r.Reasons {
		sign := "+"
		if reason.Points < 0 {
			sign = "-"
		}
		got = append(got, sign+" "+reason.What+", "+reason.Where)
	}
	for _, want := range []string{
		"+ concept hoi_thi_dvk, headline",
		"+ concept hien_dat, lead",
		"- other news: sport, lead",
		"+ concept dan_van, caption",
		"+ section Construction de fêtes, section",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("reasons %q lack %q", got, want)
		}
	}
	if r.Score < .9 {
		t.Errorf("score %.2f", r.Score)
	}
	for i := range len(r.Reasons) - 1 {
		if math.Abs(r.Reasons[i].Points) < math.Abs(r.Reasons[i+1].Points) {
			t.Errorf("reasons are not in order of weight: %v", r.Reasons)
		}
	}
}

func TestNothingIsOffTopic(t *testing.T) {
	r := Score(Input{})
	if r.Score >= Threshold || len(r.Reasons) > 0 {
		t.Errorf("an empty page: %+v", r)
	}
}

func TestContext(t *testing.T) {
	k := world()
	tests := []struct {
		name string
		got  []Reason
		want []Reason
	}{
		{"section in capitals", k.judgeSection(" XÂY DỰNG ĐẢNG – CHÍNH QUYỀN "), []Reason{{"section XÂY DỰNG ĐẢNG – CHÍNH QUYỀN", "section", .8}}},
		{"section of other news", k.judgeSection("Thể thao"), []Reason{{"section Thể thao", "section", -1.5}}},
		{"unknown section", k.judgeSection("Mục lạ"), nil},
		{"no section", k.judgeSection(""), nil},
		{"document on mobilisation", k.judgeCitations([]Citation{{"nghi-quyet", "04-NQ/TU"}, {"nghi-quyet", "25-NQ/TW"}}), []Reason{{"cites 25-NQ/TW", "citation", 1.2}}},
		{"its own commission", k.judgeCitations([]Citation{{"ke-hoach", "63-KH/BDVTU"}}), []Reason{{"cites 63-KH/BDVTU", "citation", 1.5}}},
		{"joint programme", k.judgeCitations([]Citation{{"chuong-trinh-phoi-hop", "05-CTPH/BDVTU-BĐBP"}}), []Reason{{"cites 05-CTPH/BDVTU-BĐBP", "citation", 1.5}}},
		{"Front in the shape of the state", k.judgeCitations([]Citation{{"huong-dan", "11/HD-MTTW-BTT"}}), []Reason{{"cites 11/HD-MTTW-BTT", "citation", .8}}},
		{"state document", k.judgeCitations([]Citation{{"quyet-dinh", "921/QĐ-UBND"}}), nil},
		{"short form", k.judgeCitations([]Citation{{"nghi-quyet", ""}}), nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// Citations not given are looked for in the text; an empty list says there are
// none.
func TestCitationsAreLookedFor(t *testing.T) {
	in := Input{Lang: lang.Vietnamese, Lead: "Tỉnh sơ kết Nghị quyết số 25-NQ/TW ngày 03/6/2013."}
	found := Score(in)
	in.Citations = []Citation{}
	if without := Score(in); found.Score <= without.Score {
		t.Errorf("%.3f with the citation found, %.3f without", found.Score, without.Score)
	}
}

// The first paragraph serves as a lead where the page names none.
func TestLeadFromParagraphs(t *testing.T) {
	a := Score(Input{Lang: lang.Vietnamese, Lead: "Bà con hiến đất.", Paragraphs: []string{"Xã cảm ơn."}})
	b := Score(Input{Lang: lang.Vietnamese, Paragraphs: []string{"Bà con hiến đất.", "Xã cảm ơn."}})
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
}

func FuzzScore(f *testing.F) {
	f.Add("vi", "Dân vận khéo", "Bà con hiến đất, nghị quyết 25-NQ/TW", "Xây dựng Đảng")
	f.Add("", "l’« mobilisation »", "ti\xff\n\nnh", "\x00")
	f.Fuzz(func(t *testing.T, tag, head, text, section string) {
		r := Score(Input{Lang: lang.Tag(tag), Headline: head, Paragraphs: strings.Split(text, "\n"), Captions: []string{text}, Section: section})
		if math.IsNaN(r.Score) || r.Score < 0 || r.Score > 1 || len(r.Reasons) > maxReasons {
			t.Errorf("%+v", r)
		}
		for _, reason := range r.Reasons {
			if reason.What == "" || reason.Where == "" || math.IsNaN(reason.Points) {
				t.Errorf("%+v", reason)
			}
		}
	})
}

func BenchmarkScore(b *testing.B) {
	for _, tag := range tags {
		rows := readRows(b, tag)
		in := Input{Lang: tag, Headline: rows[0].Headline, Lead: rows[0].Text}
		for _, r := range rows[1:31] {
			in.Paragraphs = append(in.Paragraphs, r.Text)
		}
		b.Run(string(tag), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Score(in)
			}
		})
	}
}
