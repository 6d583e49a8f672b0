package visit

import "time"

// Closeup is what an outlet has done of late, for whoever looks at that one.
type Closeup struct {
	Outlet string
	Days   []Day       // with visits, the newest first
	Faults []Fault     // by what came of visits that failed, the most frequent first
	Barred []Refusal   // addresses that robots.txt forbids, the newest first
	Latest []Outcome   // the last visits, the newest first
	Fields []Month     // months with new versions, the newest first, by language
	Hosts  []HostState // of its domains
	Robots []Ruling    // what its hosts say of us
}

// Day is what came of the visits of one day.
type Day struct {
	Day      string // in Vietnam: "2026-11-22"
	Outcomes map[Reason]int
}

// Fault is one way in which visits failed.
type Fault struct {
	Reason Reason
	Status int // HTTP status, 0 when none
	Count  int
	Last   time.Time
	Detail string // of the last
	URL    string // of the last
}

// Refusal is an address that was not asked for, and the rule that decided.
type Refusal struct {
	URL  string
	Rule string // "robots.txt of baonghean.vn, line 12: Disallow: /print/"
	At   time.Time
}

// Month is how many of the versions stored in a month, in one language, have
// what readers look for.
type Month struct {
	Month   string // in Vietnam: "2026-11"
	Lang    string // ISO 639-1, "" unknown
	Records int
	Date    int
	Byline  int
	Caption int
	Lead    int
}

// HostState is what is known of a registered domain.
type HostState struct {
	Name string
	Host
}

// Ruling is what a robots.txt says for our crawler.
type Ruling struct {
	RobotsState
	Named bool          // some of its lines address us by name
	Home  bool          // "/" may be fetched
	Rules []string      // the lines that hold for us: "Disallow: /print/"
	Delay time.Duration // between requests, 0 for none asked
}
