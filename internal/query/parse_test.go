package query

import (
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
)

func words(list ...string) []Clause {
	var cs []Clause
	for _, w := range list {
		cs = append(cs, Clause{Text: w})
	}
	return cs
}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, article.Hanoi) }

func TestParse(t *testing.T) {
	tests := []reading{
		{"", nil, Filter{}, ""},
		{"dân vận khéo", words("dân", "vận", "khéo"), Filter{}, "dân vận khéo"},
		{"da\u0302n", words("dân"), Filter{}, "dân"},
		{"  Hội\tnghị\u00a0tập huấn\n", words("Hội", "nghị", "tập", "huấn"), Filter{}, "Hội nghị tập huấn"},
		{`"dân  vận khéo"`, []Clause{{Kind: Phrase, Text: "dân vận khéo"}}, Filter{}, `"dân vận khéo"`},
		{"“dân vận” «mobilisation» „mase”", []Clause{{Kind: Phrase, Text: "dân vận"}, {Kind: Phrase, Text: "mobilisation"}, {Kind: Phrase, Text: "mase"}}, Filter{}, `"dân vận" "mobilisation" "mase"`},
		{`-Laos -"tin vắn"`, []Clause{{Text: "Laos", Exclude: true}, {Kind: Phrase, Text: "tin vắn", Exclude: true}}, Filter{}, `-Laos -"tin vắn"`},
		{"huyện OR xã OR phường", []Clause{{Text: "huyện"}, {Text: "xã", Or: true}, {Text: "phường", Or: true}}, Filter{}, "huyện OR xã OR phường"},
		{"BRACELET EN OR VOLÉ", words("BRACELET", "EN", "or", "VOLÉ"), Filter{}, "BRACELET EN or VOLÉ"},
		{"UBND OR HĐND", []Clause{{Text: "UBND"}, {Text: "HĐND", Or: true}}, Filter{}, "UBND OR HĐND"},
		{"OR a OR", words("a"), Filter{}, "a"},
		{"a OR OR b", []Clause{{Text: "a"}, {Text: "b", Or: true}}, Filter{}, "a OR b"},
		{"a OR -b", []Clause{{Text: "a"}, {Text: "b", Exclude: true}}, Filter{}, "a -b"},
		{"-a OR b", []Clause{{Text: "a", Exclude: true}, {Text: "b"}}, Filter{}, "-a b"},
		{"mobil*", []Clause{{Kind: Prefix, Text: "mobil"}}, Filter{}, "mobil*"},
		{"mobil*, ab* *abc", []Clause{{Kind: Prefix, Text: "mobil"}, {Text: "ab"}, {Text: "abc"}}, Filter{}, "mobil* ab abc"},
		{"04-NQ/TU", words("04-NQ/TU"), Filter{}, "04-NQ/TU"},
		{"04 -NQ/TU", words("04", "NQ/TU"), Filter{}, "04 NQ/TU"},
		{"số 04?", words("số", "04"), Filter{}, "số 04"},
		{"10:30 a^b tin~ x:", words("10:30", "a^b", "tin", "x"), Filter{}, "10:30 a^b tin x"},
		{`/ " ( ~ \ ) * - -- "" "-"`, nil, Filter{}, ""},
		{`open "quote here`, words("open", "quote", "here"), Filter{}, "open quote here"},
		{"a\x00b\xff\xfec", words("a", "b", "c"), Filter{}, "a b c"},
		{"n° 04-NQ/TU ° 25°", words("n°", "04-NQ/TU", "25°"), Filter{}, "n° 04-NQ/TU 25°"},
		{"(dân)", words("dân"), Filter{}, "dân"},
		{"lang:vi LANG:fr,ro x", words("x"), Filter{Langs: []lang.Tag{"vi", "fr", "ro"}}, "x lang:vi,fr,ro"},
		{"(lang:vi)", nil, Filter{Langs: []lang.Tag{"vi"}}, "lang:vi"},
		{`outlet:BaoNgheAn.vn outlet:"báo đảng"`, nil, Filter{Outlets: []string{"baonghean.vn", "báo đảng"}}, `outlet:baonghean.vn outlet:"báo đảng"`},
		{"from:2024-08 to:2024-09-30", nil, Filter{From: day(2024, 8, 1), To: day(2024, 10, 1)}, "from:2024-08 to:2024-09"},
		{"from:2024 to:2024", nil, Filter{From: day(2024, 1, 1), To: day(2025, 1, 1)}, "from:2024 to:2024"},
		{"from:2024-08-06T04:00:05Z", nil, Filter{From: time.Date(2024, 8, 6, 11, 0, 5, 0, article.Hanoi)}, "from:2024-08-06T04:00:05Z"},
		{"group:baonghean.vn#204101", nil, Filter{Group: "baonghean.vn#204101"}, "group:baonghean.vn#204101"},
		{"part:x lang: AND NOT", words("part:x", "lang", "AND", "NOT"), Filter{}, "part:x lang AND NOT"},
		{"-lang:vi", []Clause{{Text: "lang:vi", Exclude: true}}, Filter{}, "-lang:vi"},
	}
	checkAll(t, tests)
}

