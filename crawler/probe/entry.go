package probe

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Entry is an outlet of config.yaml.
type Entry struct {
	Name     string    `json:"name"`
	Title    string    `json:"title"`
	Province string    `json:"province"`
	Editions []Edition `json:"editions"`
	Articles []string  `json:"articles"`
	Prints   []string  `json:"prints"`
	Exclude  []string  `json:"exclude"`
	GroupBy  string    `json:"group_by"`
	Families []string  `json:"families"`
	Charset  string    `json:"charset"`
	Sitemaps []string  `json:"sitemaps"`
	Feeds    []string  `json:"feeds"`
	Listings []string  `json:"listings"`
	Zones    []Zone    `json:"zones"`
}

// Complete reports that a crawl could use the entry: it knows addresses of
// articles, and where to find them.
func (e Entry) Complete() bool {
	return len(e.Articles) > 0 && len(e.Editions) > 0 && len(e.Sitemaps)+len(e.Feeds)+len(e.Listings)+len(e.Zones) > 0
}

// YAML writes the report's entry as a configuration file of one outlet, with
// what a person must check in comments.
func (r *Report) YAML() string {
	e, w := r.Entry, &lines{}
	w.line("# %s, as probed on %s with %d requests.", e.Name, r.At.Format("2006-01-02"), r.Requests)
	w.line("# A list replaces the built-in one: to keep the built-in outlets, copy them too.")
	for i, check := range r.Checks {
		if i == 0 {
			w.line("# Check:")
		}
		w.line("#   - %s", clean(check))
	}
	w.suggested(r.Suggested)
	w.line("outlets:")
	w.line("  - name: %s", scalar(e.Name))
	w.line("    title: %s  # as its readers call it", quote(e.Title))
	if e.Province != "" {
		w.line("    province: %s  # guessed from the name; delete it for a national outlet", scalar(e.Province))
	} else {
		w.line("    province: ''  # of a provincial outlet: nghean, thanhhoa, …")
	}
	w.line("    editions:  # the first is the original")
	for _, edition := range e.Editions {
		w.line("      - {lang: %s, host: %s, prefix: %s}", scalar(string(edition.Lang)), scalar(edition.Host), scalar(edition.Prefix))
	}
	if len(r.Others) > 0 {
		w.line("      # it also has %s", clean(strings.Join(r.Others, ", ")))
	}
	w.list("    ", "articles", e.Articles)
	w.list("    ", "prints", e.Prints)
	w.list("    ", "exclude", e.Exclude)
	if e.GroupBy != "" {
		w.line("    group_by: %s", e.GroupBy)
	}
	if len(e.Families) > 0 {
		w.line("    families: [%s]", joined(e.Families))
	} else if r.Suggested != nil {
		w.line("    # families: [%s]", scalar(r.Suggested.Name))
	}
	if e.Charset != "" {
		w.line("    charset: %s", quote(e.Charset))
	}
	w.discover(e)
	return w.String()
}

// suggested writes a family in comments: it is a guess.
func (w *lines) suggested(m *Markup) {
	if m == nil {
		return
	}
	w.line("# Where the articles read have their fields. To use it, delete the marks in")
	w.line("# front of these lines and of families below, and add what to drop.")
	w.line("# families:")
	w.line("#   - name: %s", scalar(m.Name))
	for _, c := range m.Fields {
		w.line("#     %s: [%s]  # on %d of %d", c.Field, quote(c.Selector), c.On, c.Of)
	}
}

// lines is a text in the making.
type lines struct{ strings.Builder }

func (w *lines) line(format string, args ...any) {
	fmt.Fprintf(w, format+"\n", args...)
}

func (w *lines) list(indent, key string, values []string) {
	if len(values) == 0 {
		return
	}
	w.line("%s%s:", indent, key)
	for _, v := range values {
		w.line("%s  - %s", indent, quote(v))
	}
}

func (w *lines) discover(e Entry) {
	if len(e.Sitemaps)+len(e.Feeds)+len(e.Listings)+len(e.Zones) == 0 {
		return
	}
	w.line("    discover:")
	w.list("      ", "sitemaps", e.Sitemaps)
	w.list("      ", "feeds", e.Feeds)
	w.list("      ", "listings", e.Listings)
	for i, z := range e.Zones {
		if i == 0 {
			w.line("      zones:")
		}
		ids := make([]string, 0, len(z.IDs))
		for _, id := range z.IDs {
			ids = append(ids, strconv.Itoa(id))
		}
		w.line("        - {api: %s, base: %s, ids: [%s]}", quote(z.API), quote(z.Base), strings.Join(ids, ", "))
	}
}

func joined(values []string) string {
	all := make([]string, 0, len(values))
	for _, v := range values {
		all = append(all, scalar(v))
	}
	return strings.Join(all, ", ")
}

// plain is what YAML takes for a string without quotes, in a flow list too.
var plain = regexp.MustCompile(`^(?:[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*|/(?:[a-z-]+/)?)$`)

// scalar writes a short value, in quotes only where it needs them. YAML 1.1
// takes some words for truth values.
func scalar(s string) string {
	truth := []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
	if plain.MatchString(s) && !slices.Contains(truth, s) {
		return s
	}
	return quote(s)
}

// quote writes a single-quoted scalar (YAML 1.2, section 7.3.2).
func quote(s string) string {
	return "'" + strings.ReplaceAll(strings.Map(printable, s), "'", "''") + "'"
}
