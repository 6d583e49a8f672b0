package story

import (
	"maps"
	"strconv"
	"strings"

	"khotin/internal/article"
	"khotin/internal/event"
	"khotin/internal/lang"
)

// A side is one article of a comparison.
type side struct {
	*article.Article
	headline []unit // one or none
	units    []unit
	says     map[string]bool // every number of the article, however it is written
	names    string          // folded text, to look names up in
	heads    []Passage       // attendances
}

func newSide(a *article.Article) *side {
	s := &side{Article: a, says: map[string]bool{}}
	s.units = units(a)
	var text strings.Builder
	for b := range a.Blocks() {
		if b.Part == "headline" {
			s.headline = []unit{readUnit(a, b)}
		}
		maps.Copy(s.says, sayings(b.Text, b.Lang, nil))
		if b.Part == "caption" && b.Lang != a.Lang {
			continue // kept from the original: it says what that says
		}
		text.WriteString(" " + nameKey(b.Text))
	}
	s.names = text.String() + " "
	for _, e := range a.Events {
		for _, at := range e.Attendance {
			s.heads = append(s.heads, headcount(at))
		}
	}
	return s
}

// at returns the units of a pair.
func (s *side) at(indexes []int) []unit {
	var list []unit
	for _, i := range indexes {
		for _, u := range s.units {
			if u.index() == i {
				list = append(list, u)
			}
		}
	}
	return list
}

// mentions reports that an article has a name anywhere, as whole words.
func (s *side) mentions(key string) bool { return strings.Contains(s.names, " "+key+" ") }

// sayings lists the numbers of a text outside the masked spans in every way
// they might be read, Roman and spelt numerals included.
func sayings(text string, tag lang.Tag, masks []span) map[string]bool {
	values := map[string]bool{}
	for i := 0; i < len(text); {
		if end, hit := maskEnd(masks, i); hit || !isDigit(text[i]) {
			i = max(end, i+1)
			continue
		}
		run := i
		for run < len(text) && isDigit(text[run]) {
			run++
		}
		values[strings.TrimLeft(text[i:run], "0")] = true
		end, form := lang.Numeral(text, i)
		values[form] = true
		i = max(end, run)
	}
	for _, f := range figures(text, masks) {
		values[f.form] = true
	}
	spelt(text, tag, values)
	return values
}

// attended is the first attendance of the main event.
func (s *side) attended() (Passage, bool) {
	for _, e := range s.Events {
		if e.Main && len(e.Attendance) > 0 {
			n := e.Attendance[0]
			return headcount(n), n.At.Region != event.Caption
		}
	}
	return Passage{}, false
}

func headcount(n event.Attendance) Passage {
	return Passage{string(n.At.Region), n.At.Index, n.At.Start, n.At.End, n.At.Surface, strconv.Itoa(n.N)}
}
