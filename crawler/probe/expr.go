package probe

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// expr writes the form as a regular expression over paths.
func (g *group) expr(langs []string) string {
	var b strings.Builder
	b.WriteString("^/")
	b.WriteString(prefixExpr(langs))
	b.WriteString(g.dirsExpr())
	slug, id := g.slugExpr(), fmt.Sprintf(`(?P<id>\d{%d,})`, g.leastID())
	if g.word != "" {
		id = `(?P<id>\d+)`
	}
	switch g.form {
	case slugID:
		b.WriteString(slug + "-" + g.word + id)
	case slugOverID:
		b.WriteString(slug + `/(?P<id>\d+)`)
	case idOverSlug:
		b.WriteString(`(?P<id>\d+)/` + slug)
	case slugTriple:
		b.WriteString(slug + "/" + g.tripleExpr())
	case idSlug:
		b.WriteString(id + "-" + slug)
	case slugOnly:
		b.WriteString(slug)
	case idOnly:
		b.WriteString(id)
	}
	b.WriteString(g.extExpr())
	if slices.ContainsFunc(g.urls, func(u *url.URL) bool { return strings.HasSuffix(u.Path, "/") }) {
		b.WriteString("/?")
	}
	b.WriteString("$")
	return b.String()
}

// prefixExpr is the group of languages: optional where addresses go without.
func prefixExpr(langs []string) string {
	named := slices.DeleteFunc(slices.Clone(langs), func(l string) bool { return l == "" })
	switch {
	case len(named) == 0:
		return ""
	case len(named) == len(langs):
		return "(?P<lang>" + strings.Join(named, "|") + ")/"
	}
	return "(?:(?P<lang>" + strings.Join(named, "|") + ")/)?"
}

// dirsExpr is what stands in front. Sections come and go, so their number is
// free; numbers keep their places.
func (g *group) dirsExpr() string {
	word := `[a-z0-9-]+/`
	if slices.ContainsFunc(g.of, func(a address) bool { return a.odd }) {
		word = `[^/]+/`
	}
	if g.dirs != "" {
		return strings.NewReplacer("w", word, "n", `\d+/`).Replace(g.dirs)
	}
	shallow := slices.MinFunc(g.of, func(a, b address) int { return cmp.Compare(a.depth, b.depth) }).depth
	deep := slices.MaxFunc(g.of, func(a, b address) int { return cmp.Compare(a.depth, b.depth) }).depth
	switch {
	case deep == 0:
		return ""
	case shallow == 0:
		return "(?:" + word + ")*"
	}
	return "(?:" + word + ")+"
}

var plainSlug = regexp.MustCompile(`^[a-z0-9-]+$`)

func (g *group) slugExpr() string {
	plain := !slices.ContainsFunc(g.of, func(a address) bool { return !plainSlug.MatchString(a.slug) })
	switch {
	case !plain:
		return `(?P<slug>[^/]+)`
	case g.form == slugOnly && (g.ext || g.dirs != ""):
		return fmt.Sprintf(`(?P<slug>[a-z0-9]+(?:-[a-z0-9]+){%d,})`, leastWordExt-1)
	case g.form == slugOnly:
		return fmt.Sprintf(`(?P<slug>[a-z0-9]+(?:-[a-z0-9]+){%d,})`, leastWords-1)
	}
	return `(?P<slug>[a-z0-9-]+)`
}

// oldID is a length that the ids of older articles may have, in digits: a
// sample is of the newest, and ids have grown.
const oldID = 6

// leastID is the fewest digits of an id.
func (g *group) leastID() int {
	least := oldID
	for _, a := range g.of {
		least = min(least, len(a.id)-1)
	}
	return max(least, leastBareID)
}

// tripleExpr is an id of numbers in a row, as many as were seen: listings of
// such sites have fewer.
func (g *group) tripleExpr() string {
	fewest, most := words(g.of[0].id), 0
	for _, a := range g.of {
		fewest, most = min(fewest, words(a.id)), max(most, words(a.id))
	}
	if fewest == most {
		return fmt.Sprintf(`(?P<id>\d+(?:-\d+){%d})`, most-1)
	}
	return fmt.Sprintf(`(?P<id>\d+(?:-\d+){%d,%d})`, fewest-1, most-1)
}

func (g *group) extExpr() string {
	found := make(map[string]bool)
	for _, a := range g.of {
		found[a.ext] = true
	}
	names := slices.Sorted(maps.Keys(found))
	switch {
	case !g.ext:
		return ""
	case len(names) == 1:
		return `\.` + names[0]
	}
	return `\.(?:` + strings.Join(names, "|") + ")"
}
