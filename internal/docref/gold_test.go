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
