// Package robots decides what a site's robots.txt lets a crawler fetch. It
// parses and matches as RFC 9309 says and touches neither network nor clock.
package robots

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// MaxSize is how much of a robots.txt is read, in bytes: RFC 9309 section 2.5
// asks for at least 500 KiB. What lies beyond is as good as absent.
const MaxSize = 500 << 10

// Rules is one parsed robots.txt. The zero value allows everything.
type Rules struct {
	Sitemaps []string    // addresses of the Sitemap lines, in order
	Errors   []LineError // lines that could not be read as meant, in order
	groups   []group
}

// Rule is one Allow or Disallow line.
type Rule struct {
	Allow   bool
	Path    string // as written
	Line    int    // from 1; 0 means that no line decided
	pattern string // normalised, see normalise
}

// String is the line as a person would write it.
func (r Rule) String() string {
	switch {
	case r.Line == 0:
		return "no rule"
	case r.Allow:
		return "Allow: " + r.Path
	}
	return "Disallow: " + r.Path
}

// LineError says what is wrong with a line; the line was skipped, or read in
// the sense the error states.
type LineError struct {
	Line int
	Msg  string
}

// group is what follows one run of User-agent lines.
type group struct {
	agents  []string // lower case; "*" for everybody else
	rules   []Rule
	delay   time.Duration
	delayed bool
}

// DenyAll is what an unreachable robots.txt means (RFC 9309, section 2.3.1.4).
func DenyAll() *Rules {
	return &Rules{groups: []group{{agents: []string{"*"}, rules: []Rule{{Path: "/", pattern: "/"}}}}}
}

// Allow reports whether the crawler with that product token may fetch the
// target, a path with its query exactly as it would be sent. It also returns
// the rule that decided: the longest that matches, Allow before Disallow among
// equals, the zero Rule where none matches.
func (r *Rules) Allow(token, target string) (bool, Rule) {
	target = normalTarget(target)
	if target == "/robots.txt" {
		return true, Rule{}
	}
	var best Rule
	found := false
	for _, g := range r.named(token) {
		for _, rule := range g.rules {
			if found && !outranks(rule, best) {
				continue
			}
			if matches(rule.pattern, target) {
				best, found = rule, true
			}
		}
	}
	return !found || best.Allow, best
}

func outranks(a, b Rule) bool {
	if c := cmp.Compare(len(a.pattern), len(b.pattern)); c != 0 {
		return c > 0
	}
	return a.Allow && !b.Allow
}

// Delay returns the Crawl-delay for the crawler with that product token, the
// longest when several are stated. The line is not part of the RFC, yet sites
// rely on it.
func (r *Rules) Delay(token string) (d time.Duration, ok bool) {
	for _, g := range r.named(token) {
		if g.delayed {
			d, ok = max(d, g.delay), true
		}
	}
	return d, ok
}

// named returns the groups that address the token, all of them as if they were
// one; where there are none, the groups for everybody.
func (r *Rules) named(token string) []group {
	token, _, _ = strings.Cut(strings.ToLower(token), "/")
	if own := r.addressing(token); token != "" && token != "*" && len(own) > 0 {
		return own
	}
	return r.addressing("*")
}

func (r *Rules) addressing(token string) (own []group) {
	for _, g := range r.groups {
		if slices.Contains(g.agents, token) {
			own = append(own, g)
		}
	}
	return own
}
