package probe

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// candidates reads lines "feed /path", "map /path" or "link /path words".
func candidates(t *testing.T, lines string) (all []candidate) {
	t.Helper()
	for line := range strings.Lines(lines) {
		fields := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(fields) < 2 {
			continue
		}
		u, err := url.Parse("https://baovidu.vn" + fields[1])
		if err != nil {
			t.Fatal(err)
		}
		c := candidate{url: u, from: map[string]origin{"feed": fromFeed, "map": fromSitemap, "link": fromPage}[fields[0]]}
		if len(fields) == 3 {
			c.title = fields[2]
		}
		all = append(all, c)
	}
	return all
}

const headline = " Hội nghị tập huấn công tác dân vận ở cơ sở\n"

func TestInfer(t *testing.T) {
	tests := []struct {
		name, seen    string
		want, exclude []string
	}{
		{name: "id at the end, ids that grow",
			seen: "feed /a-b-c-10277726.html\nmap /d-e-853277.html\nlink /g-h-i-10200099.html" + headline,
			want: []string{`^/(?P<slug>[a-z0-9-]+)-(?P<id>\d{5,})\.html$`}},
		{name: "languages in front, foreign ones not kept",
			seen: "feed /a-b-10277726.html\nfeed /fr/a-b-10277726.html\nfeed /ro/c-d-10277727.html\nfeed /en/a-b-10277726.html\nfeed /ru/a-b-10277726.html",
			want: []string{`^/(?:(?P<lang>fr|ro)/)?(?P<slug>[a-z0-9-]+)-(?P<id>\d{6,})\.html$`}},
		{name: "a language in front of all",
			seen: "feed /vi-vn/tin/a-b/1-22-333\nfeed /vi-vn/tin/c-d/1-22-444",
			want: []string{`^/(?P<lang>vi-vn)/(?:[a-z0-9-]+/)+(?P<slug>[a-z0-9-]+)/(?P<id>\d+(?:-\d+){2})$`}},
		{name: "a word before the id, two extensions",
			seen: "feed /a-post1.html\nfeed /a-b-post20591.html\nfeed /c-d-post205915.vnp",
			want: []string{`^/(?P<slug>[a-z0-9-]+)-post(?P<id>\d+)\.(?:html|vnp)$`}},
		{name: "sections before some",
			seen: "feed /a-b-277726.htm\nfeed /x/y/c-d-277727.htm",
			want: []string{`^/(?:[a-z0-9-]+/)*(?P<slug>[a-z0-9-]+)-(?P<id>\d{5,})\.htm$`}},
		{name: "sections before all, with capitals and a slash behind",
			seen: "feed /Xa-hoi/a-b-i750123/\nfeed /Xa-hoi/c-d-i750124/",
			want: []string{`^/(?:[^/]+/)+(?P<slug>[a-z0-9-]+)-i(?P<id>\d+)/?$`}},
		{name: "numbers before the slug",
			seen: "feed /tin-tuc/1/178521/a-b-c\nfeed /tin-tuc/22/10277726/d-e-f",
			want: []string{`^/[a-z0-9-]+/\d+/(?P<id>\d+)/(?P<slug>[a-z0-9-]+)$`}},
		{name: "a date before the slug",
			seen: "feed /2024/08/06/a-b-c-d\nfeed /2024/08/07/e-f-g-h",
			want: []string{`^/\d+/\d+/\d+/(?P<slug>[a-z0-9]+(?:-[a-z0-9]+){3,})$`}},
		{name: "slug alone, and a year at its end is no id",
			seen: "link /a-b-c-d-e-2024" + headline + "link /fr/f-g-h-i-k" + headline,
			want: []string{`^/(?:(?P<lang>fr)/)?(?P<slug>[a-z0-9]+(?:-[a-z0-9]+){4,})$`}},
		{name: "slugs in another script",
			seen: "feed /t%C3%ACm-ki%E1%BA%BFm-10277726.html\nfeed /a-b-10277727.html",
			want: []string{`^/(?P<slug>[^/]+)-(?P<id>\d{6,})\.html$`}},
		{name: "two forms, the more frequent first",
			seen: "feed /e-f-i-261350.html\nfeed /a-b/261346.html\nfeed /c-d/261347.html\nfeed /e-f-g-261348.html\nfeed /e-f-h-261349.html",
			want: []string{
				`^/(?P<slug>[a-z0-9-]+)-(?P<id>\d{5,})\.html$`,
				`^/(?P<slug>[a-z0-9-]+)/(?P<id>\d+)\.html$`,
			}},
		{name: "a section with a long name is no article where articles have ids",
			seen: "link /a-b-277726.html" + headline + "link /c-d-277727.html" + headline + "link /chuyen-doi-so-va-phat-trien" + headline,
			want: []string{`^/(?P<slug>[a-z0-9-]+)-(?P<id>\d{5,})\.html$`}},
		{name: "menus are no evidence",
			seen: "link /thoi-su-chinh-tri-12345.html Thời sự\nlink / Trang chủ"},
		{name: "tags and prints neither, and are shut out",
			seen: "feed /tin/a-b-277726.html\nfeed /tin/c-d-277727.html\nlink /tag/dan-van-277728.html" + headline + "link /a-tag27772.html" + headline,
			want: []string{`^/(?:[a-z0-9-]+/)+(?P<slug>[a-z0-9-]+)-(?P<id>\d{5,})\.html$`}, exclude: []string{"(?:^|/)tag/"}},
		{name: "a stray among many",
			seen: strings.Repeat("feed /a-b-277726.html\n", 30) + "feed /gioi-thieu-ve-toa-soan.html",
			want: []string{`^/(?P<slug>[a-z0-9-]+)-(?P<id>\d{5,})\.html$`}},
		{name: "nothing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			seen := candidates(t, tt.seen)
			p := infer(seen)
			var got []string
			for i, pattern := range p.report {
				got = append(got, pattern.Expr)
				if p.outlet.Articles[i].String() != pattern.Expr || pattern.Matches == 0 || pattern.Example == "" {
					t.Errorf("pattern %+v has no match or example", pattern)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("patterns (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.exclude, p.exclude); diff != "" {
				t.Errorf("exclude (-want +got):\n%s", diff)
			}
		})
	}
}

// TestInferMissed names the addresses of a feed that no pattern covers.
func TestInferMissed(t *testing.T) {
	p := infer(candidates(t, strings.Repeat("feed /a-b-277726.html\n", 30)+"feed /gioi-thieu.html"))
	if diff := cmp.Diff([]string{"https://baovidu.vn/gioi-thieu.html"}, p.missed); diff != "" {
		t.Errorf("missed (-want +got):\n%s", diff)
	}
}

func TestIsAside(t *testing.T) {
	for path, want := range map[string]bool{
		"/tags/dan-van": true, "/fr/tag/x.html": true, "/0-ptag.html": true, "/dan-van-tag399.vnp": true,
		"/print/10277726.html": true, "/tim-kiem/x": true,
		"/xem-lai-video-10277726.html": false, "/tag-cloud-la-gi-10277726.html": false, "/": false, "/video": false,
	} {
		if got := isAside(path); got != want {
			t.Errorf("isAside(%q) = %v", path, got)
		}
	}
}

func TestUnheardOf(t *testing.T) {
	tests := []struct{ seen, like, want string }{
		{"feed /a-b-c-10277726.html", "/a-b-c-10277726.html", "/x-x-x-99999999.html"},
		{"feed /tin-tuc/1/178521/hoi-nghi-dan-van", "/tin-tuc/1/178521/hoi-nghi-dan-van", "/tin-tuc/1/999999/xvx-xvxq-vxq-vxq"},
	}
	for _, tt := range tests {
		seen := candidates(t, tt.seen)
		p := &prober{seen: seen, patterns: infer(seen)}
		if got := p.unheardOf(seen[0].url).Path; got != tt.want {
			t.Errorf("unheardOf(%s) = %s, want %s", tt.like, got, tt.want)
		}
	}
}
