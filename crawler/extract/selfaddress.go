package extract

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxHead bounds how far SelfAddress reads, in bytes: heads are far smaller.
const maxHead = 512 << 10

// SelfAddress returns the address that a saved page gives itself: its canonical
// link, else its og:url, "" when it has neither. It is unchecked text from the
// page.
func SelfAddress(body []byte) (address string) {
	z := html.NewTokenizer(bytes.NewReader(body[:min(len(body), maxHead)]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return address
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.DataAtom {
			case atom.Body:
				return address
			case atom.Link:
				if href := tokenAttr(t, "href"); href != "" && strings.EqualFold(tokenAttr(t, "rel"), "canonical") {
					return href
				}
			case atom.Meta:
				if address == "" && tokenAttr(t, "property") == "og:url" {
					address = tokenAttr(t, "content")
				}
			}
		}
	}
}

func tokenAttr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}
