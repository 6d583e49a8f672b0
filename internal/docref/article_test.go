package docref

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// asRead writes a mention as "surface -> document by its rules".
func asRead(mentions []Mention) []string {
	var out []string
	for _, m := range mentions {
		out = append(out, fmt.Sprintf("%s -> %s %s %s %s %s", m.Citation.Surface, m.ID, m.KeyRule, m.ScopeRule, m.DateRule, m.Confidence))
	}
	return out
}

func vi(text string) Region { return Region{Kind: "body", Lang: "vi", Text: text} }

func TestMentions(t *testing.T) {
	for _, c := range []struct {
		name string
		in   Article
		want []string
	}{
		{"one full form resolves short ones before and after it, across languages",
			Article{Home: "nghean", Published: "2022-01-14", Regions: []Region{
				{Kind: "headline", Lang: "fr", Text: "La résolution 04 mise en œuvre"},
				vi("Nghị quyết số 04-NQ/TU ngày 19/11/2021 của Ban Thường vụ Tỉnh ủy"),
				{Kind: "caption", Lang: "vi", Text: "Đại biểu thảo luận Nghị quyết 04"}}},
			[]string{
				"résolution 04 -> 4-nq-tu@nghean:2021-11-19 article article article high",
				"Nghị quyết số 04-NQ/TU -> 4-nq-tu@nghean:2021-11-19 printed home printed high",
				"Nghị quyết 04 -> 4-nq-tu@nghean:2021-11-19 article article article high"}},
		{"of several full forms the nearest earlier, with less confidence",
			Article{Home: "nghean", Published: "2023-05-01", Regions: []Region{
				vi("Nghị quyết 18 được nhắc trước. Nghị quyết số 18-NQ/TW ngày 25/10/2017. Nghị quyết số 18-NQ/TU ngày 3/2/2022. Nghị quyết 18 lại được nhắc.")}},
			[]string{
				"Nghị quyết 18 -> @?:? open   none",
				"Nghị quyết số 18-NQ/TW -> 18-nq-tw@tw:2017-10-25 printed symbol printed low",
				"Nghị quyết số 18-NQ/TU -> 18-nq-tu@nghean:2022-02-03 printed home printed high",
				"Nghị quyết 18 -> 18-nq-tu@nghean:2022-02-03 nearest article article low"}},
		{"without a full form a short one stays open",
			Article{Home: "nghean", Regions: []Region{vi("thực hiện Chỉ thị 16, Nghị quyết 46 của Bộ Chính trị")}},
			[]string{"Chỉ thị 16 -> @?:? open   none", "Nghị quyết 46 -> 46-nq-tw@tw:? issuer symbol  high"}},
		{"the issuer's own province goes before the sentence, the article and the outlet",
			Article{Home: "nghean", Regions: []Region{
				vi("Kế hoạch số 12-KH/TU của Tỉnh ủy Thanh Hóa gửi Hà Tĩnh."),
				vi("Tại Quảng Trị, Kết luận số 20-KL/TU được thông qua."),
				vi("Báo cáo số 33-BC/TU nêu rõ.")}},
			[]string{
				"Kế hoạch số 12-KH/TU -> 12-kh-tu@thanhhoa:? printed issuer  high",
				"Kết luận số 20-KL/TU -> 20-kl-tu@quangtri:? printed sentence  high",
				"Báo cáo số 33-BC/TU -> 33-bc-tu@nghean:? printed home  high"}},
		{"no place anywhere leaves the scope open",
			Article{Regions: []Region{vi("Kế hoạch số 12-KH/TU; hòa bình trên Thái Bình Dương")}},
			[]string{"Kế hoạch số 12-KH/TU -> 12-kh-tu@?:? printed   high"}},
		{"an old province keeps its documents; after the merger its successor issues",
			Article{Published: "2026-01-05", Regions: []Region{
				vi("Đề án số 08-ĐA/TU ngày 5/7/2023 của Tỉnh ủy Thái Bình."), vi("Nghị quyết số 02-NQ/TU ngày 9/10/2025 của Tỉnh ủy Thái Bình.")}},
			[]string{
				"Đề án số 08-ĐA/TU -> 8-da-tu@thaibinh:2023-07-05 printed issuer printed high",
				"Nghị quyết số 02-NQ/TU -> 2-nq-tu@hungyen:2025-10-09 printed issuer printed high"}},
		{"a date after the article is refused; one shared by the document is taken",
			Article{Home: "nghean", Published: "2022-01-14", Regions: []Region{
				vi("Nghị quyết số 05-NQ/TU ngày 20/3/2022. Chỉ thị số 33/2021/CT-TTg. Nghị quyết số 06-NQ/TU ngày 2/1/2022."), vi("Nghị quyết số 06-NQ/TU")}},
			[]string{
				"Nghị quyết số 05-NQ/TU -> 5-nq-tu@nghean:? printed home rejected high",
				"Chỉ thị số 33/2021/CT-TTg -> 33-2021-ct-ttg@tw:2021 printed symbol number high",
				"Nghị quyết số 06-NQ/TU -> 6-nq-tu@nghean:2022-01-02 printed home printed high",
				"Nghị quyết số 06-NQ/TU -> 6-nq-tu@nghean:2022-01-02 printed home article high"}},
		{"a contradicted symbol is mended by the other form",
			Article{Home: "nghean", Regions: []Region{
				{Lang: "fr", Text: "la Conclusion 107-KH/TU du Secrétariat, puis la conclusion n° 107-KL/TW du 10 avril 2015 du Secrétariat"}}},
			[]string{
				"Conclusion 107-KH/TU -> 107-kl-tw@tw:2015-04-10 mended article article low",
				"conclusion n° 107-KL/TW -> 107-kl-tw@tw:2015-04-10 printed symbol printed high"}},
		{"an issuer that no longer existed, or did not yet, is a reason for doubt",
			Article{Home: "nghean", Published: "2025-12-01", Regions: []Region{
				vi("Nghị quyết số 05-NQ/HU ngày 9/10/2025. Nghị quyết số 06-NQ/HU ngày 9/6/2025. Hướng dẫn số 2-HD/BTGDVTW ngày 3/3/2023. Hướng dẫn số 3-HD/BTGDVTW ngày 3/3/2025."),
				vi("Quy định số 7-QĐi/TW ngày 3/3/2018. Quy định số 8-QĐi/TW ngày 25/10/2023.")}},
			[]string{
				"Nghị quyết số 05-NQ/HU -> 5-nq-hu@nghean:2025-10-09 printed home printed low",
				"Nghị quyết số 06-NQ/HU -> 6-nq-hu@nghean:2025-06-09 printed home printed high",
				"Hướng dẫn số 2-HD/BTGDVTW -> 2-hd-btgdvtw@tw:2023-03-03 printed symbol printed low",
				"Hướng dẫn số 3-HD/BTGDVTW -> 3-hd-btgdvtw@tw:2025-03-03 printed symbol printed high",
				"Quy định số 7-QĐi/TW -> 7-qdi-tw@tw:2018-03-03 printed symbol printed low",
				"Quy định số 8-QĐi/TW -> 8-qdi-tw@tw:2023-10-25 printed symbol printed high"}},
		{"a list shares its symbol",
			Article{Regions: []Region{vi("các Nghị quyết số 18, 19-NQ/TW")}},
			[]string{"Nghị quyết số 18 -> 18-nq-tw@tw:? list symbol  high", "19-NQ/TW -> 19-nq-tw@tw:? printed symbol  high"}},
		{"Circulaire and Projet reach what they translate",
			Article{Home: "nghean", Regions: []Region{{Lang: "fr", Text: "Circulaire n° 11-TT/TU; la circulaire n° 11. Projet n° 3-DA/TU; le projet 03"}}},
			[]string{
				"Circulaire n° 11-TT/TU -> 11-tt-tu@nghean:? printed home  high", "circulaire n° 11 -> 11-tt-tu@nghean:? article article  high",
				"Projet n° 3-DA/TU -> 3-da-tu@nghean:? printed home  high", "projet 03 -> 3-da-tu@nghean:? article article  high"}},
	} {
		if diff := cmp.Diff(c.want, asRead(Mentions(c.in))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
	}
}

// The day alone counts, however much of the time the page gives.
func TestPublishedMayHaveATime(t *testing.T) {
	a := Article{Home: "nghean", Regions: []Region{vi("Nghị quyết số 05-NQ/TU ngày 20/3/2022")}}
	for published, want := range map[string]DateRule{
		"2022-03-20T07:00:00+07:00": DatePrinted, "2022-03-19T23:00:00Z": DateRejected, "2022": DatePrinted, "2021": DateRejected, "": DatePrinted, "?": DatePrinted,
	} {
		a.Published = published
		if got := Mentions(a)[0].DateRule; got != want && published != "?" {
			t.Errorf("published %q: %s, want %s", published, got, want)
		}
	}
}

func TestNoMentions(t *testing.T) {
	if got := Mentions(Article{Regions: []Region{vi("không có số nào")}}); got != nil {
		t.Errorf("got %v", got)
	}
}

// What a licence in a footer has is a number, and nobody cites it.
func TestLicenceIsNoCitation(t *testing.T) {
	found := Find("Giấy phép số 53/GP-BTTTT", "vi")
	if len(found) != 1 || found[0].CitedBy() {
		t.Errorf("got %+v", found)
	}
}
