package crawler

import (
	"time"

	"khotin/internal/visit"
)

// Report is what a pass came to.
type Report struct {
	Run      visit.Run        `json:"run"`
	Hosts    map[string]Count `json:"hosts"`    // by host of the address
	Requests int              `json:"requests"` // sent, robots.txt and redirects among them
}

// Count adds up: Discovered is the sum of Outcomes and Left.
type Count struct {
	Discovered int                  `json:"discovered"` // addresses that were due
	Outcomes   map[visit.Reason]int `json:"outcomes"`
	Left       int                  `json:"left"`  // not visited: the pass was cut off, or the host left alone
	Bytes      int64                `json:"bytes"` // of decoded bodies
}

// Stored is the number of versions that the pass added.
func (c Count) Stored() int { return c.Outcomes[visit.New] + c.Outcomes[visit.Changed] }

// Total sums up the hosts.
func (r Report) Total() Count {
	sum := Count{Outcomes: make(map[visit.Reason]int)}
	for _, c := range r.Hosts {
		sum.Discovered += c.Discovered
		sum.Left += c.Left
		sum.Bytes += c.Bytes
		for reason, n := range c.Outcomes {
			sum.Outcomes[reason] += n
		}
	}
	return sum
}

// Duration is the time between start and end of the pass.
func (r Report) Duration() time.Duration { return r.Run.Finished.Sub(r.Run.Started) }

// update changes the count of a host.
func (r *Report) update(host string, f func(*Count)) {
	c := r.Hosts[host]
	if c.Outcomes == nil {
		c.Outcomes = make(map[visit.Reason]int)
	}
	f(&c)
	r.Hosts[host] = c
}
