package topic

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"khotin/internal/lang"
	"khotin/internal/testkit"
)

// row is a labelled headline with the beginning of its text.
type row struct {
	ID       string `json:"id"`
	Headline string `json:"headline"`
	Text     string `json:"text"`
	OnTopic  bool   `json:"on_topic"`

	tag lang.Tag
}

func (r row) input() Input {
	return Input{Lang: r.tag, Headline: r.Headline, Lead: r.Text, Citations: []Citation{}}
}

var tags = []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian}

func readRows(t testing.TB, tag lang.Tag) []row {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + string(tag) + ".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for line := range bytes.Lines(raw) {
		r := row{tag: tag}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		rows = append(rows, r)
	}
	return rows
}

// heldOut is a third of the rows, the same stories in every language, since
// many rows tell one story three times.
func (r row) heldOut() bool {
	n, _ := strconv.Atoi(r.ID[3:])
	return n%3 == 0
}

// example is a row as the model sees it.
type example struct {
	x [2 * features]float64
	y float64
}

func exampleOf(in Input, on bool) example {
	_, signal := signals(world().count(in.complete()))
	e := example{}
	copy(e.x[:features], signal[0][:])
	copy(e.x[features:], signal[1][:])
	if on {
		e.y = 1
	}
	return e
}

// limits are the least and greatest weight of each feature.
var limits = [features][2]float64{
	core: {0, 5}, strong: {0, 4}, theme: {0, 1.4}, organisation: {1.2, 1.8}, pair: {0, 1.4}, grassroots: {0, .4}, politics: {0, .4},
	persuasion: {0, 3}, voluntary: {0, 3}, listening: {0, 3}, community: {0, 1.5}, mobilise: {0, 1},
	against: {-2.5, 0}, elsewhere: {-3, -2},
}

// fit is logistic regression by gradient descent with a ridge of 0.002 per
// example. The base is not fitted but given: most news is about something
// else, so a page without evidence must stay well below one half, which the
// sample, half of it on topic, cannot know. For the same reason evidence for
// the topic may not count against it, nor the reverse; words of other news,
// which any page may hold by chance, and the institutions of all politics
// weigh no more than limits allow.
func fit(examples []example) (base float64, w [2 * features]float64) {
	const steps, rate, ridge, given = 6000, 1.0, .002, -1.2
	base = given
	for range steps {
		var gradient [2 * features]float64
		for _, e := range examples {
			z := base
			for f, x := range e.x {
				z += w[f] * x
			}
			miss := logistic(z) - e.y
			for f, x := range e.x {
				gradient[f] += miss * x
			}
		}
		n := float64(len(examples))
		for f := range w {
			w[f] -= rate * (gradient[f]/n + ridge*w[f])
			limit := limits[feature(f)%features]
			w[f] = max(min(w[f], limit[1]), limit[0])
		}
	}
	return base, w
}

// TestFit fits the weights from the training rows, as typed and without
// marks, and holds the table to them.
func TestFit(t *testing.T) {
	var examples []example
	for _, tag := range tags {
		for _, r := range readRows(t, tag) {
			if !r.heldOut() {
				in := r.input()
				examples = append(examples, exampleOf(in, r.OnTopic))
				in.Headline, in.Lead = lang.Fold(in.Headline), lang.Fold(in.Lead)
				examples = append(examples, exampleOf(in, r.OnTopic))
			}
		}
	}
	base, w := fit(examples)
	var table strings.Builder
	table.WriteString("# Fitted by TestFit (go test -run Fit -update): log odds for headline and text.\nfeature\theadline\ttext\n")
	fmt.Fprintf(&table, "base\t0\t%.1f\n", base)
	for f, name := range featureNames {
		fmt.Fprintf(&table, "%s\t%.1f\t%.1f\n", name, w[f]+0, w[int(features)+f]+0)
	}
	t.Logf("%d examples\n%s", len(examples), table.String())
	testkit.Golden(t, "../tables/weights.tsv", []byte(table.String()))
}

// tally counts judgements.
type tally struct{ hit, miss, alarm, quiet int }

func (c *tally) add(on, said bool) {
	switch {
	case on && said:
		c.hit++
	case on:
		c.miss++
	case said:
		c.alarm++
	default:
		c.quiet++
	}
}

func (c tally) all() int           { return c.hit + c.miss + c.alarm + c.quiet }
func (c tally) precision() float64 { return float64(c.hit) / math.Max(1, float64(c.hit+c.alarm)) }
func (c tally) recall() float64    { return float64(c.hit) / math.Max(1, float64(c.hit+c.miss)) }

// TestHeldOutRows shows how the rule does on a third of the rows. No weight was
// fitted to them, but the words of the tables were chosen after reading what
// the rule had missed among them, so this is what was learnt. What to expect of
// news it has not seen is told by the rows from 301 on, each lot of which was
// scored once before anything was mended, always at a precision of .96 to 1
// but for 481 to 528 in French and Romanian (.88):
//
//	rows      what they are                 recall vi   fr    ro
//	301-360   notices and small reports          .97   .93   .80
//	361-420   the same, other stories            .90   .93   .87
//	421-480   told without words of the trade    .87   .57   .70
//	481-528   told as stories, hardly a term     .92   .67   .83
//	601-632   between the two                    .81   .75   .81
//	701-724   ordinary news                     1     .75   .92
//	731-746   ordinary news                     1    1     1
func TestHeldOutRows(t *testing.T) {
	for _, tag := range tags {
		var rows, bare, trained tally
		for _, r := range readRows(t, tag) {
			in := r.input()
			result := Score(in)
			said := result.Score >= Threshold
			if !r.heldOut() {
				trained.add(r.OnTopic, said)
				continue
			}
			rows.add(r.OnTopic, said)
			if said != r.OnTopic {
				t.Logf("%s %.2f on topic %v: %s | %s\n    %v", r.ID, result.Score, r.OnTopic, r.Headline, r.Text, result.Reasons)
			}
			in.Headline, in.Lead = lang.Fold(in.Headline), lang.Fold(in.Lead)
			bare.add(r.OnTopic, Score(in).Score >= Threshold)
		}
		testkit.Figure(t, fmt.Sprintf("topic %s: precision and recall of %d held out headlines with leads", tag, rows.all()),
			fmt.Sprintf("%.3f %.3f", rows.precision(), rows.recall()), "≥ .95 ≥ .90", "")
		testkit.Figure(t, fmt.Sprintf("topic %s: the same without marks", tag), fmt.Sprintf("%.3f %.3f", bare.precision(), bare.recall()), "≥ .95 ≥ .90", "")
		t.Logf("%s: held out %d: precision %.3f recall %.3f; without marks %.3f %.3f; trained on %d: %.3f %.3f", tag,
			rows.all(), rows.precision(), rows.recall(), bare.precision(), bare.recall(),
			trained.all(), trained.precision(), trained.recall())
		for _, c := range []tally{rows, bare} {
			if c.precision() < .95 || c.recall() < .90 {
				t.Errorf("%s: want a precision of at least .95 and a recall of at least .90", tag)
			}
		}
	}
}
