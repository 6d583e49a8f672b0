package index

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// version makes a stored article of one paragraph.
func version(seq int64, id string, tag lang.Tag, headline, text string) article.Stored {
	return article.Stored{Seq: seq, Version: 1, State: article.Live, Article: article.Article{
		ID: id, URL: "https://example.vn/" + id, Outlet: "example.vn", Lang: tag, Headline: headline,
		Published:  article.At(time.Date(2020+int(seq%5), 3, int(seq%28)+1, 8, 0, 0, 0, article.Hanoi), article.Minute),
		Paragraphs: []article.Paragraph{{Text: text, Lang: tag}},
	}}
}

// open returns an index in a folder of the test's own.
func open(t testing.TB, dir string) *Index {
	t.Helper()
	ix, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ix.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return ix
}

func put(t testing.TB, ix *Index, versions ...article.Stored) {
	t.Helper()
	if err := ix.Put(t.Context(), versions...); err != nil {
		t.Fatal(err)
	}
}

// find searches what a person typed.
func find(t testing.TB, ix *Index, text string) query.Result {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	q.Facets = true
	r, err := ix.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("search %q: %v", text, err)
	}
	return r
}

func ids(r query.Result) []string {
	list := []string{}
	for _, h := range r.Hits {
		list = append(list, h.ID)
	}
	return list
}

func TestPutAndSearch(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix,
		version(1, "a", lang.Vietnamese, "Hội nghị tập huấn", "Công tác dân vận khéo ở xã Kỳ Sơn, theo Nghị quyết 04-NQ/TU."),
		version(2, "b", lang.French, "La mobilisation des masses", "Résolution 04-NQ/TW, l’œuvre de M. Le Hong Vinh."),
		version(3, "c", lang.Romanian, "Conferința de instruire", "Mobilizarea maselor în comuna Ky Son; rezoluția a fost aplicată."),
	)
	tests := []struct {
		text string
		want []string
	}{
		{"dân vận", []string{"a", "b", "c"}}, {"dan van", []string{"a", "b", "c"}}, {"04-NQ/TU", []string{"a"}}, {"04-NQ/TW", []string{"b"}},
		{`"dân vận khéo"`, []string{"a"}}, {`"vận dân"`, []string{}}, {"oeuvre", []string{"b"}}, {"Œuvre", []string{"b"}},
		{"Lê Hồng Vinh", []string{"b"}}, {"mobiliz*", []string{"c"}}, {"-dân", []string{"b", "c"}}, {"lang:vi dan van", []string{"a"}}, {"lang:ro", []string{"c"}},
		{"conferinţa", []string{"c", "a"}}, {"lang:ro conferinţa", []string{"c"}}, {"from:2022 to:2022", []string{"b"}}, {"huấn OR œuvre", []string{"a", "b"}},
	}
	for _, tt := range tests {
		if got := ids(find(t, ix, tt.text)); fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%q finds %v, want %v", tt.text, got, tt.want)
		}
	}
	if got := ix.Position(); got != 3 {
		t.Errorf("position %d, want 3", got)
	}
}

func TestOpenInUse(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	_, err := Open(t.Context(), dir, Options{})
	if fault.Of(err) != fault.InUse || !strings.Contains(err.Error(), dir) || fault.Hint(err) == "" {
		t.Fatalf("a second open: %v, want an InUse fault that names %s and helps", err, dir)
	}
}

// changesOf makes a change sequence of plain texts.
func changesOf(texts map[string]string) func(int64) iter.Seq2[article.Stored, error] {
	return func(int64) iter.Seq2[article.Stored, error] {
		return func(yield func(article.Stored, error) bool) {
			seq := int64(0)
			for _, id := range slices.Sorted(maps.Keys(texts)) {
				seq++
				if !yield(version(seq, id, lang.Unknown, "", texts[id]), nil) {
					return
				}
			}
		}
	}
}

// Searches beyond the limit wait their turn for a while and are then refused.
func TestTooManySearches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ix := &Index{live: &generation{}, searches: make(chan struct{}, 1)}
		if err := ix.admit(t.Context()); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if err := ix.admit(t.Context()); fault.Of(err) != fault.Unavailable {
			t.Errorf("a second search: %v, want an Unavailable fault", err)
		}
		if waited := time.Since(start); waited != searchWait {
			t.Errorf("waited %v, want %v", waited, searchWait)
		}
		go func() {
			time.Sleep(searchWait / 2)
			ix.leave()
		}()
		if err := ix.admit(t.Context()); err != nil {
			t.Errorf("a search whose turn comes: %v", err)
		}
	})
}
