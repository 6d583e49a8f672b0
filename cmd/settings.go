package cmd

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
	"time"

	"khotin/crawler"
	"khotin/internal/lang"
)

// OutletConfig is one publisher in config.yaml.
type OutletConfig struct {
	Name     string          `mapstructure:"name"`
	Title    string          `mapstructure:"title"`
	Names    []string        `mapstructure:"names"`
	Province string          `mapstructure:"province"`
	Editions []EditionConfig `mapstructure:"editions"`
	Mirrors  []string        `mapstructure:"mirrors"`
	Articles []string        `mapstructure:"articles"`
	Prints   []string        `mapstructure:"prints"`
	Exclude  []string        `mapstructure:"exclude"`
	GroupBy  string          `mapstructure:"group_by"`
	Families []string        `mapstructure:"families"`
	Charset  string          `mapstructure:"charset"`
	Delay    time.Duration   `mapstructure:"delay"`
	Budget   int             `mapstructure:"budget"`
	Topic    float64         `mapstructure:"topic"`
	Hours    string          `mapstructure:"hours"`
	// Threshold is the chance of a change at which an article is looked at.
	Threshold Share          `mapstructure:"threshold"`
	Discover  DiscoverConfig `mapstructure:"discover"`
}

// Family is the markup of one content management system: CSS selectors, the
// first that finds text answers.
type Family struct {
	Name     string   `mapstructure:"name"`
	Headline []string `mapstructure:"headline"`
	Lead     []string `mapstructure:"lead"`
	Body     []string `mapstructure:"body"`
	Author   []string `mapstructure:"author"`
	Date     []string `mapstructure:"date"`
	Caption  []string `mapstructure:"caption"`
	Section  []string `mapstructure:"section"`
	Source   []string `mapstructure:"source"`
	Tags     []string `mapstructure:"tags"`
	Drop     []string `mapstructure:"drop"`
	Keep     []string `mapstructure:"keep"`
	Residue  []string `mapstructure:"residue"`
	Order    string   `mapstructure:"order"`
	Zone     string   `mapstructure:"zone"`
}

type EditionConfig struct {
	Lang   string `mapstructure:"lang"`
	Host   string `mapstructure:"host"`
	Prefix string `mapstructure:"prefix"`
}

// DiscoverConfig lists the full addresses under which an outlet names its
// articles.
type DiscoverConfig struct {
	Sitemaps []string     `mapstructure:"sitemaps"`
	Feeds    []string     `mapstructure:"feeds"`
	Listings []string     `mapstructure:"listings"`
	Zones    []ZoneConfig `mapstructure:"zones"`
}

// ZoneConfig is a paged listing that answers in JSON.
type ZoneConfig struct {
	API  string `mapstructure:"api"`
	Base string `mapstructure:"base"`
	IDs  []int  `mapstructure:"ids"`
}

// rules collects what is wrong with a configuration, each problem with its
// field, rule and value.
type rules struct{ problems []error }

func (r *rules) check(ok bool, field, rule string, value any) {
	if !ok {
		r.problems = append(r.problems, fmt.Errorf("%s: %s (is %q)", field, rule, fmt.Sprint(value)))
	}
}

func (r *rules) hours(field, text string) {
	_, err := crawler.ParseHours(text)
	r.check(err == nil, field, "must be two times of day such as 05:00-23:30, in Vietnam's time unless +02:00 or the like follows", text)
}

// Validate returns all problems of the configuration.
func (c *Config) Validate() []error {
	var r rules
	r.check(c.Data != "", "data", "must name a folder", c.Data)
	r.check(oneOf(c.Log.Level, "debug", "info", "warn", "error"), "log.level", "must be debug, info, warn or error", c.Log.Level)
	r.check(oneOf(c.Log.Format, "auto", "text", "json"), "log.format", "must be auto, text or json", c.Log.Format)
	_, _, err := net.SplitHostPort(c.Server.Addr)
	r.check(err == nil, "server.addr", "must be host:port", c.Server.Addr)
	r.check(c.Server.Timeout >= time.Second, "server.timeout", "must be at least 1s", c.Server.Timeout)
	r.check(c.Server.MaxConcurrent >= 1, "server.max_concurrent", "must be at least 1", c.Server.MaxConcurrent)
	r.check(c.Server.Follow >= 100*time.Millisecond, "server.follow", "must be at least 100ms", c.Server.Follow)
	c.Crawl.validate(&r)
	families := map[string]bool{}
	for i, f := range c.Families {
		r.check(f.Name != "" && !families[f.Name], fmt.Sprintf("families[%d].name", i), "must be there and unique", f.Name)
		families[f.Name] = true
	}
	names := map[string]bool{}
	for i := range c.Outlets {
		c.Outlets[i].validate(&r, fmt.Sprintf("outlets[%d]", i), families)
		r.check(!names[c.Outlets[i].Name], fmt.Sprintf("outlets[%d].name", i), "must be unique", c.Outlets[i].Name)
		names[c.Outlets[i].Name] = true
	}
	return r.problems
}

