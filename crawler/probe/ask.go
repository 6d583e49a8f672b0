package probe

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"khotin/crawler"
)

// keep notes an answer as a fixture. A name that is taken gets a number.
func (p *prober) keep(name string, a crawler.Answer, isArticle bool) {
	stem, ext := strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
	taken := func(f File) bool { return f.Name == name }
	for n := 2; slices.ContainsFunc(p.report.Files, taken); n++ {
		name = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
	p.report.Files = append(p.report.Files, File{Name: name, URL: a.Address, Body: a.Body, Article: isArticle})
}

// printable drops what would act on a terminal or break a line of YAML.
func printable(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case !unicode.IsPrint(r) || r == unicode.ReplacementChar:
		return -1
	}
	return r
}

// check notes what a person must look at.
func (p *prober) check(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	if !slices.Contains(p.report.Checks, line) {
		p.report.Checks = append(p.report.Checks, line)
	}
}
