package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"khotin/internal/article"
	"khotin/internal/testkit"
)

// TestCharsetSuite reads the W3C's pages on encodings. Each has the letters ýäè
// as UTF-8, or others as UTF-16 behind a mark, and most declare something else:
// browsers believe the declaration, we believe bytes that are valid UTF-8, and
// say so.
func TestCharsetSuite(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testkit.Shared(t, "eval", "suites", "charset"), "*.html"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	read, flagged := 0, 0
	for _, name := range files {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		contentType := "text/html"
		if strings.HasPrefix(filepath.Base(name), "HTTP-") {
			contentType = "text/html; charset=iso-8859-15"
		}
		p := &page{x: newExtractor(t)}
		p.decode(body, contentType)
		want := "class='ýäè'"
		if strings.HasPrefix(filepath.Base(name), "UTF-16") {
			want = "class='ÃœÃ€Ãš'"
		}
		if !strings.Contains(p.src, want) || strings.ContainsRune(p.src, '\uFFFD') {
			t.Errorf("%s is not read right", filepath.Base(name))
			continue
		}
		read++
		declared := declaredCharset(body, contentType)
		contradicts := !hasMark(body) && utf8.Valid(body) && declared != "" && !strings.EqualFold(declared, "utf-8")
		if got := p.a.Has(article.FlagCharset); got != contradicts {
			t.Errorf("%s declares %q: flagged %v", filepath.Base(name), declared, got)
		} else if got {
			flagged++
		}
	}
	t.Logf("%d of %d pages read, %d of them flagged because they declare another encoding", read, len(files), flagged)
}
