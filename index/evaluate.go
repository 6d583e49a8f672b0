package index

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"time"

	"khotin/internal/article"
	"khotin/internal/lang"
	"khotin/internal/query"
)

// evaluationDepth is how many documents a run lists for a query.
const evaluationDepth = 100

// Figures are what an evaluation measured besides the run.
type Figures struct {
	Documents int           `json:"documents"`
	Queries   int           `json:"queries"`
	TextBytes int64         `json:"text_bytes"`
	IndexSize int64         `json:"index_bytes"`
	Indexing  time.Duration `json:"indexing_ns"`
	P50       time.Duration `json:"p50_ns"`
	P95       time.Duration `json:"p95_ns"`
	P99       time.Duration `json:"p99_ns"`
}

// Evaluate runs a test set through the production path: it indexes docs.jsonl
// ({"id","lang","title","text"}) of the folder set into a temporary index,
// searches every text of queries.jsonl ({"id","lang","text"}) and writes the
// hits to run, one a line: query id, document id, rank from 1, score, separated
// by tabs, 100 deep. Queries are read as typed ones are, so those longer than
// query.MaxText are cut, and a query that finds nothing has no line. It returns
// an error for a set that cannot be read, naming the line; the temporary index is
// removed in any case.
func Evaluate(ctx context.Context, set string, o Options, run io.Writer) (f Figures, err error) {
	dir, err := os.MkdirTemp("", "khotin-evaluate-")
	if err != nil {
		return f, fmt.Errorf("make a folder for the evaluation: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ix, err := Open(ctx, dir, o)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, ix.Close()) }()

	start := time.Now()
	source := func(int64) iter.Seq2[article.Stored, error] {
		return documents(filepath.Join(set, "docs.jsonl"), &f.TextBytes)
	}
	if f.Documents, err = ix.Rebuild(ctx, source); err != nil {
		return f, err
	}
	f.Indexing = time.Since(start)
	stats, err := ix.Stats()
	if err != nil {
		return f, err
	}
	f.IndexSize = stats.Bytes
	return f, ix.answerAll(ctx, filepath.Join(set, "queries.jsonl"), run, &f)
}

// answerAll searches every query of a file and notes the times.
func (ix *Index) answerAll(ctx context.Context, path string, run io.Writer, f *Figures) error {
	out := bufio.NewWriter(run)
	var times []time.Duration
	for line, err := range jsonLines[testQuery](path) {
		if err != nil {
			return err
		}
		q, err := query.Parse(firstRunes(line.Text, query.MaxText))
		if err != nil {
			return fmt.Errorf("query %s: %w", line.ID, err)
		}
		q.Limit = evaluationDepth
		start := time.Now()
		found, err := ix.Search(ctx, q)
		if err != nil {
			return fmt.Errorf("query %s: %w", line.ID, err)
		}
		times = append(times, time.Since(start))
		for i, h := range found.Hits {
			fmt.Fprintf(out, "%s\t%s\t%d\t%.6f\n", line.ID, h.ID, i+1, h.Score)
		}
	}
	f.Queries = len(times)
	slices.Sort(times)
	f.P50, f.P95, f.P99 = quantile(times, .5), quantile(times, .95), quantile(times, .99)
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the run: %w", err)
	}
	return nil
}

// quantile of sorted times, by nearest rank; 0 of none.
func quantile(sorted []time.Duration, share float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

type testDocument struct {
	ID    string `json:"id"`
	Lang  string `json:"lang"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

type testQuery struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// documents reads test documents as articles of one paragraph a line.
func documents(path string, size *int64) iter.Seq2[article.Stored, error] {
	return func(yield func(article.Stored, error) bool) {
		var seq int64
		for d, err := range jsonLines[testDocument](path) {
			seq++
			*size += int64(len(d.Title) + len(d.Text))
			tag := lang.ParseTag(d.Lang)
			s := article.Stored{Seq: seq, Version: 1, State: article.Live}
			s.Article = article.Article{
				ID: d.ID, Outlet: "evaluation", Lang: tag, Headline: d.Title,
				Paragraphs: []article.Paragraph{{Text: d.Text, Lang: tag}},
			}
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}

// maxLine bounds one line of a test set, in bytes.
const maxLine = 16 << 20

// jsonLines reads a file of one JSON value a line.
func jsonLines[T any](path string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var v T
		file, err := os.Open(path)
		if err != nil {
			yield(v, fmt.Errorf("open the test set: %w", err))
			return
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, maxLine)
		for n := 1; lines.Scan(); n++ {
			var v T
			if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
				yield(v, fmt.Errorf("%s line %d: %w", path, n, err))
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(v, fmt.Errorf("read %s: %w", path, err))
		}
	}
}
