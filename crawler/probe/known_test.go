package probe

import (
	"strings"
	"testing"
)

func TestKnown(t *testing.T) {
	if err := Check(); err != nil {
		t.Fatal(err)
	}
	if got := known(knownSitemap)[0]; got != "/sitemap.xml" {
		t.Errorf("the first sitemap to try is %s", got)
	}
}

func TestReadKnownRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"kind":   "sitmap\t/sitemap.xml\n",
		"no tab": "sitemap /sitemap.xml\n",
		"twice":  "feed\t/rss\nfeed\t/rss\n",
		"empty":  "feed\t\n",
		"gap":    "feed\t/rss\n",
	} {
		if _, err := readKnown(text); err == nil || !strings.HasPrefix(err.Error(), "known.tsv:") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
