package story

import (
	"net/url"
	"path"
	"strings"
	"unicode"

	"khotin/internal/lang"
)

// address reduces a link to what tells pages apart: host without www., path
// without a final slash. Links in texts come with and without all the rest.
// It is empty for what is no page of its own, such as a bare host.
func address(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	p := strings.TrimSuffix(u.EscapedPath(), "/")
	if p == "" {
		return ""
	}
	return host + p
}

// imageName is the file name of a picture if it looks unique: four digits or
// more, or a long name. "logo.png" and "image1.jpg" are in every article.
func imageName(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return ""
	}
	name := path.Base(u.Path)
	stem := strings.TrimSuffix(name, path.Ext(name))
	digits := 0
	for _, r := range stem {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if len(stem) < 8 || digits < 4 && len(stem) < 20 {
		return ""
	}
	return lang.Fold(stem) // CMSs convert the file type for phones
}
