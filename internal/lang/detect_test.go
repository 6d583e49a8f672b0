package lang

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"khotin/internal/testkit"
)

// languageSet is a set of texts in one language and the accuracy it must reach,
// in per cent.
type languageSet struct {
	name     string
	texts    []string
	tag      Tag
	plain    float64 // as written
	stripped float64 // without diacritics
	capitals float64 // wholly in upper case
}

// Sentences written for this test, none of them in the training corpus.
func TestDetectSentences(t *testing.T) {
	romanian := readLines(t, "testdata/ro.txt")
	checkAccuracy(t, []languageSet{
		{"vi sentences", readLines(t, "testdata/vi.txt"), Vietnamese, 100, 97, 97},
		{"fr sentences", readLines(t, "testdata/fr.txt"), French, 97, 97, 97},
		{"ro sentences", romanian, Romanian, 98, 97, 97},
		{"ro with cedillas", mapped(romanian, cedillas.Replace), Romanian, 98, 97, 97},
		{"en sentences", readLines(t, "testdata/en.txt"), English, 97, 97, 97},
	})
}

// The evaluation sets of the project, held to its targets.
func TestDetectEvaluationSets(t *testing.T) {
	paragraphs := jsonTexts(t, "xquad-vi", "docs.jsonl")
	testkit.Figure(t, "language: xquad-vi paragraphs", accuracy(t, paragraphs, Vietnamese)/100, "≥ .99", "")
	testkit.Figure(t, "language: the same without marks", accuracy(t, mapped(paragraphs, Fold), Vietnamese)/100, "≥ .985", "")
	cost := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			Detect(paragraphs[i%len(paragraphs)])
		}
	})
	testkit.Figure(t, "language: ns per paragraph", cost.NsPerOp(), "", "")
	testkit.Figure(t, "language: bytes allocated per paragraph", cost.AllocedBytesPerOp(), "", "")
	checkAccuracy(t, []languageSet{
		{"xquad-vi paragraphs", paragraphs, Vietnamese, 99, 98.5, 99},
		{"xquad-vi questions", jsonTexts(t, "xquad-vi", "queries.jsonl"), Vietnamese, 97, 97, 97},
		{"xquad-en paragraphs", jsonTexts(t, "xquad-en", "docs.jsonl"), English, 99, 99, 99},
		{"xquad-en questions", jsonTexts(t, "xquad-en", "queries.jsonl"), English, 97, 97, 97},
		{"cnil-faq answers", jsonTexts(t, "cnil-faq", "docs.jsonl"), French, 99, 99, 99},
		{"cnil-faq questions", jsonTexts(t, "cnil-faq", "queries.jsonl"), French, 97, 97, 97},
	})
}

func checkAccuracy(t *testing.T, sets []languageSet) {
	t.Helper()
	for _, s := range sets {
		windows := threeWords(s.texts)
		plain := accuracy(t, s.texts, s.tag)
		stripped := accuracy(t, mapped(s.texts, Fold), s.tag)
		capitals := accuracy(t, mapped(s.texts, strings.ToUpper), s.tag)
		decomposed := accuracy(t, mapped(s.texts, norm.NFD.String), s.tag)
		t.Logf("%-20s %4d texts: %5.1f  no marks %5.1f  capitals %5.1f  three words %5.1f / %5.1f",
			s.name, len(s.texts), plain, stripped, capitals,
			accuracy(t, windows, s.tag), accuracy(t, mapped(windows, Fold), s.tag))
		if plain < s.plain || stripped < s.stripped || capitals < s.capitals {
			t.Errorf("%s: below the target of %.1f, %.1f without marks, %.1f in capitals",
				s.name, s.plain, s.stripped, s.capitals)
		}
		if decomposed != plain {
			t.Errorf("%s: decomposed text reaches %.1f, composed %.1f", s.name, decomposed, plain)
		}
	}
}

var cedillas = strings.NewReplacer("ș", "ş", "ț", "ţ", "Ș", "Ş", "Ț", "Ţ")

func accuracy(t *testing.T, texts []string, want Tag) float64 {
	t.Helper()
	right := 0
	for _, text := range texts {
		got, confidence := Detect(text)
		if got == want {
			right++
		} else if os.Getenv("LANG_MISSES") != "" {
			t.Logf("  %s %.2f  %.150s", got, confidence, text)
		}
	}
	return 100 * float64(right) / float64(max(len(texts), 1))
}

func mapped(texts []string, f func(string) string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = f(text)
	}
	return out
}

// threeWords takes a window of three words out of each text, the same every run.
func threeWords(texts []string) []string {
	random := rand.New(rand.NewPCG(1, 2))
	var out []string
	for _, text := range texts {
		if words := strings.Fields(text); len(words) >= 3 {
			i := random.IntN(len(words) - 2)
			out = append(out, strings.Join(words[i:i+3], " "))
		}
	}
	return out
}

func readLines(t testing.TB, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

// jsonTexts reads the texts of an evaluation set, of queries those as typed.
func jsonTexts(t testing.TB, set, file string) []string {
	t.Helper()
	var out []string
	for _, line := range readLines(t, testkit.Shared(t, "eval", set, file)) {
		var row struct{ Text, Variant string }
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		if row.Variant == "" || row.Variant == "orig" {
			out = append(out, row.Text)
		}
	}
	return out
}

func BenchmarkTrain(b *testing.B) {
	var texts [len(languages)]string
	for i, tag := range languages {
		texts[i] = corpusText(b, tag)
	}
	b.ReportAllocs()
	var m *model
	for b.Loop() {
		m = train(texts)
	}
	b.ReportMetric(float64(len(m.slots)*20)/1e6, "MB-model")
}

func BenchmarkDetectLine(b *testing.B) {
	const line = "Liderii și delegații provinciali care participă la conferința de instruire din luna august."
	Detect(line)
	b.ReportAllocs()
	for b.Loop() {
		Detect(line)
	}
}
