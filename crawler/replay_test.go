package crawler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/article"
	"khotin/internal/visit"
)

// tapes keep whole answers in memory, pass by pass.
type tapes struct {
	mu     sync.Mutex
	passes [][]Kept
	last   time.Time
	count  int64
}

func (s *tapes) Capture(_ context.Context, ex Exchange) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, err := io.ReadAll(ex.Body)
	if err != nil || ex.Run.IsZero() || ex.Kind == "" {
		return 0, errors.Join(err, fmt.Errorf("%s is of no pass or kind", ex.URL))
	}
	if len(s.passes) == 0 || !ex.Run.Equal(s.last) {
		s.passes, s.last = append(s.passes, nil), ex.Run
	}
	s.count++
	pass := &s.passes[len(s.passes)-1]
	*pass = append(*pass, Kept{
		Capture: s.count, URL: ex.URL, Via: ex.Via, Kind: ex.Kind, At: ex.At, Status: ex.Response.StatusCode,
		Header: ex.Response.Header.Clone(), Truncated: ex.Truncated,
		Body: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil },
	})
	return s.count, nil
}

// again replays the tapes into a memory of its own.
func (s *tapes) again(t *testing.T, o Options) *memory {
	t.Helper()
	m := newMemory(newClock())
	o.Store, o.Frontier, o.Ledger, o.Memo, o.Past = m, m, m, m, m
	r, err := NewReplayer(o, &Clock{})
	if err != nil {
		t.Fatal(err)
	}
	for _, pass := range s.passes {
		m.clock.now = pass[0].At
		if _, err := r.Pass(t.Context(), pass); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// history is what an archive has learnt, without what only the moment of a
// visit decides.
type history struct {
	Versions map[string][]article.Article
	Gone     map[string]bool
	Outcomes []string
}

// of leaves out the outcomes that had no answer.
func historyOf(m *memory) history {
	h := history{Versions: m.versions, Gone: map[string]bool{}}
	for id, gone := range m.gone {
		if gone {
			h.Gone[id] = true
		}
	}
	for _, o := range m.outcomes {
		if o.Capture > 0 {
			h.Outcomes = append(h.Outcomes, fmt.Sprintln(o.URL, o.Kind, o.Reason, o.Record, o.Capture))
		}
	}
	return h
}

// TestReplayLearnsWhatTheCrawlLearnt: pages that move, change, vanish, return,
// stand under two addresses, break off, refuse and come compressed.
func TestReplayLearnsWhatTheCrawlLearnt(t *testing.T) {
	home := `<link rel="canonical" href="https://a.vn/"><h1>Trang chủ</h1><p>Tin nổi bật.</p>`
	tries := 0
	first := map[string]http.HandlerFunc{
		"giu-1.html": html("<h1>Giữ</h1><p>Văn bản.</p>"), "doi-2.html": html("<h1>Đổi</h1><p>04-NQ/TU.</p>"),
		"mat-3.html": html("<h1>Mất</h1><p>Văn bản.</p>"), "an-4.html": html("<h1>Ẩn</h1><p>Văn bản.</p>"),
		"nen-5.html": brotlied("<h1>Nén</h1><p>Văn bản.</p>"), "goi-6.html": gzipped("<h1>Gói</h1><p>Văn bản.</p>", "text/html"),
		"cu-7.html": redirectTo("/moi-7.html"), "moi-7.html": html("<h1>Mới</h1><p>Văn bản.</p>"),
		"guong-8.html": html(`<link rel="canonical" href="https://a.vn/giu-1.html"><h1>Gương</h1><p>Khác.</p>`),
		"dut-9.html":   html("<h1>Đứt</h1><p>Văn bản.</p>"), "ve-10.html": html("<h1>Về</h1><p>Văn bản.</p>"),
		"thu-11.html": func(rw http.ResponseWriter, r *http.Request) {
			if tries++; tries%3 != 0 {
				rw.WriteHeader(http.StatusServiceUnavailable)
				return
			}
			html("<h1>Thử</h1><p>Văn bản.</p>")(rw, r)
		},
	}
	later := map[string]http.HandlerFunc{
		"doi-2.html": html("<h1>Đổi</h1><p>05-NQ/TU.</p>"), "mat-3.html": status(404), "an-4.html": html(home),
		"dut-9.html": func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Length", "900")
			io.WriteString(rw, "<h1>Đứt</h1><p>Nửa")
		},
		"ve-10.html": redirectTo("/"), "moi-7.html": status(410),
	}
	w, shelf := newWorld(t), &tapes{}
	w.other = html(home)
	w.on("a.vn/robots.txt", text(""))
	var links []string
	stand := func(pages map[string]http.HandlerFunc) {
		for name, answer := range pages {
			w.on("a.vn/"+name, answer)
			links = append(links, "/"+name)
		}
	}
	stand(first)
	w.listing("a.vn/", links...)
	options := Options{Outlets: []Outlet{outlet("a.vn")}, Extract: fakeExtract}
	c := w.crawler(func(o *Options) { o.Capture = shelf })
	w.live(c, 40*day)
	stand(later)
	w.live(c, 40*day)
	compare := func() history {
		want, got := historyOf(w.memory), historyOf(shelf.again(t, options))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the replay (-crawl +replay):\n%.6000s", diff)
		}
		return want
	}
	if n := len(compare().Gone); n != 4 {
		t.Errorf("%d pages are gone, want 4", n)
	}
	stand(first)
	w.live(c, 91*day)
	want := compare()
	reasons := strings.Join(want.Outcomes, "")
	for _, r := range []visit.Reason{visit.New, visit.Changed, visit.Unchanged, visit.Read, visit.Mirror, visit.Missing, visit.Failed} {
		if !strings.Contains(reasons, " "+string(r)+" ") {
			t.Errorf("nothing came to %q: too little to compare", r)
		}
	}
}

