package probe

import (
	"net/url"
	"strings"
	"testing"
)

// forms are how sites of this trade write addresses, one site a row: addresses
// of articles that feeds name, others of the same site that must be taken for
// articles too, and pages that must not.
var forms = []struct{ site, fed, also, not string }{
	{"ONECMS", "/mo-lop-tap-huan-10277726.html /hop-ban-ve-quy-che-10307015.html", "/fr/mo-lop-tap-huan-10277726.html /xa-bien-gioi-853277.html", "/dan-van-ptag.html /print/10277726.html /xay-dung-dang /rss/thoi-su"},
	{"Hemera", "/mo-lop-tap-huan-post205914.html /hop-ban-post853277.html", "/a-post17.html", "/chinh-tri /dan-van-tag399.html /mo-lop-tap-huan-print.html"},
	{"VietnamPlus", "/mo-lop-tap-huan-post205914.vnp /hop-ban-ve-quy-che/261345.vnp /mo-lop/261346.vnp", "/hop-ban-ve/999.vnp", "/chinhtri.vnp /dan-van-tag399.vnp"},
	{"an aggregator by slug", "/mo-lop-tap-huan-cho-can-bo-xa /fr/hop-ban-ve-quy-che-dan-chu", "/ro/mo-lop-tap-huan-cho-can-bo-xa", "/xay-dung-dang/ /tag/mo-lop-tap-huan-cho-can-bo /ru/mo-lop-tap-huan-cho-can-bo"},
	{"numbers in front", "/tin-tuc/1/178521/mo-lop-tap-huan-cho-can-bo /tin-tuc/22/10277726/hop-ban-ve-quy-che", "/tin-tuc/4/9021/mo-lop", "/tin-tuc/1 /tin-tuc/1/178521"},
	{"two ages of one site", "/mo-lop-tap-huan-244736.htm /hop-ban-111852.htm /chinh-tri/mo-lop-tap-huan/9876.htm /van-hoa/hop-ban/9877.htm", "/x-y-230761.htm", "/thoi-su.htm /chinh-tri/"},
	{"seven digits", "/mo-lop-tap-huan-4277726.html /the-thao/hop-ban-4853277.html", "/doi-song/suc-khoe/mo-lop-4178521.html", "/thoi-su /topic/mo-lop"},
	{"a date for an id", "/mo-lop-tap-huan-1022240806114200000.htm /hop-ban-1022220114172700000.htm", "/x-1022230825152023000.htm", "/chinh-tri.htm /mo-lop-2024.htm"},
	{"sections before all, no extension", "/chinh-tri/tin-tuc/mo-lop-tap-huan-277726 /quoc-phong/hop-ban-853277", "/a/b/c/mo-lop-178521", "/chinh-tri/tin-tuc /chinh-tri/tin-tuc/p/2"},
	{"a party portal", "/vi-vn/tin/mo-lop%E2%80%9D-tap-huan/73410-203449-163366 /vi-vn/tin/hop-ban/73411-203450-1", "/vi-vn/tin/mo-lop/1-2-3", "/vi-vn/chuyen-muc/dan-van/1-2 /vi-vn/"},
	{"slug over id", "/mo-lop-tap-huan/261345.html /hop-ban-ve-quy-che/1346477.html", "/x-y/99.html", "/politique.html /thoi-su/"},
	{"capitals, a letter and a slash", "/Xa-hoi/mo-lop-tap-huan-i750123/ /Chinh-tri/hop-ban-i750124/", "/The-gioi/x-y-i9/", "/Xa-hoi/ /su-kien-c-5/"},
	{"an old site of a city", "/tin-tuc/Chinh-tri/923456/mo-lop-tap-huan /tin-tuc/Xa-hoi/923457/hop-ban-ve-quy-che", "/tin-tuc/Kinh-te/5321/x-y-z", "/tin-tuc/Chinh-tri/ /Danh-muc-tin/7/Xa-hoi"},
	{"its own extension", "/chinh-tri/mo-lop-tap-huan-1378007.ldo /xa-hoi/hop-ban-1471025.ldo", "/thoi-su/x-y-1233821.ldo", "/chinh-tri.ldo /video/"},
	{"a letter and few digits", "/tin-tuc-su-kien/mo-lop-tap-huan-t29741.html /tin-tuc-su-kien/hop-ban-t29742.html", "/x/y/z-t1.html", "/gioi-thieu.html /tin-tuc-su-kien/"},
	{"a ministry without ids", "/tin-tuc/mo-lop-tap-huan-cho-can-bo.html /tin-tuc/hop-ban-ve-quy-che-dan-chu.html", "/su-kien/bon-tu-tro-len.html", "/tin-tuc/lien-he.html /tin-tuc/"},
	{"a weblog", "/2024/08/06/mo-lop-tap-huan-cho/ /2024/08/07/hop-ban-ve-quy/", "/2023/1/2/a-b-c-d/", "/2024/08/ /category/tin/"},
}

func TestForms(t *testing.T) {
	for _, f := range forms {
		t.Run(f.site, func(t *testing.T) {
			var seen []candidate
			for path := range strings.FieldsSeq(f.fed) {
				seen = append(seen, candidate{url: at(t, path), from: fromFeed})
			}
			for path := range strings.FieldsSeq(f.not) {
				seen = append(seen, candidate{url: at(t, path), title: "Chuyên mục"})
			}
			p := infer(seen, "", "fr", "ro")
			if strings.HasPrefix(f.fed, "/vi-vn/") {
				p = infer(seen)
			}
			for path := range strings.FieldsSeq(f.fed + " " + f.also) {
				if !p.isArticle(at(t, path)) {
					t.Errorf("%s is an article, but not by %q", path, exprs(p))
				}
			}
			for path := range strings.FieldsSeq(f.not) {
				if p.isArticle(at(t, path)) {
					t.Errorf("%s is no article, but by %q", path, exprs(p))
				}
			}
		})
	}
}

func at(t *testing.T, path string) *url.URL {
	t.Helper()
	u, err := url.Parse("https://baovidu.vn" + path)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func exprs(p patterns) (all []string) {
	for _, pattern := range p.report {
		all = append(all, pattern.Expr)
	}
	return all
}
