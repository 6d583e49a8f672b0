package event

import (
	"cmp"
	"slices"
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
	in    Input
	parts []*part // headline, lead, paragraphs, captions
	bytes int     // read so far
}

// A part is one of its texts with everything found there.
type part struct {
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

// A mark is a phrase of the tables at words from to to.
type mark struct {
	class    class
	value    string
	from, to int
}

func newPage(in Input) *page {
	p := &page{in: in}
	p.add(Headline, 0, in.Headline)
	p.add(Lead, 0, in.Lead)
	for i, t := range in.Paragraphs {
		p.add(Paragraph, i, t)
	}
	for i, c := range in.Captions {
		p.add(InCaption, i, c.Text)
	}
	return p
}

func (p *page) add(region Region, index int, t Text) {
	if t.Text == "" || len(p.parts) >= maxParts || p.bytes >= maxBytes {
		return
	}
	if len(t.Text) > maxPartBytes {
		t.Text = t.Text[:runeStart(t.Text, maxPartBytes)]
	}
	p.bytes += len(t.Text)
	if t.Lang == lang.Unknown {
		t.Lang, _ = lang.Detect(t.Text)
	}
	s := &part{region: region, index: index, text: t.Text, tag: t.Lang, lex: world().lexicons[t.Lang]}
	p.parts = append(p.parts, s)
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
	for _, s := range p.parts {
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

// scan finds the phrases of the tables: of each class the longest at every
// word, without overlap.
func (s *part) scan() {
	for i := range s.words {
		s.words[i].id = s.lex.words[s.words[i].fold]
	}
	var done [classCount]int
	for i := range s.words {
		var best [classCount]mark
		s.matchAt(i, &done, &best)
		for c := range best {
			if m := best[c]; m.to > 0 {
				done[c] = m.to
				s.marks = append(s.marks, m)
			}
		}
	}
	s.hide()
	for i, m := range s.marks {
		s.byClass[m.class] = append(s.byClass[m.class], i)
	}
}

func (s *part) matchAt(i int, done *[classCount]int, best *[classCount]mark) {
	node := int32(0)
	for j := i; j < len(s.words) && j-i < s.lex.longest; j++ {
		w := s.words[j]
		if w.id == 0 || j > i && (w.gap > comma && w.gap != dash) {
			return
		}
		next, ok := s.lex.edges[edge{node, w.id}]
		if !ok {
			return
		}
		node = next
		for _, e := range s.lex.entries[node] {
			if done[e.class] <= i && s.fits(e, i, j+1) {
				best[e.class] = mark{e.class, e.value, i, j + 1}
			}
		}
	}
}

// fits checks what folding cannot see: marks, and capitals where the tables'
// words are proper names.
func (s *part) fits(e entry, from, to int) bool {
	if !s.lex.agrees(e, s.text, s.words[from:to]) {
		return false
	}
	switch e.class {
	case placeClass:
		return s.isPlace(from, to)
	case headClass:
		return s.tag != lang.Vietnamese || s.words[from].capital || e.keys[0] == "lanh4"
	}
	return true
}

// hide drops the marks inside masks: "học tập" in "học tập và làm theo".
func (s *part) hide() {
	if !slices.ContainsFunc(s.marks, func(m mark) bool { return m.class == noneClass }) {
		return
	}
	masks := slices.Clone(s.marks)
	masks = slices.DeleteFunc(masks, func(m mark) bool { return m.class != noneClass })
	s.marks = slices.DeleteFunc(s.marks, func(m mark) bool {
		return m.class != noneClass && m.class != endClass && slices.ContainsFunc(masks, func(n mark) bool {
			return m.from < n.to && n.from < m.to && m.to-m.from <= n.to-n.from
		})
	})
}

// marksIn yields the marks of a class that begin at words from to to.
func (s *part) marksIn(c class, from, to int) []mark {
	var out []mark
	list := s.byClass[c]
	at, _ := slices.BinarySearchFunc(list, from, func(i, from int) int { return cmp.Compare(s.marks[i].from, from) })
	for _, i := range list[at:] {
		if s.marks[i].from >= to {
			break
		}
		out = append(out, s.marks[i])
	}
	return out
}

// markAt returns the mark of a class that begins at word i.
func (s *part) markAt(c class, i int) (mark, bool) {
	list := s.byClass[c]
	at, found := slices.BinarySearchFunc(list, i, func(k, i int) int { return cmp.Compare(s.marks[k].from, i) })
	if !found {
		return mark{}, false
	}
	return s.marks[list[at]], true
}

// has reports a mark of a class that begins at words from to to.
func (s *part) has(c class, from, to int) bool {
	list := s.byClass[c]
	at, _ := slices.BinarySearchFunc(list, from, func(k, from int) int { return cmp.Compare(s.marks[k].from, from) })
	return at < len(list) && s.marks[list[at]].from < to
}

// passage is the text of words from to to.
func (s *part) passage(from, to int) Passage {
	if from >= to {
		return Passage{}
	}
	return s.bytes(s.words[from].start, s.words[to-1].end)
}

func (s *part) bytes(start, end int) Passage {
	return Passage{Region: s.region, Index: s.index, Start: start, End: end, Surface: s.text[start:end]}
}

// wordAt is the first word that ends after byte offset.
func (s *part) wordAt(offset int) int {
	i, _ := slices.BinarySearchFunc(s.words, offset, func(w word, offset int) int {
		if w.end <= offset {
			return -1
		}
		return 1
	})
	return i
}
