package event

import (
	"fmt"
	"strings"
	"testing"

	"khotin/internal/lang"
)

// TestNames checks who is found: names as printed, and what is none.
func TestNames(t *testing.T) {
	tests := []struct {
		tag        lang.Tag
		text, want string
	}{
		{"vi", "Đồng chí Lê Hồng Vinh phát biểu.", "Lê Hồng Vinh"},
		{"vi", "Đại tá Nguyễn Đức Hậu, Chính ủy", "Nguyễn Đức Hậu"},
		{"vi", "đồng chí Đại tá Trần Lâm nói", "Trần Lâm"},
		{"vi", "bà Cao Thị Lựu và ông Vì Văn Inh", "Cao Thị Lựu, Vì Văn Inh"},
		{"vi", "Phó Chủ tịch UBND tỉnh Bùi Thanh An dự", "Bùi Thanh An"},
		{"vi", "Bí thư Tỉnh ủy Nghệ An Nguyễn Đức Trung nhấn mạnh", "Nguyễn Đức Trung"},
		{"vi", "các đồng chí: Lò Thị Minh, Phó Bí thư; Giàng Seo Vần, Chủ tịch", "Lò Thị Minh, Giàng Seo Vần"},
		{"vi", "đồng chí Lữ Ly", "Lữ Ly"},
		{"vi", "chị Rơ Ông K'Lim kể", "Rơ Ông K'Lim"},
		{"vi", "đồng chí Y Thanh Hà Niê Kđăm dự", "Y Thanh Hà Niê Kđăm"},
		{"fr", "raconte Mme Ro Ong K'Lim, de la commune", "Ro Ong K'Lim"},
		{"vi", "LÊ HỒNG VINH", ""},
		{"vi", "Phó Trưởng Ban Dân vận Tỉnh ủy phát biểu", ""},
		{"vi", "Trưởng Ban Dân Vận", ""},
		{"vi", "huyện Lý Nhân, phường Hà Huy Tập, đường Trần Hưng Đạo", ""},
		{"vi", "Chủ tịch Hồ Chí Minh căn dặn", ""},
		{"vi", "tỉnh Hà Tĩnh và Đồng Tháp Mười", ""},
		{"vi", "bà con Nhân dân phấn khởi", ""},
		{"fr", "le camarade Le Hong Vinh, membre", "Le Hong Vinh"},
		{"fr", "Les camarades Le Hong Vinh, membre du Comité, et Nguyen Manh Khoi, chef", "Le Hong Vinh, Nguyen Manh Khoi"},
		{"fr", "M. Nguyễn Đức Trung a dit", "Nguyễn Đức Trung"},
		{"fr", "Mme Cao Thi Luu a observé", "Cao Thi Luu"},
		{"fr", "le lieutenant-général principal Le Quoc Hung", "Le Quoc Hung"},
		{"fr", "signée par le secrétaire adjoint, Lai The Nguyen, et envoyée", "Lai The Nguyen"},
		{"fr", "Le Comité provincial du Parti de Nghe An", ""},
		{"fr", "L'équipe de Le Thuy et la commune de Da Long", ""},
		{"fr", "Le Parti et le Front", ""},
		{"ro", "tovarășul Nguyen Tien Thanh, secretar", "Nguyen Tien Thanh"},
		{"ro", "Tovarăşa Vu Thi Bich Lien a vorbit", "Vu Thi Bich Lien"},
		{"ro", "colonelul Nguyen Duc Hau", "Nguyen Duc Hau"},
		{"ro", "domnul Do Van Quyet a povestit", "Do Van Quyet"},
		{"ro", "raionul Dam Rong, echipa Muong Bu", ""},
	}
	for _, tt := range tests {
		var names []string
		for _, p := range Persons(Input{Lead: Text{tt.text, tt.tag}}) {
			names = append(names, p.Name)
		}
		if got := strings.Join(names, ", "); got != tt.want {
			t.Errorf("%s: found %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestParts checks who did what.
func TestParts(t *testing.T) {
	tests := []struct {
		tag        lang.Tag
		text, want string
	}{
		{"vi", "Đồng chí Lê Văn Tám chủ trì hội nghị.", "chair le van tam"},
		{"vi", "Chủ trì hội nghị, đồng chí Lê Văn Tám nêu rõ.", "chair le van tam"},
		{"vi", "Hội nghị do đồng chí Lê Văn Tám và đồng chí Vũ Thị Sáu đồng chủ trì.", "chair le van tam, chair vu thi sau"},
		{"vi", "Dự hội nghị có đồng chí Lê Văn Tám. Đồng chí Vũ Thị Sáu chủ trì.", "chair vu thi sau, guest le van tam"},
		{"vi", "Ban Dân vận Tỉnh ủy chủ trì hội nghị, có đồng chí Lê Văn Tám dự.", "guest le van tam"},
		{"vi", "Phát biểu khai mạc, đồng chí Lê Văn Tám đề nghị.", "opener le van tam"},
		{"vi", "Dự và phát biểu khai mạc có đồng chí Lê Văn Tám.", "opener le van tam"},
		{"vi", "Kết luận hội nghị, đồng chí Lê Văn Tám yêu cầu.", "closer le van tam"},
		{"vi", "Đồng chí Lê Văn Tám, Phó Bí thư, ký ban hành nghị quyết.", "signer le van tam"},
		{"vi", "Ông Lê Văn Tám trực tiếp lên lớp.", "lecturer le van tam"},
		{"fr", "La conférence a été présidée par : Le Van Tam, chef ; Vu Thi Sau, membre.", "chair le van tam, chair vu thi sau"},
		{"fr", "Le camarade Le Van Tam, chef de la Commission, a présidé la conférence.", "chair le van tam"},
		{"fr", "Présidant la conférence, le camarade Le Van Tam a dit.", "chair le van tam"},
		{"fr", "Sous la présidence du camarade Le Van Tam, la conférence a adopté un plan.", "chair le van tam"},
		{"fr", "Ont présidé la conférence les camarades Le Van Tam et Vu Thi Sau.", "chair le van tam, chair vu thi sau"},
		{"fr", "Dans son discours d'ouverture, le camarade Le Van Tam a invité.", "opener le van tam"},
		{"fr", "Le camarade Le Van Tam a prononcé le discours de clôture.", "closer le van tam"},
		{"fr", "Ont assisté à la conférence les camarades Le Van Tam et Vu Thi Sau.", "guest le van tam, guest vu thi sau"},
		{"fr", "La résolution, signée par le camarade Le Van Tam, fixe des objectifs.", "signer le van tam"},
		{"ro", "Conferința a fost prezidată de tovarășul Le Van Tam, împreună cu colonelul Vu Thi Sau.", "chair le van tam, chair vu thi sau"},
		{"ro", "Tovarășa Vu Thi Sau a prezidat lucrările.", "chair vu thi sau"},
		{"ro", "Prezidând conferința, tovarășul Le Van Tam a spus.", "chair le van tam"},
		{"ro", "În discursul de deschidere, tovarășul Le Van Tam le-a cerut.", "opener le van tam"},
		{"ro", "Tovarășul Le Van Tam a semnat rezoluția.", "signer le van tam"},
		{"ro", "Au participat tovarășii Le Van Tam și Vu Thi Sau.", "guest le van tam, guest vu thi sau"},
	}
	for _, tt := range tests {
		all := newPage(Input{Lead: Text{tt.text, tt.tag}}).persons()
		var got []string
		for _, part := range parts {
			for _, d := range all.deeds {
				if d.Part == part && d.Part != Speaker {
					got = append(got, fmt.Sprint(d.Part, " ", d.Key))
				}
			}
		}
		if list := strings.Join(got, ", "); list != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, list, tt.want)
		}
	}
}

func TestVietnameseNameNeedsProof(t *testing.T) {
	in := Input{
		Lead: Text{"Le camarade Le Hong Vinh et le camarade Vo Trong Hai ont présidé la conférence.", lang.French},
		Captions: []Text{
			{"Đồng chí Lê Hồng Vinh phát biểu. Ảnh: Mai Hoa", lang.Vietnamese},
			{"Le camarade Le Hong Vinh. Photo : Mai Hoa", lang.French},
		},
	}
	persons := Persons(in)
	if len(persons) != 3 || persons[0].NameVi != "Lê Hồng Vinh" || persons[0].Name != "Le Hong Vinh" ||
		persons[1].NameVi != "" || persons[2].Parts[0] != Photographer || persons[2].NameVi != "" {
		t.Errorf("persons are %+v", persons)
	}
	checkFacts(t, in, Facts{Persons: persons})
}
