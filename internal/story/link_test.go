package story_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"khotin/internal/story"

	"github.com/google/go-cmp/cmp"
)

func features(kv ...any) (fs []story.Feature) {
	for i := 0; i < len(kv); i += 3 {
		fs = append(fs, story.Feature{Kind: kv[i].(story.Kind), Value: kv[i+1].(string), Weight: kv[i+2].(float64)})
	}
	return story.Sorted(fs)
}

func TestOutletsAreBelieved(t *testing.T) {
	base := story.Print{ID: "a", Outlet: "x.vn", Lang: "vi", URL: "x.vn/a", Day: 100}
	tests := []struct {
		name string
		b    story.Print
		mend func(a *story.Print)
		want story.Ground
	}{
		{"one key, months apart", story.Print{ID: "b", Outlet: "x.vn", Lang: "fr", Group: "x.vn#1", Day: 300}, func(a *story.Print) { a.Group = "x.vn#1" }, story.ByKey},
		{"two keys", story.Print{ID: "b", Outlet: "x.vn", Lang: "fr", Group: "x.vn#2", Day: 100}, func(a *story.Print) { a.Group = "x.vn#1" }, ""},
		{"no keys", story.Print{ID: "b", Outlet: "x.vn", Lang: "fr", Day: 100}, nil, ""},
		{"a copy names its source", story.Print{ID: "b", Outlet: "y.vn", Lang: "fr", Source: "x.vn/a"}, nil, story.BySource},
		{"both name one source", story.Print{ID: "b", Outlet: "y.vn", Lang: "fr", Source: "z.vn/s"}, func(a *story.Print) { a.Source = "z.vn/s" }, story.BySource},
		{"a link to the other language", story.Print{ID: "b", Outlet: "x.vn", Lang: "fr", Others: []string{"x.vn/a"}}, nil, story.ByAlternate},
		{"an article and itself", base, func(a *story.Print) { a.Group = "x" }, ""},
	}
	for _, tt := range tests {
		a := base
		if tt.mend != nil {
			tt.mend(&a)
		}
		got, ok := story.Link(a, tt.b)
		back, _ := story.Link(tt.b, a)
		if got.Kind != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q, %v; want %q", tt.name, got.Kind, ok, tt.want)
		}
		if diff := cmp.Diff(got, back); diff != "" {
			t.Errorf("%s: not symmetric: %s", tt.name, diff)
		}
		if ok && len(got.Evidence) == 0 {
			t.Errorf("%s: no evidence is given", tt.name)
		}
	}
}

func TestFactsThatSuffice(t *testing.T) {
	event := []any{story.Happening, "training|2024-08-06|nghean", 2.5}
	document := []any{story.Document, "257-kh-tu", 2.0}
	central := []any{story.Document, "23-qd-tw", 1.0}
	person := []any{story.Person, "le hong vinh", 1.5}
	numbers := []any{story.Number, "1046", 1.6, story.Number, "559", 1.2, story.Number, "86%", .25, story.Number, "2,4km", .8}
	image := []any{story.Image, "mai-hoa-20240806.jpg", 3.0}
	place := []any{story.Place, "nghean", .3}
	heads := []any{story.Attendance, "287", 1.5}
	tests := []struct {
		name string
		kv   [][]any
		want bool
	}{
		{"numbers alone", [][]any{numbers}, false},
		{"numbers and a province", [][]any{numbers, place}, false},
		{"one document alone", [][]any{document}, false},
		{"documents alone", [][]any{document, central}, false},
		{"province and day", [][]any{event}, false},
		{"event and its attendance", [][]any{event, heads}, false},
		{"one picture alone", [][]any{image}, false},
		{"one leader alone", [][]any{person, place}, false},
		{"a leader and a decision of the centre", [][]any{person, central}, false},
		{"event and a document", [][]any{event, document}, true},
		{"event and a leader", [][]any{event, person}, true},
		{"event and rare numbers", [][]any{event, numbers}, true},
		{"picture and document", [][]any{image, document}, true},
		{"leader, document and numbers", [][]any{person, document, numbers}, true},
	}
	for _, tt := range tests {
		fs := features(slices.Concat(tt.kv...)...)
		a := story.Print{ID: "a", Outlet: "x.vn", Lang: "vi", Day: 100, Features: fs}
		b := story.Print{ID: "b", Outlet: "x.vn", Lang: "fr", Day: 101, Features: fs}
		got, ok := story.Link(a, b)
		if ok != tt.want {
			t.Errorf("%s: %v, want %v (%+v)", tt.name, ok, tt.want, got)
		}
		for _, spoil := range []func(*story.Print){
			func(p *story.Print) { p.Day = 100 + story.Window + 1 },
			func(p *story.Print) { p.Lang = "vi" }, // the same outlet does not report twice
		} {
			other := b
			spoil(&other)
			if _, ok := story.Link(a, other); ok {
				t.Errorf("%s: linked though days or language forbid it", tt.name)
			}
		}
	}
}

