package robots

import (
	"bytes"
	"fmt"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"
)

const (
	maxLine   = 16 << 10 // bytes; the rest of a longer line is dropped
	maxErrors = 100      // kept; a file of noise has no more to say
	maxDelay  = 24 * time.Hour
)

// names maps the spellings under which a line is understood to its meaning.
// The misspellings are the ones that stand in real files; a site that wrote
// them meant the rule.
var names = map[string]string{
	"user-agent": "user-agent", "useragent": "user-agent", "user agent": "user-agent",
	"allow": "allow", "disallow": "disallow",
	"dissallow": "disallow", "dissalow": "disallow", "disalow": "disallow", "diasllow": "disallow", "disallaw": "disallow",
	"sitemap": "sitemap", "site-map": "sitemap",
	"crawl-delay": "crawl-delay", "crawldelay": "crawl-delay",
}

// Parse reads a robots.txt. It never fails: a line that cannot be read is
// noted in Errors and changes nothing else. Groups follow RFC 9309 section
// 2.2: consecutive User-agent lines share the rules after them, and neither
// Sitemap nor unknown lines end a group.
func Parse(body []byte) *Rules {
	p := parser{out: &Rules{}}
	if len(body) > MaxSize {
		body = body[:MaxSize]
		if end := bytes.LastIndexAny(body, "\r\n"); end >= 0 {
			body = body[:end] // half a rule could forbid or allow too much
		}
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	for n, line := range lines(string(body)) {
		p.line = n
		p.read(line)
	}
	return p.out
}

// lines yields the numbered lines of s, ended by LF, CR or CR LF.
func lines(s string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for n := 1; s != ""; n++ {
			end := strings.IndexAny(s, "\r\n")
			if end < 0 {
				yield(n, s)
				return
			}
			line, rest := s[:end], s[end+1:]
			if s[end] == '\r' {
				rest = strings.TrimPrefix(rest, "\n")
			}
			if !yield(n, line) {
				return
			}
			s = rest
		}
	}
}

type parser struct {
	out  *Rules
	line int
	open bool // the last group still takes User-agent lines
}

func (p *parser) read(line string) {
	if len(line) > maxLine {
		p.wrong("is longer than %d bytes and was cut", maxLine)
		line = line[:maxLine]
	}
	line, _, _ = strings.Cut(line, "#")
	if line = strings.TrimSpace(line); line == "" {
		return
	}
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		fields := strings.Fields(line)
		if len(fields) != 2 || names[strings.ToLower(fields[0])] == "" {
			p.wrong("has no colon")
			return
		}
		p.wrong("has no colon after %q", fields[0])
		key, value = fields[0], fields[1]
	}
	value = strings.TrimSpace(value)
	switch name := names[strings.ToLower(strings.TrimSpace(key))]; name {
	case "user-agent":
		p.agent(value)
	case "allow", "disallow":
		p.rule(name == "allow", value)
	case "crawl-delay":
		p.delay(value)
	case "sitemap":
		if value != "" {
			p.out.Sitemaps = append(p.out.Sitemaps, value)
		}
	}
}

func (p *parser) agent(value string) {
	if !p.open {
		p.out.groups = append(p.out.groups, group{})
		p.open = true
	}
	token := product(value)
	if token == "" {
		p.wrong("names no crawler: %q", value)
		return
	}
	g := &p.out.groups[len(p.out.groups)-1]
	g.agents = append(g.agents, token)
}

// product cuts a User-agent value to its product token in lower case:
// "Foo-Bot/1.1 (news)" addresses "foo-bot".
func product(value string) string {
	if value == "*" || strings.HasPrefix(value, "* ") || strings.HasPrefix(value, "*\t") {
		return "*"
	}
	end := strings.IndexFunc(value, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_')
	})
	if end >= 0 {
		value = value[:end]
	}
	return strings.ToLower(value)
}

func (p *parser) rule(allow bool, value string) {
	g := p.group()
	if g == nil || value == "" { // an empty pattern matches nothing
		return
	}
	path := value
	if path[0] != '/' && path[0] != '*' {
		p.wrong("path %q has no leading slash; read as if it had", value)
		path = "/" + path
	}
	g.rules = append(g.rules, Rule{Allow: allow, Path: value, Line: p.line, pattern: normalPattern(path)})
}

func (p *parser) delay(value string) {
	if len(p.out.groups) == 0 {
		p.wrong("stands before any User-agent line")
		return
	}
	seconds, err := strconv.ParseFloat(strings.ReplaceAll(value, ",", "."), 64)
	if err != nil || math.IsNaN(seconds) || seconds < 0 {
		p.wrong("Crawl-delay %q is not a number of seconds", value)
		return
	}
	g := &p.out.groups[len(p.out.groups)-1]
	g.delayed = true
	g.delay = time.Duration(min(seconds, maxDelay.Seconds()) * float64(time.Second))
}

// group returns the group that a rule belongs to and closes its list of
// agents, nil when no User-agent line came before.
func (p *parser) group() *group {
	if len(p.out.groups) == 0 {
		p.wrong("stands before any User-agent line")
		return nil
	}
	p.open = false
	return &p.out.groups[len(p.out.groups)-1]
}

func (p *parser) wrong(format string, args ...any) {
	if len(p.out.Errors) < maxErrors {
		p.out.Errors = append(p.out.Errors, LineError{p.line, fmt.Sprintf(format, args...)})
	}
}
