package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"khotin/crawler"
	"khotin/crawler/probe"
	"khotin/internal/archive"
	"khotin/internal/article"
	"khotin/internal/fault"

	"github.com/google/go-cmp/cmp"
)

// loopback points a crawler at the recorded sites and lets its pauses pass on
// a clock of their own.
func loopback(s *sites, o crawler.Options) crawler.Options {
	addr := s.Listener.Addr().String()
	o.AllowAddrs, o.Resolve = []string{addr}, func(string) string { return addr }
	var mu sync.Mutex
	clock := time.Date(2026, 11, 21, 8, 0, 0, 0, article.Hanoi)
	o.Now = func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return clock
	}
	o.Sleep = func(ctx context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		clock = clock.Add(d)
		return ctx.Err()
	}
	return o
}

// crawled is what a crawl of one outlet stores: the addresses of its records.
func crawled(t *testing.T, s *sites, o OutletConfig) []string {
	t.Helper()
	a := recordedSites(t)
	a.config.Outlets, a.config.Crawl.Keep = []OutletConfig{o}, "all"
	options := loopback(s, a.crawlOptions())
	store, err := archive.Open(t.Context(), a.config.Data, archive.Options{Now: options.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	c, err := a.newCrawler(store, options)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	urls := map[string]bool{}
	for rec, err := range store.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		urls[rec.URL] = true
	}
	return slices.Sorted(maps.Keys(urls))
}

// loadEntry reads the entry that a probe has saved as a configuration file.
func loadEntry(t *testing.T, dir string) Config {
	t.Helper()
	yaml, err := os.ReadFile(filepath.Join(dir, "entry.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := load(t, string(yaml))
	if err != nil {
		t.Fatalf("the entry is not valid: %v\n%s", err, yaml)
	}
	return c
}

// probed runs the probe and reads its entry back from the file it saves.
func probed(t *testing.T, a *app, host string, o crawler.Options) (OutletConfig, probe.Report) {
	t.Helper()
	dir := t.TempDir()
	if err := a.probe(t.Context(), probing{host: host, out: dir, requests: probe.DefaultBudget}, o); err != nil {
		t.Fatalf("probe %s: %v", host, err)
	}
	c := loadEntry(t, dir)
	var report probe.Report
	body, err := os.ReadFile(filepath.Join(dir, "report.json"))
	if err == nil {
		err = json.Unmarshal(body, &report)
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(outletOf(report.Entry), c.Outlets[0]); diff != "" || len(c.Outlets) != 1 {
		t.Errorf("the entry of %s is read otherwise than meant (-meant +read):\n%s", host, diff)
	}
	return c.Outlets[0], report
}

// TestProbeRecordedSites holds the entries that probe writes against those
// written by hand: used for a crawl they must find the same articles.
func TestProbeRecordedSites(t *testing.T) {
	s := serveSites(t)
	for _, hand := range recordedSites(t).config.Outlets {
		host := hand.Editions[0].Host
		if host == "baolangson.vn" {
			continue // see TestProbeRefused
		}
		t.Run(host, func(t *testing.T) {
			a := recordedSites(t)
			s.requests()
			own, report := probed(t, a, host, loopback(s, a.crawlOptions()))
			if n := len(s.requests()); n > probe.DefaultBudget || n != report.Requests {
				t.Errorf("%d requests were made, %d reported, at most %d allowed", n, report.Requests, probe.DefaultBudget)
			}
			want, got := crawled(t, s, hand), crawled(t, s, own)
			for _, u := range want {
				if !slices.Contains(got, u) {
					t.Errorf("the entry written by hand finds %s, the probe's does not\n%s", u, report.YAML())
				}
			}
			if len(want) == 0 {
				t.Error("the entry written by hand finds nothing")
			}
			t.Logf("%d articles by hand, %d by probe, %d requests, families %v", len(want), len(got), report.Requests, own.Families)
		})
	}
}

// TestProbeRefused asks baolangson.vn for nothing but its robots.txt.
func TestProbeRefused(t *testing.T) {
	s, a := serveSites(t), recordedSites(t)
	err := a.probe(t.Context(), probing{host: "baolangson.vn", requests: probe.DefaultBudget}, loopback(s, a.crawlOptions()))
	if fault.Of(err) != fault.Invalid || !strings.Contains(err.Error(), "line 2") || !strings.Contains(err.Error(), "Disallow: /") {
		t.Errorf("probe = %v; want an Invalid fault that names the rule", err)
	}
	if asked := s.requests(); len(asked) != 1 || asked[0].Path != "/robots.txt" {
		t.Errorf("asked for %v; want robots.txt and nothing else", asked)
	}
}

// TestProbeSample probes the sample newspaper and crawls it with the entry.
func TestProbeSample(t *testing.T) {
	c, err := load(t, "")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	c.Data = t.TempDir()
	a := &app{config: c, log: newLog(io.Discard, c.Log), out: &out, err: io.Discard}
	dir := t.TempDir()
	if err := a.probeSample(t.Context(), probing{out: dir, requests: probe.DefaultBudget}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"18 files by month", "304", "Bến Tin", "group_by: id"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, out.String())
		}
	}
	entry := loadEntry(t, dir)
	hand, _ := demoOutlet()
	own := entry.Outlets[0]
	own.Families, own.Discover = hand[0].Families, hand[0].Discover // of which a probe names more, and none
	if diff := cmp.Diff(hand[0], own); diff != "" {
		t.Errorf("the entry (-written by hand +by probe):\n%s", diff)
	}
	paper, err := startPaper(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer paper.Close()
	a.config.Outlets, a.config.Crawl.Delay, a.config.Crawl.Keep = entry.Outlets, 0, "all"
	a.paper = paper.addr
	store, err := archive.Open(t.Context(), c.Data, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := a.demoPass(t.Context(), store, "with the entry", time.Now()); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err := range store.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if want := len(paper.outlet.Articles()); n != want {
		t.Errorf("a crawl with the entry stores %d articles of %d", n, want)
	}
}