func TestCommonFeaturesLoseWeight(t *testing.T) {
	fs := features(story.Document, "23-qd-tw", 2.0, story.Person, "to lam", 1.5, story.Number, "1046", 1.6)
	a := story.Print{ID: "a", Outlet: "x.vn", Lang: "vi", Day: 100, Features: fs}
	b := story.Print{ID: "b", Outlet: "x.vn", Lang: "fr", Day: 100, Features: fs}
	if _, ok := story.Link(a, b); !ok {
		t.Fatal("rare features do not link")
	}
	all := []story.Print{a, b}
	for day := range 40 {
		all = append(all, story.Print{ID: strings.Repeat("z", day+1), Day: 200 + 10*day, Features: fs})
	}
	if r, ok := story.Count(all).Link(a, b); ok {
		t.Errorf("features of forty days still link: %+v", r)
	}
	copies := []story.Print{a, b}
	for i := range 40 {
		copies = append(copies, story.Print{ID: strings.Repeat("z", i+1), Day: 100, Features: fs})
	}
	if _, ok := story.Count(copies).Link(a, b); !ok {
		t.Error("forty copies on one day make a story common")
	}
}

func TestNoChainOfLikenesses(t *testing.T) {
	left := features(story.Happening, "training|2024-08-06|nghean", 2.5, story.Document, "257-kh-tu", 2.0)
	right := features(story.Image, "mai-hoa-20240806", 3.0, story.Person, "le hong vinh", 1.5)
	both := story.Sorted(slices.Concat(left, right))
	all := []story.Print{
		{ID: "a", Outlet: "x.vn", Lang: "vi", Day: 100, Features: left},
		{ID: "b", Outlet: "y.vn", Lang: "fr", Day: 102, Features: both},
		{ID: "c", Outlet: "x.vn", Lang: "vi", Day: 104, Features: right},
	}
	groups := story.Cluster(all)
	if len(groups) != 2 {
		t.Fatalf("%d groups, want 2: %+v", len(groups), groups)
	}
	for _, g := range groups {
		if slices.Contains(g.Members, "a") && slices.Contains(g.Members, "c") {
			t.Errorf("two articles of one outlet and language share a group: %+v", g)
		}
	}
}

