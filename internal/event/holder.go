package event

import (
	"slices"
	"strings"
)

// Posts that say less than the article does: "le chef de la Commission", where
// only one commission is named, and "le chef adjoint de la Commission de
// mobilisation de masse" without a name, where only one person is that.

// completeRoles gives posts the institution, or its level, that the rest of the
// article leaves no doubt about.
func (p *page) completeRoles() {
	var known []string
	for _, s := range p.blocks {
		for _, b := range s.bodies {
			if b.level != "" && isCommission(b.name) && !slices.Contains(known, b.name) {
				known = append(known, b.name)
			}
		}
	}
	for _, s := range p.blocks {
		for i := range s.roles {
			r := &s.roles[i]
			if r.level != "" || r.body == "" && !s.refersToCommission(*r) {
				continue
			}
			meant := slices.DeleteFunc(slices.Clone(known), func(name string) bool {
				return r.body != "" && !strings.HasPrefix(name, r.body+" ")
			})
			if len(meant) == 1 {
				r.body = meant[0]
				r.norm = title(r.post, r.body)
			}
		}
	}
}

// refersToCommission reports "chef adjoint de la Commission", "Phó Trưởng Ban
// Thường trực": a post in a commission that is named elsewhere.
func (s *block) refersToCommission(r role) bool {
	return strings.Contains(r.post, "Trưởng ban") && (s.has(headClass, r.from, r.to) || s.tag == "vi")
}

// findHolders gives the posts named without a person ("Le chef adjoint … a
// également discuté") to the only person who holds them.
func (p *page) findHolders(all *people) {
	for _, s := range p.blocks {
		for _, r := range s.roles {
			if r.taken || !strings.Contains(strings.TrimPrefix(r.norm, r.post), " ") {
				continue
			}
			holder := -1
			for i := range all.list {
				if !all.list[i].holds(r.norm) {
					continue
				}
				if holder >= 0 {
					holder = -1
					break
				}
				holder = i
			}
			if holder >= 0 {
				all.list[holder].holdAs(r.norm, s.passage(r.from, r.to))
			}
		}
	}
}

func (p *Person) holds(post string) bool {
	return slices.ContainsFunc(p.Roles, func(r Role) bool { return r.Post == post || generalises(post, r.Post) })
}

func (p *Person) holdAs(post string, at Passage) {
	for _, r := range p.Roles {
		if r.Post != post && generalises(post, r.Post) {
			post = r.Post
			break
		}
	}
	p.hold(post, at)
}
