package event

import (
	"slices"
	"strings"
	"unicode/utf8"

	"khotin/internal/lang"
)

// Bounds on what is read of one article; no news article comes near them.
const (
	maxParts     = 2000
	maxPartBytes = 1 << 16
	maxBytes     = 1 << 20
)

// A page is an article taken apart.
type page struct {
	in     Input
	blocks []*block // headline, lead, paragraphs, captions
	bytes  int      // read so far
}

// A block is one part of it with everything found there.
type block struct {
	region  Region
	index   int
	text    string
	tag     lang.Tag
	lex     *lexicon // nil in a language without tables
	words   []word
	starts  []int // of the sentences, and the number of words
	marks   []mark
	byClass [classCount][]int // indexes into marks
	cited   []Citation
	dates   []lang.DateSpan // without those of cited documents
	names   []name
	bodies  []bodyMention
	roles   []role
}

func newPage(in Input) *page {
	p := &page{in: in}
	p.add(Headline, 0, in.Headline)
	p.add(Lead, 0, in.Lead)
	for i, t := range in.Paragraphs {
		if t.Text != in.Lead.Text { // some pages print the lead twice
			p.add(Paragraph, i, t)
		}
	}
	for i, c := range in.Captions {
		p.add(Caption, i, c)
	}
	p.completeRoles()
	return p
}

func (p *page) add(region Region, index int, t Text) {
	if t.Text == "" || len(p.blocks) >= maxParts || p.bytes >= maxBytes {
		return
	}
	if len(t.Text) > maxPartBytes {
		t.Text = t.Text[:runeStart(t.Text, maxPartBytes)]
	}
	p.bytes += len(t.Text)
	if t.Lang == lang.Unknown {
		t.Lang, _ = lang.Detect(t.Text)
	}
	s := &block{region: region, index: index, text: t.Text, tag: t.Lang, lex: world().lexicons[t.Lang]}
	p.blocks = append(p.blocks, s)
	if s.lex == nil {
		return
	}
	for _, c := range p.in.Citations {
		if c.Region == region && c.Index == index && c.Start >= 0 && c.Start < c.End && c.End <= len(s.text) {
			s.cited = append(s.cited, c)
		}
	}
	s.words = split(s.text, s.tag)
	s.starts = sentences(s.words)
	s.scan()
	s.findDates()
	s.findNames()
	s.findBodies()
	s.findRoles()
}

// language is that of most of the article's words.
func (p *page) language() lang.Tag {
	var tags []lang.Tag
	var texts []string
	for _, s := range p.blocks {
		tags, texts = append(tags, s.tag), append(texts, s.text)
	}
	return lang.Majority(tags, texts)
}

func runeStart(s string, i int) int {
	for i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

// passage is the text of words from to to.
func (s *block) passage(from, to int) Passage {
	if from >= to {
		return Passage{}
	}
	return s.bytes(s.words[from].start, s.words[to-1].end)
}

// plain is the text of words from to to as a name is written: composed, with
// one plain space between words.
func (s *block) plain(from, to int) string {
	return lang.NFC(strings.Join(strings.FieldsFunc(s.passage(from, to).Surface, lang.IsSpace), " "))
}

func (s *block) bytes(start, end int) Passage {
	return Passage{Region: s.region, Index: s.index, Start: start, End: end, Surface: s.text[start:end]}
}

// wordAt is the first word that ends after byte offset.
func (s *block) wordAt(offset int) int {
	i, _ := slices.BinarySearchFunc(s.words, offset, func(w word, offset int) int {
		if w.end <= offset {
			return -1
		}
		return 1
	})
	return i
}
