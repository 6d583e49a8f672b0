package extract

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/testkit"
)

// fixtureURL is the address that a family's fixture is read under.
var fixtureURL = map[string]string{
	"onecms":      "https://baonghean.vn/fr/lang-dong-tam-mo-thu-vien-10301234.html?utm_source=x",
	"onecms-old":  "https://baonghean.vn/truong-hoc-vung-cao-don-nuoc-sach-10200321.html",
	"hemera":      "https://nhandan.vn/hoi-nghi-ban-ve-hat-giong-post900001.html",
	"vnexpress":   "https://vnexpress.net/lang-nghe-giay-do-mo-cua-don-khach-4600001.html",
	"vccorp":      "https://baochinhphu.vn/cau-moi-noi-hai-bo-song-102240903074500123.htm",
	"vna":         "https://lecourrier.vn/des-apiculteurs-de-ben-tre-sunissent/1300001.html",
	"qdnd":        "https://www.qdnd.vn/chinh-tri/bo-doi-giup-dan-gat-lua-700001",
	"dangcongsan": "https://dangcongsan.vn/xay-dung-dang/chi-bo-thon-ban-viec-giu-rung-700001.html",
	"vietnamvn":   "https://www.vietnam.vn/ro/nguoi-dan-tan-lap-sua-cau",
	"baothaibinh": "https://baothaibinh.com.vn/tin-tuc/1/160001/hoi-lang-mo-lai-sau-ba-nam",
	"baothanhhoa": "https://baothanhhoa.vn/cho-phien-vung-bien-hop-lai-200001.htm",
}

// TestFixtures reads one page of each family, in words of its own, and compares
// the whole record.
func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.html")
	if err != nil || len(files) < len(fixtureURL) {
		t.Fatalf("%d fixtures, want at least %d: %v", len(files), len(fixtureURL), err)
	}
	x := newExtractor(t)
	for _, file := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(file, "testdata/"), ".html")
		t.Run(name, func(t *testing.T) {
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a, err := x.Page(body, fixtureURL[filepath.Dir(name)], "text/html; charset=utf-8")
			if err != nil {
				t.Fatal(err)
			}
			if err := a.Validate(); err != nil {
				t.Error(err)
			}
			noDebris(t, name, a)
			a.Citations = nil // docref's, and tested there
			got, err := json.MarshalIndent(a, "", " ")
			if err != nil {
				t.Fatal(err)
			}
			testkit.Golden(t, name+".golden.json", append(got, '\n'))
		})
	}
}

// TestFamiliesMatch makes sure that each family is recognised by its markup on
// a host that nobody has listed, and that a missed profile is told.
func TestFamiliesMatch(t *testing.T) {
	x := newExtractor(t)
	for _, family := range []string{"onecms", "onecms-old", "hemera", "vnexpress", "vccorp", "vna", "qdnd"} {
		files, _ := filepath.Glob("testdata/" + family + "/*.html")
		if len(files) == 0 {
			t.Fatalf("no fixture of %s", family)
		}
		body, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		known, err := x.Page(body, fixtureURL[family], "")
		if err != nil {
			t.Fatal(err)
		}
		for _, url := range []string{"https://unknown.example/bai-viet-1", "https://baothaibinh.com.vn/tin-tuc/1/2/bai-viet"} {
			a, err := x.Page(body, url, "")
			if err != nil {
				t.Fatal(err)
			}
			if a.Evidence["headline"].Basis != article.BasisProfile || len(a.Paragraphs) != len(known.Paragraphs) || len(a.Captions) != len(known.Captions) {
				t.Errorf("%s on %s: headline by %s, %d paragraphs and %d captions, want %d and %d", family, url,
					a.Evidence["headline"].Basis, len(a.Paragraphs), len(a.Captions), len(known.Paragraphs), len(known.Captions))
			}
		}
		if known.Has(article.FlagProfileMissed) {
			t.Errorf("%s: its own profile is said to miss", family)
		}
	}
	a, err := x.Page([]byte(story), "https://vnexpress.net/bai-viet-4600009.html", "")
	if err != nil {
		t.Fatal(err)
	}
	if !a.Has(article.FlagProfileMissed) || len(a.Paragraphs) == 0 {
		t.Errorf("a page of a new template: flags %v, %d paragraphs", a.Flags, len(a.Paragraphs))
	}
}
