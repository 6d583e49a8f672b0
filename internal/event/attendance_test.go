package event

import (
	"fmt"
	"testing"

	"khotin/internal/lang"
)

// TestHeadcounts puts a phrase behind a reporting sentence and checks what is
// counted.
func TestHeadcounts(t *testing.T) {
	leads := map[lang.Tag]string{
		"vi": "Sáng 6/8/2024, Tỉnh ủy Nghệ An tổ chức hội nghị tổng kết.",
		"fr": "Le 6 août 2024, le Comité provincial du Parti de Nghe An a organisé une conférence de bilan.",
		"ro": "Pe 6 august 2024, Comitetul Provincial de Partid Nghe An a organizat o conferință de bilanț.",
	}
	tests := []struct {
		tag        lang.Tag
		text, want string
	}{
		{"vi", "Dự hội nghị có gần 300 đại biểu.", "gần 300 đại biểu = 300 approx_below delegates"},
		{"vi", "Hội nghị có sự tham gia của 1.200 đại biểu.", "1.200 đại biểu = 1200 exact delegates"},
		{"vi", "Hơn 1 200 đại biểu dự.", "Hơn 1 200 đại biểu = 1200 more_than delegates"},
		{"vi", "Trên 350 cán bộ, đảng viên tham dự.", "Trên 350 cán bộ, đảng viên = 350 more_than cadres"},
		{"vi", "Khoảng 600 đoàn viên tham gia.", "Khoảng 600 đoàn viên = 600 about members"},
		{"vi", "Có 85 học viên.", "85 học viên = 85 exact trainees"},
		{"vi", "Tham dự có 1.500 lượt cán bộ.", "1.500 lượt cán bộ = 1500 exact cadres"},
		{"vi", "Tham dự có hơn hai trăm đại biểu.", "hơn hai trăm đại biểu = 200 more_than delegates"},
		{"vi", "Cả tỉnh hiện có 152.000 hội viên.", ""},
		{"vi", "Khen thưởng 12 tập thể và 30 đại biểu: tặng bằng khen.", ""},
		{"vi", "Đã khám bệnh cho 310 người.", ""},
		{"vi", "86% cán bộ hài lòng, 94% đại biểu tán thành.", ""},
		{"vi", "Theo Kế hoạch số 300 cán bộ phải học.", ""},
		{"vi", "Sửa 38 ngôi nhà cho 75 hộ.", ""},
		{"vi", "Đến năm 2025 cán bộ xã dự đủ các lớp.", ""},
		{"fr", "Près de 300 délégués y ont assisté.", "Près de 300 délégués = 300 approx_below delegates"},
		{"fr", "Avec la participation de 1\u00a0200 délégués.", "1\u00a0200 délégués = 1200 exact delegates"},
		{"fr", "Avec la participation de 1\u202f200 délégués.", "1\u202f200 délégués = 1200 exact delegates"},
		{"fr", "Plus de 1.200 délégués ont suivi la conférence.", "Plus de 1.200 délégués = 1200 more_than delegates"},
		{"fr", "Environ 250 cadres ont participé.", "Environ 250 cadres = 250 about cadres"},
		{"fr", "En présence d'environ 600 membres.", "environ 600 membres = 600 about members"},
		{"fr", "La conférence a réuni une centaine de délégués.", "une centaine de délégués = 100 about delegates"},
		{"fr", "L'association compte actuellement 5 000 membres.", ""},
		{"fr", "31 personnes ont été récompensées.", ""},
		{"fr", "94 % des personnes interrogées sont satisfaites.", ""},
		{"fr", "Ils ont réparé 38 maisons et parrainé 64 élèves.", ""},
		{"fr", "100 % des cadres ont participé.", ""},
		{"ro", "Peste 350 de delegați au participat.", "Peste 350 de delegați = 350 more_than delegates"},
		{"ro", "Au participat aproape 1.200 de delegați.", "aproape 1.200 de delegați = 1200 approx_below delegates"},
		{"ro", "Cu participarea a circa 250 de cadre.", "circa 250 de cadre = 250 about cadres"},
		{"ro", "Au asistat o sută de delegați.", "o sută de delegați = 100 exact delegates"},
		{"ro", "Asociația numără 5.000 de membri.", ""},
		{"ro", "Au fost premiate 12 colective și 19 persoane.", ""},
		{"ro", "94% dintre delegați sunt mulțumiți.", ""},
	}
	for _, tt := range tests {
		events := Events(Input{Lead: Text{leads[tt.tag], tt.tag}, Paragraphs: []Text{{tt.text, tt.tag}}})
		if len(events) != 1 {
			t.Fatalf("%s: %d events", tt.text, len(events))
		}
		got := ""
		for _, a := range events[0].Attendance {
			got += fmt.Sprintf("%s = %d %s %s", a.At.Surface, a.N, a.Qualifier, a.Unit)
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}
