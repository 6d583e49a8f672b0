package event

import (
	"strings"

	"khotin/internal/lang"
)

// A role is a post at words from to to of a part, such as "chef adjoint de la
// Commission de mobilisation de masse".
type role struct {
	from, to int
	post     string // "Phó Trưởng ban"
	body     string // "Ban Dân vận Tỉnh ủy"; "" if not named
	level    string // of the body; "" if not said
	norm     string // "Phó Trưởng Ban Dân vận Tỉnh ủy"
	taken    bool   // by a name
}

// findRoles finds the posts of a part and gives them to the names beside them.
func (s *block) findRoles() {
	for _, m := range s.marksIn(postClass, 0, len(s.words)) {
		if len(s.roles) > 0 && m.from < s.roles[len(s.roles)-1].to {
			continue
		}
		to := s.roleEnd(m)
		r := role{from: m.from, to: to, post: m.value}
		r.body, r.level = s.institution(m, to)
		r.norm = title(r.post, r.body)
		if r.body == "" && s.tag == lang.Vietnamese && to > m.to && s.words[m.to].capital { // an institution no table has
			r.norm = r.post + " " + s.plain(m.to, to)
		}
		s.roles = append(s.roles, r)
	}
	for i := range s.names {
		if !s.names[i].credit {
			s.giveRoles(&s.names[i])
		}
	}
	s.shareRoles()
}

// shareRoles gives a post before a colon to everybody in the list behind it:
// "các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy: A, …; B, …".
func (s *block) shareRoles() {
	for i := range s.roles {
		r := &s.roles[i]
		if r.taken || r.to >= len(s.words) || s.words[r.to].gap != colon {
			continue
		}
		for _, k := range s.after(r.to, len(s.words)) {
			if !r.taken && s.names[k].rank > r.to+1 {
				break
			}
			s.names[k].roles = append(s.names[k].roles, i)
			r.taken = true
		}
	}
}

func (s *block) roleEnd(m mark) int {
	if m.to >= len(s.words) || s.words[m.to].gap != space {
		return m.to
	}
	return s.extent(m.to)
}

// giveRoles attaches the posts behind a name (", a, b et c", " - a, b", ": a")
// and the one before it.
func (s *block) giveRoles(n *name) {
	at := n.to
	for range 12 {
		next := at
		if m, ok := s.markAt(linkClass, next); ok && at > n.to {
			next = m.to
		}
		i := s.roleAt(next)
		if i < 0 || s.words[next].gap > bracket || at == n.to && s.words[next].gap == space {
			break
		}
		n.roles = append(n.roles, i)
		s.roles[i].taken = true
		at = s.roles[i].to
		n.end = at
	}
	for i := range s.roles {
		if r := &s.roles[i]; !r.taken && r.to == n.rank && n.rank < len(s.words) && s.words[n.rank].gap <= comma {
			n.roles = append(n.roles, i)
			r.taken = true
			n.rank = r.from
		}
	}
}

func (s *block) roleAt(i int) int {
	if i >= len(s.words) {
		return -1
	}
	for k := range s.roles {
		if s.roles[k].from == i && !s.roles[k].taken {
			return k
		}
	}
	return -1
}

// institution names what a post belongs to, in Vietnamese; level is "" if the
// text does not say whose it is.
func (s *block) institution(m mark, to int) (body, level string) {
	first := m.to
	if s.tag == lang.Vietnamese && s.words[m.to-1].fold == "ban" { // Trưởng Ban Dân vận: the Ban belongs to both
		first--
	}
	return s.normalBody(first, to, ministryWords[m.value])
}

// title joins a post and its institution. Translations confuse the head of a
// commission with a president, and the standing committee with the committee
// whose secretary somebody is.
func title(post, body string) string {
	switch {
	case body == "":
		return post
	case isCommission(body), strings.HasPrefix(body, "Ban Chỉ đạo"):
		post = headOfCommission(post)
	case strings.HasSuffix(post, "Bí thư") || strings.HasSuffix(post, "Bí thư Thường trực"):
		body = strings.TrimPrefix(body, "Ban Thường vụ ")
	case strings.HasPrefix(body, "Tổng cục"), strings.HasPrefix(body, "Ủy ban Kiểm tra"):
		post = headOfDepartment(post)
	}
	return post + " " + body
}

// isCommission reports a commission of a Party committee.
func isCommission(body string) bool {
	for _, name := range [...]string{"Ban Dân vận", "Ban Tuyên giáo", "Ban Tổ chức", "Ban Nội chính"} {
		if strings.HasPrefix(body, name) {
			return true
		}
	}
	return false
}

// ministryWords stand in the name of a ministry that translations leave out:
// "vice-ministre de la Sécurité publique".
var ministryWords = map[string][]string{
	"Bộ trưởng":  {"ministere", "ministerul"},
	"Thứ trưởng": {"ministere", "ministerul"},
}

func headOfCommission(post string) string {
	switch post {
	case "Chủ tịch", "Trưởng ban", "Giám đốc":
		return "Trưởng"
	case "Phó Chủ tịch", "Phó Trưởng ban", "Phó Giám đốc":
		return "Phó Trưởng"
	case "Phó Chủ tịch Thường trực":
		return "Phó Trưởng ban Thường trực"
	}
	return post
}

func headOfDepartment(post string) string {
	switch post {
	case "Trưởng ban", "Chủ tịch", "Giám đốc":
		return "Chủ nhiệm"
	case "Phó Trưởng ban", "Phó Chủ tịch", "Phó Giám đốc":
		return "Phó Chủ nhiệm"
	}
	return post
}
