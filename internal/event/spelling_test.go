package event

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSpell(t *testing.T) {
	const chair = "Chủ tịch UBND tỉnh"
	hung := Printed{Name: "Trần Văn Hùng", Article: "a", Times: 4, Posts: []string{chair}}
	hungU := Printed{Name: "Trần Văn Hưng", Article: "b", Times: 9, Posts: []string{"Giám đốc Sở Y tế"}}
	hoa := Printed{Name: "Lê Thị Hòa", Article: "c", Times: 1}
	hoaOld := Printed{Name: "Lê Thị Hoà", Article: "d", Times: 2}
	inStory := func(p Printed) Printed { p.Basis = BasisStory; return p }
	post := func(names ...string) (roles []Role) {
		for _, n := range names {
			roles = append(roles, Role{Post: n})
		}
		return roles
	}
	tests := []struct {
		name    string
		person  Person
		printed []Printed
		want    Spelling
	}{
		{"one spelling", Person{Key: "tran van hung"}, []Printed{hung}, Spelling{Name: "Trần Văn Hùng", Basis: BasisArchive, Articles: []string{"a"}}},
		{"two people", Person{Key: "tran van hung"}, []Printed{hung, hungU}, Spelling{}},
		{"two people, one of this post", Person{Key: "tran van hung", Roles: post(chair)}, []Printed{hung, hungU},
			Spelling{Name: "Trần Văn Hùng", Basis: BasisArchive, Post: chair, Articles: []string{"a"}}},
		{"two people of this post", Person{Key: "tran van hung", Roles: post(chair)}, []Printed{hung, {Name: "Trần Văn Hưng", Article: "e", Posts: []string{chair}}}, Spelling{}},
		{"two people, one in the story", Person{Key: "tran van hung"}, []Printed{hung, inStory(hungU)}, Spelling{Name: "Trần Văn Hưng", Basis: BasisStory, Articles: []string{"b"}}},
		{"two people in the story, one elsewhere", Person{Key: "tran van hung"}, []Printed{inStory(hung), inStory(hungU)}, Spelling{}},
		{"spelt on the page", Person{Key: "tran van hung"}, []Printed{inStory(hungU), {Name: "Trần Văn Hứng", Article: "i", Basis: BasisPage}},
			Spelling{Name: "Trần Văn Hứng", Basis: BasisPage, Articles: []string{"i"}}},
		{"one name, the tone in two places", Person{Key: "le thi hoa"}, []Printed{hoa, hoaOld}, Spelling{Name: "Lê Thị Hoà", Basis: BasisArchive, Articles: []string{"d", "c"}}},
		{"two syllables", Person{Key: "thu giang"}, []Printed{{Name: "Thu Giang", Article: "f"}}, Spelling{}},
		{"two syllables in the story", Person{Key: "thu giang"}, []Printed{{Name: "Thu Giáng", Article: "f", Basis: BasisStory}}, Spelling{Name: "Thu Giáng", Basis: BasisStory, Articles: []string{"f"}}},
		{"a name without marks is a spelling too", Person{Key: "dao mai hoa"}, []Printed{{Name: "Dao Mai Hoa", Article: "g"}, {Name: "Đào Mai Hòa", Article: "h"}}, Spelling{}},
		{"spelt by the page", Person{Key: "tran van hung", NameVi: "Trần Văn Hứng"}, []Printed{hung}, Spelling{}},
		{"never printed", Person{Key: "tran van hung"}, nil, Spelling{}},
	}
	for _, tt := range tests {
		got, ok := tt.person.Spell(tt.printed)
		if diff := cmp.Diff(tt.want, got); diff != "" || ok != (tt.want.Name != "") {
			t.Errorf("%s: %v (-want +got):\n%s", tt.name, ok, diff)
		}
	}
}
