package lang

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"khotin/internal/testkit"
)

// TestDetectAccuracy measures the detector on text it has not seen and holds it
// to the project's targets, in per cent.
func TestDetectAccuracy(t *testing.T) {
	sets := []struct {
		name   string
		texts  []string
		tag    Tag
		plain  float64 // at least
		folded float64
		caps   float64 // wholly in upper case
	}{
		{"ro sentences", readLines(t, "testdata/romanian.txt"), Romanian, 98, 95, 97},
		{"ro with cedillas", mapped(readLines(t, "testdata/romanian.txt"), cedillas.Replace), Romanian, 98, 95, 97},
		{"xquad-vi paragraphs", jsonTexts(t, "xquad-vi", "docs.jsonl"), Vietnamese, 99, 98.5, 99},
		{"xquad-vi questions", jsonTexts(t, "xquad-vi", "queries.jsonl"), Vietnamese, 97, 97, 97},
		{"xquad-en paragraphs", jsonTexts(t, "xquad-en", "docs.jsonl"), English, 99, 99, 99},
		{"xquad-en questions", jsonTexts(t, "xquad-en", "queries.jsonl"), English, 97, 97, 97},
		{"cnil-faq answers", jsonTexts(t, "cnil-faq", "docs.jsonl"), French, 99, 99, 99},
		{"cnil-faq questions", jsonTexts(t, "cnil-faq", "queries.jsonl"), French, 97, 97, 97},
	}
	for _, s := range sets {
		windows := threeWords(s.texts)
		folded, caps := mapped(s.texts, Fold), mapped(s.texts, strings.ToUpper)
		plain, stripped, upper := accuracy(s.texts, s.tag), accuracy(folded, s.tag), accuracy(caps, s.tag)
		t.Logf("%-20s %4d texts: %5.1f  no marks %5.1f  capitals %5.1f  three words %5.1f / %5.1f",
			s.name, len(s.texts), plain, stripped, upper,
			accuracy(windows, s.tag), accuracy(mapped(windows, Fold), s.tag))
		if plain < s.plain || stripped < s.folded || upper < s.caps {
			t.Errorf("%s: below the target of %.1f, %.1f without marks, %.1f in capitals", s.name, s.plain, s.folded, s.caps)
		}
		if os.Getenv("LANG_MISSES") != "" {
			for i, text := range s.texts {
				if tag, conf := Detect(text); tag != s.tag {
					t.Logf("  %s %.2f  %.150s", tag, conf, text)
				}
				if tag, conf := Detect(folded[i]); tag != s.tag {
					t.Logf("  folded %s %.2f  %.150s", tag, conf, folded[i])
				}
			}
		}
	}
}

var cedillas = strings.NewReplacer("ș", "ş", "ț", "ţ", "Ș", "Ş", "Ț", "Ţ")

func accuracy(texts []string, want Tag) float64 {
	right := 0
	for _, text := range texts {
		if got, _ := Detect(text); got == want {
			right++
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
