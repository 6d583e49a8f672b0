package extract

import (
	"strconv"
	"strings"
	"time"
)

// unpacked writes the packed forms that machines give dates in so that they can
// be read like the others: seconds or milliseconds of Unix time (ten or
// thirteen digits), and basic ISO 8601 (20250612T083000+0700).
func unpacked(s string) string {
	digits := strings.TrimSpace(s)
	n, err := strconv.ParseInt(digits, 10, 64)
	switch {
	case err == nil && len(digits) == 10:
		return time.Unix(n, 0).UTC().Format(time.RFC3339)
	case err == nil && len(digits) == 13:
		return time.UnixMilli(n).UTC().Format(time.RFC3339)
	}
	for _, layout := range [...]string{"20060102T150405Z0700", "20060102T150405"} {
		if t, err := time.Parse(layout, digits); err == nil {
			return t.Format(strings.NewReplacer("20060102", "2006-01-02", "150405", "15:04:05", "Z0700", "Z07:00").Replace(layout))
		}
	}
	return s
}
