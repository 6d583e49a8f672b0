package probe

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"khotin/crawler"
	"khotin/internal/visit"
)

// zoneFamily is the family of sites that have a zone API, and zonePath where.
const (
	zoneFamily = "hemera"
	zonePath   = "/api/morenews-zone-{zone}-{page}.html"
	maxZones   = 8
)

// zoneNumber finds the numbers of zones where pages of the family have them: in
// attributes and scripts of a listing.
var zoneNumber = regexp.MustCompile(`(?i)(?:morenews-zone-|zone[-_]?(?:id)?["']?\s*[:=]\s*["']?|zone-timeline-)(\d{1,5})\b`)

// readZones tries the zone API of the family that has one.
func (p *prober) readZones(ctx context.Context) error {
	matched := slices.ContainsFunc(p.report.Families, func(m Match) bool { return m.Family == zoneFamily && m.Matches > 0 })
	if !matched {
		return nil
	}
	ids := p.zoneIDs()
	if len(ids) == 0 {
		p.check("sites of this CMS have a paged list, https://%s%s: no zone number stands on the pages read; look for it in a browser while a section loads more, and add it under discover: zones", p.report.Host, zonePath)
		return nil
	}
	api := "https://" + p.report.Host + zonePath
	first := fmt.Sprintf("https://%s/api/morenews-zone-%d-1.html", p.report.Host, ids[0])
	a, err := p.look(ctx, "zone.json", crawler.Question{URL: first, Kind: visit.Listing})
	if err != nil {
		return err
	}
	if a.Reason == "" && len(a.Body) > 0 && a.Body[0] == '{' {
		p.report.Zones = append(p.report.Zones, Zone{API: api, IDs: ids})
	}
	return nil
}

// zoneIDs are the numbers found, those of the section first.
func (p *prober) zoneIDs() (ids []int) {
	for _, d := range []*document{p.section, p.front} {
		if d == nil {
			continue
		}
		for _, m := range zoneNumber.FindAllStringSubmatch(d.text, maxAnchors) {
			id, err := strconv.Atoi(m[1])
			if err == nil && id > 0 && !slices.Contains(ids, id) && len(ids) < maxZones {
				ids = append(ids, id)
			}
		}
	}
	return ids
}