// The filters that the record's own fields answer.
func TestParseNames(t *testing.T) {
	checkAll(t, []reading{
		{`section:"Thời sự" section:thoi,the author:"Mai Hoa"`, nil, Filter{Sections: []string{"thoi su", "thoi", "the"}, Authors: []string{"mai hoa"}}, `section:"thoi su" section:thoi section:the author:"mai hoa"`},
		{`person:"Lê Hồng Vinh" x PERSON:"LE HONG VINH"`, words("x"), Filter{Persons: []string{"le hong vinh"}}, `x person:"le hong vinh"`},
		{`place:"Nghệ An" place:nghean,thanhhoa`, nil, Filter{Places: []string{"nghean", "thanhhoa"}}, "place:nghean place:thanhhoa"},
		{"event:Training concept:dan_van", nil, Filter{Events: []string{"training"}, Concepts: []string{"dan_van"}}, "event:training concept:dan_van"},
		{`doc:04-NQ/TU doc:"nghị quyết 31" doc:4-nq-tu@nghean:2021-11-19`, nil, Filter{Docs: []string{"04-NQ/TU", "nghị quyết 31", "4-nq-tu@nghean:2021-11-19"}}, `doc:04-NQ/TU doc:"nghị quyết 31" doc:4-nq-tu@nghean:2021-11-19`},
		{`type:NQ type:"nghị quyết" type:QĐ`, nil, Filter{Types: []string{"nghi-quyet", "quyet-dinh", "quy-dinh"}}, "type:nghi-quyet type:quyet-dinh type:quy-dinh"},
	})
}

// reading is a text, what it is read as, and its canonical form.
type reading struct {
	in      string
	clauses []Clause
	filter  Filter
	out     string
}

func checkAll(t *testing.T, tests []reading) {
	t.Helper()
	for _, tt := range tests {
		q, err := Parse(tt.in)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.in, err)
			continue
		}
		if diff := cmp.Diff(tt.clauses, q.Clauses); diff != "" {
			t.Errorf("Parse(%q) clauses (-want +got):\n%s", tt.in, diff)
		}
		if diff := cmp.Diff(tt.filter, q.Filter); diff != "" {
			t.Errorf("Parse(%q) filter (-want +got):\n%s", tt.in, diff)
		}
		if got := q.String(); got != tt.out {
			t.Errorf("Parse(%q).String() = %q, want %q", tt.in, got, tt.out)
		}
		if q.Sort != ByScore || q.Limit != 10 {
			t.Errorf("Parse(%q) asks for %d hits by %q", tt.in, q.Limit, q.Sort)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	tests := []struct{ in, column string }{
		{"lang:xx", "column 6:"},
		{"dân vận lang:vi,deutsch", "column 14:"},
		{"from:yesterday", "column 6:"},
		{"đ from:2024-13", "column 8:"},
		{"to:2024-02-30", "column 4:"},
		{"from:0024", "column 6:"},
		{`lang:"x y"`, "column 6:"},
		{`outlet:","`, "column 8:"},
		{"place:atlantis", "column 7:"},
		{"x doc:abc", "column 7:"},
		{"type:04-NQ/TU", "column 6:"},
		{`person:"?!"`, "column 8:"},
	}
	for _, tt := range tests {
		_, err := Parse(tt.in)
		switch {
		case fault.Of(err) != fault.Invalid:
			t.Errorf("Parse(%q) = %v, want an Invalid fault", tt.in, err)
		case !strings.Contains(err.Error(), tt.column):
			t.Errorf("Parse(%q) = %v, want %s", tt.in, err, tt.column)
		case fault.Hint(err) == "":
			t.Errorf("Parse(%q) gives no hint", tt.in)
		}
	}
}

func TestParseLength(t *testing.T) {
	if _, err := Parse(strings.Repeat("đ", MaxText)); err != nil {
		t.Errorf("%d characters: %v", MaxText, err)
	}
	if _, err := Parse(strings.Repeat("đ", MaxText+1)); fault.Of(err) != fault.Invalid {
		t.Errorf("%d characters: %v, want an Invalid fault", MaxText+1, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "dân vận", `"a b" -c OR d*`, "04-NQ/TU", "04 -NQ/TU", `lang:vi outlet:"a b" from:2024 to:2024-08-06`,
		"to:2024-08-06T23:59:59+14:00", `"" "`, "“a„b”c»", "(OR) -OR", "a\u0300\u0323* \u0301", "\xff\x00", `lang:"vi" -lang:vi (lang:fr`,
		"group:a* group:\"-x\"", "ab'c* -\"-\"", `outlet:"a,b"`, "K\u212a x\u0344", "a:b:c", "from:2100-12-31",
		`section:"a\u0301 b" author:K\u212a person:"x,y" doc:"n° 4-NQ/TU" type:QĐ place:huế event:a concept:b_c`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := read(s)
		if err != nil {
			if fault.Of(err) != fault.Invalid || fault.Hint(err) == "" {
				t.Fatalf("read(%q): %v", s, err)
			}
			return
		}
		printed := q.String()
		again, err := read(printed)
		if err != nil {
			t.Fatalf("read(%q) prints %q, which is refused: %v", s, printed, err)
		}
		if diff := cmp.Diff(q, again); diff != "" {
			t.Fatalf("read(%q) prints %q, which differs (-first +second):\n%s", s, printed, diff)
		}
	})
}
