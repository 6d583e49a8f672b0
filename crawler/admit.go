package crawler

import (
	"context"
	"net/http"
	"net/url"

	"khotin/internal/visit"
)

// admit lets a request pass only if the outlet's rules and the site's
// robots.txt allow it. It sees every hop of a redirect.
type admit struct {
	next  http.RoundTripper
	rules *robotsCache
	local func(host string) bool // addresses the operator allowed by name
}

func (a *admit) RoundTrip(req *http.Request) (*http.Response, error) {
	t := tripOf(req.Context())
	if err := a.check(t, req.URL); err != nil {
		return nil, err
	}
	if t.kind != visit.Robots {
		if err := a.obey(req.Context(), t, req.URL); err != nil {
			return nil, err
		}
	}
	return a.next.RoundTrip(req)
}

// check judges the address alone.
func (a *admit) check(t *trip, u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return refuse(visit.Skipped, "the scheme of %s is neither http nor https", u.Redacted())
	case u.User != nil:
		return refuse(visit.Skipped, "%s carries a name or password", u.Redacted())
	case u.Port() != "" && u.Port() != "80" && u.Port() != "443" && !a.local(u.Host):
		return refuse(visit.Skipped, "port %s of %s is not a web server's", u.Port(), u.Hostname())
	case t.kind == visit.Robots:
		return nil // RFC 9309 section 2.3.1.2: a robots.txt may lie with another authority
	case !t.outlet.owns(u.Host):
		return refuse(visit.Skipped, "%s is not a host of %s", u.Host, t.outlet.Name)
	case t.outlet.excludes(u):
		return refuse(visit.Skipped, "%s excludes the path %s", t.outlet.Name, u.EscapedPath())
	case isTrap(u):
		return refuse(visit.Skipped, "the path %s repeats itself or is too deep", u.EscapedPath())
	}
	if _, ok := t.outlet.Article(u); t.kind == visit.Article && !ok {
		return refuse(visit.Skipped, "%s is not the address of an article of %s", u, t.outlet.Name)
	}
	return nil
}

// obey asks the site's robots.txt, fetching it first where it is not known.
func (a *admit) obey(ctx context.Context, t *trip, u *url.URL) error {
	rules, err := a.rules.get(ctx, t.outlet, u)
	if err != nil {
		return err
	}
	t.crawlDelay, _ = rules.Delay(a.rules.token)
	target := u.EscapedPath()
	if u.RawQuery != "" {
		target += "?" + u.RawQuery
	}
	ok, rule := rules.Allow(a.rules.token, target)
	switch {
	case ok:
		return nil
	case rule.Line == 0:
		return refuse(visit.Refused, "the robots.txt of %s could not be had, which forbids everything", u.Host)
	}
	return refuse(visit.Refused, "robots.txt of %s, line %d: %s", u.Host, rule.Line, rule)
}
