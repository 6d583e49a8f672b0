// Package probe tells what a newspaper nobody has configured yet offers a
// crawler, and writes the configuration entry for it. It asks as little as it
// can, in this order: robots.txt, the front page, a section on the topic, its
// sitemaps, its feeds, its other languages, a few articles, one article again,
// and a page that cannot exist. All requests go through the crawler's own
// chain, so that a probe is as polite as a pass.
package probe

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"khotin/crawler"
	"khotin/crawler/extract"
	"khotin/internal/article"
	"khotin/internal/fault"
	"khotin/internal/visit"
)

// Options say how to look. Crawler and Extractor are required; the zero value
// of the rest is a default.
type Options struct {
	Crawler   *crawler.Crawler
	Extractor *extract.Extractor // knows the families, and no outlet of the host
	Token     string             // the name that robots.txt can address; default "khotinbot"
	Budget    int                // requests at most, at least LeastBudget; default DefaultBudget
	Now       func() time.Time
	Asked     func(visit.Outcome) // called after every question
}

// Requests of one probe.
const (
	DefaultBudget = 15
	LeastBudget   = 5 // robots.txt, front page, section, one source, one article
	slowBudget    = 8 // of a site that asks for long pauses
)

const (
	maxArticles = 3  // read
	maxSources  = 40 // listed in the report
)

// prober is the work on one host.
type prober struct {
	Options
	report Report
	hosts  []string       // that may be asked
	scout  *crawler.Scout // for hosts
	spent  bool           // the budget

	front    *document
	section  *document
	seen     []candidate        // addresses that may be articles
	patterns patterns           // inferred from them
	pages    []*document        // articles that were read
	records  []*article.Article // of the pages, by the general rules; nil for none
}

// Run looks at the host and reports. The report holds what was found also when
// there is an error: an Invalid fault for a host that is none or whose
// robots.txt forbids all of it, Unavailable when it does not answer, and the
// context's.
func Run(ctx context.Context, host string, o Options) (Report, error) {
	if o.Token == "" {
		o.Token = "khotinbot"
	}
	if o.Budget == 0 {
		o.Budget = DefaultBudget
	}
	o.Budget = max(o.Budget, LeastBudget)
	if o.Now == nil {
		o.Now = time.Now
	}
	host, err := hostOf(host)
	if err != nil {
		return Report{}, err
	}
	p := &prober{Options: o}
	p.report = Report{Host: host, At: o.Now()}
	p.report.complete()
	if err := p.enter(host); err != nil {
		return p.report, err
	}
	for _, step := range []func(context.Context) error{
		p.readRobots, p.readFront, p.readSection, p.readSitemaps, p.readFeeds, p.readSubhosts,
		p.readArticles, p.revalidate, p.askNotFound, p.readZones,
	} {
		if err := step(ctx); err != nil {
			return p.report, err
		}
	}
	p.conclude()
	return p.report, nil
}

// hostOf takes a host as people paste it: bare, or within an address.
func hostOf(text string) (string, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := article.Outlets{}.Canonical(text)
	if err != nil {
		return "", fault.New(fault.Invalid, "%q is not a host: %w", text, err).WithHint("write it as in an address: baovidu.vn")
	}
	return u.Host, nil
}

// enter adds a host to those that may be asked.
func (p *prober) enter(host string) error {
	scout, err := p.Crawler.Scout(append(p.hosts, host)...)
	if err != nil {
		return err
	}
	p.hosts, p.scout = append(p.hosts, host), scout
	return nil
}

// left is how many requests may still be made.
func (p *prober) left() int { return p.Budget - p.report.Requests }

// look asks one question, if the budget allows, and keeps the answer as the
// fixture of that name. The error is the context's.
func (p *prober) look(ctx context.Context, name string, q crawler.Question) (crawler.Answer, error) {
	if p.left() < 1 {
		p.spent = true
		return crawler.Answer{Outcome: visit.Outcome{URL: q.URL, Reason: visit.Skipped, Detail: "not asked: the requests are used up"}}, nil
	}
	a, err := p.ask(ctx, q)
	if err == nil && a.Status == http.StatusForbidden && p.left() > 0 {
		a, err = p.ask(ctx, q) // some refuse at random, and answer the second time
	}
	if err != nil {
		return a, err
	}
	if a.Reason == "" && len(a.Body) > 0 {
		p.keep(name, a, q.Kind == visit.Article)
	}
	return a, nil
}

func (p *prober) ask(ctx context.Context, q crawler.Question) (crawler.Answer, error) {
	a, err := p.scout.Look(ctx, q)
	p.report.Requests += a.Requests
	if err == nil && p.Asked != nil {
		p.Asked(a.Outcome)
	}
	return a, err
}

// resolve reads a link found on a page of the site, nil when it is none.
func resolve(base *url.URL, link string) *url.URL {
	ref, err := base.Parse(strings.TrimSpace(link))
	if err != nil {
		return nil
	}
	u, err := article.Outlets{}.Canonical(ref.String())
	if err != nil {
		return nil
	}
	return u
}

// complete makes absent lists empty ones, which JSON writes as [].
func (r *Report) complete() {
	r.Robots.Sitemaps, r.Robots.Errors = []string{}, []string{}
	r.Sources, r.Editions, r.Others = []Source{}, []Edition{}, []string{}
	r.Patterns, r.Zones, r.Articles = []Pattern{}, []Zone{}, []Page{}
	r.Families, r.Checks = []Match{}, []string{}
}
