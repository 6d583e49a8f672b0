package lang

import (
	"maps"
	"testing"
)

// The same corpus gives the same model, however its tables are walked.
func TestTrainIsDeterministic(t *testing.T) {
	var texts [len(languages)]string
	for i, tag := range languages {
		texts[i] = corpusText(t, tag)
	}
	contents := func(m *model) map[uint32][classes]int16 {
		out := make(map[uint32][classes]int16)
		for _, s := range m.slots {
			if s.hash != 0 {
				out[s.hash] = s.logp
			}
		}
		return out
	}
	one, two, shipped := contents(train(texts)), contents(train(texts)), contents(theModel())
	if !maps.Equal(one, two) {
		t.Error("two trainings differ")
	}
	if !maps.Equal(one, shipped) {
		t.Error("the embedded corpus is not the one in the folder")
	}
	t.Logf("%d n-grams, %.1f MB", len(one), float64(len(theModel().slots)*20)/1e6)
}

// Every line of the corpus is recognised: a floor that breaks when training or
// scoring does.
func TestModelKnowsItsCorpus(t *testing.T) {
	for _, tag := range languages {
		for _, line := range readLines(t, "corpus/"+string(tag)+".txt") {
			for _, text := range []string{line, Fold(line)} {
				if got, confidence := Detect(text); got != tag || confidence < .99 {
					t.Errorf("%s line is %s with %.2f: %.60s", tag, got, confidence, text)
				}
			}
		}
	}
}

// The corpus is balanced, so that no language wins by its size.
func TestCorpusBalance(t *testing.T) {
	for _, tag := range languages {
		if n := len([]rune(corpusText(t, tag))); n < 10_000 || n > 15_000 {
			t.Errorf("corpus %s has %d characters", tag, n)
		}
	}
}
