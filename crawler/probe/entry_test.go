package probe

import (
	"strings"
	"testing"
	"time"

	"khotin/internal/lang"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.yaml.in/yaml/v3"
)

// written is an entry as a YAML reader finds it.
type written struct {
	Outlets []struct {
		Name, Title, Province, Charset      string
		GroupBy                             string `yaml:"group_by"`
		Editions                            []struct{ Lang, Host, Prefix string }
		Articles, Prints, Exclude, Families []string
		Discover                            struct {
			Sitemaps, Feeds, Listings []string
			Zones                     []struct {
				API, Base string
				IDs       []int
			}
		}
	}
}

// readBack reads the entry that a report writes.
func readBack(t *testing.T, r Report) Entry {
	t.Helper()
	var w written
	if err := yaml.Unmarshal([]byte(r.YAML()), &w); err != nil || len(w.Outlets) != 1 {
		t.Fatalf("%d outlets, %v\n%s", len(w.Outlets), err, r.YAML())
	}
	o := w.Outlets[0]
	e := Entry{
		Name: o.Name, Title: o.Title, Province: o.Province, Articles: o.Articles, Prints: o.Prints, Exclude: o.Exclude,
		GroupBy: o.GroupBy, Families: o.Families, Charset: o.Charset,
		Sitemaps: o.Discover.Sitemaps, Feeds: o.Discover.Feeds, Listings: o.Discover.Listings,
	}
	for _, edition := range o.Editions {
		e.Editions = append(e.Editions, Edition{Lang: lang.Tag(edition.Lang), Host: edition.Host, Prefix: edition.Prefix})
	}
	for _, z := range o.Discover.Zones {
		e.Zones = append(e.Zones, Zone{API: z.API, Base: z.Base, IDs: z.IDs})
	}
	return e
}

func TestYAML(t *testing.T) {
	full := Entry{
		Name: "24h.com.vn", Title: "Báo 'Ví Dụ': #1 {x}, & *y", Province: "nghean",
		Editions: []Edition{{Lang: "vi", Host: "24h.com.vn", Prefix: "/"}, {Lang: "fr", Host: "xn--bo-ela.vn", Prefix: "/fr/"}},
		Articles: []string{`^/(?P<slug>[a-z0-9-]+)-(?P<id>\d{5,})\.html$`, `^/it's: #$`},
		Prints:   []string{`^/print/(?P<id>\d+)\.html$`}, Exclude: []string{`-ptag\d*(?:\.[a-z]+)?$`},
		GroupBy: "id", Families: []string{"onecms", "onecms-old", "no", "1e3"}, Charset: "windows-1258",
		Sitemaps: []string{"https://24h.com.vn/sitemap.xml?a=1,2&b=[x]"}, Feeds: []string{"https://24h.com.vn/rss#x"},
		Listings: []string{"https://24h.com.vn/"}, Zones: []Zone{{API: "https://24h.com.vn/api/{zone}-{page}.html", Base: "https://24h.com.vn/", IDs: []int{71, 171}}},
	}
	r := Report{At: time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC), Entry: full, Others: []string{"en"},
		Checks: []string{"a check\nof two: lines", "# another"}}
	if diff := cmp.Diff(full, readBack(t, r), cmpopts.IgnoreFields(Edition{}, "Basis")); diff != "" {
		t.Errorf("(-meant +read):\n%s\n%s", diff, r.YAML())
	}
	small := Entry{Name: "a.vn", Editions: []Edition{{Lang: "vi", Host: "a.vn", Prefix: "/"}}, Articles: []string{"^/"}}
	if diff := cmp.Diff(small, readBack(t, Report{Entry: small}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-meant +read):\n%s", diff)
	}
}

func FuzzYAML(f *testing.F) {
	f.Add("Báo Ví Dụ", "a check")
	f.Add("'", "\r\n  - x: y")
	f.Add("\u2028 \u0085 \x1b[31m \ufeff", "\x00")
	f.Fuzz(func(t *testing.T, title, check string) {
		e := Entry{Name: "a.vn", Title: title, Articles: []string{"^/"}, Editions: []Edition{{Lang: "vi", Host: "a.vn", Prefix: "/"}}}
		got := readBack(t, Report{Entry: e, Checks: []string{check}, Others: []string{title}})
		if want := strings.Map(printable, title); got.Title != want && strings.ToValidUTF8(want, "") == want {
			t.Errorf("title %q is read as %q", want, got.Title)
		}
	})
}

func TestScalar(t *testing.T) {
	for in, want := range map[string]string{
		"fr": "fr", "no": "'no'", "on": "'on'", "/": "/", "/fr/": "/fr/", "baonghean.vn": "baonghean.vn",
		"24h.vn": "'24h.vn'", "1e3": "'1e3'", "": "''", "it's": "'it''s'", "a: b": "'a: b'", "onecms-old": "onecms-old",
	} {
		if got := scalar(in); got != want {
			t.Errorf("scalar(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestProvinceOf(t *testing.T) {
	for host, want := range map[string]string{
		"baonghean.vn": "nghean", "baothanhhoa.vn": "thanhhoa", "nghean.dcs.vn": "nghean", "baothaibinh.com.vn": "thaibinh",
		"nhandan.vn": "", "vnexpress.net": "", "bao.vn": "", "vietnam.vn": "",
	} {
		if got := provinceOf(host); got != want {
			t.Errorf("provinceOf(%s) = %q, want %q", host, got, want)
		}
	}
}
