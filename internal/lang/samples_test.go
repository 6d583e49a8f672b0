package lang

import (
	"os"
	"path/filepath"
	"testing"

	"khotin/internal/testkit"

	"github.com/google/go-cmp/cmp"
)

// The dates of the five sample articles, all of them and nothing else: 25 in
// the bodies and the four of their headers.
func TestFindDatesInSamples(t *testing.T) {
	want := map[string][]string{
		"000": {"2024-08-06T11:42", "--08-06 morning", "2024-08-06..2024-08-07", "2024-06-14", "2023-12-20"},
		"001": {"2022-01-14T17:27", "--01-14 afternoon", "2021-11-19", "2021-11-24", "2021-11-19", "2021-11-24", "2021-11-19"},
		"002": {"2024-02-23", "2024-02-22", "1930-10-15..2023-10-15", "1973-06-26..2023-06-26",
			"2021-07-30", "2015-07-14", "2021-11-26", "2017-12-25", "2021-10-15"},
		"003": {"--12-30 morning", "2021-07-30"},
		"004": {"2023-08-25T15:20:23", "--08-25 morning", "2022-11-10", "2023-07-05"},
	}
	got := make(map[string][]string)
	files, err := filepath.Glob(filepath.Join(testkit.Shared(t, "seeds"), "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)[:3]
		for _, s := range FindDates(string(text)) {
			got[name] = append(got[name], printedDate(s))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dates of the samples (-want +got):\n%s", diff)
	}
}
