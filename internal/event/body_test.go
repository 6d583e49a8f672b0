package event

import (
	"testing"

	"khotin/internal/lang"
)

// partOf takes one text apart.
func blockOf(tag lang.Tag, text string) *block {
	p := newPage(Input{Lead: Text{text, tag}})
	return p.blocks[0]
}

// TestInstitutions: whatever a machine makes of a name, one Vietnamese name
// must come out. The name ends where the table's text has a bar.
func TestInstitutions(t *testing.T) {
	tests := []struct {
		tag        lang.Tag
		text, want string
		province   string
	}{
		{"vi", "Ban Dân vận Tỉnh ủy| tổ chức", "Ban Dân vận Tỉnh ủy", ""},
		{"vi", "Ban Dân vận Tỉnh uỷ| tổ chức", "Ban Dân vận Tỉnh ủy", ""},
		{"vi", "Ban Dân vận Tỉnh ủy Thái Bình| tổ chức", "Ban Dân vận Tỉnh ủy", "thaibinh"},
		{"vi", "Ban Dân vận Trung ương| tổ chức", "Ban Dân vận Trung ương", ""},
		{"vi", "Ban Tuyên giáo và Dân vận Tỉnh ủy Nghệ An| vừa tổ chức", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "nghean"},
		{"vi", "Ban Thường vụ Tỉnh ủy| ban hành", "Ban Thường vụ Tỉnh ủy", ""},
		{"vi", "Tỉnh ủy Cà Mau| tổ chức", "Tỉnh ủy", "camau"},
		{"vi", "UBND tỉnh| tổ chức", "UBND tỉnh", ""},
		{"vi", "Ủy ban nhân dân tỉnh Sơn La| tổ chức", "UBND tỉnh", "sonla"},
		{"vi", "Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh| tổ chức", "Ủy ban MTTQ Việt Nam tỉnh", ""},
		{"vi", "Ủy ban MTTQ Việt Nam tỉnh Hà Tĩnh| tổ chức", "Ủy ban MTTQ Việt Nam tỉnh", "hatinh"},
		{"vi", "Hội đồng nhân dân tỉnh| tổ chức", "HĐND tỉnh", ""},
		{"vi", "Hội Nông dân tỉnh| phối hợp", "Hội Nông dân tỉnh", ""},
		{"vi", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh| tổ chức", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", ""},
		{"vi", "Bộ Công an| đã", "Bộ Công an", ""},
		{"vi", "Ban Nội chính Tỉnh ủy| đã", "Ban Nội chính Tỉnh ủy", ""},

		{"fr", "le |Comité de mobilisation de masse du Comité provincial du Parti| a tenu", "Ban Dân vận Tỉnh ủy", ""},
		{"fr", "la |Commission de mobilisation de masse du Comité provincial du Parti de Thai Binh| a organisé", "Ban Dân vận Tỉnh ủy", "thaibinh"},
		{"fr", "le |Département de mobilisation de masse du Comité provincial du Parti| a organisé", "Ban Dân vận Tỉnh ủy", ""},
		{"fr", "le |Département de la mobilisation des masses du Parti provincial| a organisé", "Ban Dân vận Tỉnh ủy", ""},
		{"fr", "le |Bureau de la mobilisation populaire du Comité du Parti de la province| a organisé", "Ban Dân vận Tỉnh ủy", ""},
		{"fr", "le |Comité provincial du Parti pour la mobilisation de masse| a organisé", "Ban Dân vận Tỉnh ủy", ""},
		{"fr", "le |Comité provincial de mobilisation de masse du Parti| a organisé", "Ban Dân vận Tỉnh ủy", ""},
		{"fr", "la |Commission centrale de mobilisation de masse| a organisé", "Ban Dân vận Trung ương", ""},
		{"fr", "le |Comité central de mobilisation de masse| a organisé", "Ban Dân vận Trung ương", ""},
		{"fr", "la |Commission de la propagande et de la mobilisation de masse du Comité provincial du Parti| a", "Ban Tuyên giáo và Dân vận Tỉnh ủy", ""},
		{"fr", "la |Commission de la sensibilisation, de l'éducation et de la mobilisation des masses du Comité central| a", "Ban Tuyên giáo và Dân vận Trung ương", ""},
		{"fr", "le |Comité permanent du Comité provincial du Parti| a publié", "Ban Thường vụ Tỉnh ủy", ""},
		{"fr", "le |Comité permanent du Parti provincial| a publié", "Ban Thường vụ Tỉnh ủy", ""},
		{"fr", "le |Comité permanent provincial du Parti| a publié", "Ban Thường vụ Tỉnh ủy", ""},
		{"fr", "le |Comité populaire de la province de Son La| a tenu", "UBND tỉnh", "sonla"},
		{"fr", "le |Conseil populaire provincial| a tenu", "HĐND tỉnh", ""},
		{"fr", "le |Comité provincial du Front de la Patrie du Vietnam| a tenu", "Ủy ban MTTQ Việt Nam tỉnh", ""},
		{"fr", "l'|Union provinciale de la jeunesse| a tenu", "Tỉnh đoàn", ""},
		{"fr", "l'|Association provinciale des anciens combattants| a tenu", "Hội Cựu chiến binh tỉnh", ""},
		{"fr", "le |ministère de la Sécurité publique| a tenu", "Bộ Công an", ""},
		{"fr", "le |Commandement provincial des gardes-frontières| a tenu", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", ""},

		{"ro", "|Comisia de Mobilizare în Masă a Comitetului Provincial de Partid Thai Binh| a organizat", "Ban Dân vận Tỉnh ủy", "thaibinh"},
		{"ro", "|Comitetul Provincial de Partid pentru Mobilizare în Masă| a organizat", "Ban Dân vận Tỉnh ủy", ""},
		{"ro", "|Departamentul de Mobilizare a Maselor al Comitetului Provincial al Partidului| a organizat", "Ban Dân vận Tỉnh ủy", ""},
		{"ro", "|Comitetul Central pentru Mobilizarea Maselor| a organizat", "Ban Dân vận Trung ương", ""},
		{"ro", "|Comisia de Propagandă și Mobilizare a Maselor a Comitetului Provincial de Partid| a deschis", "Ban Tuyên giáo và Dân vận Tỉnh ủy", ""},
		{"ro", "|Comitetul Permanent al Comitetului Provincial de Partid| a emis", "Ban Thường vụ Tỉnh ủy", ""},
		{"ro", "|Comitetul Permanent al Partidului Provincial| a emis", "Ban Thường vụ Tỉnh ủy", ""},
		{"ro", "|Comitetul Popular al provinciei Ca Mau| a ținut", "UBND tỉnh", "camau"},
		{"ro", "|Consiliul Popular Provincial| a ținut", "HĐND tỉnh", ""},
		{"ro", "|Comitetul provincial al Frontului Patriei din Vietnam| a organizat", "Ủy ban MTTQ Việt Nam tỉnh", ""},
		{"ro", "|Uniunea Provincială a Tineretului| a organizat", "Tỉnh đoàn", ""},
		{"ro", "|Ministerul Securității Publice| a organizat", "Bộ Công an", ""},
		{"ro", "|Ministerul Securităţii Publice| a organizat", "Bộ Công an", ""},
	}
	for _, tt := range tests {
		from, to, text := bars(tt.text)
		s := blockOf(tt.tag, text)
		if len(s.bodies) == 0 {
			t.Errorf("%s: nothing found", text)
			continue
		}
		b := s.bodies[0]
		at := s.passage(b.from, b.to)
		if b.name != tt.want || b.province != tt.province || at.Start != from || at.End != to {
			t.Errorf("%s: %q is %q in %q, want %q in %q", text, at.Surface, b.name, b.province, tt.want, tt.province)
		}
	}
}

// bars takes the bars out of a text and returns where they stood; a single bar
// is the end.
func bars(text string) (from, to int, plain string) {
	var at []int
	for _, r := range text {
		if r == '|' {
			at = append(at, len(plain))
			continue
		}
		plain += string(r)
	}
	if len(at) == 1 {
		return 0, at[0], plain
	}
	return at[0], at[1], plain
}

func TestPosts(t *testing.T) {
	tests := []struct {
		tag        lang.Tag
		text, want string
	}{
		{"vi", "Phó Bí thư Thường trực Tỉnh ủy", "Phó Bí thư Thường trực Tỉnh ủy"},
		{"vi", "Uỷ viên Ban Thường vụ Tỉnh uỷ", "Ủy viên Ban Thường vụ Tỉnh ủy"},
		{"vi", "Trưởng Ban Dân vận Tỉnh ủy", "Trưởng Ban Dân vận Tỉnh ủy"},
		{"vi", "Trưởng ban Dân vận Tỉnh ủy", "Trưởng Ban Dân vận Tỉnh ủy"},
		{"vi", "Phó Trưởng ban Thường trực Ban Dân vận Tỉnh uỷ", "Phó Trưởng ban Thường trực Ban Dân vận Tỉnh ủy"},
		{"vi", "Phó Chủ tịch Thường trực UBND tỉnh", "Phó Chủ tịch Thường trực UBND tỉnh"},
		{"vi", "Chủ tịch Ủy ban MTTQ Việt Nam tỉnh", "Chủ tịch Ủy ban MTTQ Việt Nam tỉnh"},
		{"vi", "Bí thư Tỉnh đoàn", "Bí thư Tỉnh đoàn"},
		{"vi", "Thứ trưởng Bộ Công an", "Thứ trưởng Bộ Công an"},
		{"vi", "Chính ủy Bộ đội Biên phòng tỉnh", "Chính ủy Bộ đội Biên phòng tỉnh"},

		{"fr", "secrétaire adjoint permanent du Comité provincial du Parti", "Phó Bí thư Thường trực Tỉnh ủy"},
		{"fr", "secrétaire adjoint permanent du Comité permanent du Parti provincial", "Phó Bí thư Thường trực Tỉnh ủy"},
		{"fr", "membre du Comité permanent du Parti provincial", "Ủy viên Ban Thường vụ Tỉnh ủy"},
		{"fr", "membre du Comité central du Parti", "Ủy viên Ban Chấp hành Trung ương Đảng"},
		{"fr", "membre suppléant du Comité central du Parti", "Ủy viên dự khuyết Ban Chấp hành Trung ương Đảng"},
		{"fr", "membre du Politburo", "Ủy viên Bộ Chính trị"},
		{"fr", "chef de la Commission de mobilisation de masse du Comité provincial du Parti", "Trưởng Ban Dân vận Tỉnh ủy"},
		{"fr", "président de la Commission de mobilisation de masse du Comité provincial du Parti", "Trưởng Ban Dân vận Tỉnh ủy"},
		{"fr", "cheffe adjointe permanente de la Commission de mobilisation de masse du Comité provincial du Parti", "Phó Trưởng ban Thường trực Ban Dân vận Tỉnh ủy"},
		{"fr", "vice-président permanent du Comité populaire provincial", "Phó Chủ tịch Thường trực UBND tỉnh"},
		{"fr", "présidente du Comité provincial du Front de la Patrie du Vietnam", "Chủ tịch Ủy ban MTTQ Việt Nam tỉnh"},
		{"fr", "secrétaire de l'Union provinciale de la jeunesse", "Bí thư Tỉnh đoàn"},
		{"fr", "vice-ministre de la Sécurité publique", "Thứ trưởng Bộ Công an"},
		{"fr", "chef du Comité directeur de la mobilisation de masse du gouvernement provincial", "Trưởng Ban Chỉ đạo Dân vận chính quyền tỉnh"},

		{"ro", "secretar adjunct permanent al Comitetului Provincial de Partid", "Phó Bí thư Thường trực Tỉnh ủy"},
		{"ro", "președintele Consiliului Popular Provincial", "Chủ tịch HĐND tỉnh"},
		{"ro", "vicepreședinte permanent al Comitetului Popular Provincial", "Phó Chủ tịch Thường trực UBND tỉnh"},
		{"ro", "șefa Comisiei de Mobilizare în Masă a Comitetului Provincial de Partid", "Trưởng Ban Dân vận Tỉnh ủy"},
		{"ro", "șefă adjunctă permanentă a Comisiei de Mobilizare în Masă a Comitetului Provincial de Partid", "Phó Trưởng ban Thường trực Ban Dân vận Tỉnh ủy"},
		{"ro", "membru al Comitetului Central al Partidului", "Ủy viên Ban Chấp hành Trung ương Đảng"},
		{"ro", "ministru adjunct al Securității Publice", "Thứ trưởng Bộ Công an"},
		{"ro", "secretarul Uniunii Provinciale a Tineretului", "Bí thư Tỉnh đoàn"},
	}
	for _, tt := range tests {
		before := map[lang.Tag]string{"vi": "đồng chí Lê Văn Tám, ", "fr": "le camarade Le Van Tam, ", "ro": "tovarășul Le Van Tam, "}[tt.tag]
		persons := Persons(Input{Lead: Text{before + tt.text + ", 300.", tt.tag}})
		if len(persons) != 1 || persons[0].Key != "le van tam" || len(persons[0].Roles) != 1 {
			t.Errorf("%s: persons are %+v", tt.text, persons)
			continue
		}
		if r := persons[0].Roles[0]; r.Post != tt.want || r.At[0].Surface != tt.text {
			t.Errorf("%s: post is %q, read from %q", tt.text, r.Post, r.At[0].Surface)
		}
	}
}
