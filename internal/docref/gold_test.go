package docref

import (
	"testing"

	"khotin/internal/testkit"
)

func TestGoldRows(t *testing.T) {
	total := score(t, readRows(t, testkit.Shared(t, "gold", "citations.jsonl")))
	if total.exact < total.rows-2 || total.falseHits > 0 {
		t.Errorf("%d of %d rows exact, %d false hits", total.exact, total.rows, total.falseHits)
	}
}

func TestTables(t *testing.T) {
	if err := Check(); err != nil {
		t.Fatal(err)
	}
}

// Our own rows must all be exact; each one is a claim about the grammar.
func TestOwnRows(t *testing.T) {
	rows := readRows(t, "testdata/citations.jsonl")
	total := score(t, rows)
	if total.exact < total.rows || total.falseHits > 0 || total.rows < 150 {
		t.Errorf("%d of %d rows exact, %d false hits", total.exact, total.rows, total.falseHits)
	}
}
