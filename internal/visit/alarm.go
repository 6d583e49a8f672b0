package visit

import "time"

// AlarmKind says what an operator is called for.
type AlarmKind string

const (
	Idle     AlarmKind = "idle"     // nothing at all is visited any more
	Stale    AlarmKind = "stale"    // an outlet gives nothing any more
	Quiet    AlarmKind = "quiet"    // far fewer new articles than usual
	Fallen   AlarmKind = "field"    // far fewer records have a field than usual
	Barred   AlarmKind = "robots"   // robots.txt forbids what it allowed, or is out of reach
	Open     AlarmKind = "circuit"  // a host fails so often that it is left alone
	Backlog  AlarmKind = "backlog"  // more addresses wait than are visited in a day
	Failures AlarmKind = "failures" // far more visits fail than usual
)

// Alarm is one thing that is not as it was and that somebody should look at.
type Alarm struct {
	Kind    AlarmKind `json:"kind"`
	Outlet  string    `json:"outlet,omitempty"`  // "" for all of them
	Lang    string    `json:"lang,omitempty"`    // ISO 639-1, where only one language is meant
	Field   string    `json:"field,omitempty"`   // of a Fallen: date, byline, captions, lead or profile
	Profile string    `json:"profile,omitempty"` // of a Fallen: what read these records, "" for all

	Since    time.Time `json:"since,omitzero"`
	Measured float64   `json:"measured"` // articles, addresses or visits; a share of 0 to 1 for fields and failures
	Expected float64   `json:"expected"` // in the same unit
	Text     string    `json:"text"`     // what is wrong, one sentence
	Advice   string    `json:"advice"`   // what to do, one sentence
}

// Standing is how an outlet does beside how it usually does.
type Standing struct {
	Outlet      string    `json:"outlet"`
	First       time.Time `json:"first"`                 // first visit that is remembered
	LastSuccess time.Time `json:"last_success,omitzero"` // of any address
	Day         int       `json:"day"`                   // new articles in the last 24 hours
	UsualDay    float64   `json:"usual_day"`             // the mean of the 28 days before
	Week        int       `json:"week"`
	UsualWeek   float64   `json:"usual_week"`
	Due         int       `json:"due"`     // addresses that wait for a visit
	Overdue     int       `json:"overdue"` // of these, for more than a day
	Robots      string    `json:"robots"`  // "allows", "forbids", "out of reach", or "" while unknown
	OpenUntil   time.Time `json:"open_until,omitzero"`
	Young       bool      `json:"young,omitempty"` // watched for too short a time to tell what is usual
}

// Watch is how all outlets do at a time.
type Watch struct {
	At      time.Time  `json:"at"`
	Outlets []Standing `json:"outlets"` // in the order of their names
	Alarms  []Alarm    `json:"alarms"`  // in the order of outlet and kind
}

// HostBucket is the memo's bucket of Hosts, by registered domain.
const HostBucket = "host"

// Host is what is known of a registered domain across restarts, as the memo
// keeps it in JSON, so that a crawler that is started again does not start
// again with hammering.
type Host struct {
	Free    time.Time     `json:"free"`    // earliest next request
	Backoff time.Duration `json:"backoff"` // last pause after a refusal
	Refused time.Time     `json:"refused"` // last 429 or 503
	Heeded  time.Time     `json:"heeded"`  // until when such an answer asked for peace

	// The circuit: after some failures in a row nothing is asked for a while;
	// then one request is let through, and its answer closes the circuit or
	// opens it for twice as long.
	Failures int           `json:"failures"`
	Break    time.Duration `json:"break"` // length of the last, 0 while closed
}
