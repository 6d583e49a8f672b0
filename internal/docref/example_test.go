package docref_test

import (
	"fmt"

	"khotin/internal/docref"
)

func ExampleFind() {
	text := "các Nghị quyết số 18, 19-NQ/TW và Kế hoạch số 98-KH/UBND ngày 5/1/2024"
	for _, c := range docref.Find(text, "vi") {
		fmt.Printf("%d %s: %s, %q\n", c.Start, c.Surface, c.Key, c.Date)
	}
	// Output:
	// 5 Nghị quyết số 18: 18-nq-tw, ""
	// 29 19-NQ/TW: 19-nq-tw, ""
	// 42 Kế hoạch số 98-KH/UBND: 98-kh-ubnd, "2024-01-05"
}

func ExampleMentions() {
	article := docref.Article{
		Home: "nghean", Published: "2022-01-14",
		Regions: []docref.Region{
			{Kind: "body", Lang: "fr", Text: "diffuser la résolution n° 04-NQ/TU du 19 novembre 2021"},
			{Kind: "caption", Lang: "vi", Text: "cụ thể hóa Nghị quyết 04"},
		},
	}
	for _, m := range docref.Mentions(article) {
		fmt.Println(m.Citation.Surface, m.ID, m.KeyRule, m.ScopeRule)
	}
	// Output:
	// résolution n° 04-NQ/TU 4-nq-tu@nghean:2021-11-19 printed home
	// Nghị quyết 04 4-nq-tu@nghean:2021-11-19 article article
}

func ExampleParseQuery() {
	for _, typed := range []string{"nq 04 tu nghe an", "Décision 23", "dân vận khéo"} {
		q := docref.ParseQuery(typed)
		fmt.Println(q.IsNumber, q.Key, q.Partials(), q.Scope, q.Words)
	}
	// Output:
	// true 4-nq-tu [] nghean []
	// true  [23-qd 23-qdi 23-qyd]  []
	// false  []  [dân vận khéo]
}

func ExampleID() {
	id, err := docref.ParseID("8-da-tu@thaibinh:2023-07-05")
	fmt.Println(id.Key, id.Scope, id.Date, err)
	province, _ := docref.ProvinceOf(id.Scope)
	fmt.Println(province.Name, "is now part of", province.SuccessorAt("2026-01-01").Name)
	// Output:
	// 8-da-tu thaibinh 2023-07-05 <nil>
	// Thái Bình is now part of Hưng Yên
}
