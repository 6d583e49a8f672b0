package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// TestInterrupted cuts a crawl off at many points and starts it again: no
// article is lost, and only the one that was under way is asked for twice.
func TestInterrupted(t *testing.T) {
	const pages = 40
	for stop := int32(1); stop <= pages; stop += 3 {
		t.Run(fmt.Sprint("at request ", stop), func(t *testing.T) {
			w := newWorld(t)
			var links []string
			for i := range pages {
				links = append(links, fmt.Sprintf("/tin-%d.html", i))
			}
			w.listing("a.vn/", links...)
			w.on("a.vn/robots.txt", http.NotFound)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var asked atomic.Int32
			w.other = func(rw http.ResponseWriter, r *http.Request) {
				if asked.Add(1) == stop {
					cancel()
					<-r.Context().Done()
					return
				}
				html("<h1>"+r.URL.Path+"</h1>")(rw, r)
			}
			r, err := w.crawler().Once(ctx)
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("ended with %v", err)
			}
			w.check(r)
			if r.Total().Left != 1 {
				t.Errorf("%d addresses left, want the one under way", r.Total().Left)
			}
			w.once(w.crawler())
			if n := len(w.memory.versions); n != pages {
				t.Errorf("%d of %d articles stored", n, pages)
			}
			twice := 0
			for _, l := range links {
				switch w.asked("a.vn" + l) {
				case 1:
				case 2:
					twice++
				default:
					t.Errorf("%s asked for %d times", l, w.asked("a.vn"+l))
				}
			}
			if twice != 1 {
				t.Errorf("%d articles asked for twice, want 1", twice)
			}
		})
	}
}

// TestPutThenFinish: an article that was stored when the ledger failed is
// visited again, and found to be the same.
func TestPutThenFinish(t *testing.T) {
	w := newWorld(t)
	w.listing("a.vn/", "/tin-1.html")
	w.article("a.vn/tin-1.html", "Tin")
	broken := &brokenLedger{memory: w.memory, fail: "https://a.vn/tin-1.html"}
	_, err := w.crawler(func(o *Options) { o.Ledger = broken }).Once(t.Context())
	if err == nil {
		t.Fatal("a ledger that fails does not end the pass")
	}
	w.once(w.crawler())
	if got := w.memory.outcome("https://a.vn/tin-1.html").Reason; got != visit.Unchanged {
		t.Errorf("outcome %q, want unchanged", got)
	}
	if n := len(w.memory.versions[article.IDOf("https://a.vn/tin-1.html")]); n != 1 {
		t.Errorf("%d versions", n)
	}
}

type brokenLedger struct {
	*memory
	fail string
}

func (b *brokenLedger) Finish(ctx context.Context, run int64, row visit.Row, o visit.Outcome) error {
	if row.URL == b.fail {
		return errors.New("the disk is full")
	}
	return b.memory.Finish(ctx, run, row, o)
}

// panics is an archive whose code breaks at one step.
type panics struct {
	*memory
	step string
}

func (p *panics) Finish(ctx context.Context, run int64, row visit.Row, o visit.Outcome) error {
	if p.step == "finish" {
		panic("a bug")
	}
	return p.memory.Finish(ctx, run, row, o)
}

func (p *panics) Capture(context.Context, Exchange) (int64, error) {
	if p.step == "capture" {
		panic("a bug")
	}
	return 0, nil
}

// TestAPanicEndsThePassAlone: neither the program nor the next pass, whatever
// breaks and whatever it held.
func TestAPanicEndsThePassAlone(t *testing.T) {
	for _, step := range []string{"finish", "capture"} {
		t.Run(step, func(t *testing.T) {
			w := newWorld(t)
			w.listing("a.vn/", "/tin-1.html")
			w.article("a.vn/tin-1.html", "Tin")
			w.on("a.vn/robots.txt", http.NotFound)
			broken := &panics{memory: w.memory, step: step}
			c := w.crawler(func(o *Options) { o.Ledger, o.Capture = broken, broken })
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			defer cancel()
			r, err := c.Once(ctx)
			if step == "finish" && (err == nil || !strings.Contains(err.Error(), "panicked: a bug")) {
				t.Errorf("ended with %v", err)
			}
			w.check(r)
			broken.step = ""
			w.clock.Advance(time.Hour)
			if _, err := c.Once(ctx); err != nil {
				t.Fatalf("the next pass: %v", err)
			}
			if n := len(w.memory.versions); n != 1 {
				t.Errorf("%d articles stored", n)
			}
		})
	}
}
