package lexicon_test

import (
	"bytes"
	"strings"
	"testing"

	"khotin/internal/lang"
	"khotin/internal/lexicon"

	"github.com/google/go-cmp/cmp"
)

const table = "term\tlanguage\ttranslation\tlanguage\tcount\tscore\tstatus\texample\n" +
	"# by hand\n\n" +
	"đối thoại\tvi\tdialogue\tfr\t9\t0.95\tmined\tHội nghị đối thoại\n" +
	"tập huấn\tvi\tformation\tfr\t0\t1\taccepted\r\n" +
	"bốn\tvi\tpatriei\tro\t3\t0.67\trejected\t\n"

func read(t *testing.T, text string) []lexicon.Entry {
	t.Helper()
	entries, err := lexicon.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func TestTableReadsBack(t *testing.T) {
	entries := read(t, table)
	want := []lexicon.Entry{
		{Term: "đối thoại", Lang: "vi", Translation: "dialogue", Into: "fr", Count: 9, Score: .95, Status: lexicon.Mined, Example: "Hội nghị đối thoại"},
		{Term: "tập huấn", Lang: "vi", Translation: "formation", Into: "fr", Score: 1, Status: lexicon.Accepted},
		{Term: "bốn", Lang: "vi", Translation: "patriei", Into: "ro", Count: 3, Score: .67, Status: lexicon.Rejected},
	}
	if diff := cmp.Diff(want, entries); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var out bytes.Buffer
	if err := lexicon.Write(&out, entries); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(entries, read(t, out.String())); diff != "" {
		t.Errorf("written and read (-want +got):\n%s", diff)
	}
}

func TestTableFaults(t *testing.T) {
	for _, tt := range []struct{ line, says string }{
		{"dialogue\tfr", "2 columns"},
		{"dialogue\txx\tđối thoại\tvi\t1\t1\tmined", `language "xx"`},
		{"dialogue\tfr\tđối thoại\t\t1\t1\tmined", `language ""`},
		{"dialogue\tfr\tentretien\tfr\t1\t1\tmined", "same language"},
		{"dialogue\tfr\tđối thoại\tvi\t-1\t1\tmined", `count "-1"`},
		{"dialogue\tfr\tđối thoại\tvi\t1\t1.5\tmined", `score "1.5"`},
		{"dialogue\tfr\tđối thoại\tvi\t1\tNaN\tmined", `score "NaN"`},
		{"dialogue\tfr\tđối thoại\tvi\t1\t1\tyes", `status "yes"`},
		{"12\tfr\tđối thoại\tvi\t1\t1\tmined", "no letter"},
		{"a|b\tfr\tđối thoại\tvi\t1\t1\tmined", "signs"},
		{strings.Repeat("a", 101) + "\tfr\tđối thoại\tvi\t1\t1\tmined", "longer than"},
		{"đối thoại\tvi\tdialogue\tfr\t1\t1\tmined", "line 4 as well"},
	} {
		_, err := lexicon.Read(strings.NewReader(table + tt.line + "\n"))
		if err == nil || !strings.Contains(err.Error(), "line 7: ") || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%q: %v, want line 7 and %s", tt.line, err, tt.says)
		}
	}
}

// What a person said stays said, whatever is mined later.
func TestMergeKeepsReviews(t *testing.T) {
	mined := []lexicon.Entry{
		{Term: "bốn", Lang: "vi", Translation: "patriei", Into: "ro", Count: 5, Score: .9, Status: lexicon.Mined, Example: "x"},
		{Term: "gặp", Lang: "vi", Translation: "rencontre", Into: "fr", Count: 4, Score: .8, Status: lexicon.Mined},
	}
	merged := lexicon.Merge(read(t, table), mined)
	got := map[string]lexicon.Status{}
	for _, e := range merged {
		got[e.Term+"="+e.Translation] = e.Status
		if e.Term == "bốn" && e.Count != 5 {
			t.Errorf("the count of %s is %d, want that of today", e.Term, e.Count)
		}
	}
	want := map[string]lexicon.Status{"bốn=patriei": lexicon.Rejected, "gặp=rencontre": lexicon.Mined, "tập huấn=formation": lexicon.Accepted}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Names are the same in every language, glossary concepts are known, and what
// stands together once or twice may be chance: none of them is learnt.
func TestWhatIsNotLearnt(t *testing.T) {
	var pairs []lexicon.Pair
	for _, s := range [][2]string{
		{"Dân vận khéo ở Thanh Hóa: một buổi gặp gỡ", "Mobilisation de masse habile à Thanh Hoa : une entrevue"},
		{"Dân vận khéo ở Thanh Hóa: có thêm gạo", "Mobilisation de masse habile à Thanh Hoa : plus de riz"},
		{"Thanh Hóa gặp gỡ, dân vận khéo", "Thanh Hoa : entrevue, mobilisation de masse habile"},
		{"Buổi gặp gỡ cuối năm", "L'entrevue de fin d'année"}, {"Gặp gỡ và gạo", "Entrevue et riz"}, {"Sông và núi", "Le fleuve et la montagne"},
		{"Trường học", "L'école"}, {"Bệnh viện", "L'hôpital"}, {"Con đường", "La route"}, {"Cây cầu", "Le pont"}, {"Nhà máy", "L'usine"},
	} {
		pairs = append(pairs, lexicon.Pair{A: lexicon.Passage{Lang: lang.Vietnamese, Text: s[0]}, B: lexicon.Passage{Lang: lang.French, Text: s[1]}})
	}
	var got []string
	for _, e := range lexicon.Mine(pairs) {
		got = append(got, e.Term+" = "+e.Translation)
	}
	if diff := cmp.Diff([]string{"gặp gỡ = entrevue"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(table)
	f.Add("a\tfr\tb\tvi\t1\t1\tmined\n")
	f.Add("\t\t\t\t\t\t\t\n\xff")
	f.Fuzz(func(t *testing.T, text string) {
		entries, err := lexicon.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := lexicon.Write(&out, entries); err != nil {
			t.Fatal(err)
		}
		again, err := lexicon.Read(&out)
		if err != nil || len(again) != len(entries) {
			t.Errorf("%d entries, read back %d: %v", len(entries), len(again), err)
		}
	})
}
