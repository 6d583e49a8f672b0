package docref

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A Province is a province or a city run by the centre. A document keeps the
// province it was issued in: Thái Bình stays the scope of a number of 2023.
type Province struct {
	Slug      string   // "nghean": the scope in a document's identity
	Name      string   // "Nghệ An"
	Spellings []string // other names, and the official one first
	Until     string   // last day as a unit of its own; empty while it lasts
	Successor string   // slug of the unit it went into
}

func (t *tables) readProvinces() error {
	t.places.add("Thái Bình Dương", (*Province)(nil)) // the Pacific
	err := eachRow("provinces.tsv", func(row map[string]string) error {
		names := strings.Split(row["names"], "|")
		p := &Province{Slug: row["slug"], Name: names[0], Spellings: names, Until: row["until"], Successor: row["successor"]}
		if t.provinces[p.Slug] != nil || !validSpan("", p.Until) || (p.Until == "") != (p.Successor == "") {
			return fmt.Errorf("province %s is listed twice, or its date and successor do not agree", p.Slug)
		}
		t.provinces[p.Slug] = p
		t.order = append(t.order, p)
		for _, name := range names {
			t.places.add(name, p)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, p := range t.order {
		if next := t.provinces[p.Successor]; p.Successor != "" && (next == nil || next.Until != "") {
			return fmt.Errorf("province %s: successor %q is none", p.Slug, p.Successor)
		}
	}
	return nil
}

// Provinces lists every province there was on an ISO day, in the order of
// the table; an empty day asks for all that ever were.
func Provinces(day string) []Province {
	var list []Province
	for _, p := range world().order {
		if day == "" || p.Until == "" || day <= p.Until {
			list = append(list, *p)
		}
	}
	return list
}

// ProvinceOf finds a province by slug or by name, in any spelling, with or
// without marks and the words tỉnh or thành phố before it.
func ProvinceOf(name string) (Province, bool) {
	t := world()
	key := fold(strings.TrimSpace(name))
	if p := t.provinces[key]; p != nil {
		return *p, true
	}
	for _, prefix := range []string{"tinh ", "thanh pho ", "tp. ", "tp ", "province de ", "provincia "} {
		key = strings.TrimPrefix(key, prefix)
	}
	for _, p := range t.order {
		if slices.ContainsFunc(p.Spellings, func(s string) bool { return fold(s) == key }) {
			return *p, true
		}
	}
	return Province{}, false
}

// SuccessorAt is the province that stands for p on an ISO day: p itself
// while it lasted, then the unit it went into.
func (p Province) SuccessorAt(day string) Province {
	if p.Until == "" || day <= p.Until {
		return p
	}
	return *world().provinces[p.Successor]
}

// provinceAt reads a province's name at token i. Names are capitalised, and
// printed marks must be its own: hòa bình is peace, and Thanh Hòa a person.
func (s *scan) provinceAt(i int) (p *Province, next int, ok bool) {
	entry, next, ok := s.places.match(s.toks, i, nil)
	if !ok {
		return nil, 0, false
	}
	p, _ = entry.(*Province)
	if p == nil { // a longer name that only begins like a province's
		return nil, next, false
	}
	for _, t := range s.toks[i:next] {
		if t.kind == word && !t.capital {
			return nil, 0, false
		}
	}
	printed := s.text[s.toks[i].start:s.toks[next-1].end]
	if m := marks(printed); m != "" && !slices.ContainsFunc(p.Spellings, func(name string) bool { return marks(name) == m }) {
		return nil, 0, false
	}
	return p, next, true
}

// marks is what fold takes away, in an order of its own, so that Hoá and Hóa
// agree and Hòa does not.
func marks(s string) string {
	var list []rune
	for _, r := range norm.NFD.String(s) {
		if isMark(r) || r == 'đ' || r == 'Đ' {
			list = append(list, r)
		}
	}
	slices.Sort(list)
	return strings.ReplaceAll(string(list), "Đ", "đ")
}
