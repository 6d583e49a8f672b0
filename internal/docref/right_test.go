package docref

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIssuersBesideNumbers(t *testing.T) {
	for _, c := range []struct{ lang, text, name, province string }{
		{"vi", "Kế hoạch số 9-KH/TU của Ban Thường vụ Tỉnh ủy Nghệ An", "Ban Thường vụ Tỉnh ủy", "nghean"},
		{"vi", "Kế hoạch số 9-KH/TU, ngày 2/3/2022 của Tỉnh uỷ Thanh Hoá", "Tỉnh ủy", "thanhhoa"},
		{"vi", "Kế hoạch số 9-KH/TU của Thành ủy Đà Nẵng", "Thành ủy", "danang"},
		{"vi", "Kế hoạch số 9/KH-UBND của UBND tỉnh Hà Tĩnh", "Ủy ban nhân dân", "hatinh"},
		{"vi", "Kế hoạch số 9-KH/TW của Bộ Chính trị", "Bộ Chính trị", ""},
		{"vi", "Kế hoạch số 9-KH/TU về hòa bình", "Tỉnh ủy, Thành ủy", ""},
		{"fr", "Plan n° 9-KH/TU du 2 mars 2022 du Comité permanent provincial du Parti de Nghe An", "Ban Thường vụ Tỉnh ủy", "nghean"},
		{"fr", "Plan n° 9-KH/TU du Comité provincial du Parti de la province de Thai Binh", "Tỉnh ủy", "thaibinh"},
		{"fr", "Plan n° 9/KH-UBND du Comité populaire de la province de Ha Tinh", "Ủy ban nhân dân", "hatinh"},
		{"fr", "Résolution n° 9-NQ/TW de la 5e Conférence du 13e Comité exécutif central", "Ban Chấp hành Trung ương", ""},
		{"fr", "Plan n° 9/KH-BCA du ministère de la Sécurité publique", "Bộ Công an", ""},
		{"ro", "Planul nr. 9-KH/TU al Comitetului Provincial de Partid din provincia Thai Binh", "Tỉnh ủy", "thaibinh"},
		{"ro", "Legea nr. 9/2022/QH15 din 2 martie 2022 a celei de-a 15-a Adunări Naționale", "Quốc hội", ""},
		{"en", "Plan No. 9-KH/TU of the Provincial Party Committee of Lang Son", "Tỉnh ủy", "langson"},
	} {
		found := Find(c.text, c.lang)
		if len(found) != 1 || found[0].Issuer.Name != c.name || found[0].Issuer.Province != c.province {
			t.Errorf("%q: %+v, want %q of %q", c.text, found, c.name, c.province)
		}
	}
}

func TestInferredSymbols(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"vi", "Nghị quyết 36 của Bộ Chính trị", "36-NQ/TW"},
		{"vi", "Nghị quyết 36 Bộ Chính trị", "36-NQ/TW"},
		{"vi", "Quy định 37 của Ban Chấp hành Trung ương", "37-QĐ/TW"},
		{"vi", "Quyết định số 749 của Thủ tướng", "749/QĐ-TTg"},
		{"vi", "Nghị quyết số 9 của HĐND tỉnh", "09/NQ-HĐND"},
		{"vi", "Kế hoạch số 9 của Huyện ủy", "09-KH/HU"},
		{"vi", "Hướng dẫn số 9 của Ban Tổ chức Trung ương", "09-HD/BTCTW"},
		{"vi", "Đề án 06 của Chính phủ", ""},             // no type the Government numbers
		{"vi", "Nghị quyết số 20 của Quốc hội", ""},      // no number without year and legislature
		{"vi", "Nghị định số 30 của Chính phủ", ""},      // nor a decree
		{"vi", "Theo Nghị quyết 18, Tỉnh ủy đã họp", ""}, // the subject, not the issuer
		{"vi", "Nghị quyết 18 về tổ chức bộ máy", ""},
		{"fr", "la circulaire n° 9 du Comité provincial du Parti", "09-TT/TU"},
		{"fr", "l'instruction n° 9 du Premier ministre", "09/CT-TTg"},
		{"fr", "le règlement n° 9 du Secrétariat", "09-QĐ/TW"},
		{"ro", "Directiva nr. 9 a Prim-ministrului", "09/CT-TTg"},
		{"en", "Conclusion No. 9 of the Secretariat", "09-KL/TW"},
	} {
		found := Find(c.text, c.lang)
		if len(found) != 1 || found[0].Canonical != c.want || (c.want != "") != (len(found[0].Inferred) == 1) {
			t.Errorf("%q: %+v, want %q", c.text, found, c.want)
		}
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"vi", "Nghị quyết số 9-NQ/TU “Về đổi mới”", "Về đổi mới"},
		{"vi", `Nghị quyết số 9-NQ/TU về "Đổi mới công tác dân vận"`, "Đổi mới công tác dân vận"},
		{"fr", "Résolution n° 9-NQ/TU du 2 mars 2022 du Politburo « Sur l’innovation »", "Sur l’innovation"},
		{"fr", "Résolution n° 9-NQ/TU sur «\u00a0Renforcer la direction\u00a0», 2021", "Renforcer la direction"},
		{"ro", "Rezoluția nr. 9-NQ/TU privind „Guvern prietenos”", "Guvern prietenos"},
		{"vi", "Nghị quyết số 9-NQ/TU “không đóng", ""},
		{"vi", "Nghị quyết số 9-NQ/TU và “một câu khác”", ""},
	} {
		found := Find(c.text, c.lang)
		if len(found) != 1 || found[0].Title != c.want || c.text[found[0].TitleSpan.Start:found[0].TitleSpan.End] != c.want {
			t.Errorf("%q: %+v, want %q", c.text, found, c.want)
		}
	}
}

func TestConflicts(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       *Conflict
	}{
		{"fr", "Directive n° 9-CT/TU du Politburo", &Conflict{"issuer", "Bộ Chính trị", "09-CT/TW"}},
		{"fr", "Conclusion n° 9-KH/TU du Secrétariat", &Conflict{"type+issuer", "Ban Bí thư", "09-KL/TW"}},
		{"vi", "Kết luận số 9-KH/TW", &Conflict{"type", "Kết luận", "09-KL/TW"}},
		{"vi", "Nghị quyết số 9-NQ/TW của Tỉnh ủy", &Conflict{"issuer", "Tỉnh ủy", "09-NQ/TU"}},
		{"vi", "Kế hoạch số 9-KH/TU của UBND tỉnh", &Conflict{"issuer", "Ủy ban nhân dân", "09/KH-UBND"}},
		{"vi", "Kế hoạch số 9-KH/TU của Tỉnh ủy", nil},
		{"vi", "Kết luận số 9-KL/TW của Ban Bí thư", nil},
		{"vi", "Quyết định số 9/QĐ-TTg của Chính phủ", nil},
		{"vi", "Hướng dẫn số 9-HD/BTCTW của Trung ương", nil},
		{"vi", "Quy chế số 9/QĐ-UBND", nil},
		{"fr", "Dépêche officielle n° 9/CD-TTg", nil},
		{"vi", "Theo Nghị quyết số 9-NQ/TW, Tỉnh ủy đã họp", nil},
	} {
		found := Find(c.text, c.lang)
		if len(found) != 1 {
			t.Errorf("%q: %+v", c.text, found)
			continue
		}
		if diff := cmp.Diff(c.want, found[0].Conflict); diff != "" {
			t.Errorf("%q (-want +got)\n%s", c.text, diff)
		}
	}
}
