package extract

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"khotin/internal/article"
	"khotin/internal/lang"

	"go.yaml.in/yaml/v3"
)

// config is the part of config.yaml that this package is told.
type config struct {
	Families []Profile
	Outlets  map[string][]string
}

func readConfig(t testing.TB) config {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "families.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var c config
	d := yaml.NewDecoder(f)
	d.KnownFields(true)
	if err := d.Decode(&c); err != nil {
		t.Fatal(err)
	}
	return c
}

// newExtractor knows the families of testdata/families.yaml and a few outlets.
func newExtractor(t testing.TB) *Extractor {
	t.Helper()
	c := readConfig(t)
	x, err := New(Options{Outlets: testOutlets(), Profiles: c.Families, Families: c.Outlets, Charsets: map[string]string{"baothanhhoa.vn": "windows-1258"}})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func testOutlets() article.Outlets {
	edition := func(tag lang.Tag, host, prefix string) article.Edition {
		return article.Edition{Lang: tag, Host: host, Prefix: prefix}
	}
	one := func(name, title, group string, re string, editions ...article.Edition) article.Outlet {
		return article.Outlet{Name: name, Title: title, GroupBy: group, Editions: editions, Articles: []*regexp.Regexp{regexp.MustCompile(re)}}
	}
	return article.Outlets{
		one("baonghean.vn", "Báo Nghệ An", "id", `^/(?:(?P<lang>fr|ro|en)/)?(?P<slug>[\w-]+?)-(?P<id>\d{5,8})\.html$`,
			edition(lang.Vietnamese, "baonghean.vn", "/"), edition(lang.French, "baonghean.vn", "/fr/"), edition(lang.Romanian, "baonghean.vn", "/ro/")),
		one("nhandan.vn", "Báo Nhân Dân", "", `-post(?P<id>\d+)\.html$`, edition(lang.Vietnamese, "nhandan.vn", "/"), edition(lang.French, "fr.nhandan.vn", "/")),
		one("vietnamplus.vn", "VietnamPlus", "", `-post(?P<id>\d+)\.vnp$`, edition(lang.Vietnamese, "www.vietnamplus.vn", "/"), edition(lang.French, "fr.vietnamplus.vn", "/")),
		one("tinnhanhchungkhoan.vn", "Tin nhanh chứng khoán", "", `-post(?P<id>\d+)\.html$`, edition(lang.Vietnamese, "www.tinnhanhchungkhoan.vn", "/")),
		one("vietnam.vn", "Vietnam.vn", "slug", `^/(?:(?P<lang>[a-z]{2})/)?(?P<slug>[a-z0-9-]{10,})$`,
			edition(lang.Vietnamese, "www.vietnam.vn", "/"), edition(lang.French, "www.vietnam.vn", "/fr/"), edition(lang.Romanian, "www.vietnam.vn", "/ro/")),
		one("vnexpress.net", "VnExpress", "", `-(?P<id>\d{7})\.html$`, edition(lang.Vietnamese, "vnexpress.net", "/")),
		one("baochinhphu.vn", "Báo Điện tử Chính phủ", "", `-(?P<id>\d{12,})\.htm$`, edition(lang.Vietnamese, "baochinhphu.vn", "/")),
		one("qdnd.vn", "Quân đội nhân dân", "", `-(?P<id>\d{6})$`, edition(lang.Vietnamese, "www.qdnd.vn", "/")),
		one("dangcongsan.vn", "Báo điện tử Đảng Cộng sản Việt Nam", "", `-(?P<id>\d{6})\.html$`, edition(lang.Vietnamese, "dangcongsan.vn", "/")),
		one("baothaibinh.com.vn", "Báo Thái Bình", "", `^/tin-tuc/\d+/(?P<id>\d+)/`, edition(lang.Vietnamese, "baothaibinh.com.vn", "/")),
		one("baothanhhoa.vn", "Báo Thanh Hóa", "", `-(?P<id>\d+)\.htm$`, edition(lang.Vietnamese, "baothanhhoa.vn", "/")),
		one("lecourrier.vn", "Le Courrier du Vietnam", "", `/(?P<id>\d+)\.html$`, edition(lang.French, "lecourrier.vn", "/")),
	}
}
