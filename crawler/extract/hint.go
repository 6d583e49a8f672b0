package extract

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"khotin/internal/article"
)

// The dates that addresses carry: VCCorp puts yymmddHHMMSS into article
// identities, baothaibinh HHMMSSddmmyyyy into picture names, ONECMS and others
// yyyy/mm/dd into picture paths.
var (
	identityTime = regexp.MustCompile(`-\d{2,4}(\d{12})\d{3}\.(?:html?|chn)$`)
	pictureTime  = regexp.MustCompile(`_(\d{14})\.\w+$`)
	datedPath    = regexp.MustCompile(`/(20\d{2}/\d{1,2}/\d{1,2})/`)
)

// hints are dates that confirm or contradict, and seldom decide.
type hints struct {
	exact []claim // the moment of publication
	near  []claim // of pictures, about as old as the article or older
}

func (p *page) hints() (h hints) {
	path := p.url.EscapedPath()
	if s := identityTime.FindStringSubmatch(path); s != nil {
		h.exact = appendTime(h.exact, "060102150405", s[1], article.Second, article.BasisURL, .9)
	}
	if s := datedPath.FindStringSubmatch(path); s != nil {
		h.exact = appendTime(h.exact, "2006/1/2", s[1], article.Day, article.BasisURL, .9)
	}
	seen := make(map[string]bool)
	for _, b := range p.all {
		if b.image == "" || len(h.near) > 8 {
			continue
		}
		for _, c := range pictureDate(b.image) {
			if !seen[c.date.Day()] {
				seen[c.date.Day()] = true
				h.near = append(h.near, c)
			}
		}
	}
	if len(h.near) > 1 { // pictures of several days: the archive's, or teasers
		h.near = nil
	}
	return h
}

func pictureDate(src string) []claim {
	src, _, _ = strings.Cut(src, "?")
	if s := pictureTime.FindStringSubmatch(src); s != nil {
		return appendTime(nil, "15040502012006", s[1], article.Second, article.BasisPath, .5)
	}
	if s := datedPath.FindStringSubmatch(src); s != nil {
		return appendTime(nil, "2006/1/2", s[1], article.Day, article.BasisPath, .4)
	}
	return nil
}

// appendTime adds a claim for digits that are a time of the layout, in Hanoi.
func appendTime(claims []claim, layout, digits string, p article.Precision, basis string, trust float64) []claim {
	t, err := time.ParseInLocation(layout, digits, article.Hanoi)
	if err != nil {
		return claims
	}
	return append(claims, claim{article.At(t, p), basis, digits, trust})
}

// support reports whether an address on the page carries about this date.
func (h hints) support(d article.Date) bool {
	return slices.ContainsFunc(append(h.exact, h.near...), func(c claim) bool { return agree(c.date, d, drift) })
}
