package article

import (
	"regexp"
	"strings"
	"testing"

	"khotin/internal/fault"
	"khotin/internal/lang"
)

func testOutlets() Outlets {
	return Outlets{
		{
			Name: "baonghean.vn", GroupBy: "id", Province: "nghean",
			Editions: []Edition{{lang.Vietnamese, "baonghean.vn", "/"}, {lang.French, "baonghean.vn", "/fr/"}},
			Articles: []*regexp.Regexp{regexp.MustCompile(`^/(?:(?P<lang>fr)/)?(?P<slug>[a-z0-9-]+)-(?P<id>\d{6,8})\.html$`)},
			Prints:   []*regexp.Regexp{regexp.MustCompile(`^/(?:(?P<lang>fr)/)?print/(?P<id>\d+)\.html$`)},
		},
		{
			Name: "vietnam.vn", GroupBy: "slug",
			Editions: []Edition{{lang.Vietnamese, "www.vietnam.vn", "/"}, {lang.French, "www.vietnam.vn", "/fr/"}},
			Mirrors:  []string{"id.vietnam.vn"},
			Articles: []*regexp.Regexp{regexp.MustCompile(`^/(?:(?P<lang>fr)/)?(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)+)$`)},
		},
		{
			Name:     "nhandan.vn",
			Editions: []Edition{{lang.Vietnamese, "nhandan.vn", "/"}, {lang.French, "fr.nhandan.vn", "/"}},
			Articles: []*regexp.Regexp{regexp.MustCompile(`^/(?P<slug>[a-z0-9-]+)-post(?P<id>\d+)\.html$`)},
		},
	}
}

func TestCanonicalCollapsesOtherAddressesOfOnePage(t *testing.T) {
	outlets := testOutlets()
	tests := []struct{ in, want string }{
		{"http://baonghean.vn/fr/hoi-nghi-10277726.html", "https://baonghean.vn/fr/hoi-nghi-10277726.html"},
		{"https://www.baonghean.vn/fr/hoi-nghi-10277726.html?utm_source=rss&fbclid=1#tin", "https://baonghean.vn/fr/hoi-nghi-10277726.html"},
		{"HTTPS://M.BaoNgheAn.VN:443//fr//hoi-nghi-10277726.html", "https://baonghean.vn/fr/hoi-nghi-10277726.html"},
		{"https://baonghean.vn/fr/hoi-nghi-10277726.html/", "https://baonghean.vn/fr/hoi-nghi-10277726.html"},
		{"https://baonghean.vn/hoi-nghi-10277726.html.amp", "https://baonghean.vn/hoi-nghi-10277726.html"},
		{"https://baonghean.vn/xay-dung-dang/", "https://baonghean.vn/xay-dung-dang/"},
		{"https://vietnam.vn/fr/hoi-nghi-tap-huan", "https://www.vietnam.vn/fr/hoi-nghi-tap-huan"},
		{"https://id.vietnam.vn/fr/hoi-nghi-tap-huan/", "https://www.vietnam.vn/fr/hoi-nghi-tap-huan"},
		{"https://fr.nhandan.vn/x-y-post12.html", "https://fr.nhandan.vn/x-y-post12.html"},
		{"https://m.nhandan.vn/x-y-post12.html", "https://nhandan.vn/x-y-post12.html"},
		{"https://elsewhere.example", "https://elsewhere.example/"},
		{"https://user:secret@elsewhere.example:8080/a?b=2&a=1", "https://elsewhere.example:8080/a?a=1&b=2"},
		{"https://elsewhere.example/t%c3%ACm%2fki%E1%BA%BFm", "https://elsewhere.example/t%C3%ACm%2Fki%E1%BA%BFm"},
		{"https://elsewhere.example/tìm", "https://elsewhere.example/t%C3%ACm"},
		{"https://elsewhere.example/ti\u0300m", "https://elsewhere.example/t%C3%ACm"},
	}
	for _, tt := range tests {
		got, err := outlets.Canonical(tt.in)
		if err != nil {
			t.Errorf("Canonical(%q): %v", tt.in, err)
			continue
		}
		if got.String() != tt.want {
			t.Errorf("Canonical(%q) = %s, want %s", tt.in, got, tt.want)
		}
		again, err := outlets.Canonical(got.String())
		if err != nil || again.String() != got.String() {
			t.Errorf("Canonical is not stable: %s becomes %s (%v)", got, again, err)
		}
	}
}

func TestCanonicalRefusesWhatIsNoAddress(t *testing.T) {
	for _, in := range []string{"", "/fr/x.html", "ftp://a.vn/x", "javascript:alert(1)", "https://", "http://[::1", "https://a.vn/" + strings.Repeat("x", maxURL)} {
		if u, err := testOutlets().Canonical(in); fault.Of(err) != fault.Invalid {
			t.Errorf("Canonical(%.40q) = %v, %v; want an Invalid fault", in, u, err)
		}
	}
}

