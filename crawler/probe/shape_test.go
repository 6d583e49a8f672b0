package probe

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTakeApart(t *testing.T) {
	type parts struct {
		Form           form
		Prefix, Slug   string
		ID, Word, Ext  string
		Dirs           string
		Depth          int
		Unlike, HasExt bool
	}
	tests := []struct {
		path string
		want parts
	}{
		{"/tap-huan-dan-van-10277726.html", parts{Form: slugID, Slug: "tap-huan-dan-van", ID: "10277726", Ext: "html", HasExt: true}},
		{"/fr/tap-huan-dan-van-10277726.html", parts{Form: slugID, Prefix: "fr", Slug: "tap-huan-dan-van", ID: "10277726", Ext: "html", HasExt: true}},
		{"/tap-huan-post205914.html", parts{Form: slugID, Slug: "tap-huan", ID: "205914", Word: "post", Ext: "html", HasExt: true}},
		{"/article-post123.html", parts{Form: slugID, Slug: "article", ID: "123", Word: "post", Ext: "html", HasExt: true}},
		{"/chinh-tri/tin-tuc/tap-huan-277726", parts{Form: slugID, Slug: "tap-huan", ID: "277726", Depth: 2}},
		{"/Xa-hoi/tap-huan-o-co-so-i750123/", parts{Form: slugID, Slug: "tap-huan-o-co-so", ID: "750123", Word: "i", Depth: 1, Unlike: true}},
		{"/le-bilan-de-la-mobilisation/261345.html", parts{Form: slugOverID, Slug: "le-bilan-de-la-mobilisation", ID: "261345", Ext: "html", HasExt: true}},
		{"/tin-tuc/1/178521/quan-tam-giai-quyet", parts{Form: idOverSlug, Slug: "quan-tam-giai-quyet", ID: "178521", Dirs: "wn", Depth: 2}},
		{"/vi-vn/tin/dan-van-kheo/12-345-6789", parts{Form: slugTriple, Prefix: "vi-vn", Slug: "dan-van-kheo", ID: "12-345-6789", Depth: 1}},
		{"/tin/261345-tap-huan-dan-van", parts{Form: idSlug, Slug: "tap-huan-dan-van", ID: "261345", Depth: 1}},
		{"/2024/08/06/tap-huan-dan-van-kheo", parts{Form: slugOnly, Slug: "tap-huan-dan-van-kheo", Dirs: "nnn", Depth: 3}},
		{"/nam-dan-van-chinh-quyen-2024", parts{Form: slugOnly, Slug: "nam-dan-van-chinh-quyen-2024"}},
		{"/ro/tap-huan-dan-van-o-co-so", parts{Form: slugOnly, Prefix: "ro", Slug: "tap-huan-dan-van-o-co-so"}},
		{"/261345.html", parts{Form: idOnly, ID: "261345", Ext: "html", HasExt: true}},
		{"/", parts{}},
		{"/fr/", parts{}},
		{"/xay-dung-dang/", parts{}},
		{"/tin-nam-2024.html", parts{}},
		{"/chuyen-muc-c46.html", parts{}},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			u, err := url.Parse("https://baovidu.vn" + tt.path)
			if err != nil {
				t.Fatal(err)
			}
			a, ok := takeApart(u)
			if !ok {
				a = address{}
			}
			got := parts{a.form, a.prefix, a.slug, a.id, a.word, a.ext, a.dirs, a.depth, a.odd, a.shape.ext}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestIsLanguage(t *testing.T) {
	for segment, want := range map[string]bool{
		"fr": true, "ro": true, "vi": true, "vi-vn": true, "en": true, "ru": true,
		"mo": false, "tv": false, "tin": false, "xa-hoi": false, "": false, "fr-": true,
	} {
		if got := isLanguage(segment); got != want {
			t.Errorf("isLanguage(%q) = %v", segment, got)
		}
	}
}

func FuzzTakeApart(f *testing.F) {
	f.Add("/fr/tap-huan-dan-van-10277726.html")
	f.Add("/tin-tuc/1/178521/quan-tam-giai-quyet")
	f.Add("/vi-vn/tin/dan-van-kheo/12-345-6789/")
	f.Add("//%2f/-/-1.html")
	f.Fuzz(func(t *testing.T, path string) {
		u, err := url.Parse("https://baovidu.vn" + path)
		if err != nil || u.Host != "baovidu.vn" {
			return
		}
		if _, ok := takeApart(u); !ok {
			return
		}
		p := infer([]candidate{{u, "Tập huấn công tác dân vận ở cơ sở", fromFeed}})
		if len(p.report) > 0 && !isAside(u.EscapedPath()) && p.report[0].Matches != 1 {
			t.Errorf("the pattern %s made of %s does not match it", p.report[0].Expr, u)
		}
	})
}
