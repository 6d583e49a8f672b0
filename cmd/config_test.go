package cmd

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"khotin/crawler"
	"khotin/internal/testkit"
)

func defaultConfig(t *testing.T) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(testkit.Root(t), "config.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func load(t *testing.T, yaml string, environ ...string) (Config, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(yaml), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		t.Setenv(name, value)
	}
	return loadConfig(defaultConfig(t), path, environ)
}

func TestDefaultsAreValidAndComplete(t *testing.T) {
	c, err := load(t, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"baonghean.vn", "vietnam.vn", "nhandan.vn", "baothaibinh.com.vn", "baothanhhoa.vn"} {
		if c.outlets().ByName(name) == nil {
			t.Errorf("config.yaml does not know the outlet %s", name)
		}
	}
	if _, err := newExtractor(&c); err != nil {
		t.Error(err)
	}
}

func TestFileAndEnvironmentOverDefaults(t *testing.T) {
	c, err := load(t, "crawl:\n  delay: 9s\nserver:\n  addr: 127.0.0.1:9\n", "KHOTIN_SERVER_ADDR=127.0.0.1:10", "KHOTIN_SERVER_MAX_CONCURRENT=3", "KHOTIN_CRAWL_RETRY_DELAY=7s")
	if err != nil {
		t.Fatal(err)
	}
	if c.Crawl.Delay != 9*time.Second || c.Crawl.RetryDelay != 7*time.Second || c.Server.Addr != "127.0.0.1:10" || c.Server.MaxConcurrent != 3 {
		t.Errorf("got %+v %+v", c.Crawl, c.Server)
	}
	if c.Crawl.Token != "khotinbot" {
		t.Error("a setting that the file does not name lost its default")
	}
}

func TestHoursAndThresholds(t *testing.T) {
	const outlet = "    editions: [{lang: vi, host: x.vn, prefix: /}]\n    articles: ['^/a']\n"
	if c, err := load(t, ""); err != nil || c.Crawl.Threshold != 0.05 || c.Server.Crawl {
		t.Errorf("without a word: threshold %v, serve crawls %v, %v", c.Crawl.Threshold, c.Server.Crawl, err)
	}
	c, err := load(t, "crawl:\n  hours: 05:00-23:30\noutlets:\n  - name: x.vn\n"+outlet+"    hours: 22:00-06:00 +02:00\n    threshold: 2.5%\n  - name: y.vn\n"+outlet+"    threshold: 0.1\n",
		"KHOTIN_CRAWL_THRESHOLD=8%")
	if err != nil {
		t.Fatal(err)
	}
	a := &app{config: c}
	o := a.crawlOptions()
	if o.Threshold != 0.08 || o.Hours != (crawler.Hours{From: 5 * time.Hour, To: 23*time.Hour + 30*time.Minute}) {
		t.Errorf("of all: %v, %v", o.Threshold, o.Hours)
	}
	x, y := o.Outlets[0], o.Outlets[1]
	if x.Threshold != 0.025 || x.Hours.From != 22*time.Hour || x.Hours.Zone == nil || y.Threshold != 0.1 || y.Hours != (crawler.Hours{}) {
		t.Errorf("of the outlets: %v %v, %v %v", x.Threshold, x.Hours, y.Threshold, y.Hours)
	}
}

func TestBadConfigurationsNameFieldAndRule(t *testing.T) {
	tests := []struct {
		name, yaml string
		environ    []string
		want       []string
	}{
		{"number for a duration", "crawl:\n  delay: 30\n", nil, []string{"crawl", "delay", "30 is not a duration", "30s"}},
		{"boolean for a duration", "crawl:\n  patience: true\n", nil, []string{"patience", "true is not a duration"}},
		{"misspelt key", "crawl:\n  tiemout: 5s\n", nil, []string{"crawl", "tiemout"}},
		{"unknown section", "crawler:\n  delay: 5s\n", nil, []string{"crawler"}},
		{"wrong type", "server:\n  addr: 8080\n", nil, []string{"server", "addr"}},
		{"out of range", "crawl:\n  workers: 0\nserver:\n  follow: 1ms\n", nil, []string{"crawl.workers: must be 1 to 64 (is \"0\")", "server.follow"}},
		{"not YAML", "a: [", nil, []string{"config.yaml"}},
		{"unknown variable", "", []string{"KHOTIN_CRAWL_DELLAY=5s"}, []string{"KHOTIN_CRAWL_DELLAY sets nothing"}},
		{"bad variable", "", []string{"KHOTIN_CRAWL_DELAY=5"}, []string{`"5" is not a duration`}},
		{"outlet", "outlets:\n  - name: x.vn\n    editions: [{lang: xx, host: 'x.vn/a', prefix: x}]\n    articles: ['(']\n    families: [nope]\n", nil,
			[]string{"outlets[x.vn].editions[0].lang", ".host", ".prefix", ".articles", ".families: must be the name of a family (is \"nope\")"}},
		{"unknown outlet key", "outlets:\n  - name: x.vn\n    hots: [a]\n", nil, []string{"hots"}},
		{"hours", "crawl:\n  hours: 5-25\n", nil, []string{`crawl.hours: must be two times of day such as 05:00-23:30`, `(is "5-25")`}},
		{"threshold", "crawl:\n  threshold: 0%\n", nil, []string{`crawl.threshold: must lie between 0 and 1, or between 0% and 100% (is "0")`}},
		{"no share", "crawl:\n  threshold: often\n", nil, []string{"crawl", "threshold", `"often" is not a share: write 5% or 0.05`}},
		{"outlet's hours and threshold", "outlets:\n  - name: x.vn\n    editions: [{lang: vi, host: x.vn, prefix: /}]\n    articles: ['^/a']\n    hours: 24:00-24:00\n    threshold: 120%\n", nil,
			[]string{`outlets[x.vn].hours: must be two times`, `outlets[x.vn].threshold: must lie between 0 and 1`, `(is "1.2")`}},
		{"agent without token", "crawl:\n  agent: Mozilla/5.0\n", nil, []string{"crawl.agent: must begin with crawl.token"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := load(t, tt.yaml, tt.environ...)
			if !errors.Is(err, errConfig) {
				t.Fatalf("loadConfig = %v; want a configuration error", err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("no word about %q in: %v", want, err)
				}
			}
		})
	}
}

func TestAMissingFileIsAnErrorOnlyWhenAskedFor(t *testing.T) {
	defaults := defaultConfig(t)
	t.Chdir(t.TempDir())
	if _, err := loadConfig(defaults, "", nil); err != nil {
		t.Error(err)
	}
	if _, err := loadConfig(defaults, "nowhere.yaml", nil); !errors.Is(err, errConfig) {
		t.Errorf("err = %v", err)
	}
}
