package robots

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTold(t *testing.T) {
	file := "User-agent: *\nDisallow: /a\nAllow: /a/b\n\nUser-agent: KhotinBot\nUser-agent: *\nDisallow: /c\n\nUser-agent: other\nDisallow: /"
	for _, c := range []struct {
		file, token string
		want        []string
		named       bool
	}{
		{"", "khotinbot", nil, false},
		{file, "khotinbot", []string{"Disallow: /c"}, true},
		{file, "khotinbot/1.0", []string{"Disallow: /c"}, true},
		{file, "stranger", []string{"Disallow: /a", "Allow: /a/b", "Disallow: /c"}, false},
		{file, "*", []string{"Disallow: /a", "Allow: /a/b", "Disallow: /c"}, false},
		{"User-agent: khotinbot\nDisallow:", "khotinbot", nil, true},
	} {
		rules, named := Parse([]byte(c.file)).Told(c.token)
		var got []string
		for _, r := range rules {
			got = append(got, r.String())
		}
		if diff := cmp.Diff(c.want, got); diff != "" || named != c.named {
			t.Errorf("%.20q for %s: named %v (-want +got):\n%s", c.file, c.token, named, diff)
		}
	}
}
