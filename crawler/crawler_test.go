package crawler

import (
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/fault"
)

func TestNewSaysWhatIsWrong(t *testing.T) {
	good := outlet("a.vn")
	tests := []struct {
		name   string
		change func(*Options)
		says   string
	}{
		{"no extractor", func(o *Options) { o.Extract = nil }, "extract"},
		{"no name", func(o *Options) { o.Outlets = []Outlet{{}} }, "name"},
		{"no article pattern", func(o *Options) {
			o.Outlets = []Outlet{{Outlet: article.Outlet{Name: "a", Editions: good.Editions}}}
		}, "pattern"},
		{"bad discovery address", func(o *Options) { o.Outlets[0].Discover.Feeds = []string{"/rss"} }, `"/rss"`},
		{"bad zone", func(o *Options) { o.Outlets[0].Discover.Zones = []Zone{{API: "https://a.vn/x"}} }, "{zone}"},
		{"bad allowed address", func(o *Options) { o.AllowAddrs = []string{"localhost:1"} }, "localhost:1"},
	}
	for _, tt := range tests {
		o := Options{Outlets: []Outlet{outlet("a.vn")}, Extract: fakeExtract}
		tt.change(&o)
		_, err := New(o)
		if fault.Of(err) != fault.Invalid || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	c, err := New(Options{Outlets: []Outlet{good}, Extract: fakeExtract})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Once(t.Context()); fault.Of(err) != fault.Invalid {
		t.Errorf("a pass without an archive: %v", err)
	}
}

func TestTraps(t *testing.T) {
	for path, want := range map[string]bool{
		"/a/b/c/tin-1.html": false, "/a/a/a/tin": false, "/a/a/a/a/tin": true, "/a/b/a/b/a/b/a/b": true,
		"/1/2/3/4/5/6/7/8/9": false, "/1/2/3/4/5/6/7/8/9/10": true, "/": false,
	} {
		if got := isTrap(mustParse("https://a.vn" + path)); got != want {
			t.Errorf("isTrap(%s) = %v", path, got)
		}
	}
}
