package event

import (
	"strings"
	"testing"

	"khotin/internal/lang"
)

func BenchmarkRead(b *testing.B) {
	var inputs []Input
	for _, a := range newspaper(b) {
		inputs = append(inputs, inputOf(a.article))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, in := range inputs {
			Read(in)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N*len(inputs)), "ms/article")
}

// BenchmarkReadSeed reads the longest real article, 14 kB.
func BenchmarkReadSeed(b *testing.B) {
	in := seedLines(b, "002_15569707f533df5d", true)
	size := 0
	for _, p := range in.Paragraphs {
		size += len(p.Text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		Read(in)
	}
}

// worst are texts that make the grammar look far at every word.
var worst = []string{
	"Ban Dân vận Tỉnh ủy và ", "đồng chí Lê Văn Tám, Phó Bí thư Tỉnh ủy, ", "300 đại biểu, ", "tổ chức hội nghị ",
	"chủ trì ", "Nghệ An ", "ngày 6/8, ", "Trưởng ban ", "(", "1.200 ", "hội nghị; ", "04-NQ/TU ngày 6/8/2024 ",
}

// BenchmarkReadWorst reads 256 kB of repetition, far more than any article has.
func BenchmarkReadWorst(b *testing.B) {
	var in Input
	for _, w := range worst {
		in.Paragraphs = append(in.Paragraphs, Text{strings.Repeat(w, 21000/len(w)), lang.Vietnamese})
	}
	for b.Loop() {
		Read(in)
	}
}

func TestRepetition(t *testing.T) {
	for _, w := range worst {
		in := Input{Paragraphs: []Text{{strings.Repeat(w, 20000/len(w)), lang.Vietnamese}}}
		checkFacts(t, in, Read(in))
	}
}
