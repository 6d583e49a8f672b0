package cmd

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"khotin/internal/archive"
	"khotin/internal/visit"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestMonitorReadsRules proves that an outlet's robots.txt is told as the
// crawler obeys it.
func TestMonitorReadsRules(t *testing.T) {
	now := time.Now().Truncate(time.Millisecond)
	long := "User-agent: *\n" + strings.Repeat("Disallow: /x\n", 2*maxRules)
	for _, c := range []struct {
		name string
		file visit.RobotsFile
		want visit.Ruling
	}{
		{"named, with a delay", visit.RobotsFile{Status: 200, Body: []byte("User-agent: *\nDisallow: /\n\nUser-agent: khotinbot\nCrawl-delay: 5\nDisallow: /print/\nAllow: /print/a\n")},
			visit.Ruling{Named: true, Home: true, Rules: []string{"Disallow: /print/", "Allow: /print/a"}, Delay: 5 * time.Second}},
		{"everything forbidden", visit.RobotsFile{Status: 200, Body: []byte("User-agent: *\nDisallow: /\n")}, visit.Ruling{Rules: []string{"Disallow: /"}}},
		{"absent", visit.RobotsFile{Status: 404}, visit.Ruling{Home: true}},
		{"out of reach", visit.RobotsFile{Status: 503, Since: now.Add(-time.Hour)}, visit.Ruling{}},
		{"out of reach for long", visit.RobotsFile{Since: now.AddDate(0, 0, -31)}, visit.Ruling{Home: true}},
		{"without end", visit.RobotsFile{Status: 200, Body: []byte(long)}, visit.Ruling{Home: true, Rules: strings.Split(strings.TrimSuffix(strings.Repeat("Disallow: /x\n", maxRules), "\n"), "\n")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			store, err := archive.Open(t.Context(), t.TempDir(), archive.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer store.Close()
			if _, err := store.Add(t.Context(), visit.Row{URL: "https://a.vn/", Outlet: "a.vn", Kind: visit.Listing}); err != nil {
				t.Fatal(err)
			}
			value, err := json.Marshal(c.file)
			if err == nil {
				err = store.SetMemo(t.Context(), visit.RobotsBucket, "https://a.vn", value)
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := monitor{store, "khotinbot"}.Closeup(t.Context(), "a.vn")
			if err != nil || len(got.Robots) != 1 {
				t.Fatalf("%+v, %v", got.Robots, err)
			}
			if diff := cmp.Diff(c.want, got.Robots[0], cmpopts.IgnoreFields(visit.Ruling{}, "RobotsState")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if got.Robots[0].Origin != "https://a.vn" || got.Robots[0].Status != c.file.Status {
				t.Errorf("%+v", got.Robots[0].RobotsState)
			}
		})
	}
}
