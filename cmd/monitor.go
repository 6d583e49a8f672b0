package cmd

import (
	"context"
	"encoding/json"
	"time"

	"khotin/crawler"
	"khotin/internal/archive"
	"khotin/internal/visit"
)

// monitor is the archive as the server asks it how the outlets do, with what
// their robots.txt files mean for our crawler.
type monitor struct {
	*archive.Archive
	token string // by which they address it
}

// maxRules bounds the lines of a robots.txt that are told.
const maxRules = 100

// Closeup is the archive's, with the rules of each robots.txt.
func (m monitor) Closeup(ctx context.Context, outlet string) (visit.Closeup, error) {
	c, err := m.Archive.Closeup(ctx, outlet)
	for i := range c.Robots {
		if err == nil {
			err = m.rule(ctx, &c.Robots[i])
		}
	}
	return c, err
}

func (m monitor) rule(ctx context.Context, r *visit.Ruling) error {
	value, _, err := m.Memo(ctx, visit.RobotsBucket, r.Origin)
	if err != nil {
		return err
	}
	var file visit.RobotsFile
	if json.Unmarshal(value, &file) != nil {
		return nil // written by another program: nothing is known
	}
	rules := crawler.Rules(file, time.Now())
	lines, named := rules.Told(m.token)
	r.Named = named
	r.Home, _ = rules.Allow(m.token, "/")
	r.Delay, _ = rules.Delay(m.token)
	for _, line := range lines[:min(len(lines), maxRules)] {
		if line.Line > 0 { // a line of the file, and not one that follows from its absence
			r.Rules = append(r.Rules, line.String())
		}
	}
	return nil
}
