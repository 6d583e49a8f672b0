package sample

import "time"

// newsArticle is the schema.org object in the head of an article page.
type newsArticle struct {
	Context     string   `json:"@context"`
	Type        string   `json:"@type"`
	URL         string   `json:"mainEntityOfPage"`
	Headline    string   `json:"headline"`
	Description string   `json:"description"`
	InLanguage  string   `json:"inLanguage"`
	Published   string   `json:"datePublished"`
	Modified    string   `json:"dateModified"`
	Section     string   `json:"articleSection"`
	Keywords    []string `json:"keywords,omitempty"`
	Author      named    `json:"author"`
	Publisher   named    `json:"publisher"`
}

type named struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

func (o *Outlet) linkedData(a Article, base string) newsArticle {
	return newsArticle{
		Context:     "https://schema.org",
		Type:        "NewsArticle",
		URL:         base + a.Path(),
		Headline:    a.Headline,
		Description: a.Lead,
		InLanguage:  a.Lang,
		Published:   a.Published.Format(time.RFC3339),
		Modified:    a.Modified.Format(time.RFC3339),
		Section:     o.paper.sectionName(a),
		Keywords:    a.Tags,
		Author:      named{Type: "Person", Name: a.Byline},
		Publisher:   named{Type: "NewsMediaOrganization", Name: o.paper.Name},
	}
}
