package topic

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"khotin/internal/docref"
	"khotin/internal/lang"
)

// Threshold is the score from which a page counts as mobilisation news unless
// the operator sets another.
const Threshold = 0.5

// Input is what is known of a page. Any part may be empty; without Lead the
// first of Paragraphs is taken for it.
type Input struct {
	Lang       lang.Tag // Unknown: told from the text, or read in all four languages
	Headline   string
	Lead       string
	Paragraphs []string
	Captions   []string
	Section    string     // as the outlet prints it, translated or not
	Citations  []Citation // nil: looked for in Lead and Paragraphs
}

// Citation is a document the page cites.
type Citation struct {
	Type      string // slug, such as nghi-quyet
	Canonical string // official spelling, such as 25-NQ/TW
}

// Result is a judgement. The score is the logistic function of the base
// weight and all points, those of the reasons and of lesser ones left out.
type Result struct {
	Score   float64  `json:"score"` // 0 to 1
	Reasons []Reason `json:"reasons"`
}

// Reason is one thing the score rests on.
type Reason struct {
	What   string  `json:"what"`   // "concept dan_van_kheo", "cue voluntary", "other news: sport", "cites 25-NQ/TW"
	Where  string  `json:"where"`  // headline, lead, body, caption, section or citation
	Points float64 `json:"points"` // positive for, negative against; in units of log odds
}

// maxReasons is how many reasons are told, the weightiest.
const maxReasons = 12

// Score judges a page.
func Score(in Input) Result {
	k := world()
	in = in.complete()
	counts := k.count(in)
	reasons := append(k.weigh(counts), k.judgeSection(in.Section)...)
	reasons = append(reasons, k.judgeCitations(in.Citations)...)
	logit := k.base
	for _, r := range reasons {
		logit += r.Points
	}
	slices.SortStableFunc(reasons, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Points), math.Abs(a.Points)), cmp.Compare(a.What, b.What))
	})
	reasons = reasons[:min(len(reasons), maxReasons)]
	for i, r := range reasons {
		reasons[i].Points = math.Round(r.Points*100) / 100
	}
	reasons = slices.DeleteFunc(reasons, func(r Reason) bool { return r.Points == 0 })
	return Result{Score: logistic(logit), Reasons: reasons}
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// complete fills language, lead and citations from the rest.
func (in Input) complete() Input {
	if in.Lang == lang.Unknown {
		in.Lang = in.detect()
	}
	if strings.TrimSpace(in.Lead) == "" && len(in.Paragraphs) > 0 {
		in.Lead, in.Paragraphs = in.Paragraphs[0], in.Paragraphs[1:]
	}
	in.Paragraphs = in.Paragraphs[:min(len(in.Paragraphs), maxParagraphs)]
	in.Captions = in.Captions[:min(len(in.Captions), maxParagraphs)]
	if in.Citations == nil {
		for _, text := range append([]string{in.Headline, in.Lead}, in.Paragraphs...) {
			for _, c := range docref.Find(text, string(in.Lang)) {
				in.Citations = append(in.Citations, Citation{c.Type, c.Canonical})
			}
		}
	}
	return in
}

// sureEnough is the confidence from which a page is read in one language only.
// Read in all four it finds words by chance: Romanian ai is no AI.
const sureEnough = .7

// detect tells the language from headline, lead and the first paragraphs.
func (in Input) detect() lang.Tag {
	const enough = 10
	texts := append([]string{in.Headline, in.Lead}, in.Paragraphs[:min(len(in.Paragraphs), enough)]...)
	tag, confidence := lang.Detect(strings.Join(texts, "\n"))
	if confidence < sureEnough {
		return lang.Unknown
	}
	return tag
}

// maxParagraphs bounds what is read of a page; news has a tenth of it.
const maxParagraphs = 300
