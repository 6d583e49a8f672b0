package robots

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/testkit"
)

const ban = "User-agent: khotinbot\nDisallow: /\n"

func TestAllow(t *testing.T) {
	tests := []struct {
		name, file, token, target string
		want                      bool
		line                      int // of the deciding rule
	}{
		{"empty file", "", "khotinbot", "/tin", true, 0},
		{"ban", ban, "khotinbot", "/tin", false, 2},
		{"robots.txt itself", ban, "khotinbot", "/robots.txt", true, 0},
		{"token is the product, not the UA string", ban, "khotinbot/1.0", "/tin", false, 2},
		{"token case", "User-agent: KhotinBot/2.0 (+page)\nDisallow: /\n", "khotinbot", "/", false, 2},
		{"tokens are equal, not prefixes", "User-agent: kho\nDisallow: /\n", "khotinbot", "/", true, 0},
		{"nor the other way about", "User-agent: khotinbot2\nDisallow: /\n", "khotinbot", "/", true, 0},
		{"everybody", "User-agent: *\nDisallow: /\n", "khotinbot", "/", false, 2},
		{"own group beats everybody's", "User-agent: *\nDisallow: /\nUser-agent: khotinbot\nDisallow: /x\n", "khotinbot", "/tin", true, 0},
		{"own empty group allows", "User-agent: *\nDisallow: /\nUser-agent: khotinbot\nDisallow:\n", "khotinbot", "/tin", true, 0},
		{"query as sent, not sorted", "User-agent: *\nDisallow: /tin?page=\n", "khotinbot", "/tin?page=2&a=1", false, 2},
		{"query in another order is another address", "User-agent: *\nDisallow: /tin?page=\n", "khotinbot", "/tin?a=1&page=2", true, 0},
		{"raw path, encoded address", "User-agent: *\nDisallow: /tìm-kiếm\n", "khotinbot", "/t%C3%ACm-ki%E1%BA%BFm?q=x", false, 2},
		{"encoded path, raw address", "User-agent: *\nDisallow: /t%C3%ACm-ki%E1%BA%BFm\n", "khotinbot", "/tìm-kiếm", false, 2},
		{"lower-case hex", "User-agent: *\nDisallow: /t%c3%acm\n", "khotinbot", "/t%C3%ACm", false, 2},
		{"escaped letter is the letter", "User-agent: *\nDisallow: /%62%61%7A\n", "khotinbot", "/baz", false, 2},
		{"escaped slash is not a slash", "User-agent: *\nDisallow: /a%2Fb\n", "khotinbot", "/a/b", true, 0},
		{"escaped star is a star", "User-agent: *\nDisallow: /a%2Ab\n", "khotinbot", "/a*b", false, 2},
		{"star in the address is no wildcard", "User-agent: *\nDisallow: /a%2Ab\n", "khotinbot", "/axb", true, 0},
		{"dollar inside is itself", "User-agent: *\nDisallow: /a$b\n", "khotinbot", "/a$b/c", false, 2},
		{"doubly encoded file", "User-agent: *\nDisallow: /tiá»\u0083u\n", "khotinbot", "/ti%E1%BB%83u", false, 2},
		{"anchored at the start", "User-agent: *\nDisallow: /a*z\n", "khotinbot", "/news/abcz", true, 0},
		{"star within", "User-agent: *\nDisallow: /a*z\n", "khotinbot", "/abcz/1", false, 2},
		{"star first", "User-agent: *\nDisallow: *.php\n", "khotinbot", "/a/b.php?x", false, 2},
		{"end anchor", "User-agent: *\nDisallow: /*.php$\n", "khotinbot", "/a/b.php", false, 2},
		{"end anchor misses", "User-agent: *\nDisallow: /*.php$\n", "khotinbot", "/a/b.php?x", true, 0},
		{"end anchor takes the last place", "User-agent: *\nDisallow: /*ab$\n", "khotinbot", "/ab/ab", false, 2},
		{"end anchor needs its own bytes", "User-agent: *\nDisallow: /ab*b$\n", "khotinbot", "/ab", true, 0},
		{"allow wins a tie", "User-agent: *\nDisallow: /tin\nAllow: /tin\n", "khotinbot", "/tin/1", true, 3},
		{"longest wins", "User-agent: *\nAllow: /tin\nDisallow: /tin/nhap\n", "khotinbot", "/tin/nhap/1", false, 3},
		{"order does not matter", "User-agent: *\nDisallow: /tin/nhap\nAllow: /tin\n", "khotinbot", "/tin/nhap/1", false, 2},
		{"rule before any agent", "Disallow: /\nUser-agent: *\nDisallow: /x\n", "khotinbot", "/tin", true, 0},
		{"bad delay spoils nothing", "User-agent: *\nCrawl-delay: ten\nDisallow: /x\n", "khotinbot", "/x", false, 3},
		{"groups of one agent are one", "User-agent: khotinbot\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: khotinbot\nDisallow: /b\n", "khotinbot", "/b", false, 6},
		{"agents share rules", "User-agent: x\nUser-agent: khotinbot\nDisallow: /a\n", "khotinbot", "/a", false, 3},
		{"sitemap between agents", "User-agent: khotinbot\nSitemap: https://a/s\nUser-agent: x\nDisallow: /a\n", "khotinbot", "/a", false, 4},
		{"byte order mark", "\xef\xbb\xbf" + ban, "khotinbot", "/", false, 2},
		{"carriage returns", "User-agent: *\rDisallow: /a\r", "khotinbot", "/a", false, 2},
		{"CR LF", "User-agent: *\r\nDisallow: /a\r\n", "khotinbot", "/a", false, 2},
		{"comment", "User-agent: * # all\nDisallow: /a # old\n", "khotinbot", "/a", false, 2},
		{"no colon", "User-agent *\nDisallow /a\n", "khotinbot", "/a", false, 2},
		{"misspelt", "Useragent: *\nDissalow: /a\n", "khotinbot", "/a", false, 2},
		{"no leading slash", "User-agent: *\nDisallow: a/\n", "khotinbot", "/a/1", false, 2},
		{"print pages of an outlet", "User-agent: *\nDisallow: /print/\nDisallow: /*/print/\n", "khotinbot", "/fr/print/10277726.html", false, 3},
		{"empty target is the root", ban, "khotinbot", "", false, 2},
		{"fragment is not sent", "User-agent: *\nDisallow: /*x$\n", "khotinbot", "/x#y", false, 2},
		{"empty token is nobody's name", "User-agent: \nDisallow: /\n", "", "/a", true, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, rule := Parse([]byte(tt.file)).Allow(tt.token, tt.target)
			if got != tt.want || rule.Line != tt.line {
				t.Errorf("Allow(%q, %q) = %v by line %d (%v), want %v by line %d\n%s",
					tt.token, tt.target, got, rule.Line, rule, tt.want, tt.line, tt.file)
			}
		})
	}
}

