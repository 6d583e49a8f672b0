package probe

import (
	"context"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/publicsuffix"

	"khotin/crawler"
	"khotin/internal/visit"
)

// zoneFamily is the family of sites that have a zone API, and zonePath where.
const (
	zoneFamily = "hemera"
	zonePath   = "/api/morenews-zone-{zone}-{page}.html"
	maxZones   = 8
	maxAPIs    = 2 // hosts that are tried
)

var (
	// zoneNumber finds numbers of zones in the attributes and scripts of a page.
	zoneNumber = regexp.MustCompile(`(?i)(?:morenews-zone-|\bzone[-_]?(?:id)?["']?\s*[:=]\s*["']?)(\d{1,5})\b`)
	// zoneHost finds the address of the API in their common script.
	zoneHost = regexp.MustCompile(`domainApi["']?\s*:\s*["'](https?://[a-z0-9.-]+)`)
)

// readZones tries the zone API of the family that has one.
func (p *prober) readZones(ctx context.Context) error {
	if !slices.ContainsFunc(p.report.Families, func(m Match) bool { return m.Family == zoneFamily && m.Matches > 0 }) {
		return nil
	}
	ids := p.zoneIDs()
	if len(ids) == 0 {
		p.check("sites of this CMS have a paged list, https://%s%s: no zone number stands on the pages read; look for it in a browser while a section loads more, and add it under discover: zones", p.report.Host, zonePath)
		return nil
	}
	for _, host := range p.zoneHosts() {
		found, err := p.readZone(ctx, host, ids)
		if err != nil || found {
			return err
		}
	}
	return nil
}

// readZone asks one host for the first page of the first zone.
func (p *prober) readZone(ctx context.Context, host string, ids []int) (found bool, err error) {
	hosts, scout := p.hosts, p.scout
	if err := p.enter(host); err != nil {
		return false, nil // the page names no host that could be asked
	}
	defer func() { p.hosts, p.scout = hosts, scout }()
	first := strings.NewReplacer("{zone}", strconv.Itoa(ids[0]), "{page}", "1").Replace(zonePath)
	a, err := p.look(ctx, "zone.json", crawler.Question{URL: "https://" + host + first, Kind: visit.Listing})
	if err != nil || a.Reason != "" {
		return false, err
	}
	var answer struct {
		Data struct{ Articles, Contents json.RawMessage }
	}
	if json.Unmarshal(a.Body, &answer) != nil || answer.Data.Articles == nil && answer.Data.Contents == nil {
		return false, nil
	}
	z := Zone{API: "https://" + host + zonePath, IDs: ids}
	if host != p.report.Host {
		z.Base = "https://" + p.report.Host + "/"
	}
	p.report.Zones = append(p.report.Zones, z)
	return true, nil
}

// zoneIDs are the numbers on the pages, that of the section on the topic first
// where the menu says which it is.
func (p *prober) zoneIDs() (ids []int) {
	add := func(text string) {
		id, err := strconv.Atoi(text)
		if err == nil && id > 0 && !slices.Contains(ids, id) && len(ids) < maxZones {
			ids = append(ids, id)
		}
	}
	for _, d := range []*document{p.section, p.front} {
		if d == nil {
			continue
		}
		for _, z := range d.zones {
			if p.section != nil && z.url.Path == p.section.url.Path {
				add(z.text)
			}
		}
		for _, m := range zoneNumber.FindAllStringSubmatch(d.text, maxAnchors) {
			add(m[1])
		}
	}
	return ids
}

// zoneHosts are those that may have the API: the one that pages name, if it
// is of the same domain, the site's own, and the usual one.
func (p *prober) zoneHosts() (hosts []string) {
	bare := strings.TrimPrefix(p.report.Host, "www.")
	domain, err := publicsuffix.EffectiveTLDPlusOne(bare)
	if err != nil {
		domain = bare
	}
	for _, d := range p.documents() {
		m := zoneHost.FindStringSubmatch(d.text)
		if m == nil {
			continue
		}
		if u, err := url.Parse(m[1]); err == nil && (u.Host == domain || strings.HasSuffix(u.Host, "."+domain)) && !slices.Contains(hosts, u.Host) {
			hosts = append(hosts, u.Host)
		}
	}
	for _, host := range []string{p.report.Host, "api." + bare} {
		if !slices.Contains(hosts, host) {
			hosts = append(hosts, host)
		}
	}
	return hosts[:min(len(hosts), maxAPIs)]
}
