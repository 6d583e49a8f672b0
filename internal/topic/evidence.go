package topic

import (
	"math"

	"khotin/internal/concept"
	"khotin/internal/lang"
)

// part is where on the page something stands.
type part int

const (
	headline part = iota
	lead
	body
	caption
	parts
)

var partNames = [parts]string{"headline", "lead", "body", "caption"}

// feature is a kind of evidence that has a weight of its own.
type feature int

const (
	core         feature = iota // concepts of weight 0.9 and more
	strong                      // subjects of 0.6 and more, institutions and documents of 0.8
	theme                       // subjects of 0.4 and more
	organisation                // mass organisations of 0.4 and more
	politics                    // institutions, posts, documents and events of 0.3 and more: in the news for much else
	persuasion
	voluntary
	listening
	community
	mobilise
	pair       // an act beside those it turns to
	grassroots // communes, hamlets, quarters
	against    // words of other news
	elsewhere  // places and politics of other countries
	features
)

var featureNames = [features]string{"core", "strong", "theme", "organisation", "politics", "persuasion", "voluntary", "listening", "community", "mobilise_general", "pair", "grassroots", "against", "elsewhere"}

// evidence is how often something was found in a part.
type evidence struct {
	what    string
	part    part
	feature feature
	amount  float64
}

// bodyShare and captionShare turn mentions per paragraph and per caption into
// the unit of the lead, which is one mention.
const (
	bodyShare    = 2
	captionShare = .7

	steepness = 1.5 // one mention gives 78 % of what many give
)

// count collects the evidence of a page. In headline and lead each concept
// counts once, in body and captions by how many of them name it.
func (k *knowledge) count(in Input) []evidence {
	var all []evidence
	all = k.countPart(all, headline, []string{in.Headline}, in.Lang, 1)
	all = k.countPart(all, lead, []string{in.Lead}, in.Lang, 1)
	all = k.countPart(all, body, in.Paragraphs, in.Lang, bodyShare)
	return k.countPart(all, caption, in.Captions, in.Lang, captionShare)
}

// countPart adds what the texts of one part hold, share being spread over them.
func (k *knowledge) countPart(all []evidence, p part, texts []string, tag lang.Tag, share float64) []evidence {
	from, unit := len(all), share/float64(max(1, len(texts)))
	var found []evidence
	for _, text := range texts {
		found = found[:0]
		tag := languageOf(text, tag)
		for _, m := range concept.Find(text, tag) {
			if f, counts := featureOf(m); counts {
				found = addOnce(found, evidence{"concept " + m.ID, p, f, unit})
			}
		}
		for _, m := range k.cues.Find(text, tag) {
			c := k.cueOf[m.ID]
			found = addOnce(found, evidence{c.what, p, c.feature, unit})
		}
		for _, act := range k.pairsIn(text, tag) {
			found = addOnce(found, evidence{"pair " + act + ", " + k.pairOf[act], p, pair, unit})
		}
		for _, e := range found {
			all = add(all, from, e)
		}
	}
	return all
}

// languageOf reads lines with Vietnamese marks as Vietnamese: captions keep
// the language of the original.
func languageOf(text string, tag lang.Tag) lang.Tag {
	if tag == lang.Vietnamese || tag == lang.Unknown {
		return tag
	}
	marks := 0
	for _, r := range text {
		if r >= 0x1EA0 && r <= 0x1EF9 || r == 'ơ' || r == 'ư' || r == 'đ' {
			marks++
		}
	}
	if marks > 3 && marks*20 > len(text) {
		return lang.Vietnamese
	}
	return tag
}

// addOnce adds e unless it is there.
func addOnce(list []evidence, e evidence) []evidence {
	for _, have := range list {
		if have.what == e.what {
			return list
		}
	}
	return append(list, e)
}

// add adds e to list, or its amount to that of its like from index from on.
func add(list []evidence, from int, e evidence) []evidence {
	for i := from; i < len(list); i++ {
		if list[i].what == e.what {
			list[i].amount += e.amount
			return list
		}
	}
	return append(list, e)
}

// featureOf classes a concept; the least telling ones (province, plan, people)
// are in no class.
func featureOf(m concept.Match) (feature, bool) {
	if m.Weight >= .9 {
		return core, true
	}
	if m.Weight >= .8 {
		return strong, true
	}
	c, _ := concept.ByID(m.ID)
	switch c.Kind {
	case "place":
		return 0, false
	case "unit": // communes, hamlets and quarters; districts and provinces say nothing
		return grassroots, m.Weight >= .2
	case "topic", "campaign", "people":
		if m.Weight >= .6 {
			return strong, true
		}
		return theme, m.Weight >= .4
	case "organisation":
		return organisation, m.Weight >= .4
	}
	return politics, m.Weight >= .3
}

// signals are the two inputs of the model for each feature, from headline and
// text, with diminishing returns.
func signals(all []evidence) (amounts, signal [2][features]float64) {
	for _, e := range all {
		amounts[zone(e.part)][e.feature] += e.amount
	}
	for z := range amounts {
		for f, x := range amounts[z] {
			signal[z][f] = 1 - math.Exp(-steepness*x)
		}
	}
	return amounts, signal
}

// zone is 0 for the headline and 1 for the text.
func zone(p part) int { return min(int(p), 1) }

// weigh gives each piece of evidence its share of the points its feature earns.
func (k *knowledge) weigh(all []evidence) []Reason {
	amounts, signal := signals(all)
	reasons := make([]Reason, 0, len(all)+2) // section and citation follow
	for _, e := range all {
		z := zone(e.part)
		points := k.weights[z][e.feature] * signal[z][e.feature] * e.amount / amounts[z][e.feature]
		reasons = append(reasons, Reason{e.what, partNames[e.part], points})
	}
	return reasons
}