func TestGroupsHaveStableNames(t *testing.T) {
	all := []story.Print{
		{ID: "c", Outlet: "x.vn", Lang: "vi", Group: "x.vn#7", URL: "x.vn/c"},
		{ID: "b", Outlet: "x.vn", Lang: "fr", Group: "x.vn#7", URL: "x.vn/b"},
		{ID: "a", Outlet: "y.vn", Lang: "fr", Source: "x.vn/c", URL: "y.vn/a"},
		{ID: "d", Outlet: "y.vn", Lang: "ro", URL: "y.vn/d"},
	}
	got := story.Cluster(all)
	want := []story.Group{
		{ID: "story#d", Members: []string{"d"}},
		{ID: "x.vn#7", Members: []string{"a", "b", "c"}, Reasons: []story.Reason{
			{A: "b", B: "c", Kind: story.ByKey, Evidence: []string{"x.vn#7"}},
			{A: "a", B: "c", Kind: story.BySource, Evidence: []string{"x.vn/c"}},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Neither order nor repetition changes the groups, and every article is in one.
func TestClusterKnowsNoOrder(t *testing.T) {
	all, _ := sampleArticles(t)
	ps := append(prints(all), invented(600)...)
	want := story.Cluster(ps)
	r := rand.New(rand.NewPCG(3, 4))
	for range 5 {
		shuffled := append(slices.Clone(ps), ps[:50]...)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if diff := cmp.Diff(want, story.Cluster(shuffled)); diff != "" {
			t.Fatal(diff)
		}
	}
	seen := map[string]int{}
	for _, g := range want {
		for _, id := range g.Members {
			seen[id]++
		}
	}
	for _, p := range ps {
		if seen[p.ID] != 1 {
			t.Errorf("%s is in %d groups", p.ID, seen[p.ID])
		}
	}
}

// Candidates must lose no link that a comparison of all pairs finds.
func TestCandidatesLoseNothing(t *testing.T) {
	all, _ := sampleArticles(t)
	ps := prints(all)
	for i, m := range rivals() {
		ps = append(ps, story.Fingerprint(written("vi", "a.vn", m.vietnamese()...)))
		ps[len(ps)-1].ID += string(rune('a' + i))
	}
	if missed := story.Missed(ps); len(missed) > 0 {
		t.Errorf("%d links are never looked at: %v", len(missed), missed)
	}
}

func TestLinkIsSymmetricOnSample(t *testing.T) {
	all, _ := sampleArticles(t)
	ps := prints(all)
	for i, a := range ps {
		for _, b := range ps[i:] {
			x, okX := story.Link(a, b)
			y, okY := story.Link(b, a)
			if okX != okY || !cmp.Equal(x, y) {
				t.Fatalf("%s and %s: %v and %v", a.ID, b.ID, x, y)
			}
		}
	}
}

// A text that another outlet prints word for word is its story, though it
// names nobody; the same text with other figures is the next day's.
func TestVerbatimCopies(t *testing.T) {
	text := func(price, change string) []string {
		return []string{
			"Giá vàng trong nước sáng nay tăng mạnh ở cả chiều mua vào và bán ra so với chốt phiên hôm qua, theo niêm yết của các doanh nghiệp kinh doanh vàng bạc lớn.",
			"Các cửa hàng ở trung tâm thành phố đông khách hơn ngày thường, nhiều người xếp hàng từ sớm để chờ đến lượt mình mua nhẫn trơn và vàng miếng.",
			"Giá bán ra được niêm yết ở mức " + price + " đồng một lượng, cao hơn hôm trước " + change + " đồng, khoảng cách mua bán vẫn được giữ rộng để phòng rủi ro.",
			"Giới phân tích cho rằng đà tăng còn tiếp diễn khi đồng nội tệ yếu đi và lực cầu trước ngày vía thần tài chưa có dấu hiệu hạ nhiệt trong những phiên tới.",
		}
	}
	first := story.Fingerprint(written("vi", "a.vn", text("91.250.000", "1.350.000")...))
	copied := story.Fingerprint(written("vi", "b.vn", text("91.250.000", "1.350.000")...))
	next := story.Fingerprint(written("vi", "c.vn", text("92.730.000", "1.480.000")...))
	next.Day++
	if r, ok := story.Link(first, copied); !ok || !slices.ContainsFunc(r.Evidence, func(e string) bool { return strings.HasPrefix(e, "text ") }) {
		t.Errorf("a copy is not recognised: %+v", r)
	}
	if r, ok := story.Link(first, next); ok {
		t.Errorf("the next day's report passes for a copy: %+v", r)
	}
}

func TestReasonsSayWhy(t *testing.T) {
	m := rivals()[0]
	r, ok := story.Link(story.Fingerprint(written("vi", "a.vn", m.vietnamese()...)), story.Fingerprint(written("fr", "b.vn", m.french()...)))
	want := []string{
		"event training|2024-08-06|nghean", "document 257-kh-tu", "person le van thanh", "person pham thi hoa",
		"document 18-nq-tw", "document 23-qd-tw", "attendance 300", "name yen thanh", "host ban dan van tinh uy nghe an", "place nghean",
	}
	if diff := cmp.Diff(want, r.Evidence); diff != "" || !ok {
		t.Errorf("linked %v: %s", ok, diff)
	}
}
