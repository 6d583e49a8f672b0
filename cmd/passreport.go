package cmd

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"khotin/crawler"
	"khotin/internal/visit"
)

// printPass writes what a pass came to: one line for each host, its addresses
// by what came of them.
func (a *app) printPass(r crawler.Report) error {
	if a.json {
		return a.printJSON(newPassReport(r))
	}
	return printReport(a.out, r)
}

// passReport is a pass as it is printed for programs.
type passReport struct {
	Run      int64                 `json:"run"`
	Started  time.Time             `json:"started"`
	Finished time.Time             `json:"finished,omitzero"`
	Requests int                   `json:"requests"`
	Hosts    map[string]hostReport `json:"hosts"`
}

type hostReport struct {
	Discovered int                  `json:"discovered"` // the sum of outcomes and left
	Outcomes   map[visit.Reason]int `json:"outcomes"`
	Left       int                  `json:"left"`
	Bytes      int64                `json:"bytes"`
}

func newPassReport(r crawler.Report) passReport {
	out := passReport{Run: r.Run.ID, Started: r.Run.Started, Finished: r.Run.Finished, Requests: r.Requests, Hosts: map[string]hostReport{}}
	for host, c := range r.Hosts {
		out.Hosts[host] = hostReport{c.Discovered, c.Outcomes, c.Left, c.Bytes}
	}
	return out
}

func printReport(w io.Writer, r crawler.Report) error {
	for _, host := range slices.Sorted(maps.Keys(r.Hosts)) {
		c := r.Hosts[host]
		line := fmt.Sprintf("%-24s %5d addresses:", host, c.Discovered)
		for _, reason := range slices.Sorted(maps.Keys(c.Outcomes)) {
			line += fmt.Sprintf(" %d %s", c.Outcomes[reason], reason)
		}
		if c.Left > 0 {
			line += fmt.Sprintf(" %d left for later", c.Left)
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// failures turns failed visits into exit code 3, so that a timer notices.
func failures(r crawler.Report) error {
	if n := r.Total().Outcomes[visit.Failed]; n > 0 {
		return fmt.Errorf("%w: %d addresses could not be read", errFailures, n)
	}
	return nil
}
