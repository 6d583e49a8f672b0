package article

import (
	"iter"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"khotin/internal/lang"
)

// Outlet is what is known of a publisher that decides which pages are its
// articles and which addresses are one article. It is data from config.yaml.
type Outlet struct {
	Name     string           // stable key in records and filters: the domain, "baonghean.vn"
	Title    string           // as readers know it: "Báo Nghệ An"
	Names    []string         // other names under which texts speak of it
	Province string           // slug of the home province, "" for a national outlet
	Editions []Edition        // the first is the original
	Mirrors  []string         // hosts that serve the first edition's pages under the same paths
	Articles []*regexp.Regexp // of a path; groups named lang, slug and id are read
	Prints   []*regexp.Regexp // of the path of a print version; same groups
	GroupBy  string           // "id", "slug" or "": what the language versions of a story share
}

// Edition is one language of an outlet: a host, and the path prefix that
// selects it.
type Edition struct {
	Lang   lang.Tag
	Host   string
	Prefix string // "/" or "/fr/"
}

// Outlets is the list of known publishers, in the order of config.yaml.
type Outlets []Outlet

// ByHost returns the outlet that owns the host, nil when none does.
func (os Outlets) ByHost(host string) *Outlet {
	host = bareHost(host)
	for i := range os {
		if os[i].owns(host) {
			return &os[i]
		}
	}
	return nil
}

// ByName returns the outlet with that name, nil when there is none.
func (os Outlets) ByName(name string) *Outlet {
	for i := range os {
		if os[i].Name == name {
			return &os[i]
		}
	}
	return nil
}

// ByTitle returns the outlet that is called so, by its title, domain or one of
// its other names, whatever the case and marks; nil when none is.
func (os Outlets) ByTitle(name string) *Outlet {
	name = lang.Fold(strings.TrimSpace(name))
	for i := range os {
		for called := range os[i].called() {
			if name != "" && called == name {
				return &os[i]
			}
		}
	}
	return nil
}

// Mentioned returns the first outlet whose name occurs in the text as whole
// words, nil when none does.
func (os Outlets) Mentioned(text string) *Outlet {
	text = " " + strings.Join(strings.FieldsFunc(lang.Fold(text), isSpacing), " ") + " "
	for i := range os {
		for called := range os[i].called() {
			if strings.Contains(text, " "+strings.Join(strings.FieldsFunc(called, isSpacing), " ")+" ") {
				return &os[i]
			}
		}
	}
	return nil
}

func isSpacing(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' }

// called yields the outlet's names, folded.
func (o *Outlet) called() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, name := range append([]string{o.Title, o.Name}, o.Names...) {
			if name != "" && !yield(lang.Fold(name)) {
				return
			}
		}
	}
}

func (o *Outlet) owns(bare string) bool {
	for _, e := range o.Editions {
		if bareHost(e.Host) == bare {
			return true
		}
	}
	for _, m := range o.Mirrors {
		if bareHost(m) == bare {
			return true
		}
	}
	return false
}

// Host returns the host under which the outlet's pages on the given host are
// recorded: the edition's own spelling, or the first edition's for a mirror.
func (o *Outlet) Host(host string) string {
	bare := bareHost(host)
	for _, e := range o.Editions {
		if bareHost(e.Host) == bare {
			return e.Host
		}
	}
	return o.Editions[0].Host
}

// Edition returns the language that the address promises, Unknown when the
// outlet has no such edition. The text decides in the end.
func (o *Outlet) Edition(u *url.URL) lang.Tag {
	host, best := o.Host(u.Host), -1
	for i, e := range o.Editions {
		if e.Host == host && strings.HasPrefix(u.Path, e.Prefix) && (best < 0 || len(e.Prefix) > len(o.Editions[best].Prefix)) {
			best = i
		}
	}
	if best < 0 {
		return lang.Unknown
	}
	return o.Editions[best].Lang
}

// Address is what an article's path tells: the parts the outlet puts in it.
type Address struct {
	Lang  string
	Slug  string
	ID    string
	Print bool
}

// Article matches the path of a canonical address against the outlet's
// patterns. ok is false for listings, tags, searches and the home page.
func (o *Outlet) Article(u *url.URL) (a Address, ok bool) {
	path := u.EscapedPath()
	for _, re := range o.Articles {
		if m := re.FindStringSubmatch(path); m != nil {
			return address(re, m), true
		}
	}
	for _, re := range o.Prints {
		if m := re.FindStringSubmatch(path); m != nil {
			a = address(re, m)
			a.Print = true
			return a, true
		}
	}
	return Address{}, false
}

func address(re *regexp.Regexp, m []string) (a Address) {
	for i, name := range re.SubexpNames() {
		switch name {
		case "lang":
			a.Lang = m[i]
		case "slug":
			a.Slug = m[i]
		case "id":
			a.ID = m[i]
		}
	}
	return a
}

// Group returns the translation group of an article by its address: what the
// outlet's language versions are known to share, "" when they share nothing.
func (o *Outlet) Group(a Address) string {
	switch {
	case o.GroupBy == "id" && a.ID != "":
		return o.Name + "#" + a.ID
	case o.GroupBy == "slug" && a.Slug != "":
		return o.Name + "#" + a.Slug
	}
	return ""
}
