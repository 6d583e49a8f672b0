package probe

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"khotin/crawler/extract"
)

// hemera makes the paper one of the family with a zone API, whose menu has the
// numbers, and adds a family of that name to the extractor.
func hemera(t *testing.T, s *site, api string) func(*Options) {
	t.Helper()
	s.paper(host)
	for n, path := range []string{"0", "1", "2"} {
		page := strings.Replace(story(n), "<h1>", `<h1 class="cms-title">`, 1)
		page = strings.Replace(page, "<p>", `<script>var cmsConfig={domainApi:'`+api+`',siteId:0};</script><div class="cms-body"><p>`, 1)
		s.on(host+"/hoi-nghi-tap-huan-dan-van-1027772"+path+".html", page)
	}
	front := `<ul class="menu"><li data-id="1"><a href="/">Trang chủ</a></li><li data-id="1171"><a href="/xay-dung-dang/">Xây dựng Đảng</a></li><li data-id="9"><a href="/the-thao/">Thể thao</a></li></ul>`
	for n := range 3 {
		front += `<a href="/hoi-nghi-tap-huan-dan-van-1027772` + string(rune('0'+n)) + `.html">Hội nghị tập huấn công tác dân vận lần thứ mấy</a>`
	}
	s.on(host+"/", front)
	x, err := extract.New(extract.Options{Profiles: []extract.Profile{{Name: zoneFamily, Headline: []string{".cms-title"}, Body: []string{".cms-body"}}}})
	if err != nil {
		t.Fatal(err)
	}
	return func(o *Options) { o.Extractor, o.Budget = x, 20 }
}

func TestProbeZones(t *testing.T) {
	const path = "/api/morenews-zone-1171-1.html"
	const answer = `{"error_code": 0, "data": {"contents": [{"url": "/hoi-nghi-tap-huan-dan-van-10277720.html"}]}}`
	tests := []struct {
		name, api, at, body string
		want                []Zone
	}{
		{"on the host itself", "https://elsewhere.vn", host, answer, []Zone{{"https://baovidu.vn" + zonePath, "", []int{1171}}}},
		{"on the host that pages name", "https://api.baovidu.vn", "api." + host, answer, []Zone{{"https://api.baovidu.vn" + zonePath, "https://baovidu.vn/", []int{1171}}}},
		{"where it is usual", "", "api." + host, answer, []Zone{{"https://api.baovidu.vn" + zonePath, "https://baovidu.vn/", []int{1171}}}},
		{"answers with a page", "", host, "<html></html>", []Zone{}},
		{"answers with other JSON", "", host, `{"data": "x"}`, []Zone{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			change := hemera(t, s, tt.api)
			s.on(tt.at+path, tt.body)
			r, err := s.run(host, change)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, r.Zones); diff != "" {
				t.Errorf("zones (-want +got):\n%s\nasked:\n%s", diff, strings.Join(s.asked, "\n"))
			}
			if strings.Contains(strings.Join(s.asked, "\n"), "elsewhere.vn") {
				t.Error("a host of another domain was asked")
			}
		})
	}
}

func TestZoneNumber(t *testing.T) {
	for text, want := range map[string]string{
		`data-zone="1171"`: "1171", `zoneId: 71,`: "71", `"zone_id":"171"`: "171", `/api/morenews-zone-471-2.html`: "471",
		`timezone: "7"`: "", `ozone 3`: "", `zone="north"`: "", `zone=1234567`: "",
	} {
		got := ""
		if m := zoneNumber.FindStringSubmatch(text); m != nil {
			got = m[1]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
