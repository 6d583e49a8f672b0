package story_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"khotin/internal/lang"
	"khotin/internal/story"
)

// invented makes n prints as a busy year would bring them: stories in three
// languages over 365 days, a few leaders and decisions in many of them.
func invented(n int) []story.Print {
	r := rand.New(rand.NewPCG(1, 2))
	var all []story.Print
	for s := 0; len(all) < n; s++ {
		day := 20_000 + r.IntN(365)
		province := fmt.Sprintf("province%d", r.IntN(63))
		own := []story.Feature{
			{Kind: story.Document, Value: fmt.Sprintf("%d-kh-tu", r.IntN(400)), Weight: 2},
			{Kind: story.Document, Value: fmt.Sprintf("%d-nq-tw", r.IntN(40)), Weight: 1},
			{Kind: story.Happening, Value: fmt.Sprintf("training|%d|%s", day, province), Weight: 2.5},
			{Kind: story.Attendance, Value: fmt.Sprint(10 * r.IntN(100)), Weight: 1.5},
			{Kind: story.Person, Value: fmt.Sprintf("nguyen van %d", r.IntN(2000)), Weight: 1.5},
			{Kind: story.Person, Value: fmt.Sprintf("le thi %d", r.IntN(200)), Weight: 1.5},
			{Kind: story.Place, Value: province, Weight: .3},
		}
		for range 20 {
			own = append(own, story.Feature{Kind: story.Number, Value: fmt.Sprint(r.IntN(3000)), Weight: .8})
		}
		own = story.Sorted(own)
		for _, tag := range []lang.Tag{lang.Vietnamese, lang.French, lang.Romanian}[:1+r.IntN(3)] {
			p := story.Print{ID: fmt.Sprintf("%016d", r.IntN(1<<40)), Outlet: province, Lang: tag, Day: day + r.IntN(2), Features: own}
			p.URL = fmt.Sprintf("x.example/%d/%s", s, tag)
			for k := range uint32(64) {
				p.Sketch = append(p.Sketch, k*1000+uint32(r.IntN(1000)))
			}
			all = append(all, p)
		}
	}
	return all[:n]
}

func BenchmarkCluster(b *testing.B) {
	all := invented(10_000)
	b.ReportAllocs()
	for b.Loop() {
		story.Cluster(all)
	}
}

func BenchmarkFingerprint(b *testing.B) {
	all, _ := sampleArticles(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, a := range all {
			story.Fingerprint(a)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(all)), "µs/article")
}

func BenchmarkDisagreements(b *testing.B) {
	all, _ := sampleArticles(b)
	long := all[0]
	for len(long.Paragraphs) < 200 {
		long.Paragraphs = append(long.Paragraphs, all[len(long.Paragraphs)%len(all)].Paragraphs...)
	}
	if !strings.Contains(long.Paragraphs[0].Text, " ") {
		b.Fatal("no text")
	}
	for b.Loop() {
		story.Disagreements(long, long)
	}
}
