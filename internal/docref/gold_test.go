package docref

import (
	"testing"

	"khotin/internal/testkit"
)

func TestGoldRows(t *testing.T) {
	total := score(t, readRows(t, testkit.Shared(t, "gold", "citations.jsonl")))
	t.Log("public patterns on the wider set these rows are drawn from, of 190: news-bulletin rules 88, typesense_vbpl 26, six others 10 to 17, a 'Số:' checker 0")
	if total.exact < total.rows-2 || total.falseHits > 0 {
		t.Errorf("%d of %d rows exact, %d false hits", total.exact, total.rows, total.falseHits)
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
