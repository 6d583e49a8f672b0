package cmd

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"khotin/crawler/probe"
	"khotin/internal/article"
)

// report writes the lines of a probe for eyes. What a site says is made
// harmless for a terminal.
type report struct{ w io.Writer }

func (r report) head(title string) { fmt.Fprintf(r.w, "\n%s\n", title) }

func (r report) row(name, format string, args ...any) {
	fmt.Fprintf(r.w, "  %-14s %s\n", name, harmless(fmt.Sprintf(format, args...)))
}

// harmless drops what would act on a terminal.
func harmless(s string) string {
	return strings.Map(func(c rune) rune {
		if !unicode.IsPrint(c) && c != ' ' {
			return -1
		}
		return c
	}, s)
}

func printProbe(w io.Writer, p probe.Report, entry string) {
	r := report{w}
	fmt.Fprintf(w, "%s  %s\n", p.Host, harmless(p.Title))
	r.robots(p.Robots)
	if !p.Robots.Allowed && len(p.Sources) == 0 {
		return
	}
	r.sources(p.Sources)
	r.addresses(p)
	r.behaviour(p)
	r.articles(p.Articles)
	if best := p.Best(); best != nil {
		r.head("One of them in full")
		r.record(best.Record)
	}
	r.head("To check")
	for _, check := range p.Checks {
		fmt.Fprintf(w, "  - %s\n", harmless(check))
	}
	if len(p.Checks) == 0 {
		fmt.Fprintln(w, "  - nothing stands out; compare the record with its page all the same")
	}
	if entry != "" {
		r.head("Entry for config.yaml")
		fmt.Fprintf(w, "%s\n", entry)
	}
}

func (r report) robots(p probe.Robots) {
	verdict := "allows the site"
	if !p.Allowed {
		verdict = "forbids the front page"
	}
	if p.Line > 0 {
		verdict += fmt.Sprintf(" (line %d: %s)", p.Line, p.Rule)
	}
	if p.CrawlDelay > 0 {
		verdict += fmt.Sprintf(", asks for %gs between requests", p.CrawlDelay)
	}
	r.row("robots.txt", "%s, %s, names %s", status(p.Status), verdict, count(len(p.Sitemaps), "sitemap"))
	for _, e := range p.Errors {
		r.row("", "%s", e)
	}
}

func status(code int) string {
	if code == 0 {
		return "no answer"
	}
	return fmt.Sprint(code)
}

func (r report) sources(sources []probe.Source) {
	r.head("Where it names its articles")
	for _, s := range sources {
		found := count(s.Links, "link")
		if s.Kind == probe.SitemapIndex {
			found = count(s.Links, "file")
		}
		if s.Files != "" {
			found += " by " + s.Files
		}
		if !s.Newest.IsZero() {
			found += ", newest " + s.Newest.Format(time.DateOnly)
		}
		if s.Detail != "" {
			found = "no: " + s.Detail
		}
		r.row(s.Kind, "%s  %s", s.URL, found)
	}
}

func (r report) addresses(p probe.Report) {
	r.head("Its articles")
	for _, e := range p.Editions {
		r.row("edition", "%s  %s%s  by %s", e.Lang, e.Host, e.Prefix, e.Basis)
	}
	if len(p.Others) > 0 {
		r.row("also in", "%s", strings.Join(p.Others, ", "))
	}
	for _, pattern := range p.Patterns {
		r.row("pattern", "%s", pattern.Expr)
		r.row("", "%d of the addresses seen, for instance %s", pattern.Matches, pattern.Example)
	}
	matched := false
	for _, m := range p.Families {
		if m.Matches > 0 {
			matched = true
			r.row("family", "%s on %d of %d, finds %s", m.Family, m.Matches, m.Of, strings.Join(m.Found, ", "))
		}
	}
	if !matched {
		r.row("family", "none matches%s", nearest(p.Families))
	}
}

// nearest names the family that finds most, for whoever writes selectors.
func nearest(families []probe.Match) string {
	if len(families) == 0 || len(families[0].Found) == 0 {
		return ""
	}
	return fmt.Sprintf("; %s comes nearest, it finds %s", families[0].Family, strings.Join(families[0].Found, ", "))
}

func (r report) behaviour(p probe.Report) {
	r.head("How it answers")
	declared := "declared"
	if !p.Charset.Declared {
		declared = "not declared"
	}
	if p.Charset.Name == "" {
		r.row("encoding", "unknown")
	} else {
		r.row("encoding", "%s, %s", p.Charset.Name, declared)
	}
	r.row("not found", "%s", p.NotFound.Detail)
	r.row("if unchanged", "%s", p.Revalidation.Detail)
	r.row("asked", "%s", count(p.Requests, "request"))
}

// articles shows of every record what is wrong first when it is wrong: what the
// text begins with, and the flags.
func (r report) articles(pages []probe.Page) {
	r.head("Records, as a crawl would store them")
	for _, page := range pages {
		a := page.Record
		if a == nil {
			r.row("none", "%s  %s", page.URL, page.Detail)
			continue
		}
		first := ""
		if len(a.Paragraphs) > 0 {
			first = a.Paragraphs[0].Text
		}
		r.row(string(a.Lang), "%s", a.URL)
		r.row("", "%s, %s, by %s, %s, flags: %s", a.Published.Day(), count(len(a.Paragraphs), "paragraph"),
			cmp.Or(a.Byline, "nobody"), count(len(a.Captions), "caption"), flags(a))
		r.row("", "begins: %s", short(first, shownStart))
	}
}

func flags(a *article.Article) string {
	names := make([]string, 0, len(a.Flags))
	for _, f := range a.Flags {
		names = append(names, string(f))
	}
	return cmp.Or(strings.Join(names, ", "), "none")
}

// How much of a text is shown, in bytes.
const (
	shownText  = 160
	shownStart = 80
)

func (r report) record(a *article.Article) {
	r.row("url", "%s", a.URL)
	r.row("headline", "%s", a.Headline)
	r.row("lead", "%s", short(a.Lead, shownText))
	r.row("published", "%s  by %s", a.Published, a.Evidence["published"].Basis)
	r.row("byline", "%s", a.Byline)
	r.row("section", "%s", a.Section)
	r.row("language", "%s", a.Lang)
	first := ""
	if len(a.Paragraphs) > 0 {
		first = ", the first: " + short(a.Paragraphs[0].Text, shownText)
	}
	r.row("paragraphs", "%d%s", len(a.Paragraphs), first)
	for _, c := range a.Captions {
		r.row("caption", "%s", short(c.Text, shownText))
	}
	r.row("flags", "%s", flags(a))
}

// short cuts a text for a line.
func short(s string, most int) string {
	if len(s) <= most {
		return s
	}
	s = s[:most]
	for !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return s + "…"
}
