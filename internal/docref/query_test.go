package docref

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseQuery(t *testing.T) {
	number := func(key string, types ...string) Query { return Query{Key: key, Types: types, IsNumber: true} }
	partial := func(key string, types ...string) Query { return Query{Partial: key, Types: types, IsNumber: true} }
	with := func(q Query, set func(*Query)) Query { set(&q); return q }
	nq, da := "nghi-quyet", "de-an"
	for text, want := range map[string]Query{
		"04-NQ/TU":                   number("4-nq-tu", nq),
		"04/NQ-TU":                   number("4-nq-tu", nq),
		"4 nq tu":                    number("4-nq-tu", nq),
		"4nqtu":                      number("4-nq-tu", nq),
		"NQ 04 TU":                   number("4-nq-tu", nq),
		"tu nq 4":                    number("4-nq-tu", nq),
		"nghi quyet 04":              partial("4-nq", nq),
		"NQ04":                       partial("4-nq", nq),
		"résolution n° 04-NQ/TU":     number("4-nq-tu", nq),
		"Rezoluția 04":               partial("4-nq", nq),
		"04-nq/tu 2021":              with(number("4-nq-tu", nq), func(q *Query) { q.Date = "2021" }),
		"04":                         partial("4"),
		"257":                        partial("257"),
		"1470":                       partial("1470"),
		"CV 1470":                    partial("1470-cv", "cong-van"),
		"04-NQ/TU Thanh Hóa":         with(number("4-nq-tu", nq), func(q *Query) { q.Scope = "thanhhoa" }),
		"04-NQ/TU tỉnh Nghệ An":      with(number("4-nq-tu", nq), func(q *Query) { q.Scope = "nghean" }),
		"23-QĐ/TW":                   number("23-qd-tw", "quyet-dinh", "quy-dinh"),
		"23 QD TW":                   number("23-qd-tw", "quyet-dinh", "quy-dinh"),
		"QĐ 23":                      partial("23-qd", "quyet-dinh", "quy-dinh"),
		"Décision 23":                partial("23-qd", "quyet-dinh", "quy-dinh"),
		"07-DA/TU":                   number("7-da-tu", da),
		"projet 07":                  partial("7-da", da, "du-an"),
		"Đề án 07":                   partial("7-da", da),
		"Proiectul 08":               partial("8-da", da, "du-an"),
		"DA/TU Thai Binh":            {Types: []string{da, "du-an"}, Scope: "thaibinh", IsNumber: true},
		"DA/TU":                      {Types: []string{da, "du-an"}, IsNumber: true},
		"257-KH/TU":                  number("257-kh-tu", "ke-hoach"),
		"Plan 257":                   partial("257-kh", "ke-hoach"),
		"46-NQ/TW":                   number("46-nq-tw", nq),
		"Nghị quyết 46 Bộ Chính trị": number("46-nq-tw", nq),
		"Nghị quyết 46 của Bộ Chính trị năm 2023": with(number("46-nq-tw", nq), func(q *Query) { q.Date = "2023" }),
		"10/2022/QH15":              with(number("10-2022-qh15", "luat", nq), func(q *Query) { q.Year = 2022 }),
		"10 2022 qh15":              with(number("10-2022-qh15"), func(q *Query) { q.Year = 2022 }),
		"Luật 10/2022":              with(partial("10-2022", "luat"), func(q *Query) { q.Year = 2022 }),
		"Legea 10/2022/QH15":        with(number("10-2022-qh15", "luat"), func(q *Query) { q.Year = 2022 }),
		"Nghị định 30/2020":         with(partial("30-2020-nd", "nghi-dinh"), func(q *Query) { q.Year = 2020 }),
		"30/2020/nd-cp":             with(number("30-2020-nd-cp", "nghi-dinh"), func(q *Query) { q.Year = 2020 }),
		"2021-11-19":                {Date: "2021-11-19", IsNumber: true},
		"19/11/2021":                {Date: "2021-11-19", IsNumber: true},
		"23/02/2024":                {Date: "2024-02-23", IsNumber: true},
		"19 novembre 2021":          {Date: "2021-11-19", IsNumber: true},
		"86":                        partial("86"),
		"2021":                      {Date: "2021"},
		"5678/UBND-NC":              number("5678-ubnd-nc", "cong-van"),
		"25-NQ/TƯ":                  number("25-nq-tw", nq),
		"số 04":                     partial("4"),
		"nq so 4":                   partial("4-nq", nq),
		"qd23":                      partial("23-qd", "quyet-dinh", "quy-dinh"),
		"4-nq-tu@nghean:2021-11-19": with(number("4-nq-tu", nq), func(q *Query) { q.Scope, q.Date = "nghean", "2021-11-19" }),
		"33-2021-ct-ttg":            with(number("33-2021-ct-ttg", "chi-thi"), func(q *Query) { q.Year = 2021 }),
		"15 qd ubnd 2024":           with(number("15-qd-ubnd", "quyet-dinh", "quy-dinh"), func(q *Query) { q.Date = "2024" }),
		"15 2024 qd ubnd":           with(number("15-2024-qd-ubnd", "quyet-dinh", "quy-dinh"), func(q *Query) { q.Year = 2024 }),
		"01/2011/TTBNV":             with(number("1-2011-tt-bnv", "thong-tu"), func(q *Query) { q.Year = 2011 }),
		"NQ-TU 04":                  number("4-nq-tu", nq),
		"TU 04 NQ":                  number("4-nq-tu", nq),
		"04_NQ_TU":                  number("4-nq-tu", nq),
		"số 04?":                    partial("4"),
		"\"04-NQ/TU\"":              number("4-nq-tu", nq),
		"l8-NQ/TW":                  number("18-nq-tw", nq),
		"kh 257 nghe an":            with(partial("257-kh", "ke-hoach"), func(q *Query) { q.Scope = "nghean" }),
		"Plan 257 Nghe An 2024":     with(partial("257-kh", "ke-hoach"), func(q *Query) { q.Scope, q.Date = "nghean", "2024" }),
		"nghị quyết 04 tỉnh ủy nghệ an ngày 19/11/2021": with(number("4-nq-tu", nq), func(q *Query) { q.Scope, q.Date = "nghean", "2021-11-19" }),
		"resolution no 18 politburo":                    number("18-nq-tw", nq),
		"Chỉ thị 33 Thủ tướng":                          number("33-ct-ttg", "chi-thi"),
		"08-DA/TU Hưng Yên":                             with(number("8-da-tu", da), func(q *Query) { q.Scope = "hungyen" }),
		"QĐ/TW":                                         {Types: []string{"quyet-dinh", "quy-dinh"}, IsNumber: true},
		"/TU":                                           {},
		"hội nghị 6/8/2024":                             {Date: "2024-08-06", Words: []string{"hội", "nghị"}},
		"30 năm":                                        {Words: []string{"30"}},
		"Nghị quyết Trung ương 4":                       {Types: []string{nq}, Words: []string{"4"}},
		"covid 19":                                      {Partial: "19", Words: []string{"covid"}},
		"an giang":                                      {Scope: "angiang"},
		"dân vận khéo":                                  {Words: []string{"dân", "vận", "khéo"}},
		"tư tưởng hồ chí minh":                          {Scope: "hochiminh", Words: []string{"tư", "tưởng"}},
		"300 cadres":                                    {Partial: "300", Words: []string{"cadres"}},
		"du lịch Đà Nẵng":                               {Scope: "danang", Words: []string{"lịch"}},
		"":                                              {},
		"/":                                             {},
		"-- \" ( NQ":                                    {Types: []string{nq}},
	} {
		got := ParseQuery(text)
		got.Text, got.Number, got.Code, got.Issuer, got.Canonical = "", "", "", "", ""
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("ParseQuery(%q) (-want +got)\n%s", text, diff)
		}
	}
}

