package server

import (
	"net/http"
	"strings"

	"khotin/internal/visit"
)

// rulingText says in a few sentences what a robots.txt means for us.
func rulingText(l *locale, r visit.Ruling) string {
	if !r.Since.IsZero() {
		if r.Home {
			return l.T("robots.forgotten", "date", l.Moment(r.Since))
		}
		return l.T("robots.unreachable", "date", l.Moment(r.Since))
	}
	if r.Status >= http.StatusBadRequest {
		return l.T("robots.absent")
	}
	forbidden, allowed := 0, 0
	for _, rule := range r.Rules {
		if strings.HasPrefix(rule, "Disallow:") {
			forbidden++
		} else {
			allowed++
		}
	}
	said := []string{l.N("robots.some", forbidden)}
	switch {
	case forbidden == 0:
		said[0] = l.T("robots.free")
	case !r.Home && allowed == 0:
		said[0] = l.T("robots.all")
	case !r.Home:
		said[0] = l.T("robots.but")
	}
	if r.Named {
		said = append(said, l.T("robots.named"))
	}
	if r.Delay > 0 {
		said = append(said, l.T("robots.delay", "n", l.Number(int(r.Delay.Seconds()+.5))))
	}
	return strings.Join(said, " ")
}
