package probe

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"khotin/internal/lang"
)

// form is how the last segments of an article's path are made up.
type form int

const (
	formless   form = iota
	slugID          // tap-huan-dan-van-10277726.html, tap-huan-post10277726.html
	slugOverID      // tap-huan-dan-van/261345.html
	idOverSlug      // 178521/tap-huan-dan-van
	slugTriple      // tap-huan-dan-van/1-22-333
	idSlug          // 261345-tap-huan-dan-van
	slugOnly        // tap-huan-dan-van-o-co-so
	idOnly          // 261345.html
)

// shape is what addresses of one kind have in common.
type shape struct {
	form form
	word string // letters before the id: "post"
	ext  bool   // it has an extension
	dirs string // "w" and "n" for words and numbers in front, "" where all are words
}

// address is a path taken apart.
type address struct {
	shape
	prefix string // segment that selects a language: "fr", "" for none
	depth  int    // segments in front of the form
	odd    bool   // one of them has other signs than a-z, 0-9 and -
	ext    string
	slug   string
	id     string
}

var (
	digits     = regexp.MustCompile(`^\d+$`)
	triple     = regexp.MustCompile(`^\d+(?:-\d+)+$`)
	slugThenID = regexp.MustCompile(`^(.*[^-])-([a-z]{0,8}?)(\d+)$`)
	idThenSlug = regexp.MustCompile(`^(\d{4,})-(.+)$`)
	extension  = regexp.MustCompile(`\.[a-z]{3,5}$`)
)

const (
	leastBareID  = 5 // digits: fewer may be a year
	leastWordID  = 3 // digits after a word
	leastWords   = 5 // of a slug that stands alone
	leastWordExt = 4 // of one with an extension or dates in front
)

// takeApart reads a path; ok is false where it is not that of a page.
func takeApart(u *url.URL) (a address, ok bool) {
	segments := strings.Split(strings.Trim(u.EscapedPath(), "/"), "/")
	if segments[0] == "" {
		return a, false
	}
	if isLanguage(segments[0]) {
		a.prefix, segments = segments[0], segments[1:]
	}
	if len(segments) == 0 {
		return a, false
	}
	var leaf string
	leaf, a.ext = cutExt(segments[len(segments)-1])
	before := segments[:len(segments)-1]
	a.shape.ext = a.ext != ""
	used := a.read(leaf, before)
	if a.form == formless {
		return a, false
	}
	dirs := before[:len(before)-used]
	a.depth, a.dirs = len(dirs), kinds(dirs)
	a.odd = slices.ContainsFunc(dirs, func(d string) bool { return !plainSlug.MatchString(d) })
	return a, true
}

// read recognises the form of the last segment, given those before it, and
// returns how many of these belong to it.
func (a *address) read(leaf string, before []string) (used int) {
	parent := ""
	if len(before) > 0 {
		parent = before[len(before)-1]
	}
	set := func(f form, slug, id string) { a.form, a.slug, a.id = f, slug, id }
	m := slugThenID.FindStringSubmatch(leaf)
	n := idThenSlug.FindStringSubmatch(leaf)
	switch {
	case triple.MatchString(leaf) && words(parent) > 1:
		set(slugTriple, parent, leaf)
		return 1
	case digits.MatchString(leaf) && words(parent) > 1 && len(leaf) >= leastWordID:
		set(slugOverID, parent, leaf)
		return 1
	case digits.MatchString(leaf) && len(leaf) >= leastBareID:
		set(idOnly, "", leaf)
	case m != nil && (m[2] == "" && len(m[3]) >= leastBareID || m[2] != "" && len(m[3]) >= leastWordID):
		set(slugID, m[1], m[3])
		a.word = m[2]
	case n != nil && words(n[2]) > 1:
		set(idSlug, n[2], n[1])
	case digits.MatchString(parent) && len(parent) >= leastBareID-1 && words(leaf) > 2 && !isYear(parent):
		set(idOverSlug, leaf, parent)
		return 1
	case words(leaf) >= leastWords, words(leaf) >= leastWordExt && (a.ext != "" || slices.ContainsFunc(before, digits.MatchString)):
		set(slugOnly, leaf, "")
	}
	return 0
}

func isYear(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }

// kinds writes one letter for each directory, and nothing where all are words:
// those are sections, of which there may be any number.
func kinds(dirs []string) string {
	var b strings.Builder
	for _, d := range dirs {
		if digits.MatchString(d) {
			b.WriteByte('n')
		} else {
			b.WriteByte('w')
		}
	}
	if !strings.Contains(b.String(), "n") {
		return ""
	}
	return b.String()
}

// words counts the parts of a slug.
func words(slug string) int {
	if slug == "" {
		return 0
	}
	return strings.Count(slug, "-") + 1
}

// cutExt parts a name from its extension: "tin.html" is "tin" and "html".
func cutExt(name string) (stem, ext string) {
	if m := extension.FindString(name); m != "" {
		return strings.TrimSuffix(name, m), m[1:]
	}
	return name, ""
}

// isLanguage reports a path segment that selects a language: "fr", "vi-vn".
func isLanguage(segment string) bool {
	code, region, _ := strings.Cut(segment, "-")
	if len(code) != 2 || len(region) != 0 && len(region) != 2 {
		return false
	}
	return lang.ParseTag(code).String() == code || region == "" && slices.Contains(known(knownExtra), code)
}
