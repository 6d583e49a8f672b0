package crawler

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/url"
	"path"
	"regexp"
	"strings"

	"khotin/internal/article"
	"khotin/internal/visit"
)

const (
	notFoundBucket = "not-found"
	notFoundAge    = day
)

// notFound is the page with which an outlet answers an address it has never
// had, learnt by asking for one. Many answer 200.
type notFound struct {
	Status   int    `json:"status"`             // 0: no answer
	Headline string `json:"headline,omitempty"` // of the page, when that is 200
	Text     string `json:"text,omitempty"`     // its first paragraph
}

// matches reports whether an article is that page.
func (n notFound) matches(a article.Article) bool {
	return n.Headline+n.Text != "" && n == described(n.Status, a)
}

func described(status int, a article.Article) notFound {
	n := notFound{Status: status, Headline: a.Headline}
	if len(a.Paragraphs) > 0 {
		n.Text = a.Paragraphs[0].Text
	}
	return n
}

// isNotFound reports whether what was read as an article is the outlet's page
// for addresses it does not have. Only a page that lacks what articles have is
// worth the question, which costs the outlet a request a day.
func (l *lane) isNotFound(ctx context.Context, p *page, a article.Article) (bool, error) {
	own, err := l.known.Canonical(p.url.String())
	whole := err == nil && a.URL == own.String() && !a.Published.IsZero() && len(a.Paragraphs) > 0
	if whole || !l.claims || l.opt.Memo == nil {
		return false, nil
	}
	known, err := l.learnNotFound(ctx, p.url)
	return err == nil && known.matches(a), err
}

// learnNotFound returns the outlet's not-found page, asking for it if that was
// not done within a day.
func (l *lane) learnNotFound(ctx context.Context, u *url.URL) (known notFound, err error) {
	value, at, err := l.opt.Memo.Memo(ctx, notFoundBucket, u.Host)
	if err != nil {
		return known, err
	}
	if json.Unmarshal(value, &known) == nil && l.opt.Now().Sub(at) < notFoundAge {
		return known, nil
	}
	if known, err = l.askNotFound(ctx, u); err != nil {
		return known, err
	}
	value, err = json.Marshal(known)
	if err != nil {
		return known, err
	}
	return known, l.opt.Memo.SetMemo(ctx, notFoundBucket, u.Host, value)
}

func (l *lane) askNotFound(ctx context.Context, like *url.URL) (notFound, error) {
	row := visit.Row{URL: unheardOf(like).String(), Outlet: l.outlet.Name, Kind: visit.Probe}
	r, err := l.get(ctx, l.trip(row), row)
	l.requests += r.trip.requests
	if err != nil || r.page == nil {
		return notFound{}, err
	}
	if r.Reason != "" {
		return notFound{Status: r.Status}, nil
	}
	return described(r.Status, l.extract(&r, l.outlet)), nil
}

// longNumber is an id, wherever it stands in a path.
var longNumber = regexp.MustCompile(`[0-9]{4,}`)

// unheardOf makes an address of the same form that no editor ever gave: the
// words of its last part become noise, and its numbers too large. So does an
// id in front of them, by which alone some sites find the article.
func unheardOf(u *url.URL) *url.URL {
	dir, name := path.Split(u.EscapedPath())
	dir = longNumber.ReplaceAllStringFunc(dir, func(id string) string { return strings.Repeat("9", len(id)) })
	stem, ext := strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
	noise := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return '9'
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return 'a' + rune(rand.IntN(26))
		}
		return r
	}, stem)
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: dir + noise + ext}
}