// TestReplayWithoutNotes: files of another program say neither what an address
// was asked for nor which pass it belongs to; the address tells.
func TestReplayWithoutNotes(t *testing.T) {
	w, shelf := newWorld(t), &tapes{}
	w.on("a.vn/robots.txt", text(""))
	w.listing("a.vn/", "/doi-1.html", "/cu-2.html", "/mat-3.html")
	w.article("a.vn/doi-1.html", "Trước")
	w.on("a.vn/cu-2.html", redirectTo("/moi-2.html"))
	w.article("a.vn/moi-2.html", "Mới")
	w.article("a.vn/mat-3.html", "Mất")
	c := w.crawler(func(o *Options) { o.Capture = shelf })
	w.live(c, 10*day)
	w.article("a.vn/doi-1.html", "Sau")
	w.on("a.vn/mat-3.html", status(http.StatusGone))
	w.live(c, 40*day)
	var all []Kept
	for _, pass := range shelf.passes {
		for _, k := range pass {
			k.Kind, k.Via = "", ""
			all = append(all, k)
		}
	}
	shelf.passes = [][]Kept{all}
	got := shelf.again(t, Options{Outlets: []Outlet{outlet("a.vn")}, Extract: fakeExtract})
	if diff := cmp.Diff(historyOf(w.memory), historyOf(got)); diff != "" {
		t.Errorf("the replay (-crawl +replay):\n%.4000s", diff)
	}
	if n := len(got.versions[article.IDOf("https://a.vn/doi-1.html")]); n != 2 {
		t.Errorf("%d versions of the page that changed", n)
	}
}

// TestReadOfOneAnswer stores nothing and says why there is no record.
func TestReadOfOneAnswer(t *testing.T) {
	r, err := NewReplayer(Options{
		Outlets: []Outlet{outlet("a.vn")}, Extract: fakeExtract,
		Judge: func(a article.Article) (visit.Reason, string) {
			if a.Headline == "Bóng đá" {
				return visit.OffTopic, "sport"
			}
			return "", ""
		},
	}, &Clock{})
	if err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]visit.Reason{
		"<h1>Dân vận</h1><p>x</p>": "", "<h1>Bóng đá</h1>": visit.OffTopic, "": visit.NoArticle, "\x89PNG\r\n\x1a\n": visit.NoArticle,
		"<h1>Trang không tồn tại</h1>": visit.Missing,
	} {
		rec, reason, detail, err := r.Read(t.Context(), Kept{
			URL: "https://a.vn/tin-1.html", Status: 200, Header: http.Header{"Content-Type": {"text/html"}},
			Body: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(body)), nil },
		})
		if err != nil || reason != want || reason == "" && rec.Headline != "Dân vận" {
			t.Errorf("%q: %q (%s), %v, want %q", body, reason, detail, err, want)
		}
	}
	broken := Kept{URL: "https://a.vn/tin-1.html", Status: 200, Body: func(context.Context) (io.ReadCloser, error) { return nil, errors.New("gone") }}
	if _, reason, _, err := r.Read(t.Context(), broken); err != nil || reason != visit.Failed {
		t.Errorf("an answer that cannot be opened: %q, %v", reason, err)
	}
}