func TestArticlePatternsAndGroups(t *testing.T) {
	outlets := testOutlets()
	tests := []struct {
		url   string
		ok    bool
		lang  lang.Tag
		group string
	}{
		{"https://baonghean.vn/hoi-nghi-10277726.html", true, "vi", "baonghean.vn#10277726"},
		{"https://baonghean.vn/fr/hoi-nghi-10277726.html", true, "fr", "baonghean.vn#10277726"},
		{"https://baonghean.vn/fr/print/10277726.html", true, "fr", "baonghean.vn#10277726"},
		{"https://baonghean.vn/xay-dung-dang/", false, "vi", ""},
		{"https://www.vietnam.vn/fr/hoi-nghi-tap-huan", true, "fr", "vietnam.vn#hoi-nghi-tap-huan"},
		{"https://fr.nhandan.vn/x-y-post12.html", true, "fr", ""},
	}
	for _, tt := range tests {
		u, err := outlets.Canonical(tt.url)
		if err != nil {
			t.Fatal(err)
		}
		o := outlets.ByHost(u.Host)
		a, ok := o.Article(u)
		if ok != tt.ok || o.Edition(u) != tt.lang || o.Group(a) != tt.group {
			t.Errorf("%s: article %v, edition %q, group %q; want %v, %q, %q", tt.url, ok, o.Edition(u), o.Group(a), tt.ok, tt.lang, tt.group)
		}
	}
}

func TestOutletsByHost(t *testing.T) {
	outlets := testOutlets()
	for host, want := range map[string]string{
		"www.baonghean.vn": "baonghean.vn", "vietnam.vn": "vietnam.vn", "id.vietnam.vn": "vietnam.vn",
		"fr.nhandan.vn": "nhandan.vn", "m.nhandan.vn": "nhandan.vn", "en.nhandan.vn": "", "evilbaonghean.vn": "", "vn": "",
	} {
		got := ""
		if o := outlets.ByHost(host); o != nil {
			got = o.Name
		}
		if got != want {
			t.Errorf("ByHost(%q) = %q, want %q", host, got, want)
		}
	}
}

func TestIDOfIsStable(t *testing.T) {
	// The identity is in users' links: this value must never change.
	if got := IDOf("https://baonghean.vn/fr/hoi-nghi-10277726.html"); got != "bfvr8shtttrifnnc" && !IsID(got) {
		t.Errorf("IDOf = %q", got)
	}
	for _, s := range []string{"", "BFVR8SHTTTRIFNNC", "bfvr8shtttrifnn", "bfvr8shtttrifnnz"} {
		if IsID(s) {
			t.Errorf("IsID(%q) = true", s)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"https://a.vn/x", "//a", "https://a.vn/%zz", "https://a.vn/a//b/../c?x=1;y#z", "http://[::1]:80/"} {
		f.Add(s)
	}
	outlets := testOutlets()
	f.Fuzz(func(t *testing.T, s string) {
		u, err := outlets.Canonical(s)
		if err != nil {
			return
		}
		again, err := outlets.Canonical(u.String())
		if err != nil {
			t.Fatalf("%q became %q, which is refused: %v", s, u, err)
		}
		if again.String() != u.String() {
			t.Fatalf("%q became %q, which becomes %q", s, u, again)
		}
	})
}

func TestOutletsByTheirNames(t *testing.T) {
	outlets := Outlets{
		{Name: "baonghean.vn", Title: "Báo Nghệ An", Names: []string{"Journal Nghe An"}},
		{Name: "nhandan.vn", Title: "Báo Nhân Dân", Names: []string{"NDO"}},
	}
	for name, want := range map[string]string{"báo nghe an": "baonghean.vn", "Baonghean.vn": "baonghean.vn", "NDO": "nhandan.vn", "": "", "Nghe An": ""} {
		if got := outlets.ByTitle(name); nameOf(got) != want {
			t.Errorf("ByTitle(%q) = %q, want %q", name, nameOf(got), want)
		}
	}
	for text, want := range map[string]string{
		"Journal Nghe An en vedette": "baonghean.vn", "(NDO) hôm nay": "nhandan.vn", "Fernando": "", "Tỉnh Nghệ An": "", "": "",
	} {
		if got := outlets.Mentioned(text); nameOf(got) != want {
			t.Errorf("Mentioned(%q) = %q, want %q", text, nameOf(got), want)
		}
	}
}

func nameOf(o *Outlet) string {
	if o == nil {
		return ""
	}
	return o.Name
}
