package story

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"khotin/internal/article"
	"khotin/internal/docref"
	"khotin/internal/event"
	"khotin/internal/lang"
)

// Bounds on one article; what lies beyond adds no certainty.
const (
	maxFeatures = 400
	longCaption = 40 // letters from which a Vietnamese caption is one of its kind
)

// A collector gathers the features of one article.
type collector struct {
	a       *article.Article
	event   Span
	found   map[[2]string]float64
	counted map[string]bool // attendance: not counted again as bare numbers
	dated   map[string]bool // days of documents and of publication: they prove nothing new
}

func (c *collector) add(k Kind, value string, weight float64) {
	if value == "" || weight <= 0 {
		return
	}
	key := [2]string{string(k), value}
	c.found[key] = max(c.found[key], weight)
}

func (c *collector) collect() {
	c.found, c.counted, c.dated = map[[2]string]float64{}, map[string]bool{}, map[string]bool{}
	c.documents()
	c.mainEvent()
	c.persons()
	c.pictures()
	for b := range c.a.Blocks() {
		c.text(b)
	}
	c.add(Headline, lang.Fold(string(c.a.Lang)+" "+strings.TrimSpace(c.a.Headline)), headlineWeight(c.a.Headline))
}

// documents weighs what is cited: a provincial document is news for days, one
// of the centre for years.
func (c *collector) documents() {
	for _, cited := range c.a.Citations {
		id, err := docref.ParseID(cited.Document)
		switch {
		case err != nil || cited.Document == "":
			c.add(Document, cited.Key, partialWeight(cited.Key))
		case id.Scope == docref.Centre || strings.HasSuffix(id.Key, "-tw"):
			c.add(Document, id.Key, 1)
		default:
			c.add(Document, id.Key, 2)
		}
		if len(id.Date) == len("2024-08-06") {
			c.dated[id.Date] = true
		}
	}
}

// partialWeight weighs a number without an issuer: "257-kh" is rarer than
// "4-nq", which every province has.
func partialWeight(key string) float64 {
	number, _, _ := strings.Cut(key, "-")
	if len(number) >= 3 {
		return .8
	}
	return .4
}

func (c *collector) mainEvent() {
	if day := c.a.Published.Day(); day != "" {
		c.dated[day] = true
	}
	i := slices.IndexFunc(c.a.Events, func(e event.Event) bool { return e.Main })
	if i < 0 {
		return
	}
	e := c.a.Events[i]
	if e.Key() != "" {
		day := e.Date.ISO[:len("2024-08-06")]
		c.event = Span{From: day, To: max(day, e.End.ISO)}
		if e.Place.Basis != event.ByOutlet && e.Place.Basis != event.Assumed {
			c.event.Province = e.Place.Province // of a copy, the outlet's home says nothing
		}
		weight := 2.5
		if e.Place.Province == "" || e.Place.Province == "hanoi" {
			weight = 1.8 // the capital sees several conferences a day
		}
		c.add(Happening, e.Key(), weight)
		c.dated[day] = true
	}
	for _, h := range e.Hosts {
		c.add(Host, nameKey(h.Name), .4)
	}
	for _, at := range e.Attendance {
		n := strconv.Itoa(at.N)
		c.counted[n] = true
		c.add(Attendance, n, countWeight(n))
	}
}

// countWeight weighs a head count: 287 is next to unique on one day, 300 not.
func countWeight(n string) float64 {
	switch {
	case len(n) < 2:
		return 0
	case len(n) == 2:
		return .6
	case strings.HasSuffix(n, "00"):
		return .8
	}
	return 1.5
}

func (c *collector) persons() {
	for _, p := range c.a.Persons {
		if len(p.Parts) == 1 && p.Parts[0] == event.Photographer {
			c.add(Credit, nameKey(p.Key), .6)
			continue
		}
		c.add(Person, nameKey(p.Key), 1.5)
	}
}

func (c *collector) pictures() {
	for _, p := range c.a.Captions {
		c.add(Image, imageName(p.Image), 3)
		c.add(Credit, nameKey(p.Credit), .6)
		if p.Lang == lang.Vietnamese && len([]rune(p.Text)) >= longCaption {
			c.add(Caption, lang.Fold(p.Text), 2.5)
		}
	}
}

// text reads numbers, names, provinces and days from one block.
func (c *collector) text(b article.Block) {
	masks, days := spansOf(b.Text, c.a.Citations, b)
	for _, d := range days {
		if iso := d.Date.ISO(); len(iso) >= len("2024-08-06") && !strings.HasPrefix(iso, "-") && !c.dated[iso[:10]] {
			c.add(Day, iso[:10], .5)
		}
	}
	for _, f := range figures(b.Text, masks) {
		if !c.counted[f.form] {
			c.add(Number, f.form+f.unit, numberWeight(f))
		}
	}
	for _, n := range capitalisedNames(b.Text) {
		if p, ok := docref.ProvinceOf(n.key); ok {
			c.add(Place, p.Slug, .3)
		} else if !institutions()[n.key] && !c.has(Person, n.key) && !c.has(Credit, n.key) {
			c.add(Name, n.key, .7)
		}
	}
}

func (c *collector) has(k Kind, value string) bool {
	_, ok := c.found[[2]string{string(k), value}]
	return ok
}

// numberWeight weighs a number by how rarely two texts share it by chance:
// years and single digits always do.
func numberWeight(f figure) float64 {
	digits := len(strings.Trim(f.form, "0,"))
	switch {
	case f.isYear():
		return 0
	case strings.Contains(f.form, ",") && digits >= 2:
		return .8
	case len(f.form) <= 1 || f.form == "10" || f.form == "100":
		return 0
	case len(f.form) == 2:
		return .25
	case digits <= 2:
		return .5
	}
	return min(.4*float64(digits), 1.6)
}

func headlineWeight(h string) float64 {
	if len(strings.Fields(h)) < 5 {
		return 0
	}
	return 2
}

// features lists what was found in order.
func (c *collector) features() []Feature {
	all := make([]Feature, 0, len(c.found))
	for key, w := range c.found {
		all = append(all, Feature{Kind(key[0]), key[1], w})
	}
	if len(all) > maxFeatures {
		slices.SortFunc(all, func(a, b Feature) int {
			return cmp.Or(cmp.Compare(b.Weight, a.Weight), a.compare(b))
		})
		all = all[:maxFeatures]
	}
	slices.SortFunc(all, Feature.compare)
	return all
}

// spansOf returns the spans of a block that are documents and dates, which are
// compared as such and not as numbers, and the dates themselves.
func spansOf(text string, cited []article.Citation, b article.Block) (masks []span, days []lang.DateSpan) {
	for _, c := range cited {
		if c.Part == b.Part && c.Block == b.Index {
			masks = append(masks, span{c.Start, c.End})
		}
	}
	for _, d := range lang.FindDates(text) {
		if _, hit := maskEnd(masks, d.Start); !hit {
			days = append(days, d)
		}
		masks = append(masks, span{d.Start, d.End})
	}
	return masks, days
}