func TestQueryKeys(t *testing.T) {
	for text, want := range map[string][]string{
		"23-QĐ/TW":        {"23-qd-tw", "23-qdi-tw", "23-qyd-tw"},
		"15/2024/QĐ-UBND": {"15-2024-qd-ubnd", "15-2024-qdi-ubnd", "15-2024-qyd-ubnd"},
		"04-NQ/TU":        {"4-nq-tu"},
		"08-QĐi/TW":       {"8-qdi-tw", "8-qd-tw", "8-qyd-tw"},
		"dân vận":         nil,
	} {
		if diff := cmp.Diff(want, ParseQuery(text).Keys()); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
	if diff := cmp.Diff([]string{"23-qd", "23-qdi", "23-qyd"}, ParseQuery("Décision 23").Partials()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"257"}, ParseQuery("257").Partials()); diff != "" {
		t.Error(diff)
	}
}

// TU and TW are asked about and never exchanged.
func TestDidYouMean(t *testing.T) {
	for text, want := range map[string]string{"04-NQ/TU": "4-nq-tw", "04-NQ/TW": "4-nq-tu", "12/QĐ-UBND": "", "nghị quyết 04": ""} {
		if got := ParseQuery(text).DidYouMean(); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Every query has its parts in the fields a caller filters by.
func TestQueryParts(t *testing.T) {
	q := ParseQuery("nghi quyet so 04-NQ/TU Nghệ An 19/11/2021")
	want := Query{
		Text: "nghi quyet so 04-NQ/TU Nghệ An 19/11/2021", Number: "04", Types: []string{"nghi-quyet"}, Code: "NQ", Issuer: "TU",
		Canonical: "04-NQ/TU", Key: "4-nq-tu", Scope: "nghean", Date: "2021-11-19", IsNumber: true,
	}
	if diff := cmp.Diff(want, q); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
