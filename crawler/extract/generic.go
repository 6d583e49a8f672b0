package extract

import (
	"log/slog"
	"strings"

	"khotin/internal/article"

	readability "codeberg.org/readeck/go-readability/v2"
)

// sure is the share of a page's prose that the densest element must hold for
// its choice to stand unquestioned.
const sure = 0.75

// alike is the word overlap below which two bodies count as different.
const alike = 0.8

// secondOpinion asks a general extractor for the body where the page is of no
// known family and its prose is scattered.
//
// The extractor is go-readability. go-trafilatura is more exact on pages of no
// known family, but importing it costs every start of the program 130 ms of
// compiled expressions and 55 MB of memory, whatever the command; readability
// costs 0.3 ms. The tests print both beside this package's own figures.
func (p *page) secondOpinion() {
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxTags
	parser.Logger = slog.New(slog.DiscardHandler)
	got, err := parser.ParseDocument(p.doc, p.url)
	if err != nil || got.Node == nil {
		return
	}
	other := collect(got.Node, p.prune.drop)
	mine, theirs := proseOf(p.blocks), proseOf(other)
	switch {
	case theirs == "":
		return
	case mine != "" && similar(mine, theirs) >= alike:
		return
	}
	p.a.Add(article.FlagBodiesDiffer)
	if len(mine)*2 < len(theirs) {
		p.body, p.blocks = got.Node, other
	}
}

func proseOf(blocks []block) string {
	var b strings.Builder
	for i := range blocks {
		if blocks[i].prose() {
			b.WriteString(blocks[i].text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}
