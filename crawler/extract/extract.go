package extract

import (
	"errors"
	"fmt"
	"net/url"

	"khotin/internal/article"
	"khotin/internal/fault"
)

// Options is what an Extractor must be told. The zero value works: it knows no
// outlet and reads every page by the general rules.
type Options struct {
	Outlets  article.Outlets
	Profiles []Profile           // the CMS families
	Families map[string][]string // outlet name → names of profiles, tried in order
	Charsets map[string]string   // outlet name → encoding of pages that state none
}

// Extractor reads pages. It is safe for concurrent use.
type Extractor struct {
	outlets  article.Outlets
	profiles []*profile
	families map[string][]*profile
	charsets map[string]string
	words    *furniture
}

// New returns an Extractor, or everything that is wrong with the options,
// joined.
func New(o Options) (*Extractor, error) {
	words, err := readFurniture()
	if err != nil {
		return nil, err
	}
	x := &Extractor{outlets: o.Outlets, families: make(map[string][]*profile), charsets: o.Charsets, words: words}
	var errs []error
	byName := make(map[string]*profile)
	for i, p := range o.Profiles {
		c, err := p.compile()
		switch {
		case err != nil:
			errs = append(errs, err)
		case byName[p.Name] != nil:
			errs = append(errs, fmt.Errorf("families[%d]: the name %q is taken", i, p.Name))
		default:
			byName[p.Name] = c
			x.profiles = append(x.profiles, c)
		}
	}
	for outlet, names := range o.Families {
		for _, name := range names {
			p := byName[name]
			if p == nil {
				errs = append(errs, fmt.Errorf("outlet %s: there is no family %q", outlet, name))
				continue
			}
			x.families[outlet] = append(x.families[outlet], p)
		}
	}
	for outlet, name := range o.Charsets {
		if lookupCharset(name) == nil {
			errs = append(errs, fmt.Errorf("outlet %s: there is no encoding %q", outlet, name))
		}
	}
	if len(errs) > 0 {
		return nil, fault.New(fault.Invalid, "extraction profiles: %w", errors.Join(errs...))
	}
	return x, nil
}

// Page reads an HTML page that was fetched from rawURL. contentType is the
// header it came with, "" when there was none. What cannot be read is left
// empty and flagged; the error is an Invalid fault for an address that is none,
// and for a body that is not a page at all.
func (x *Extractor) Page(body []byte, rawURL, contentType string) (article.Article, error) {
	u, outlet, err := x.address(rawURL)
	if err != nil {
		return article.Article{}, err
	}
	if err := refuse(body, contentType, u); err != nil {
		return article.Article{}, err
	}
	p := &page{x: x, url: u, outlet: outlet}
	p.decode(body, contentType)
	if err := p.parse(); err != nil {
		return article.Article{}, fault.New(fault.Invalid, "page %s cannot be parsed: %w", u, err)
	}
	p.read()
	return p.finish(), nil
}

// Text reads the text of an article as copied out of a browser. rawURL is where
// it came from, or an address the caller made for it. Flags and errors are
// those of Page.
func (x *Extractor) Text(body []byte, rawURL string) (article.Article, error) {
	u, outlet, err := x.address(rawURL)
	if err != nil {
		return article.Article{}, err
	}
	if err := refuse(body, "text/plain", u); err != nil {
		return article.Article{}, err
	}
	p := &page{x: x, url: u, outlet: outlet}
	p.decode(body, "")
	p.readText()
	return p.finish(), nil
}

// address returns the canonical form of an address and the outlet that owns it.
func (x *Extractor) address(rawURL string) (*url.URL, *article.Outlet, error) {
	u, err := x.outlets.Canonical(rawURL)
	if err != nil {
		return nil, nil, err
	}
	return u, x.outlets.ByHost(u.Host), nil
}
