package dossier

import (
	"strings"
	"testing"
	"unicode/utf8"

	"khotin/internal/docref"

	"github.com/google/go-cmp/cmp"
)

func doc(id, kind string, articles int) Document {
	parsed, err := docref.ParseID(id)
	if err != nil {
		panic(err)
	}
	number := 0
	for _, r := range strings.Split(parsed.Key, "-")[0] {
		number = 10*number + int(r-'0')
	}
	return Document{ID: id, Key: parsed.Key, Number: number, Type: kind, Scope: parsed.Scope, Date: parsed.Date, Articles: articles}
}

func TestRankKeepsSimilarNumbersApart(t *testing.T) {
	docs := []Document{
		doc("15-qd-ubnd@nghean:2024-02-01", "quyet-dinh", 2),
		doc("15-2024-qd-ubnd@nghean:2024-03-01", "quyet-dinh", 1),
		doc("15-nq-tu@nghean:2022-01-01", "nghi-quyet", 9),
		doc("15-nq-tw@tw:2022-06-16", "nghi-quyet", 1),
		doc("15-nq-tw@tw:2012-06-01", "nghi-quyet", 1),
	}
	tests := map[string]struct {
		status Status
		ids    []string
	}{
		"15/QĐ-UBND":      {Exact, []string{"15-qd-ubnd@nghean:2024-02-01"}},
		"15/2024/QĐ-UBND": {Exact, []string{"15-2024-qd-ubnd@nghean:2024-03-01"}},
		"15-NQ/TU":        {Exact, []string{"15-nq-tu@nghean:2022-01-01"}},
		"15-NQ/TW":        {Candidates, []string{"15-nq-tw@tw:2022-06-16", "15-nq-tw@tw:2012-06-01"}},
		"nghị quyết 15":   {Partial, []string{"15-nq-tu@nghean:2022-01-01", "15-nq-tw@tw:2022-06-16", "15-nq-tw@tw:2012-06-01"}},
		"15-KL/TW":        {None, nil},
	}
	for question, want := range tests {
		got := Rank(docref.ParseQuery(question), docs)
		var ids []string
		for _, d := range got.Documents {
			ids = append(ids, d.ID)
		}
		if got.Status != want.status || !cmp.Equal(ids, want.ids) {
			t.Errorf("%s: %s %v; want %s %v", question, got.Status, ids, want.status, want.ids)
		}
	}
	if near := Rank(docref.ParseQuery("15-KL/TW"), docs).Nearest; len(near) != len(docs) || near[0].Articles != 9 {
		t.Errorf("what exists with the number must be offered, most cited first: %+v", near)
	}
}

func TestAnOldProvinceKeepsItsDocuments(t *testing.T) {
	d := NewDossier(doc("8-da-tu@thaibinh:2023-07-05", "de-an", 1))
	if d.Place != "Thái Bình" || d.Successor != "Hưng Yên" {
		t.Errorf("place %q, successor %q", d.Place, d.Successor)
	}
}

func TestPassagesAreWholeWords(t *testing.T) {
	text := strings.Repeat("mười một chữ ", 30) + "Nghị quyết 12" + strings.Repeat(" rất dài nữa", 30)
	start := strings.Index(text, "Nghị")
	before, surface, after := NewPassage(text, start, start+len("Nghị quyết 12"))
	if surface != "Nghị quyết 12" || !strings.HasSuffix(before, "chữ ") || !strings.HasPrefix(after, " rất") {
		t.Errorf("%q %q %q", before, surface, after)
	}
	before, cutBefore := strings.CutPrefix(before, "… ")
	after, cutAfter := strings.CutSuffix(after, " …")
	if !cutBefore || !cutAfter {
		t.Errorf("nothing says that the text goes on: %q %q", before, after)
	}
	if !strings.Contains(text, " "+before) || !strings.Contains(text, after+" ") {
		t.Errorf("words are cut: %q … %q", before, after)
	}
	for _, s := range []string{before, after} {
		if !utf8.ValidString(s) || len(s) > around {
			t.Errorf("%d bytes, valid %v", len(s), utf8.ValidString(s))
		}
	}
	if b, s, a := NewPassage("theo Nghị quyết 12.", 5, 20); b+s+a != "theo Nghị quyết 12." {
		t.Errorf("a short text is cut: %q %q %q", b, s, a)
	}
	if b, s, a := NewPassage("x", 0, 5); b+s+a != "" {
		t.Error("offsets outside the text must give nothing")
	}
}
