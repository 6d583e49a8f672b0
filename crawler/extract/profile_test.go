package extract

import (
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/fault"
)

// TestNewProblems expects every mistake in one error, each with its place.
func TestNewProblems(t *testing.T) {
	_, err := New(Options{
		Profiles: []Profile{
			{Name: "a", Body: []string{"div["}, Drop: []string{".x", "::nope("}},
			{Name: "b", Order: "ymd", Zone: "Hanoi"},
			{Name: "c", Body: []string{"div"}},
			{Name: "c", Body: []string{"p"}},
			{Body: []string{"p"}},
		},
		Families: map[string][]string{"x.vn": {"c", "d"}},
		Charsets: map[string]string{"y.vn": "tcvn3"},
	})
	if err == nil || fault.Of(err) != fault.Invalid {
		t.Fatalf("error %v, want an Invalid fault", err)
	}
	for _, want := range []string{
		`family a: body[0]: "div["`, `family a: drop[1]: "::nope("`, "family b: body: at least one selector", `family b: order: "ymd"`,
		"family b: zone:", `the name "c" is taken`, "family without a name", `outlet x.vn: there is no family "d"`, `outlet y.vn: there is no encoding "tcvn3"`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q:\n%v", want, err)
		}
	}
}

func TestZeroOptions(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	a, err := x.Page([]byte(story), anyURL, "")
	if err != nil || a.Headline == "" || a.Outlet != "example.vn" {
		t.Errorf("%+v, %v", a, err)
	}
}

// TestFamiliesFile makes sure that every family and outlet of the proposal can
// be used, and that every outlet's families exist.
func TestFamiliesFile(t *testing.T) {
	c := readConfig(t)
	if _, err := New(Options{Profiles: c.Families, Families: c.Outlets}); err != nil {
		t.Fatal(err)
	}
	used := make(map[string]bool)
	for _, names := range c.Outlets {
		for _, name := range names {
			used[name] = true
		}
	}
	for _, p := range c.Families {
		if !used[p.Name] {
			t.Errorf("family %s belongs to no outlet", p.Name)
		}
	}
}

// TestProfileOrder gives one host two templates: the one that matches is used.
func TestProfileOrder(t *testing.T) {
	x, err := New(Options{
		Outlets: testOutlets(),
		Profiles: []Profile{
			{Name: "new", Headline: []string{"h1.n"}, Body: []string{".n-body"}},
			{Name: "old", Headline: []string{"h1.o"}, Lead: []string{".o-lead"}, Body: []string{".o-body"}, Date: []string{".o-date"}, Drop: []string{".box"}, Keep: []string{".related-facts"}, Zone: "+02:00"},
		},
		Families: map[string][]string{"baonghean.vn": {"new", "old"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	page := `<html><body><h1>Logo</h1><h1 class="o">Họp dân ở xã</h1><div class="o-date">01/02/2024 08:00</div><div class="o-lead">Sáng nay xã họp dân.</div>
<div class="o-body"><p>Người dân nêu nhiều ý kiến về con đường liên thôn.</p><div class="box"><p>Quảng cáo một câu dài.</p></div>
<div class="related-facts"><p>Con đường dài hai cây số, đi qua ba thôn của xã.</p></div><div class="share"><p>Hãy chia sẻ bài này.</p></div></div></body></html>`
	a, err := x.Page([]byte(page), "https://baonghean.vn/a-10277726.html", "")
	if err != nil {
		t.Fatal(err)
	}
	if a.Headline != "Họp dân ở xã" || a.Lead != "Sáng nay xã họp dân." || len(a.Paragraphs) != 2 || a.Has(article.FlagProfileMissed) {
		t.Errorf("headline %q, lead %q, paragraphs %+v, flags %v", a.Headline, a.Lead, a.Paragraphs, a.Flags)
	}
	if got := a.Published.String(); got != "2024-02-01T08:00:00+02:00" {
		t.Errorf("published %s, want the family's zone", got)
	}
}
