package event

// The most topics one event is believed to have.
const maxTopics = 20

// topics reads what was talked about, where the article lists it: "bốn chuyên
// đề: …; …", "le sujet : …".
func (p *page) topics() []Passage {
	var out []Passage
	for _, s := range p.blocks {
		if s.lex == nil || s.region == Headline {
			continue
		}
		for _, m := range s.marksIn(topicClass, 0, len(s.words)) {
			_, to := sentenceOf(s.starts, m.from)
			if m.to >= to || s.words[m.to].gap != colon {
				continue
			}
			for i := m.to; i < to && len(out) < maxTopics; {
				end := i + 1
				for end < to && s.words[end].gap != semicolon {
					end++
				}
				out = append(out, s.passage(i, end))
				i = end
			}
		}
	}
	return out
}
