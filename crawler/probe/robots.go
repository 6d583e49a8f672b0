package probe

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

const (
	slowSite      = 30 * time.Second // a Crawl-delay from which fewer questions are asked
	maxRobotLines = 20               // wrong lines that are reported
)

// readRobots asks for robots.txt before anything else, and ends the probe where
// it forbids the site.
func (p *prober) readRobots(ctx context.Context) error {
	host := p.report.Host
	answer, err := p.scout.Robots(ctx, host)
	p.report.Requests += answer.Requests
	if err != nil {
		return err
	}
	if p.Asked != nil {
		p.Asked(visit.Outcome{URL: "https://" + host + "/robots.txt", Kind: visit.Robots, Status: answer.Status})
	}
	r := &p.report.Robots
	r.Status = answer.Status
	r.Sitemaps = append(r.Sitemaps, answer.Rules.Sitemaps[:min(len(answer.Rules.Sitemaps), maxSources)]...)
	for _, e := range answer.Rules.Errors[:min(len(answer.Rules.Errors), maxRobotLines)] {
		r.Errors = append(r.Errors, fmt.Sprintf("line %d %s", e.Line, e.Msg))
	}
	delay, _ := answer.Rules.Delay(p.Token)
	if r.CrawlDelay = delay.Seconds(); delay >= slowSite {
		p.Budget = min(p.Budget, slowBudget)
	}
	if answer.Status == http.StatusOK {
		p.report.Files = append(p.report.Files, File{Name: "robots.txt", URL: "https://" + host + "/robots.txt", Body: answer.Body})
	}
	ok, rule := answer.Rules.Allow(p.Token, "/")
	if r.Allowed, r.Line = ok, rule.Line; rule.Line > 0 {
		r.Rule = rule.String()
	}
	return p.refused(answer.Since)
}

// refused is the error of a site that must be left alone. A rule that closes
// only the front page ("Disallow: /$") closes no site.
func (p *prober) refused(since time.Time) error {
	r := p.report.Robots
	switch {
	case r.Allowed || r.Rule == "Disallow: /$":
		return nil
	case r.Line == 0 && r.Status == 0:
		return fault.New(fault.Unavailable, "%s gives no answer, so that its robots.txt cannot be asked for", p.report.Host).
			WithHint("is the name right, and does it speak HTTPS? While that file is out of reach nothing may be fetched (RFC 9309, section 2.3.1.4)")
	case r.Line == 0 && !since.IsZero():
		return fault.New(fault.Unavailable, "%s answers %d when asked for its robots.txt", p.report.Host, r.Status).
			WithHint("until it can be had nothing may be fetched (RFC 9309, section 2.3.1.4): try again later")
	}
	return fault.New(fault.Invalid, "%s does not want to be crawled: its robots.txt says in line %d, for %s: %s", p.report.Host, r.Line, p.Token, r.Rule).
		WithHint("khotin keeps to that; ask the publisher for leave, or for a group of rules that names %s", p.Token)
}
