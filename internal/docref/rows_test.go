package docref

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A citationRow is one line of a citations.jsonl: a text and the citations
// it holds.
type citationRow struct {
	ID, Cat, Lang, Text string
	Expect              []expectation
}

type expectation struct {
	Surface   string    `json:"surface"`
	ByteStart int       `json:"byte_start"`
	Type      *string   `json:"type"`
	Number    string    `json:"number"`
	Year      *int      `json:"year"`
	Symbol    *string   `json:"symbol"`
	Canonical *string   `json:"canonical"`
	Key       string    `json:"key"`
	Date      string    `json:"date"`
	Inferred  []string  `json:"inferred"`
	Conflict  *Conflict `json:"conflict"`
}

func readRows(t *testing.T, path string) []citationRow {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows []citationRow
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for lines.Scan() {
		var row citationRow
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		rows = append(rows, row)
	}
	return rows
}

// asExpected writes what was found the way the rows are written.
func asExpected(found []Citation) []expectation {
	var out []expectation
	for _, c := range found {
		out = append(out, expectation{
			Surface: c.Surface, ByteStart: c.Start, Type: orNull(c.Type), Number: c.Number, Year: orNull(c.Year),
			Symbol: orNull(c.Symbol), Canonical: orNull(c.Canonical), Key: c.Key, Date: c.Date, Inferred: c.Inferred, Conflict: c.Conflict,
		})
	}
	return out
}

// A tally counts one category of rows.
type tally struct{ rows, exact, citations, key, kind, date, falseHits int }

func (y *tally) add(row citationRow, found []Citation) (diff string) {
	got := asExpected(found)
	want := row.Expect
	if len(want) == 0 {
		want = nil
	}
	y.rows++
	if diff = cmp.Diff(want, got); diff == "" {
		y.exact++
	}
	y.citations += len(want)
	for _, g := range got {
		i := slices.IndexFunc(want, func(w expectation) bool {
			return w.ByteStart < g.ByteStart+len(g.Surface) && g.ByteStart < w.ByteStart+len(w.Surface)
		})
		if i < 0 {
			y.falseHits++
			continue
		}
		if want[i].Key == g.Key {
			y.key++
		}
		if cmp.Equal(want[i].Type, g.Type) {
			y.kind++
		}
		if want[i].Date == g.Date {
			y.date++
		}
	}
	return diff
}

// score runs every row and logs a line per category.
func score(t *testing.T, rows []citationRow) (total tally) {
	t.Helper()
	byCat := map[string]*tally{}
	var cats []string
	for _, row := range rows {
		if byCat[row.Cat] == nil {
			byCat[row.Cat] = &tally{}
			cats = append(cats, row.Cat)
		}
		found := Find(row.Text, row.Lang)
		if diff := byCat[row.Cat].add(row, found); diff != "" {
			t.Logf("%s %s %q (-want +got)\n%s", row.ID, row.Cat, row.Text, diff)
		}
		total.add(row, found)
	}
	t.Logf("%-8s %5s %6s %6s %6s %6s %6s %6s", "cat", "rows", "exact", "found", "key", "type", "date", "false")
	line := func(name string, y *tally) {
		t.Logf("%-8s %5d %6d %6d %6d %6d %6d %6d", name, y.rows, y.exact, y.citations, y.key, y.kind, y.date, y.falseHits)
	}
	for _, cat := range cats {
		line(cat, byCat[cat])
	}
	line("all", &total)
	return total
}
