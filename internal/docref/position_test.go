package docref

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

// What a sentence holds does not depend on where it stands: far into a page,
// behind other numbers, or before more of them.
func TestPositionDoesNotMatter(t *testing.T) {
	prose := strings.Repeat("Đảng ta luôn xác định công tác dân vận là nhiệm vụ chiến lược của cả hệ thống chính trị.\n", 9)
	busy := strings.Repeat("Có 86 % chi bộ và 1.200 đảng viên dự hội nghị 6/8.\n", 200)
	for _, row := range readRows(t, "testdata/citations.jsonl") {
		alone := asExpected(Find(row.Text, row.Lang))
		for _, before := range []string{prose, busy, strings.Repeat("x", 997) + ".\n"} {
			got := asExpected(Find(before+row.Text+"\n"+prose, row.Lang))
			for i := range got {
				got[i].ByteStart -= len(before)
			}
			if diff := cmp.Diff(alone, got); diff != "" {
				t.Errorf("%s behind %d bytes: %q (-alone +within)\n%s", row.ID, len(before), row.Text, diff)
			}
		}
	}
}

// Decomposed text, as some systems export it, holds the same citations.
func TestDecompositionDoesNotMatter(t *testing.T) {
	for _, row := range readRows(t, "testdata/citations.jsonl") {
		keys := func(text string) (list []string) {
			for _, c := range Find(text, row.Lang) {
				list = append(list, c.Key+" "+c.Type+" "+c.Canonical+" "+c.Date)
			}
			return list
		}
		if diff := cmp.Diff(keys(norm.NFC.String(row.Text)), keys(norm.NFD.String(row.Text))); diff != "" {
			t.Errorf("%s %q (-composed +decomposed)\n%s", row.ID, row.Text, diff)
		}
	}
}

// Every full number found in the rows is read by the query parser as the
// same key, as printed and in its key's own form.
func TestQueriesReadWhatTextsHold(t *testing.T) {
	for _, row := range readRows(t, "testdata/citations.jsonl") {
		for _, c := range Find(row.Text, row.Lang) {
			if c.Form != Full || c.Listed {
				continue
			}
			for _, typed := range []string{c.Canonical, c.Key, strings.ToUpper(c.Canonical), strings.ToLower(c.Canonical)} {
				q := ParseQuery(typed)
				if !slices.Contains(q.Keys(), c.Key) || !q.IsNumber && !c.UnknownSuffix {
					t.Errorf("%s: ParseQuery(%q) = %+v, want the key %s", row.ID, typed, q, c.Key)
				}
			}
		}
	}
}

// A list is read alike whatever joins it.
func TestLists(t *testing.T) {
	for _, joint := range []string{", ", "; ", " và ", ", và ", " và số ", " et ", " et n° ", " și nr. ", " and ", " and No. "} {
		for _, c := range []struct {
			text string
			want []string
		}{
			{"Nghị quyết số 18%19-NQ/TW", []string{"18-nq-tw", "19-nq-tw"}},
			{"Nghị quyết số 18-NQ/TW%19-NQ/TW", []string{"18-nq-tw", "19-nq-tw"}},
			{"Nghị quyết 18%19", []string{"18-nq", "19-nq"}},
			{"Chỉ thị 15%16%19/CT-TTg", []string{"15-ct-ttg", "16-ct-ttg", "19-ct-ttg"}},
			{"Nghị quyết 18%Kết luận 50", []string{"18-nq", "50-kl"}},
			{"Nghị quyết 18%2021", []string{"18-nq"}},
		} {
			if strings.HasSuffix(c.text, "Kết luận 50") && strings.ContainsAny(joint, "°.ố") {
				continue // a marker leads to a number, not to a type
			}
			if strings.HasSuffix(c.text, "2021") && strings.ContainsAny(joint, "°.ố") {
				continue // a marked 2021 may be one
			}
			text := strings.ReplaceAll(c.text, "%", joint)
			var got []string
			for _, found := range Find(text, "") {
				got = append(got, found.Key)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%q (-want +got)\n%s", text, diff)
			}
		}
	}
}

func TestNumerals(t *testing.T) {
	for text, want := range map[string]string{
		"Kế hoạch số 7-KH/TU":       "07-KH/TU",
		"Kế hoạch số 07-KH/TU":      "07-KH/TU",
		"Kế hoạch số 007-KH/TU":     "07-KH/TU",
		"Kế hoạch số 170-KH/TU":     "170-KH/TU",
		"Kế hoạch số 12345-KH/TU":   "12345-KH/TU",
		"Kế hoạch số 123456-KH/TU":  "",
		"Kế hoạch số 0-KH/TU":       "",
		"Kế hoạch số O7-KH/TU":      "07-KH/TU",
		"Kế hoạch số 1O-KH/TU":      "10-KH/TU",
		"Kế hoạch số l7-KH/TU":      "17-KH/TU",
		"Kế hoạch số 1l0-KH/TU":     "110-KH/TU",
		"Nghị quyết 30a/2008/NQ-CP": "30a/2008/NQ-CP",
		"Nghị quyết 30e/2008/NQ-CP": "",
	} {
		canonical := ""
		for _, c := range Find(text, "vi") {
			canonical = c.Canonical
		}
		if canonical != want {
			t.Errorf("%q: %q, want %q", text, canonical, want)
		}
	}
}