func (c *CrawlConfig) validate(r *rules) {
	r.check(strings.HasPrefix(c.Agent, c.Token), "crawl.agent", "must begin with crawl.token, so that outlets recognise it", c.Agent)
	r.check(regexp.MustCompile(`^[A-Za-z_-]+$`).MatchString(c.Token), "crawl.token", "must be letters, - and _ (RFC 9309, section 2.2.1)", c.Token)
	r.check(c.Delay >= 0, "crawl.delay", "must not be negative", c.Delay)
	r.check(c.Patience >= c.Delay, "crawl.patience", "must not be below crawl.delay", c.Patience)
	r.check(c.RetryDelay >= 0, "crawl.retry_delay", "must not be negative", c.RetryDelay)
	r.check(c.Budget >= 1, "crawl.budget", "must be at least 1", c.Budget)
	r.check(oneOf(c.Keep, "on-topic", "all"), "crawl.keep", "must be on-topic or all", c.Keep)
	r.check(c.Topic > 0 && c.Topic < 1, "crawl.topic", "must lie between 0 and 1", c.Topic)
	r.check(c.Workers >= 1 && c.Workers <= 64, "crawl.workers", "must be 1 to 64", c.Workers)
	r.check(c.Threshold > 0 && c.Threshold < 1, "crawl.threshold", "must lie between 0 and 1, or between 0% and 100%", c.Threshold)
	r.hours("crawl.hours", c.Hours)
}

func (o *OutletConfig) validate(r *rules, at string, families map[string]bool) {
	if o.Name != "" {
		at = "outlets[" + o.Name + "]"
	}
	r.check(o.Name != "", at+".name", "must be the outlet's domain", o.Name)
	r.check(len(o.Editions) > 0, at+".editions", "must name at least one language and host", "")
	for i, e := range o.Editions {
		field := fmt.Sprintf("%s.editions[%d]", at, i)
		r.check(lang.ParseTag(e.Lang) != lang.Unknown, field+".lang", "must be vi, fr, ro or en", e.Lang)
		r.check(e.Host != "" && !strings.ContainsAny(e.Host, "/ :"), field+".host", "must be a bare host name", e.Host)
		r.check(strings.HasPrefix(e.Prefix, "/") && strings.HasSuffix(e.Prefix, "/"), field+".prefix", "must begin and end with /", e.Prefix)
	}
	r.check(len(o.Articles) > 0, at+".articles", "must hold at least one pattern of article paths", "")
	for field, list := range map[string][]string{".articles": o.Articles, ".prints": o.Prints, ".exclude": o.Exclude} {
		for _, expr := range list {
			_, err := regexp.Compile(expr)
			r.check(err == nil, at+field, fmt.Sprintf("must be a regular expression: %v", err), expr)
		}
	}
	r.check(oneOf(o.GroupBy, "", "id", "slug"), at+".group_by", `must be "id", "slug" or empty`, o.GroupBy)
	for _, name := range o.Families {
		r.check(families[name], at+".families", "must be the name of a family", name)
	}
	r.check(o.Delay >= 0, at+".delay", "must not be negative", o.Delay)
	r.check(o.Topic >= 0 && o.Topic < 1, at+".topic", "must lie between 0 and 1, or be left out", o.Topic)
	r.check(o.Budget >= 0, at+".budget", "must not be negative", o.Budget)
	r.check(o.Threshold >= 0 && o.Threshold < 1, at+".threshold", "must lie between 0 and 1, or between 0% and 100%, or be left out", o.Threshold)
	r.hours(at+".hours", o.Hours)
	for _, list := range [][]string{o.Discover.Sitemaps, o.Discover.Feeds, o.Discover.Listings} {
		for _, address := range list {
			u, err := url.Parse(address)
			r.check(err == nil && u.Scheme != "" && u.Host != "", at+".discover", "must be full addresses", address)
		}
	}
}

func oneOf(s string, allowed ...string) bool {
	for _, a := range allowed {
		if s == a {
			return true
		}
	}
	return false
}
