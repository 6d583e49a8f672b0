package archive

import (
	"testing"
	"time"

	"khotin/internal/article"
)

func TestStateAt(t *testing.T) {
	a, clock := fresh(t)
	start := clock.now
	art := news(1, "Hội nghị có 120 đại biểu.")
	mustPut(t, a, art)
	clock.advance(time.Hour)
	if _, err := a.Withdraw(t.Context(), art.ID); err != nil {
		t.Fatal(err)
	}
	clock.advance(time.Hour)
	// Another story is no sight of the page.
	if err := a.durable.do(t.Context(), func(w *writer) error { return a.changeState(t.Context(), w, art.ID, article.Gone, Reclassified) }); err != nil {
		t.Fatal(err)
	}
	clock.advance(time.Hour)
	mustPut(t, a, art)
	for _, c := range []struct {
		id    string
		after time.Duration
		want  article.State
	}{
		{art.ID, -time.Hour, article.Live},
		{art.ID, 0, article.Live},
		{art.ID, time.Hour - time.Millisecond, article.Live},
		{art.ID, time.Hour, article.Gone},
		{art.ID, 2*time.Hour + time.Minute, article.Gone},
		{art.ID, 3 * time.Hour, article.Live},
		{art.ID, 300 * time.Hour, article.Live},
		{article.IDOf("https://khong.vn/"), 0, article.Live},
	} {
		if got, err := a.StateAt(t.Context(), c.id, start.Add(c.after)); got != c.want || err != nil {
			t.Errorf("after %s: %q, %v, want %q", c.after, got, err, c.want)
		}
	}
}
