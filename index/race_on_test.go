//go:build race

package index

// underRace tells tests that measure quality and share nothing between
// goroutines to leave the race detector's tenfold time to those that do.
const underRace = true
