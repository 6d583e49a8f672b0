package probe

import (
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"khotin/crawler/extract"
)

// marked is an article with markup that means something, among furniture that
// repeats parts of it.
func marked(n int) string {
	body := ""
	for i := range 3 {
		body += fmt.Sprintf("<p>Đoạn văn thứ %d kể rằng huyện khai mạc lớp tập huấn cho cán bộ làm công tác dân vận ở cơ sở của toàn huyện trong ba ngày.</p>", i)
	}
	return fmt.Sprintf(`<html lang="vi"><head><meta charset="utf-8"><title>Tin</title>
<meta property="article:published_time" content="2026-11-1%[1]dT08:00:00+07:00"><meta name="author" content="Mai Hoa"></head><body>
<div id="menu"><p class="x1">Trang chủ</p></div><div class="khung"><div class="sticky">Hội nghị tập huấn công tác dân vận lần thứ %[1]d</div>
<h1 class="c9 tieu-de">Hội nghị tập huấn công tác dân vận lần thứ %[1]d</h1><div class="meta"><span>1%[1]d/11/2026</span> <b>12 lượt xem</b></div>
<div class="noi-dung">%[2]s<figure><img src="a.jpg"><figcaption class="chu-thich">Đại biểu trao đổi bên lề hội nghị lần thứ %[1]d.</figcaption></figure></div>
<div class="lien-quan"><p>Tin khác</p></div></div></body></html>`, n, body)
}

func TestSuggest(t *testing.T) {
	s := newSite(t)
	s.paper(host)
	for n := range 3 {
		s.on(fmt.Sprintf("%s/hoi-nghi-tap-huan-dan-van-1027772%d.html", host, n), marked(n))
	}
	none, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.run(host, func(o *Options) { o.Extractor = none })
	if err != nil || r.Suggested == nil {
		t.Fatalf("error %v, nothing is suggested", err)
	}
	got := map[string]string{}
	for _, c := range r.Suggested.Fields {
		got[c.Field] = c.Selector
		if c.On != 3 || c.Of != 3 {
			t.Errorf("%+v; want it on all three articles", c)
		}
	}
	want := map[string]string{"headline": "h1.tieu-de", "body": "div.noi-dung", "date": "div.meta span", "caption": "figcaption.chu-thich"}
	for field, selector := range want {
		if got[field] != selector {
			t.Errorf("%s: %q, want %q", field, got[field], selector)
		}
	}
	if yaml := r.YAML(); !strings.Contains(yaml, "#     body: ['div.noi-dung']  # on 3 of 3") || !strings.Contains(yaml, "# families: [baovidu]") {
		t.Errorf("the entry does not say so:\n%s", yaml)
	}
}

// TestSuggestNothing stays silent where a family matches, and where articles
// have no markup to name.
func TestSuggestNothing(t *testing.T) {
	s := newSite(t)
	s.paper(host)
	if r, err := s.run(host); err != nil || r.Suggested != nil {
		t.Errorf("error %v, suggested %+v of pages without classes", err, r.Suggested)
	}
	s = newSite(t)
	s.paper(host)
	for n := range 3 {
		s.on(fmt.Sprintf("%s/hoi-nghi-tap-huan-dan-van-1027772%d.html", host, n), marked(n))
	}
	x, err := extract.New(extract.Options{Profiles: []extract.Profile{{Name: "thu", Headline: []string{"h1.tieu-de"}, Body: []string{"div.noi-dung"}}}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.run(host, func(o *Options) { o.Extractor = x })
	if diff := cmp.Diff([]string{"thu"}, r.Entry.Families); err != nil || diff != "" || r.Suggested != nil {
		t.Errorf("error %v, suggested %+v, families (-want +got):\n%s", err, r.Suggested, diff)
	}
}

func TestElect(t *testing.T) {
	votes := [][]string{{"a", "b"}, {"a"}, {"long", "b"}, nil}
	tests := []struct {
		name string
		of   [][]string
		want Choice
		ok   bool
	}{
		{"most votes, the shorter of equals, two in three", votes[:3], Choice{Selector: "a", On: 2, Of: 3}, true},
		{"one in two is not enough", votes[1:3], Choice{Selector: "a", On: 1, Of: 2}, false},
		{"nobody", votes[3:], Choice{Of: 1}, false},
	}
	for _, tt := range tests {
		i := -1
		got, ok := elect(make([]reading, len(tt.of)), func(reading) ([]string, bool) { i++; return tt.of[i], true })
		if diff := cmp.Diff(tt.want, got); diff != "" || ok != tt.ok {
			t.Errorf("%s: %v (-want +got):\n%s", tt.name, ok, diff)
		}
	}
}

func TestNamesOf(t *testing.T) {
	tests := []struct{ html, want string }{
		{`<p class="mb-3 sapo lead">x</p>`, "p.sapo p.lead"},
		{`<div class="box"><p id="sapo">x</p></div>`, "p#sapo div.box p"},
		{`<div id="a1"><p class="c12">x</p></div>`, ""},
		{`<p>x</p>`, ""},
	}
	for _, tt := range tests {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(tt.html))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(namesOf(doc.Find("p")), " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.html, got, tt.want)
		}
	}
}

// TestSuggestDeep keeps its time on a page that nests as deep as the parser
// lets it around a long text: the text is not read once for each element.
func TestSuggestDeep(t *testing.T) {
	deep := strings.Repeat("<div class=a>", 400) + "<p>" + strings.Repeat("văn bản ", 500_000) + "</p>"
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(deep))
	if err != nil {
		t.Fatal(err)
	}
	p := newPage(doc)
	asked := 0
	p.find(1000, func(s *goquery.Selection) bool { asked += len(s.Text()); return false })
	if body := p.fullest(); body == nil || asked > 0 {
		t.Errorf("body %v, %d bytes read of elements that are too long", body, asked)
	}
}
