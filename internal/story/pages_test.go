package story_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"khotin/crawler/extract"
	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/story"
	"khotin/internal/testkit"

	"go.yaml.in/yaml/v3"
)

// settings is the part of config.yaml that reading pages takes.
type settings struct {
	Families []extract.Profile
	Outlets  []struct {
		Name, Title, Province string
		Names, Mirrors        []string
		Editions              []struct{ Lang, Host, Prefix string }
		Articles, Prints      []string
		GroupBy               string `yaml:"group_by"`
		Families              []string
		Charset               string
	}
}

// reader reads pages with the shipped configuration.
func reader(t *testing.T) (*extract.Extractor, article.Outlets) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(testkit.Root(t), "config.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var s settings
	if err := yaml.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	o := extract.Options{Profiles: s.Families, Families: map[string][]string{}, Charsets: map[string]string{}}
	for _, c := range s.Outlets {
		out := article.Outlet{Name: c.Name, Title: c.Title, Names: c.Names, Province: c.Province, Mirrors: c.Mirrors, GroupBy: c.GroupBy}
		for _, e := range c.Editions {
			out.Editions = append(out.Editions, article.Edition{Lang: lang.ParseTag(e.Lang), Host: e.Host, Prefix: e.Prefix})
		}
		for _, p := range c.Articles {
			out.Articles = append(out.Articles, regexp.MustCompile(p))
		}
		o.Outlets = append(o.Outlets, out)
		o.Families[c.Name] = c.Families
		if c.Charset != "" {
			o.Charsets[c.Name] = c.Charset
		}
	}
	x, err := extract.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return x, o.Outlets
}

// tale names the story of a recorded page by its file: the same few stories
// are retold in several languages, some under two names. The real pages of
// other sites are stories of their own.
func tale(file string) string {
	for name, parts := range map[string][]string{
		"training": {"tap-huan", "seed0"}, "resolution": {"nghi-quyet", "seed1", "rezolutie"},
		"dispatch": {"cong-van", "seed2"}, "thaibinh": {"thai-binh", "seed4"},
		"forces": {"seed3", "ro-nhandan"}, "balance": {"fr-vna"},
	} {
		if strings.Contains(file, "synth-") && slices.ContainsFunc(parts, func(p string) bool { return strings.HasSuffix(file, p+".html") }) {
			return name
		}
	}
	return file
}

// pages reads the recorded pages as a crawl would, each address once.
func pages(t *testing.T) (all []article.Article, truth map[string]string) {
	t.Helper()
	dir := testkit.Shared(t, "pages")
	index, err := os.ReadFile(filepath.Join(dir, "INDEX.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	x, outlets := reader(t)
	truth = map[string]string{}
	for i, row := range strings.Split(strings.TrimSpace(string(index)), "\n") {
		cells := strings.Split(row, "\t")
		if i == 0 || len(cells) < 7 {
			continue
		}
		body, err := os.ReadFile(filepath.Join(dir, cells[4]))
		if err != nil {
			t.Fatal(err)
		}
		a, err := x.Page(body, cells[6], "")
		if err != nil {
			t.Fatalf("%s: %v", cells[4], err)
		}
		if truth[a.ID] != "" {
			continue
		}
		home := ""
		if o := outlets.ByName(a.Outlet); o != nil {
			home = o.Province
		}
		a.Cite(home)
		a.Report(home)
		truth[a.ID] = tale(cells[4])
		all = append(all, a)
	}
	return all, truth
}

func TestRecordedPages(t *testing.T) {
	all, truth := pages(t)
	groups := story.Cluster(prints(all))
	s := rate(t, groups, truth, labels(all))
	testkit.Figure(t, fmt.Sprintf("stories of %d recorded pages: links found", len(all)), fmt.Sprintf("%d/%d", s.right, s.right+s.missed), "≥ .95", "")
	testkit.Figure(t, fmt.Sprintf("stories of %d recorded pages: false links", len(all)), s.wrong, "0", "")
	if s.recall() < .95 {
		t.Errorf("recall %.3f, want at least .95", s.recall())
	}
}

// The truth files state the key that versions on one site share.
func TestRecordedKeys(t *testing.T) {
	dir := testkit.Shared(t, "pages")
	all, _ := pages(t)
	of := map[string]string{}
	for _, g := range story.Cluster(prints(all)) {
		for _, id := range g.Members {
			of[id] = g.ID
		}
	}
	byURL := map[string]string{}
	for _, a := range all {
		byURL[a.URL] = of[a.ID]
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*", "synth-*.json"))
	keys := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var page struct {
			URL string
			Key string `json:"hreflang_group"`
		}
		if err := json.Unmarshal(text, &page); err != nil {
			t.Fatal(err)
		}
		group := byURL[page.URL]
		if page.Key == "" || group == "" {
			continue
		}
		if known, ok := keys[page.Key]; ok && known != group {
			t.Errorf("key %s is in groups %s and %s", page.Key, known, group)
		}
		keys[page.Key] = group
	}
	if len(keys) < 4 {
		t.Errorf("%d keys in the truth, want at least 4", len(keys))
	}
}

func TestRecordedPagesByFactsAlone(t *testing.T) {
	all, truth := pages(t)
	ps := prints(all)
	for i := range ps {
		ps[i].Group, ps[i].Source, ps[i].Others = "", "", nil
	}
	s := rate(t, story.Cluster(ps), truth, labels(all))
	t.Logf("precision %.3f, recall %.3f", s.precision(), s.recall())
	if s.recall() < .95 {
		t.Errorf("recall %.3f, want at least .95", s.recall())
	}
}

func TestRecordedPagesAgree(t *testing.T) {
	all, truth := pages(t)
	noAlarms(t, all, truth)
}
