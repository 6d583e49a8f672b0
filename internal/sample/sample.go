// Package sample is a small invented newspaper, served over HTTP, so that the
// whole program can be tried and tested without a network.
//
// The paper is called Bến Tin. It publishes in Vietnamese and prints most
// stories again in French and Romanian, the way a machine translates them. Its
// people, conferences and provincial documents are invented; the central
// documents it cites are real. Its pages carry what real outlets carry: a site
// map, feeds, print copies that robots.txt forbids, boxes of related links, and
// captions left in the language of the original.
//
// The paper exists in two editions. In the second, one article is corrected and
// one is withdrawn, which is what a second crawl has to notice.
package sample

import (
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"sync/atomic"
)

// lastEdition is the number of the final state of the paper.
const lastEdition = 2

// Outlet is the newspaper as a web site. It is safe for concurrent use.
type Outlet struct {
	paper     paper
	templates *template.Template
	editions  []*edition
	current   atomic.Int32 // index into editions
}

// New reads the embedded paper and lays out both editions. It returns an error
// only if the embedded articles, words or templates contradict one another.
func New() (*Outlet, error) {
	paper, err := loadPaper()
	if err != nil {
		return nil, err
	}
	stories, err := loadStories(paper)
	if err != nil {
		return nil, err
	}
	templates, err := parseTemplates()
	if err != nil {
		return nil, err
	}
	o := &Outlet{paper: paper, templates: templates}
	for number := 1; number <= lastEdition; number++ {
		e, err := o.layOut(stories, number)
		if err != nil {
			return nil, fmt.Errorf("lay out edition %d of the sample paper: %w", number, err)
		}
		o.editions = append(o.editions, e)
	}
	return o, nil
}

// Handler serves the current edition. Absolute links are built from the host the
// client asked for, so that the handler works on any listener without being told
// its address.
func (o *Outlet) Handler() http.Handler {
	return http.HandlerFunc(o.serve)
}

// Advance publishes the second edition. Further calls change nothing.
func (o *Outlet) Advance() {
	o.current.Store(lastEdition - 1)
}

// Articles returns the articles of the current edition, newest first.
func (o *Outlet) Articles() []Article {
	return slices.Clone(o.edition().articles)
}

func (o *Outlet) edition() *edition {
	return o.editions[o.current.Load()]
}
