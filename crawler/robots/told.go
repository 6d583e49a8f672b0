package robots

import "strings"

// Told returns the lines that hold for the crawler with that product token, in
// order, and whether they address it by name.
func (r *Rules) Told(token string) (rules []Rule, named bool) {
	for _, g := range r.named(token) {
		rules = append(rules, g.rules...)
	}
	token, _, _ = strings.Cut(strings.ToLower(token), "/")
	return rules, token != "*" && len(r.addressing(token)) > 0
}
