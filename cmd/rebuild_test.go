package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/testkit"
	"khotin/internal/visit"
)

// bench is a data folder with both editions of the sample newspaper, and a way
// to run commands on it.
type bench struct {
	t    testing.TB
	data string
	file string // of the configuration
}

func newBench(t *testing.T) *bench {
	t.Helper()
	t.Setenv("TEST_DEFAULTS", filepath.Join(testkit.Root(t), "config.yaml"))
	b := &bench{t: t, data: t.TempDir(), file: filepath.Join(t.TempDir(), "paper.yaml")}
	if err := crawlPaper(t.Context(), b.data, func(*Family) {}); err != nil {
		t.Fatal(err)
	}
	b.configure(func(*Family) {})
	return b
}

// configure writes the configuration of the paper, with another extractor.
func (b *bench) configure(change func(*Family)) {
	b.t.Helper()
	outlets, families := demoOutlet()
	change(&families[0])
	body, err := json.Marshal(map[string]any{"outlets": lowerKeys(b.t, outlets), "families": lowerKeys(b.t, families)})
	if err == nil {
		err = os.WriteFile(b.file, body, 0o600) // JSON is YAML
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// lowerKeys turns settings into what a configuration file holds, where every key
// of the paper's settings is the field's name in lower case or with a low line.
func lowerKeys(t testing.TB, v any) (out []map[string]any) {
	t.Helper()
	body, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(body, &out)
	}
	if err != nil {
		t.Fatal(err)
	}
	for i := range out {
		out[i] = lowerMap(out[i])
	}
	return out
}

func lowerMap(m map[string]any) map[string]any {
	low := map[string]any{}
	for k, v := range m {
		switch k {
		case "GroupBy":
			k = "group_by"
		case "Delay", "Zones":
			continue
		}
		switch inner := v.(type) {
		case map[string]any:
			v = lowerMap(inner)
		case []any:
			for i := range inner {
				if e, ok := inner[i].(map[string]any); ok {
					inner[i] = lowerMap(e)
				}
			}
		case nil:
			continue
		}
		low[strings.ToLower(k)] = v
	}
	return low
}

// run runs a command line and returns its output, which must end with the code.
func (b *bench) run(code int, args ...string) string {
	b.t.Helper()
	defaults, err := os.ReadFile(os.Getenv("TEST_DEFAULTS"))
	if err != nil {
		b.t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if !slices.Contains(args, "--data") {
		args = append(args, "--data", b.data)
	}
	if got := Main(defaults, append(args, "--config", b.file), strings.NewReader(""), &out, &errs); got != code {
		b.t.Fatalf("khotin %s ended with %d, want %d:\n%s", strings.Join(args, " "), got, code, errs.String())
	}
	return out.String()
}

// whole is everything that an archive holds of articles and captures.
type whole struct {
	Readings []archive.Reading
	History  map[string][]archive.Event
	Articles []article.Stored
	Captures []visit.Capture
	Rows     map[string]visit.Row
}

func (b *bench) whole(dir string) (w whole) {
	b.t.Helper()
	store, err := archive.Open(b.t.Context(), dir, archive.Options{ReadOnly: true})
	if err != nil {
		b.t.Fatal(err)
	}
	defer store.Close()
	w.History, w.Rows = map[string][]archive.Event{}, map[string]visit.Row{}
	for r, err := range store.Readings(b.t.Context(), "", time.Time{}) {
		b.must(err)
		w.Readings = append(w.Readings, r)
	}
	for s, err := range store.All(b.t.Context()) {
		b.must(err)
		w.Articles = append(w.Articles, s)
		w.History[s.ID], err = store.History(b.t.Context(), s.ID)
		b.must(err)
	}
	for c, err := range store.EachCapture(b.t.Context()) {
		b.must(err)
		w.Captures = append(w.Captures, c)
		if row, err := store.Lookup(b.t.Context(), c.URL); err == nil {
			row.Due = time.Time{} // has some chance in it
			w.Rows[c.URL] = row
		}
	}
	return w
}

func (b *bench) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// TestTheArchiveIsMadeAgain: the WARC files alone give the same articles,
// versions, changes, captures and frontier, and every record byte for byte.
func TestTheArchiveIsMadeAgain(t *testing.T) {
	b := newBench(t)
	want, lines := b.whole(b.data), b.run(0, "export")
	into := filepath.Join(t.TempDir(), "new")
	b.run(0, "rebuild", "--into", into)
	if diff := cmp.Diff(want, b.whole(into)); diff != "" {
		t.Errorf("the archive (-first +again):\n%.4000s", diff)
	}
	if b.run(0, "export", "--data", into) != lines {
		t.Error("the export differs")
	}
	var states []article.State
	versions := 0
	for _, s := range want.Articles {
		versions += s.Version - 1
		if s.State == article.Gone {
			states = append(states, s.State)
		}
	}
	if len(want.Articles) < 40 || versions == 0 || len(states) == 0 {
		t.Errorf("%d articles, %d further versions, %d gone: too little to compare", len(want.Articles), versions, len(states))
	}
	b.run(2, "rebuild", "--into", into) // it has an archive now
}

// TestTheDataFolderIsMadeWholeAgain after its database was lost.
func TestTheDataFolderIsMadeWholeAgain(t *testing.T) {
	b := newBench(t)
	lines := b.run(0, "export")
	b.run(0, "reindex")
	b.must(os.Remove(filepath.Join(b.data, archive.File)))
	b.run(1, "rebuild")
	b.run(0, "rebuild", "--into", b.data)
	if b.run(0, "export") != lines {
		t.Error("the export differs")
	}
	if out := b.run(0, "search", "dân vận khéo"); !strings.Contains(out, "found") {
		t.Errorf("search after the loss:\n%s", out)
	}
}

// differencesOf runs a rebuild and returns the fields that differ, by article
// and version, and the sum.
func (b *bench) differencesOf(args ...string) (fields map[string][]string, sum rebuilt) {
	b.t.Helper()
	fields = map[string][]string{}
	out := strings.TrimSpace(b.run(0, append([]string{"rebuild", "--json"}, args...)...))
	for line := range strings.Lines(out) {
		var d difference
		b.must(json.Unmarshal([]byte(line), &d))
		if d.Article == "" {
			b.must(json.Unmarshal([]byte(line), &sum))
			continue
		}
		key := fmt.Sprintf("%s.%d", d.Article, d.Version)
		for _, f := range d.Fields {
			fields[key] = append(fields[key], f.Name)
		}
	}
	return fields, sum
}

// TestRebuildNamesWhatAnotherExtractorReads and corrects it in place.
func TestRebuildNamesWhatAnotherExtractorReads(t *testing.T) {
	b := newBench(t)
	before, lines := b.whole(b.data), b.run(0, "export")
	other := func(f *Family) { f.Drop = append(f.Drop, "figcaption p + p") } // translated pages have two captions
	b.configure(other)
	got, sum := b.differencesOf("--dry-run")
	want := b.expected(before, other)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("differences (-want +got):\n%s", diff)
	}
	if sum.Versions != len(before.Readings) || sum.Different != len(want) || sum.Corrected != 0 {
		t.Errorf("sum of a dry run %+v", sum)
	}
	if b.run(0, "export") != lines {
		t.Error("a dry run changed something")
	}
	if _, sum = b.differencesOf(); sum.Corrected != len(want) {
		t.Errorf("sum %+v", sum)
	}
	if got, sum = b.differencesOf(); len(got) != 0 || sum.Same != len(before.Readings) {
		t.Errorf("a second rebuild found %v, %+v", got, sum)
	}
	after := b.whole(b.data)
	if diff := cmp.Diff(timesOf(before), timesOf(after)); diff != "" {
		t.Errorf("versions (-before +after):\n%s", diff)
	}
	b.configure(func(*Family) {})
	b.differencesOf()
	if b.run(0, "export") != lines {
		t.Error("the old extractor does not give the old records back")
	}
	b.run(0, "check")
}

// expected crawls the paper with another extractor, and compares the fields of
// its records with those of an archive.
func (b *bench) expected(was whole, change func(*Family)) map[string][]string {
	b.t.Helper()
	dir := b.t.TempDir()
	b.must(crawlPaper(b.t.Context(), dir, change))
	fields, want := map[string]map[string]json.RawMessage{}, map[string][]string{}
	for _, r := range b.whole(dir).Readings {
		var parts map[string]json.RawMessage
		b.must(json.Unmarshal([]byte(r.JSON), &parts))
		fields[fmt.Sprintf("%s.%d", r.Record.ID, r.Version)] = parts
	}
	for _, r := range was.Readings {
		key := fmt.Sprintf("%s.%d", r.Record.ID, r.Version)
		var parts map[string]json.RawMessage
		b.must(json.Unmarshal([]byte(r.JSON), &parts))
		for _, name := range slices.Sorted(maps.Keys(parts)) {
			if !bytes.Equal(parts[name], fields[key][name]) {
				want[key] = append(want[key], name)
			}
		}
	}
	if len(want) == 0 || len(want) == len(was.Readings) {
		b.t.Fatalf("%d of %d versions are read differently: not a test", len(want), len(was.Readings))
	}
	return want
}

// timesOf is what a correction must leave as it was.
func timesOf(w whole) (out []string) {
	for _, s := range w.Articles {
		out = append(out, fmt.Sprintln(s.ID, s.Version, s.State, s.FirstSeen, s.StoredAt, s.LastSeen))
	}
	for _, r := range w.Readings {
		out = append(out, fmt.Sprintln(r.Seq, r.Record.ID, r.Version, len(r.Captures)))
	}
	return out
}

// TestAnInterruptedRebuildLosesNothing: what is stopped half-way is finished by
// the next, and an archive is there whole or not at all.
func TestAnInterruptedRebuildLosesNothing(t *testing.T) {
	b := newBench(t)
	b.configure(func(f *Family) { f.Drop = append(f.Drop, "figure") })
	a := b.app()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	a.out = writerFunc(func([]byte) { cancel() }) // after the first correction
	if err := a.rebuild(ctx, "", time.Time{}, false); !errors.Is(err, context.Canceled) {
		t.Fatalf("interrupted rebuild: %v", err)
	}
	_, sum := b.differencesOf()
	if want := len(b.whole(b.data).Readings); sum.Corrected == 0 || sum.Corrected >= want || sum.Same+sum.Corrected != want {
		t.Errorf("the next rebuild: %+v of %d", sum, want)
	}
	into := t.TempDir()
	if err := b.app().rebuildInto(ctx, into); !errors.Is(err, context.Canceled) {
		t.Fatalf("interrupted remaking: %v", err)
	}
	left, err := os.ReadDir(into)
	b.must(err)
	if len(left) != 0 {
		t.Errorf("an interrupted remaking left %v", left)
	}
}

// app is the program with the configuration of the bench.
func (b *bench) app() *app {
	b.t.Helper()
	defaults, err := os.ReadFile(os.Getenv("TEST_DEFAULTS"))
	b.must(err)
	a := &app{defaults: defaults, configPath: b.file, data: b.data, out: io.Discard, err: io.Discard}
	b.must(a.configure(nil, nil))
	return a
}

type writerFunc func([]byte)

func (f writerFunc) Write(p []byte) (int, error) { f(p); return len(p), nil }

// TestRebuildOfDamagedCaptures names what cannot be read and does the rest.
func TestRebuildOfDamagedCaptures(t *testing.T) {
	b := newBench(t)
	w := b.whole(b.data)
	hurt := w.Readings[3].Captures[0]
	path := filepath.Join(b.data, "warc", hurt.File)
	body, err := os.ReadFile(path)
	b.must(err)
	body[hurt.Offset+hurt.Length/2] ^= 0xff
	b.must(os.WriteFile(path, body, 0o600))
	b.run(0, "check") // which only looks whether the files are there
	if out := b.run(3, "check", "--captures"); strings.Count(out, "capture ") != 1 || !strings.Contains(out, fmt.Sprintf("capture %d of %s:", hurt.ID, hurt.URL)) {
		t.Errorf("check says %s", out)
	}
	if out := b.run(3, "rebuild"); !strings.Contains(out, fmt.Sprintf("%d the same, 0 different", len(w.Readings)-1)) {
		t.Errorf("rebuild says %s", out)
	}
	into := filepath.Join(t.TempDir(), "new")
	b.run(3, "rebuild", "--into", into)
	if got := b.whole(into); len(got.Articles) < len(w.Articles)-1 {
		t.Errorf("%d articles of %d were made again", len(got.Articles), len(w.Articles))
	}
}

func BenchmarkRebuild(b *testing.B) {
	t := &bench{t: b, data: b.TempDir(), file: filepath.Join(b.TempDir(), "paper.yaml")}
	b.Setenv("TEST_DEFAULTS", filepath.Join(testkit.Root(b), "config.yaml"))
	t.must(crawlPaper(b.Context(), t.data, func(*Family) {}))
	t.configure(func(*Family) {})
	versions := len(t.whole(t.data).Readings)
	b.Run("dry", func(b *testing.B) {
		for b.Loop() {
			t.run(0, "rebuild", "--dry-run")
		}
		b.ReportMetric(float64(versions*b.N)/b.Elapsed().Seconds(), "versions/s")
	})
	b.Run("into", func(b *testing.B) {
		for b.Loop() {
			t.run(0, "rebuild", "--into", filepath.Join(b.TempDir(), "new"))
		}
		b.ReportMetric(float64(versions*b.N)/b.Elapsed().Seconds(), "versions/s")
	})
}