// TestPublicSuite runs the decisions of Google's open matcher. Two of them are
// that matcher's own and contradict RFC 9309: a rule for index.html covers its
// folder there, and escaped letters differ from bare ones.
func TestPublicSuite(t *testing.T) {
	own := map[string]bool{"http://foo.com/allowed-slash/": true, "http://foo.bar/foo/bar/baz": true}
	f, err := os.Open(testkit.Shared(t, "eval", "suites", "robots", "cases.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for scan := bufio.NewScanner(f); scan.Scan(); n++ {
		var c struct {
			Test, RobotsTxt, Agent, URL string
			Allowed                     bool
		}
		if err := json.Unmarshal(scan.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		got, rule := Parse([]byte(c.RobotsTxt)).Allow(c.Agent, Target(c.URL))
		if got != c.Allowed && own[c.URL] {
			delete(own, c.URL) // once
		} else if got != c.Allowed {
			t.Errorf("%s: %q asks for %q: %v by %v, want %v\n%s", c.Test, c.Agent, c.URL, got, rule, c.Allowed, c.RobotsTxt)
		}
	}
	if n < 142 || len(own) > 0 {
		t.Errorf("%d decisions read, all as in the suite but for two; not met: %v", n, own)
	}
	t.Logf("%d of %d decisions as in the suite", n-2, n)
}

func TestWhatIsNotARule(t *testing.T) {
	r := Parse([]byte("junk\nAllow: /\nUser-agent: a\nUser-agent: *\nCrawl-delay: 2,5\nSitemap: https://a.vn/s.xml\nUser-agent: ???\nSitemap:\nCrawl-delay: 1e99\n"))
	if diff := cmp.Diff([]string{"https://a.vn/s.xml"}, r.Sitemaps); diff != "" {
		t.Errorf("sitemaps (-want +got):\n%s", diff)
	}
	want := []LineError{
		{1, "has no colon"},
		{2, "stands before any User-agent line"},
		{7, `names no crawler: "???"`},
	}
	if diff := cmp.Diff(want, r.Errors); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if d, ok := r.Delay("khotinbot"); !ok || d != 24*time.Hour {
		t.Errorf("Delay = %v, %v", d, ok)
	}
	if _, ok := Parse([]byte(ban)).Delay("khotinbot"); ok {
		t.Error("a delay out of nothing")
	}
}

func TestSizeCap(t *testing.T) {
	head := "User-agent: *\nDisallow: /a\n"
	long := head + strings.Repeat("# padding\n", MaxSize/10) + "Disallow: /b\n"
	r := Parse([]byte(long))
	if ok, _ := r.Allow("khotinbot", "/a"); ok {
		t.Error("the rule before the cap is lost")
	}
	if ok, _ := r.Allow("khotinbot", "/b"); !ok {
		t.Error("the rule beyond the cap counts")
	}
	cut := head + strings.Repeat("x", MaxSize-len(head)-len("\nDisallow: /")) + "\nDisallow: /nhap\n"
	if ok, _ := Parse([]byte(cut)).Allow("khotinbot", "/tin"); !ok {
		t.Error("half a rule forbids the whole site")
	}
}

func TestDenyAll(t *testing.T) {
	if ok, _ := DenyAll().Allow("khotinbot", "/tin"); ok {
		t.Error("an unreachable robots.txt allows")
	}
	if ok, _ := new(Rules).Allow("khotinbot", "/tin"); !ok {
		t.Error("an absent robots.txt forbids")
	}
}

func TestTarget(t *testing.T) {
	for address, want := range map[string]string{
		"":                                  "/",
		"https://a.vn":                      "/",
		"https://a.vn?x=1":                  "/?x=1",
		"https://a.vn/b?":                   "/b?",
		"https://a.vn/b?z=1&a=http://c?d#e": "/b?z=1&a=http://c?d",
		"https://a.vn/%zz?q":                "/%zz?q",
		"https://a.vn:x":                    "/",
	} {
		if got := Target(address); got != want {
			t.Errorf("Target(%q) = %q, want %q", address, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\n", "/axb")
	f.Add("\xef\xbb\xbfUser-agent a\rAllow: /%zz%\r\nCrawl-delay: 1\n", "/%zz?*$")
	f.Add("Disallow: /tìm\xff\n", "/t%c3%acm")
	f.Fuzz(func(t *testing.T, file, target string) {
		r := Parse([]byte(file))
		allowed, rule := r.Allow("khotinbot", target)
		if rule.Line == 0 && !allowed {
			t.Error("forbidden by no rule")
		}
		if again, _ := r.Allow("KHOTINBOT", normalTarget(target)); again != allowed {
			t.Error("the decision depends on the spelling of the target")
		}
	})
}

func BenchmarkAllow(b *testing.B) {
	var file strings.Builder
	file.WriteString("User-agent: *\n")
	for range 500 {
		file.WriteString("Disallow: /*/print/*.html$\nAllow: /tin-tuc/\n")
	}
	r := Parse([]byte(file.String()))
	for b.Loop() {
		r.Allow("khotinbot", "/tin-tuc/1/178521/quan-tam-giai-quyet-tam-tu")
	}
}
