package visit

import "time"

// Health is how an outlet does.
type Health struct {
	Outlet      string
	LastVisit   time.Time // of any address, zero for none
	LastSuccess time.Time // a page or listing was read, or had not changed
	LastError   string    // what came of the last failure since; "" for none
	Errors      int       // failures since the last success
	Due         int       // addresses that wait for a visit
	Known       int       // addresses in all
	Articles    int
	Gone        int // of the articles
	Robots      []RobotsState
}

// RobotsState is what a host last answered when asked for its robots.txt.
type RobotsState struct {
	Origin string // "https://baonghean.vn"
	Status int    // 0: no answer
	At     time.Time
	Since  time.Time // when it came out of reach, zero while it can be had
}

// RobotsBucket is the memo's bucket of RobotsFiles, by origin.
const RobotsBucket = "robots"

// RobotsFile is a robots.txt as the memo keeps it, in JSON.
type RobotsFile struct {
	Status int       `json:"status"` // 0: no answer
	Body   []byte    `json:"body,omitempty"`
	Since  time.Time `json:"since,omitzero"` // when it came out of reach, zero while it can be had
}

// Completeness is how many of the versions that were stored on a day have what
// readers look for. A share that falls from one day to the next tells that an
// outlet has changed its pages.
type Completeness struct {
	Day     string // in Vietnam
	Outlet  string
	Basis   string // where the headlines came from: profile, metadata, …
	Records int
	Date    int // with a date
	Byline  int
	Caption int
	Lead    int
}
