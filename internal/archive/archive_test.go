package archive

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// child names the environment variable that makes the test binary act as a
// second process; see process_test.go.
const child = "KHOTIN_ARCHIVE_CHILD"

func TestMain(m *testing.M) {
	if role := os.Getenv(child); role != "" {
		os.Exit(runChild(role))
	}
	os.Exit(m.Run())
}

// clock is a hand-wound clock.
type clock struct{ now time.Time }

func newClock() *clock {
	return &clock{time.Date(2026, 8, 6, 4, 42, 0, 0, time.UTC)}
}

func (c *clock) advance(d time.Duration) time.Time {
	c.now = c.now.Add(d)
	return c.now
}

// open opens the archive in dir and closes it with the test.
func open(t testing.TB, dir string, o Options) *Archive {
	t.Helper()
	a, err := Open(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// fresh opens a new archive under a hand-wound clock.
func fresh(t testing.TB) (*Archive, *clock) {
	t.Helper()
	c := newClock()
	return open(t, t.TempDir(), Options{Now: func() time.Time { return c.now }}), c
}

// news makes a valid article number n whose body says text.
func news(n int, text string) article.Article {
	address := fmt.Sprintf("https://baonghean.vn/hoi-nghi-dan-van-%d.html", n)
	return article.Article{
		ID: article.IDOf(address), URL: address,
		Outlet: "baonghean", Lang: lang.Vietnamese, Group: fmt.Sprintf("baonghean#%d", n),
		Headline:   fmt.Sprintf("Hội nghị công tác dân vận lần thứ %d", n),
		Byline:     "Mai Hoa",
		Published:  article.At(time.Date(2024, 8, 6, 11, 42, 0, 0, article.Hanoi), article.Second),
		Paragraphs: []article.Paragraph{{Text: text, Lang: lang.Vietnamese}},
	}
}

// thick makes an article of about six kilobytes, the mean of real ones.
func thick(n int) article.Article {
	const sentence = "Ban Dân vận Tỉnh ủy <Nghệ An> tổ chức hội nghị sơ kết công tác dân vận và \"khéo\" nhiệm vụ sáu tháng cuối năm. "
	a := news(n, strings.Repeat(sentence, 6))
	for i := range 6 {
		a.Paragraphs = append(a.Paragraphs, article.Paragraph{Text: fmt.Sprintf("%d: %s", i, strings.Repeat(sentence, 6)), Lang: lang.Vietnamese})
	}
	return a
}

func mustPut(t testing.TB, a *Archive, art article.Article) article.Stored {
	t.Helper()
	s, _, err := a.Put(t.Context(), art)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// fill stores the articles 0 to n-1.
func fill(t testing.TB, a *Archive, n int) {
	t.Helper()
	_, err := a.PutAll(t.Context(), func(yield func(article.Article) bool) {
		for i := range n {
			if !yield(news(i, "Một.")) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

func wantKind(t testing.TB, err error, want fault.Kind) {
	t.Helper()
	if err == nil {
		t.Errorf("no error, want one of kind %v", want)
	} else if fault.Of(err) != want {
		t.Errorf("error %v of kind %v, want kind %v", err, fault.Of(err), want)
	}
}

func wantSame(t testing.TB, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestTimesAreKeptInMilliseconds(t *testing.T) {
	for _, want := range []time.Time{{}, time.UnixMilli(1).UTC(), newClock().now.Add(123 * time.Millisecond)} {
		if got := fromMillis(millis(want)); !got.Equal(want) || got.IsZero() != want.IsZero() {
			t.Errorf("%v comes back as %v", want, got)
		}
	}
}

func TestCloseTwiceAndUseAfterwards(t *testing.T) {
	a, _ := fresh(t)
	mustPut(t, a, news(1, "Một."))
	for range 2 {
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
	_, _, err := a.Put(t.Context(), news(1, "Một."))
	wantKind(t, err, fault.Unavailable)
	_, err = a.Get(t.Context(), news(1, "").ID)
	wantKind(t, err, fault.Unavailable)
}

func TestStrangeFolderNames(t *testing.T) {
	for _, name := range []string{"kho tin", "a?b=c&mode=memory", "50%", "tin#1", "tiếng Việt", "'; DROP"} {
		dir := t.TempDir() + "/" + name
		a := open(t, dir, Options{})
		mustPut(t, a, news(1, "Một."))
		if _, err := os.Stat(dir + "/" + File); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}
