package crawler

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"khotin/crawler/extract"
	"khotin/crawler/robots"
	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/testkit"
	"khotin/internal/visit"
)

// configured reads the outlets of config.yaml, and one in Romanian that exists
// only on the shelves.
func configured(t testing.TB) (outlets []Outlet) {
	t.Helper()
	var file struct {
		Outlets []struct {
			Name, Title, Province     string
			Editions                  []struct{ Lang, Host, Prefix string }
			Mirrors                   []string
			Articles, Prints, Exclude []string
			GroupBy                   string `yaml:"group_by"`
			Discover                  Discover
		}
	}
	text, err := os.ReadFile(filepath.Join(testkit.Root(t), "config.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	compile := func(exprs []string) (res []*regexp.Regexp) {
		for _, e := range exprs {
			res = append(res, regexp.MustCompile(e))
		}
		return res
	}
	for _, o := range file.Outlets {
		out := Outlet{Outlet: article.Outlet{
			Name: o.Name, Title: o.Title, Province: o.Province, Mirrors: o.Mirrors, GroupBy: o.GroupBy,
			Articles: compile(o.Articles), Prints: compile(o.Prints),
		}, Exclude: compile(o.Exclude), Discover: o.Discover}
		for _, e := range o.Editions {
			out.Editions = append(out.Editions, article.Edition{Lang: lang.Tag(e.Lang), Host: e.Host, Prefix: e.Prefix})
		}
		outlets = append(outlets, out)
	}
	ro := outlet("nhandan.example")
	ro.Editions[0].Lang = "ro"
	ro.Discover = Discover{
		Sitemaps: []string{"https://nhandan.example/sitemap.xml"},
		Feeds:    []string{"https://nhandan.example/rss/home.rss"},
		Listings: []string{"https://nhandan.example/", "https://nhandan.example/xay-dung-dang/"},
	}
	ro.Articles = compile([]string{`^/(?P<slug>[^/]+)-post(?P<id>\d+)\.html$`})
	return append(outlets, ro)
}

// shelf is the recorded internet of ../shared/sites.
type shelf struct {
	Host, Path, Type, File string
	Status                 int
	Headers                map[string]string
	body                   []byte
}

func shelves(t testing.TB) (all []shelf) {
	t.Helper()
	text, err := os.ReadFile(testkit.Shared(t, "sites", "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for i := range all {
		if all[i].body, err = os.ReadFile(testkit.Shared(t, "sites", all[i].File)); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// load serves the shelves. Pages carry an ETag and answer a conditional
// request with 304.
func (w *world) load(all []shelf) {
	for i, s := range all {
		etag := fmt.Sprintf(`"%d-%d"`, i, len(s.body))
		var asked atomic.Int32
		w.on(s.Host+s.Path, func(rw http.ResponseWriter, r *http.Request) {
			status, body := s.Status, s.body
			if s.Headers["X-Test"] == "flaky-403-then-200" {
				if status = http.StatusForbidden; asked.Add(1) > 1 {
					status, body = http.StatusOK, []byte("<h1>Bài chập chờn</h1><p>Nội dung.</p>")
				}
			}
			rw.Header().Set("Content-Type", s.Type)
			if status == http.StatusOK {
				rw.Header().Set("ETag", etag)
				if r.Header.Get("If-None-Match") == etag {
					status, body = http.StatusNotModified, nil
				}
			}
			rw.WriteHeader(status)
			rw.Write(body)
		})
	}
}

var anyAddress = regexp.MustCompile(`(?:href=\\?"|<loc>|<link>|"url": ")([^"<\\]+)`)

// named returns the article addresses, canonical, that the sitemaps, feeds,
// listings and zones on the shelves name, as far as their robots.txt allows.
func named(t testing.TB, c *Crawler, all []shelf) map[string]bool {
	t.Helper()
	rules := make(map[string]*robots.Rules)
	for _, s := range all {
		if s.Path == "/robots.txt" {
			rules[s.Host] = robots.Parse(s.body)
		}
	}
	found := make(map[string]bool)
	for _, s := range all {
		isListing := s.Path == "/" || strings.HasSuffix(s.Path, "/") || strings.Contains(s.Path, "/api/")
		if !isListing && !strings.HasSuffix(s.Path, ".xml") && !strings.HasPrefix(s.Path, "/rss/") {
			continue
		}
		base := mustParse("https://" + strings.TrimPrefix(s.Host, "api-") + s.Path)
		for _, m := range anyAddress.FindAllStringSubmatch(string(s.body), -1) {
			var address string
			if err := xml.Unmarshal([]byte("<a>"+m[1]+"</a>"), &address); err != nil {
				address = m[1]
			}
			u, err := base.Parse(address)
			if err != nil {
				continue
			}
			u, err = c.known.Canonical(u.String())
			if err != nil {
				continue
			}
			o := c.lookup(u)
			if o == nil || !o.isArticle(u) || o.excludes(u) {
				continue
			}
			if r := rules[u.Host]; r != nil {
				if ok, _ := r.Allow("khotinbot", u.EscapedPath()); !ok {
					continue
				}
			}
			found[u.String()] = true
		}
	}
	return found
}

func TestSites(t *testing.T) {
	all := shelves(t)
	w := newWorld(t)
	w.load(all)
	c := w.crawler(func(o *Options) { o.Outlets, o.Extract = configured(t), extractorOf(t, configured(t)) })
	want := named(t, c, all)
	if len(want) < 45 {
		t.Fatalf("the shelves name only %d articles", len(want))
	}
	// Two addresses that only a link of somewhere else would name.
	w.add(visit.Row{URL: "https://baonghean.vn/bai-da-go-10200099.html", Outlet: "baonghean.vn", Kind: visit.Article},
		visit.Row{URL: "https://baonghean.vn/bai-chap-chon-10200098.html", Outlet: "baonghean.vn", Kind: visit.Article})

	first := w.once(c)
	stored := make(map[string]bool)
	for _, versions := range w.memory.versions {
		stored[versions[0].URL] = true
		if len(versions) != 1 {
			t.Errorf("%s: %d versions after one pass", versions[0].URL, len(versions))
		}
	}
	for u := range want {
		if !stored[u] {
			t.Errorf("not stored: %s: %+v", u, w.memory.outcome(u))
		}
	}
	t.Logf("%d articles named, %d stored, %d requests, %v", len(want), len(stored), first.Requests, first.Total().Outcomes)

	w.forbiddenNothing(all)
	w.reasons(map[string]visit.Reason{
		"https://baonghean.vn/bai-da-go-10200099.html":     visit.Missing,
		"https://baonghean.vn/bai-chap-chon-10200098.html": visit.New,
		"https://baolangson.vn/sitemap.xml":                visit.Refused,
	})
	w.noMirrors()

	w.clock.Advance(40 * day)
	w.conditional = 0
	second := w.once(c)
	if n := second.Total().Stored(); n != 0 {
		t.Errorf("the second pass stored %d versions", n)
	}
	if n := second.Total().Outcomes[visit.Unchanged]; n < len(want) {
		t.Errorf("the second pass looked again at %d articles, want %d", n, len(want))
	}
	if w.conditional < len(want) {
		t.Errorf("%d conditional requests in the second pass, want at least %d", w.conditional, len(want))
	}
}

func (w *world) add(rows ...visit.Row) {
	w.t.Helper()
	if _, err := w.memory.Add(w.t.Context(), rows...); err != nil {
		w.t.Fatal(err)
	}
}

// forbiddenNothing checks every request the server saw against the robots.txt
// on the shelves.
func (w *world) forbiddenNothing(all []shelf) {
	w.t.Helper()
	for _, s := range all {
		if s.Path != "/robots.txt" {
			continue
		}
		rules := robots.Parse(s.body)
		for address := range w.hits {
			target, ok := strings.CutPrefix(address, s.Host+"/")
			if allowed, rule := rules.Allow("khotinbot", "/"+target); ok && !allowed {
				w.t.Errorf("requested %s although %v", address, rule)
			}
		}
	}
	for address := range w.hits {
		if host, path, _ := strings.Cut(address, "/"); strings.HasSuffix(host, "baolangson.vn") && path != "robots.txt" {
			w.t.Errorf("requested %s of a site that refuses everything", address)
		}
	}
	if w.asked("baolangson.vn/robots.txt") != 1 {
		w.t.Errorf("its robots.txt was asked for %d times, want once", w.asked("baolangson.vn/robots.txt"))
	}
}

func (w *world) reasons(want map[string]visit.Reason) {
	w.t.Helper()
	got := make(map[string]visit.Reason)
	for u := range want {
		got[u] = w.memory.outcome(u).Reason
	}
	if diff := cmp.Diff(want, got); diff != "" {
		w.t.Errorf("outcomes (-want +got):\n%s", diff)
	}
}

// noMirrors checks that no story is stored twice in a language by one outlet:
// records of one outlet differ in the slug or number of their address.
func (w *world) noMirrors() {
	w.t.Helper()
	seen := make(map[string]string)
	for _, versions := range w.memory.versions {
		u := mustParse(versions[0].URL)
		if host := bare(u.Host); host == "vietnam.vn" && u.Host != "www.vietnam.vn" || host == "id.vietnam.vn" {
			w.t.Errorf("a mirror is recorded under its own address: %s", u)
		}
		key := bare(u.Host) + u.Path
		if other := seen[key]; other != "" {
			w.t.Errorf("%s and %s are one page", other, u)
		}
		seen[key] = u.String()
	}
	for address, n := range w.hits {
		if _, err := url.Parse("https://" + address); err != nil || n > 3 {
			w.t.Errorf("%s was asked for %d times in one pass", address, n)
		}
	}
}

func TestConfiguredOutletsAreWellFormed(t *testing.T) {
	c := newWorld(t).crawler(func(o *Options) { o.Outlets = configured(t) })
	names := make(map[string]bool)
	for i := range c.outlets {
		o := &c.outlets[i]
		if names[o.Name] {
			t.Errorf("outlet %s stands twice", o.Name)
		}
		names[o.Name] = true
		for _, row := range o.seeds() {
			u, err := c.known.Canonical(row.URL)
			if err != nil || u.String() != row.URL {
				t.Errorf("%s: discovery address %s is not canonical: %v", o.Name, row.URL, u)
			}
			if got := c.lookup(u); got != o {
				t.Errorf("%s: discovery address %s belongs to %v", o.Name, row.URL, got)
			}
			if o.isArticle(u) || o.excludes(u) {
				t.Errorf("%s: discovery address %s looks like an article or is excluded", o.Name, row.URL)
			}
		}
	}
	if len(names) < 13 {
		t.Errorf("only %d outlets: %v", len(names), slices.Sorted(maps.Keys(names)))
	}
}

// extractorOf is the real extractor, without the families' profiles: what the
// crawler acts upon does not depend on them.
func extractorOf(t testing.TB, outlets []Outlet) func([]byte, string, string) (article.Article, error) {
	t.Helper()
	var known article.Outlets
	for _, o := range outlets {
		known = append(known, o.Outlet)
	}
	x, err := extract.New(extract.Options{Outlets: known})
	if err != nil {
		t.Fatal(err)
	}
	return x.Page
}
