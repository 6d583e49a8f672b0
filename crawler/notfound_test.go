package crawler

import (
	"regexp"
	"testing"
)

func TestUnheardOf(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.vn/tap-huan-10277726.html":        `^/[a-z]{3}-[a-z]{4}-99999999\.html$`,
		"https://a.vn/tin-tuc/1/178521/tap-huan":     `^/tin-tuc/1/999999/[a-z]{3}-[a-z]{4}$`,
		"https://a.vn/tap-huan/261345.html":          `^/tap-huan/999999\.html$`,
		"https://a.vn/fr/print/10277726.html":        `^/fr/print/99999999\.html$`,
		"https://a.vn/vi-vn/tin/tap-huan/1-22-33333": `^/vi-vn/tin/tap-huan/9-99-99999$`,
	} {
		if got := unheardOf(mustParse(address)); !regexp.MustCompile(want).MatchString(got.Path) {
			t.Errorf("unheardOf(%s) = %s, want %s", address, got, want)
		}
	}
}
