package event

import (
	"slices"
	"strings"

	"khotin/internal/lang"
)

// A Person is somebody an article names.
type Person struct {
	Name     string    `json:"name"`              // as first printed in the language of the article
	NameVi   string    `json:"name_vi,omitempty"` // with its marks, if a Vietnamese part of the page prints it so
	Key      string    `json:"key"`               // the name folded: equal for every spelling
	Ranks    []string  `json:"ranks,omitempty"`   // in Vietnamese: "đồng chí", "Đại tá"
	Roles    []Role    `json:"roles,omitempty"`
	Parts    []Part    `json:"parts,omitempty"` // most telling first
	Mentions []Passage `json:"mentions"`
	Spelling *Spelling `json:"spelling,omitempty"` // as others prove it; never part of a recorded article
}

// A Role is a post of a person, in Vietnamese, and where the article names it.
type Role struct {
	Post string    `json:"post"`
	At   []Passage `json:"at"`
}

// people are the persons of a page with what they did.
type people struct {
	list  []Person
	tag   lang.Tag // of the article
	index map[string]int
	alien map[string]bool // keys whose Name stands in a part of another language
	deeds []Played
}

// persons collects the people of a page.
func (p *page) persons() *people {
	all := &people{tag: p.language(), index: map[string]int{}, alien: map[string]bool{}}
	for _, s := range p.blocks {
		for _, n := range s.names {
			all.add(s, n)
		}
	}
	for _, s := range p.blocks {
		if s.lex == nil {
			continue
		}
		for _, d := range s.deeds() {
			all.did(s, d)
		}
		for _, n := range s.names {
			if i, ok := all.index[n.key(s)]; ok && n.credit {
				all.list[i].play(Photographer)
			}
		}
	}
	for i := range all.list {
		all.list[i].settle()
	}
	p.findHolders(all)
	return all
}

func (a *people) add(s *block, n name) {
	key := n.key(s)
	at := s.passage(n.from, n.to)
	i, ok := a.index[key]
	if !ok {
		i = len(a.list)
		a.index[key] = i
		a.list = append(a.list, Person{Name: at.Surface, Key: key})
		a.alien[key] = s.tag != a.tag
	}
	person := &a.list[i]
	if a.tag != lang.Vietnamese && s.tag == a.tag && a.alien[key] {
		person.Name, a.alien[key] = at.Surface, false
	}
	person.Mentions = append(person.Mentions, at)
	if person.NameVi == "" && s.tag == lang.Vietnamese && (!isASCII(at.Surface) || !n.credit) {
		person.NameVi = s.plain(n.from, n.to)
	}
	if n.title != "" && !slices.Contains(person.Ranks, n.title) {
		person.Ranks = append(person.Ranks, n.title)
	}
	for _, k := range n.roles {
		r := s.roles[k]
		person.hold(r.norm, s.passage(r.from, r.to))
	}
}

func (p *Person) hold(post string, at Passage) {
	i := slices.IndexFunc(p.Roles, func(r Role) bool { return r.Post == post })
	if i < 0 {
		i = len(p.Roles)
		p.Roles = append(p.Roles, Role{Post: post})
	}
	p.Roles[i].At = append(p.Roles[i].At, at)
}

func (p *Person) play(part Part) {
	if !slices.Contains(p.Parts, part) {
		p.Parts = append(p.Parts, part)
	}
}

func (a *people) did(s *block, d deed) {
	n := s.names[d.name]
	i, ok := a.index[n.key(s)]
	if !ok {
		return
	}
	a.list[i].play(d.part)
	a.deeds = append(a.deeds, Played{Part: d.part, Key: a.list[i].Key, Name: a.list[i].Name, At: s.passage(d.act.from, d.act.to)})
}

// settle joins the posts that translation told apart and puts parts in order.
// "chef adjoint" is the "Phó Trưởng ban Thường trực" of a Vietnamese caption if
// nothing else differs.
func (p *Person) settle() {
	slices.SortFunc(p.Parts, func(a, b Part) int { return slices.Index(parts, a) - slices.Index(parts, b) })
	if len(p.Parts) > 1 {
		p.Parts = slices.DeleteFunc(p.Parts, func(part Part) bool { return part == Guest })
	}
	for i := 0; i < len(p.Roles); i++ {
		j := slices.IndexFunc(p.Roles, func(r Role) bool {
			return r.Post != p.Roles[i].Post && generalises(p.Roles[i].Post, r.Post)
		})
		if j >= 0 {
			p.Roles[j].At = append(p.Roles[j].At, p.Roles[i].At...)
			p.Roles = slices.Delete(p.Roles, i, i+1)
			i--
		}
	}
}

// generalises reports that a is b with less said: without Thường trực, or
// without the institution.
func generalises(a, b string) bool {
	return a == strings.Replace(strings.Replace(b, "ban Thường trực Ban", "Ban", 1), " Thường trực", "", 1) ||
		strings.HasPrefix(b, a+" ") && len(a) < len(b) && !strings.HasPrefix(b, a+" Thường trực") && strings.Count(a, " ") > 0
}
