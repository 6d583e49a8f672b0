package extract

import (
	"log/slog"
	"strings"

	"khotin/internal/article"

	readability "codeberg.org/readeck/go-readability/v2"
)

// The share of a page's prose that the densest element must hold for its choice
// to stand unquestioned, and below which another choice is preferred to it.
const (
	sure     = 0.92
	doubtful = 0.75
)

// maxReadable bounds the elements of a page that the general extractor is given;
// its time grows faster than they do.
const maxReadable = 30_000

// alike is the word overlap below which two bodies count as different.
const alike = 0.8

// secondOpinion asks a general extractor for the body where the page is of no
// known family and its prose is scattered.
//
// The extractor is go-readability. go-trafilatura is more exact on pages of no
// known family, but importing it costs every start of the program 130 ms of
// compiled expressions and 55 MB of memory, whatever the command; readability
// costs 0.3 ms. The tests print both beside this package's own figures.
func (p *page) secondOpinion(confidence float64) {
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxReadable
	parser.Logger = slog.New(slog.DiscardHandler)
	got, err := parser.ParseDocument(p.doc, p.url)
	if err != nil || got.Node == nil {
		return
	}
	other := p.afterHeadline(collect(got.Node, p.prune.drop))
	mine, theirs := proseOf(p.blocks), proseOf(other)
	if theirs == "" {
		return
	}
	differ := similar(mine, theirs) < alike
	if differ && mine != "" {
		p.a.Add(article.FlagBodiesDiffer)
	}
	if differ && confidence < doubtful && len(mine) < 3*len(theirs) || 4*len(theirs) > 5*len(mine) {
		p.body, p.blocks = got.Node, other
	}
}

// afterHeadline drops what stands above the headline, where the blocks hold it.
func (p *page) afterHeadline(blocks []block) []block {
	for i := range blocks {
		if same(blocks[i].text, p.a.Headline) {
			return blocks[i+1:]
		}
	}
	return blocks
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
