package diff

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/article"
)

func TestText(t *testing.T) {
	tests := []struct {
		name, old, now string
		want           []Run
	}{
		{"the same", "Một. Hai.", "Một. Hai.", []Run{{Kept, "Một. Hai."}}},
		{"nothing at all", "", "", nil},
		{"new text", "", "Một.", []Run{{Added, "Một."}}},
		{"a digit of a document number", "Nghị quyết số 04-NQ/TU của Tỉnh ủy.", "Nghị quyết số 05-NQ/TU của Tỉnh ủy.",
			[]Run{{Kept, "Nghị quyết số "}, {Removed, "04-NQ/TU"}, {Added, "05-NQ/TU"}, {Kept, " của Tỉnh ủy."}}},
		{"a number with a decimal comma", "Chi 1.250,5 tỷ đồng cho dân.", "Chi 1.250,7 tỷ đồng cho dân.",
			[]Run{{Kept, "Chi "}, {Removed, "1.250,5"}, {Added, "1.250,7"}, {Kept, " tỷ đồng cho dân."}}},
		{"a sentence more", "Hội nghị khai mạc. Ông nói.", "Hội nghị khai mạc. Có 120 đại biểu. Ông nói.",
			[]Run{{Kept, "Hội nghị khai mạc. "}, {Added, "Có 120 đại biểu. "}, {Kept, "Ông nói."}}},
		{"nothing in common", "Trời mưa to quá.", "Hội nghị tổng kết năm.",
			[]Run{{Removed, "Trời mưa to quá."}, {Added, "Hội nghị tổng kết năm."}}},
		{"a word in one sentence of three", "A một. B hai ba bốn. C.", "A một. B hai năm bốn. C.",
			[]Run{{Kept, "A một. B hai "}, {Removed, "ba"}, {Added, "năm"}, {Kept, " bốn. C."}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Text(tt.old, tt.now)); diff != "" {
				t.Errorf("runs (-want +got):\n%s", diff)
			}
		})
	}
}

// spells checks what every diff promises.
func spells(t *testing.T, old, now string, runs []Run) {
	t.Helper()
	var a, b strings.Builder
	for i, r := range runs {
		if r.Op != Added {
			a.WriteString(r.Text)
		}
		if r.Op != Removed {
			b.WriteString(r.Text)
		}
		if r.Text == "" || i > 0 && runs[i-1].Op == r.Op {
			t.Errorf("run %d of %q → %q is empty or cut: %v", i, old, now, runs)
		}
	}
	if a.String() != old || b.String() != now {
		t.Errorf("%q → %q reads %q → %q", old, now, a.String(), b.String())
	}
}

func FuzzText(f *testing.F) {
	f.Add("Nghị quyết số 04-NQ/TU.", "Nghị quyết số 05-NQ/TU. Mới!")
	f.Add("", "x")
	f.Add("a. b. c. d.", "d. c. b. a.")
	f.Add("\xff\xfe 1.", " \n\n.")
	f.Fuzz(func(t *testing.T, old, now string) {
		if len(old)+len(now) > 1<<14 {
			t.Skip()
		}
		spells(t, old, now, Text(old, now))
	})
}

// TestShortestScript compares with the longest common subsequence by its
// textbook table.
func TestShortestScript(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		a, b := letterRow(r), letterRow(r)
		kept := 0
		var old, now []string
		for _, h := range script(a, b) {
			old, now = append(old, h.old...), append(now, h.now...)
			if h.same {
				kept += len(h.old)
			}
		}
		if !slices.Equal(old, a) || !slices.Equal(now, b) {
			t.Fatalf("%v → %v reads %v → %v", a, b, old, now)
		}
		if want := longest(a, b); kept != want {
			t.Errorf("%v → %v keeps %d, want %d", a, b, kept, want)
		}
	}
}

func letterRow(r *rand.Rand) (row []string) {
	for range r.IntN(14) {
		row = append(row, string(rune('a'+r.IntN(4))))
	}
	return row
}

func longest(a, b []string) int {
	table := make([][]int, len(a)+1)
	table[0] = make([]int, len(b)+1)
	for i := range a {
		table[i+1] = make([]int, len(b)+1)
		for j := range b {
			table[i+1][j+1] = max(table[i][j+1], table[i+1][j])
			if a[i] == b[j] {
				table[i+1][j+1] = table[i][j] + 1
			}
		}
	}
	return table[len(a)][len(b)]
}

// TestBounded: beyond maxEdits the middle is replaced as a whole.
func TestBounded(t *testing.T) {
	row := func(name string) (out []string) {
		for i := range 3 * maxEdits {
			out = append(out, fmt.Sprint(name, i))
		}
		return out
	}
	hunks := script(append(row("a"), "end"), append(row("b"), "end"))
	if len(hunks) != 2 || hunks[0].same || !hunks[1].same {
		t.Errorf("%d hunks", len(hunks))
	}
}

func news() article.Article {
	return article.Article{
		Headline: "Hội nghị công tác dân vận", Lead: "Sáng 5/8, tại Vinh.", Byline: "Mai Hoa",
		Paragraphs: []article.Paragraph{{Text: "Ông Nguyễn Văn A dự."}, {Text: "Theo Nghị quyết số 04-NQ/TU, dân là gốc."}, {Text: "Xem thêm: Tin cũ"}},
		Captions:   []article.Caption{{Text: "Quang cảnh hội nghị"}},
	}
}

func TestArticles(t *testing.T) {
	a := news()
	if got := Articles(a, news()); got != nil {
		t.Errorf("two of the same differ: %v", got)
	}
	b := news()
	b.Headline = "Hội nghị về công tác dân vận"
	b.Byline = ""
	b.Captions = nil
	b.Tags = []string{"dân vận"}
	want := []Change{
		{"headline", []Run{{Kept, "Hội nghị "}, {Added, "về "}, {Kept, "công tác dân vận"}}},
		{"caption", []Run{{Removed, "Quang cảnh hội nghị"}}},
		{"byline", []Run{{Removed, "Mai Hoa"}}},
	}
	if diff := cmp.Diff(want, Articles(a, b)); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func BenchmarkTwoEdits(b *testing.B) {
	old := strings.Repeat("Ban Dân vận Tỉnh ủy tổ chức hội nghị sơ kết công tác dân vận và nhiệm vụ sáu tháng cuối năm. ", 70)
	now := strings.Replace(strings.Replace(old, "sơ kết", "tổng kết", 1), "cuối năm. Ban", "đầu năm. Ban", 1)
	b.SetBytes(int64(len(old)))
	for b.Loop() {
		Text(old, now)
	}
}

func BenchmarkUnrelated(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	text := func() string {
		var s strings.Builder
		for i := range 2000 {
			fmt.Fprintf(&s, "w%d ", r.IntN(800))
			if i%12 == 0 {
				s.WriteString("x. ")
			}
		}
		return s.String()
	}
	old, now := text(), text()
	b.SetBytes(int64(len(old)))
	for b.Loop() {
		Text(old, now)
	}
}
