package docref

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIDRoundTrip(t *testing.T) {
	for _, text := range []string{"4-nq-tu@nghean:2021-11-19", "4-nq-tu@nghean:?", "4-nq-tu@?:?", "10-2022-qh15@tw:2022", "8-da-tu@thaibinh:2023-07-05"} {
		id, err := ParseID(text)
		if err != nil || id.String() != text {
			t.Errorf("ParseID(%q) = %v, %v", text, id, err)
		}
	}
	if id, err := ParseID("4-nq-tu"); err != nil || id != (ID{Key: "4-nq-tu"}) {
		t.Errorf("a key alone: %v, %v", id, err)
	}
	for _, text := range []string{"", "@nghean", "04-NQ/TU@nghean:?", "4-nq-tu@atlantis:?", "4-nq-tu@nghean:2021-13-01", "4-nq-tu@nghean:21"} {
		if id, err := ParseID(text); err == nil {
			t.Errorf("ParseID(%q) = %v, want an error", text, id)
		}
	}
}

func TestMentionJSON(t *testing.T) {
	mentions := Mentions(Article{Home: "nghean", Regions: []Region{vi("Nghị quyết số 04-NQ/TU, Chỉ thị 16 ngày 2/3/2020")}})
	raw, err := json.Marshal(mentions)
	if err != nil {
		t.Fatal(err)
	}
	var back []struct {
		ID   *ID     `json:"id"`
		Rule KeyRule `json:"key_rule"`
	}
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	if len(back) != 2 || back[0].ID == nil || *back[0].ID != (ID{Key: "4-nq-tu", Scope: "nghean"}) || back[1].ID != nil || back[1].Rule != KeyOpen {
		t.Errorf("%s", raw)
	}
}

func TestEqualNumbersStayApart(t *testing.T) {
	parse := func(s string) ID {
		id, err := ParseID(s)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	for _, pair := range [][2]string{
		{"4-nq-tu@nghean:2021-11-19", "4-nq-tu@thanhhoa:2021-11-19"},          // two provinces
		{"18-nq-tw@tw:2017-10-25", "18-nq-tw@tw:2022-06-16"},                  // two terms
		{"15-qd-ubnd@nghean:2024-01-05", "15-2024-qd-ubnd@nghean:2024-01-05"}, // an individual and a legal act
		{"4-nq-tu@?:2021-11-19", "4-nq-tu@?:2021-11-19"},                      // unknown is not equal, not even to itself
		{"4-nq-tu@nghean:?", "4-nq-tu@nghean:?"},
	} {
		if parse(pair[0]).Same(parse(pair[1])) {
			t.Errorf("%s and %s are taken for one document", pair[0], pair[1])
		}
	}
	known := []ID{parse("4-nq-tu@nghean:2021-11-19"), parse("4-nq-tu@thanhhoa:2021-03-05"), parse("4-nq-tu@nghean:2016-05-03"), parse("18-nq-tw@tw:2017-10-25")}
	for mention, want := range map[string][]ID{
		"4-nq-tu@nghean:?":    {known[0]}, // the one of 2016 is of an older term
		"4-nq-tu@?:?":         nil,        // an unknown scope is not settled by what happens to be known
		"4-nq-tu@nghean:2016": {known[2]}, // a year alone chooses
		"4-nq-tu@hatinh:?":    nil,
	} {
		if diff := cmp.Diff(want, parse(mention).Among(known, "2024-05-01")); diff != "" {
			t.Errorf("%s among the known (-want +got)\n%s", mention, diff)
		}
	}
	if got := parse("4-nq-tu@nghean:?").Among(known, ""); len(got) != 2 {
		t.Errorf("without a day both terms are candidates, got %v", got)
	}
}

func TestProvinces(t *testing.T) {
	if n := len(Provinces("2025-06-30")); n != 63 {
		t.Errorf("%d provinces before the merger, want 63", n)
	}
	if n := len(Provinces("2025-07-01")); n != 34 {
		t.Errorf("%d provinces after the merger, want 34", n)
	}
	for name, slug := range map[string]string{
		"Nghệ An": "nghean", "nghe an": "nghean", "tỉnh Thái Bình": "thaibinh", "TP. Hồ Chí Minh": "hochiminh", "Thanh Hoá": "thanhhoa",
		"thanhhoa": "thanhhoa", "Đắk Lắk": "daklak", "Dak Lak": "daklak", "Thừa Thiên Huế": "hue", "provincia Thai Binh": "thaibinh",
	} {
		if p, ok := ProvinceOf(name); !ok || p.Slug != slug {
			t.Errorf("ProvinceOf(%q) = %q, %v", name, p.Slug, ok)
		}
	}
	if _, ok := ProvinceOf("Atlantis"); ok {
		t.Error("Atlantis is a province")
	}
	p, _ := ProvinceOf("Thái Bình")
	if p.SuccessorAt("2025-06-30").Slug != "thaibinh" || p.SuccessorAt("2025-07-01").Slug != "hungyen" || p.SuccessorAt("").Slug != "thaibinh" {
		t.Errorf("Thái Bình passes into Hưng Yên on 1 July 2025: %+v", p)
	}
}

func TestTermOf(t *testing.T) {
	for day, want := range map[string]string{"2017-10-25": "XII", "2021-02-01": "XII", "2021-02-02": "XIII", "2026-05-01": "XIV", "1930-02-03": ""} {
		if term, _ := TermOf(day); term.Name != want {
			t.Errorf("TermOf(%s) = %+v, want %q", day, term, want)
		}
	}
}

func TestIssuerOf(t *testing.T) {
	for suffix, want := range map[string]Issuer{
		"TU":  {Suffix: "TU", Name: "Tỉnh ủy, Thành ủy", Level: "province", System: "party"},
		"tư":  {Suffix: "TW", Name: "Trung ương", Level: "central", System: "party"},
		"TTG": {Suffix: "TTg", Name: "Thủ tướng Chính phủ", Level: "central", System: "state"},
	} {
		if got, ok := IssuerOf(suffix); !ok || got != want {
			t.Errorf("IssuerOf(%q) = %+v, %v", suffix, got, ok)
		}
	}
	if _, ok := IssuerOf("XYZ"); ok {
		t.Error("XYZ is an issuer")
	}
}

func TestTypeNames(t *testing.T) {
	for _, c := range [][3]string{{"nghi-quyet", "ro", "Rezoluție"}, {"de-an", "fr", "Projet"}, {"luat", "vi", "Luật"}, {"nghi-quyet", "de", ""}, {"x", "vi", ""}} {
		if got := TypeName(c[0], c[1]); got != c[2] {
			t.Errorf("TypeName(%s, %s) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
	if diff := cmp.Diff([]string{"qdi", "qd", "qyd"}, Class("QĐi")); diff != "" {
		t.Error(diff)
	}
}
