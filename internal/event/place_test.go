package event

import (
	"testing"

	"khotin/internal/lang"
)

func TestPlaces(t *testing.T) {
	tests := []struct {
		tag            lang.Tag
		headline, lead string
		body, home     string
		province       string
		basis          Basis
	}{
		{tag: "vi", lead: "Sáng 6/8, tại Hà Nội, Tỉnh ủy Nghệ An tổ chức hội nghị.", province: "hanoi", basis: BySentence},
		{tag: "vi", lead: "Sáng 6/8, Tỉnh ủy Nghệ An tổ chức hội nghị.", province: "nghean", basis: ByHost},
		{tag: "vi", lead: "Sáng 6/8, Tỉnh uỷ Thanh Hoá tổ chức hội nghị.", province: "thanhhoa", basis: ByHost},
		{tag: "vi", headline: "Nghệ An: Hội nghị dân vận", lead: "Sáng 6/8, Tỉnh ủy tổ chức hội nghị.", home: "hatinh", province: "nghean", basis: ByHeadline},
		{tag: "vi", lead: "Sáng 6/8, Tỉnh ủy tổ chức hội nghị.", body: "Báo Thanh Hóa đưa tin.", home: "hatinh", province: "thanhhoa", basis: ByText},
		{tag: "vi", lead: "Sáng 6/8, Tỉnh ủy tổ chức hội nghị.", home: "hatinh", province: "hatinh", basis: ByOutlet},
		{tag: "vi", lead: "Sáng 6/8, Tỉnh ủy tổ chức hội nghị.", home: "atlantis"},
		{tag: "vi", lead: "Sáng 6/8, Ban Dân vận Trung ương tổ chức hội nghị.", home: "hatinh"}, // the centre is not at home there
		{tag: "vi", lead: "Sáng 6/8, Tỉnh ủy tổ chức hội nghị vì hòa bình.", body: "Thái Bình Dương rộng lớn."},
		{tag: "vi", lead: "Sáng 6/8, Tỉnh ủy tổ chức hội nghị.", body: "Ông Phạm Thanh Hóa dự."},
		{tag: "vi", lead: "Sáng 6/8, Tỉnh ủy tổ chức hội nghị.", body: "Chị Thanh Hòa hát."},
		{tag: "fr", lead: "Le 6 août, à Hanoï, le Comité central de mobilisation de masse a tenu une conférence.", province: "hanoi", basis: BySentence},
		{tag: "fr", lead: "Le 6 août, le Comité provincial du Parti de Thanh Hoa a tenu une conférence.", province: "thanhhoa", basis: ByHost},
		{tag: "fr", headline: "300 cadres de Nghe An en formation", lead: "Le 6 août, le Comité provincial du Parti a tenu une conférence.", province: "nghean", basis: ByHeadline},
		{tag: "fr", lead: "Le 6 août, le Comité populaire de Hô Chi Minh-Ville a tenu une conférence.", province: "hochiminh", basis: ByHost},
		{tag: "ro", lead: "Pe 6 august, la Hanoi, Comitetul Central pentru Mobilizarea Maselor a ținut o conferință.", province: "hanoi", basis: BySentence},
		{tag: "ro", lead: "Pe 6 august, Comitetul Provincial de Partid a ținut o conferință în provincia Thai Binh.", province: "thaibinh", basis: BySentence},
	}
	for _, tt := range tests {
		in := Input{Headline: Text{tt.headline, tt.tag}, Lead: Text{tt.lead, tt.tag}, Home: tt.home}
		if tt.body != "" {
			in.Paragraphs = []Text{{tt.body, tt.tag}}
		}
		events := Events(in)
		if len(events) != 1 {
			t.Errorf("%s: %d events", tt.lead, len(events))
			continue
		}
		if p := events[0].Place; p.Province != tt.province || p.Basis != tt.basis {
			t.Errorf("%s %s %s: place is %s by %s, want %s by %s", tt.headline, tt.lead, tt.body, p.Province, p.Basis, tt.province, tt.basis)
		}
	}
}
