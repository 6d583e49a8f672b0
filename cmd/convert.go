package cmd

import (
	"regexp"

	"khotin/crawler"
	"khotin/crawler/extract"
	"khotin/internal/article"
	"khotin/internal/lang"
)

// outlets makes the publishers of the configuration. The configuration has
// been validated, so every pattern compiles.
func (c *Config) outlets() article.Outlets {
	all := make(article.Outlets, 0, len(c.Outlets))
	for _, o := range c.Outlets {
		out := article.Outlet{
			Name: o.Name, Title: o.Title, Names: o.Names, Province: o.Province, Mirrors: o.Mirrors, GroupBy: o.GroupBy,
			Articles: compile(o.Articles), Prints: compile(o.Prints),
		}
		for _, e := range o.Editions {
			out.Editions = append(out.Editions, article.Edition{Lang: lang.ParseTag(e.Lang), Host: e.Host, Prefix: e.Prefix})
		}
		all = append(all, out)
	}
	return all
}

// hours are those of a validated configuration.
func hours(text string) crawler.Hours {
	h, err := crawler.ParseHours(text)
	if err != nil {
		return crawler.Hours{}
	}
	return h
}

func compile(exprs []string) []*regexp.Regexp {
	all := make([]*regexp.Regexp, 0, len(exprs))
	for _, e := range exprs {
		all = append(all, regexp.MustCompile(e))
	}
	return all
}

// newExtractor makes the reader of pages from outlets and families.
func newExtractor(c *Config) (*extract.Extractor, error) {
	o := extract.Options{Outlets: c.outlets(), Families: map[string][]string{}, Charsets: map[string]string{}}
	for _, f := range c.Families {
		o.Profiles = append(o.Profiles, extract.Profile{
			Name: f.Name, Headline: f.Headline, Lead: f.Lead, Body: f.Body, Author: f.Author, Date: f.Date,
			Caption: f.Caption, Section: f.Section, Source: f.Source, Tags: f.Tags,
			Drop: f.Drop, Keep: f.Keep, Residue: f.Residue, Order: f.Order, Zone: f.Zone,
		})
	}
	for _, out := range c.Outlets {
		o.Families[out.Name] = out.Families
		if out.Charset != "" {
			o.Charsets[out.Name] = out.Charset
		}
	}
	return extract.New(o)
}

// crawlerOutlets adds to each publisher what the crawler must know of it.
func (c *Config) crawlerOutlets() []crawler.Outlet {
	known := c.outlets()
	all := make([]crawler.Outlet, 0, len(known))
	for i, o := range c.Outlets {
		out := crawler.Outlet{
			Outlet: known[i], Exclude: compile(o.Exclude), Delay: o.Delay, Budget: o.Budget,
			Threshold: float64(o.Threshold), Hours: hours(o.Hours),
			Discover: crawler.Discover{Sitemaps: o.Discover.Sitemaps, Feeds: o.Discover.Feeds, Listings: o.Discover.Listings},
		}
		for _, z := range o.Discover.Zones {
			out.Discover.Zones = append(out.Discover.Zones, crawler.Zone{API: z.API, Base: z.Base, IDs: z.IDs})
		}
		all = append(all, out)
	}
	return all
}
