package cmd

import (
	"encoding/json"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"

	"khotin/internal/testkit"
)

// layer states what a package may import: its own rooms of the module, and the
// foreign modules it is the home of. Anything else fails with the reason.
type layer struct {
	own    []string
	third  []string
	reason string
}

var (
	nouns = []string{"internal/article", "internal/docref", "internal/event", "internal/lang", "internal/fault", "internal/visit"}
	text  = "golang.org/x/text"
)

var layers = map[string]layer{
	".":                  {[]string{"cmd"}, nil, "main is one statement"},
	"docs":               {nil, nil, "documents that the program serves"},
	"internal/fault":     {nil, nil, "the vocabulary of failures stands alone"},
	"internal/lang":      {nil, []string{text}, "languages know nothing of articles"},
	"internal/docref":    {[]string{"internal/lang"}, []string{text}, "the grammar of numbers is a library of its own"},
	"internal/event":     {[]string{"internal/lang", "internal/docref"}, []string{text}, "event facts are read from text alone"},
	"internal/article":   {[]string{"internal/docref", "internal/event", "internal/lang", "internal/fault"}, []string{text}, "the record knows nothing of how it is fetched, stored or found"},
	"internal/visit":     {nil, nil, "what crawler and archive exchange"},
	"internal/dossier":   {[]string{"internal/article", "internal/docref", "internal/lang"}, nil, "what is known of a document, whoever knows it"},
	"internal/calendar":  {[]string{"internal/article", "internal/docref", "internal/event", "internal/lang"}, nil, "what is known of an event, whoever knows it"},
	"internal/query":     {nouns, []string{text}, "the search language knows no engine"},
	"internal/alarm":     {[]string{"internal/article", "internal/visit"}, nil, "what an operator is called for is judged from counts alone"},
	"internal/archive":   {append([]string{"internal/alarm", "internal/calendar", "internal/diff", "internal/dossier", "internal/story"}, nouns...), []string{"modernc.org/sqlite"}, "SQL stays in the store"},
	"internal/pressroom": {[]string{"internal/article", "internal/docref", "internal/event", "internal/lang", "internal/sample"}, nil, "for tests and benchmarks only"},
	"internal/sample":    {nil, nil, "the sample outlet is a foreign web site to the rest"},
	"internal/concept":   {[]string{"internal/lang"}, []string{text}, "the glossary knows words and languages only"},
	"internal/topic":     {[]string{"internal/concept", "internal/docref", "internal/lang"}, nil, "whether a text is on topic is judged from the text alone"},
	"internal/story":     {[]string{"internal/article", "internal/docref", "internal/event", "internal/lang"}, []string{text}, "which articles tell one story is judged from the records"},
	"internal/lexicon":   {[]string{"internal/article", "internal/concept", "internal/lang", "internal/story"}, nil, "what the archive's translations teach, whoever stores it"},
	"internal/warc":      {[]string{"internal/fault"}, nil, "WARC is a standard of its own"},
	"internal/diff":      {[]string{"internal/article", "internal/lang", "internal/docref"}, []string{text}, "what changed between two records"},
	"internal/testkit":   {nil, []string{"github.com/google/go-cmp"}, "for tests only"},
	"crawler/robots":     {nil, nil, "robots.txt is a standard of its own"},
	"crawler/extract":    {nouns, []string{"golang.org/x/net", text, "github.com/PuerkitoBio/goquery", "github.com/andybalholm/cascadia", "codeberg.org/readeck/go-readability"}, "pages are read here, HTML parsers live here"},
	"crawler/probe":      {append([]string{"crawler", "crawler/extract"}, nouns...), []string{"golang.org/x/net", "github.com/PuerkitoBio/goquery"}, "a probe asks through the crawler and reads with the extractor"},
	"crawler":            {append([]string{"crawler/extract", "crawler/robots"}, nouns...), []string{"github.com/gocolly/colly", "github.com/mmcdole/gofeed", "github.com/andybalholm/brotli", "code.dny.dev/ssrf", "golang.org/x/net", text, "github.com/PuerkitoBio/goquery"}, "colly lives here and nowhere else"},
	"index":              {append([]string{"internal/query", "internal/concept", "internal/lexicon"}, nouns...), []string{"github.com/blevesearch", "github.com/RoaringBitmap", "github.com/klauspost/compress", text}, "bleve lives here and nowhere else"},
	"server":             {append([]string{"internal/query", "internal/calendar", "internal/diff", "internal/dossier", "internal/story", "docs"}, nouns...), []string{text}, "the server is standard library and x/text only"},
	"cmd":                {nil, []string{"github.com/spf13/viper", "github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/go-viper/mapstructure", "github.com/schollz/progressbar", "github.com/klauspost/compress", "golang.org/x/term"}, "cobra and viper live here and nowhere else"},
}

// homes are the libraries that exactly one package may import.
var homes = map[string]string{
	"github.com/blevesearch/bleve": "index",
	"github.com/gocolly/colly":     "crawler",
	"github.com/spf13/viper":       "cmd",
	"github.com/spf13/cobra":       "cmd",
	"modernc.org/sqlite":           "internal/archive",
}

type listed struct {
	ImportPath string
	Imports    []string
	Standard   bool
}

func TestLayerLaw(t *testing.T) {
	users := map[string][]string{}
	for _, p := range listPackages(t, "./...") {
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "khotin"), "/")
		if name == "" {
			name = "."
		}
		rule, known := layers[name]
		if !known {
			t.Errorf("package %s is in no layer: say in this table what it may import and why", name)
			continue
		}
		for _, imp := range p.Imports {
			checkImport(t, name, rule, imp)
			for lib := range homes {
				if imp == lib || strings.HasPrefix(imp, lib+"/") {
					users[lib] = append(users[lib], name)
				}
			}
		}
	}
	for lib, home := range homes {
		if got := slices.Compact(users[lib]); !slices.Equal(got, []string{home}) {
			t.Errorf("%s is imported by %v; it belongs to %s alone", lib, got, home)
		}
	}
}

func checkImport(t *testing.T, name string, rule layer, imp string) {
	t.Helper()
	if own, ok := strings.CutPrefix(imp, "khotin/"); ok {
		if name != "cmd" && !slices.Contains(rule.own, own) {
			t.Errorf("%s imports %s: %s", name, own, rule.reason)
		}
		return
	}
	if first, _, _ := strings.Cut(imp, "/"); !strings.Contains(first, ".") {
		return // standard library
	}
	if !slices.ContainsFunc(rule.third, func(m string) bool { return imp == m || strings.HasPrefix(imp, m+"/") }) {
		t.Errorf("%s imports %s: %s", name, imp, rule.reason)
	}
}

func TestServerBringsNoThirdParty(t *testing.T) {
	for _, p := range listPackages(t, "-deps", "./server") {
		first, _, _ := strings.Cut(p.ImportPath, "/")
		if p.Standard || first == "khotin" || strings.HasPrefix(p.ImportPath, text+"/") {
			continue
		}
		t.Errorf("server needs %s: only the standard library and %s are allowed", p.ImportPath, text)
	}
}

func listPackages(t *testing.T, args ...string) (all []listed) {
	t.Helper()
	list := exec.Command("go", append([]string{"list", "-json=ImportPath,Imports,Standard"}, args...)...)
	list.Dir = testkit.Root(t)
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list %s: %v", path.Join(args...), err)
	}
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		if err := dec.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
