package server

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"khotin/internal/fault"
	"khotin/internal/lang"
	"khotin/internal/visit"

	"github.com/google/go-cmp/cmp"
)

// monitored is the time at which the sample outlets are looked at: noon in
// Hanoi.
var monitored = time.Date(2024, 8, 8, 5, 0, 0, 0, time.UTC)

// desk is a Monitor over values in memory.
type desk struct {
	health  []visit.Health
	watch   visit.Watch
	closeup map[string]visit.Closeup
	err     error
}

func (d desk) Health(context.Context) ([]visit.Health, error)        { return d.health, d.err }
func (d desk) Watch(context.Context, time.Time) (visit.Watch, error) { return d.watch, d.err }
func (d desk) Closeup(_ context.Context, name string) (visit.Closeup, error) {
	c, ok := d.closeup[name]
	if !ok && d.err == nil {
		return c, fault.New(fault.NotFound, "there is no outlet %q", name)
	}
	return c, d.err
}

func sampleMonitor() desk {
	ago := func(d time.Duration) time.Time { return monitored.Add(-d) }
	quiet := visit.Alarm{Kind: visit.Quiet, Outlet: "baomau.vn", Lang: "fr", Since: ago(72 * time.Hour), Measured: 1, Expected: 20.5, Text: "baomau.vn had 1 new article in 7 days; 20.5 are usual.", Advice: "Look at its front page."}
	idle := visit.Alarm{Kind: visit.Idle, Text: "Nothing has been visited for 2 days.", Advice: "Start the crawl."}
	return desk{
		health: []visit.Health{
			{Outlet: "baomau.vn", LastVisit: ago(time.Hour), LastSuccess: ago(2 * time.Hour), LastError: "502 Bad <Gateway>", Errors: 3, Due: 1200, Known: 5000, Articles: 2, Gone: 1},
			{Outlet: "moi.vn", Known: 1, Due: 1},
			{Outlet: "đài.vn", LastVisit: ago(time.Hour), LastSuccess: ago(time.Hour)},
		},
		watch: visit.Watch{
			At:      monitored,
			Outlets: []visit.Standing{{Outlet: "baomau.vn", Day: 1, UsualDay: 2.9, Week: 7, UsualWeek: 20.5, Robots: "forbids", OpenUntil: monitored.Add(time.Hour)}, {Outlet: "đài.vn", Robots: "allows", OpenUntil: ago(time.Hour)}},
			Alarms:  []visit.Alarm{idle, quiet},
		},
		closeup: map[string]visit.Closeup{"baomau.vn": sampleCloseup(ago)},
	}
}

func sampleCloseup(ago func(time.Duration) time.Time) visit.Closeup {
	return visit.Closeup{
		Outlet: "baomau.vn",
		Days: []visit.Day{
			{Day: "2024-08-08", Outcomes: map[visit.Reason]int{visit.New: 2, visit.Failed: 1}}, {Day: "2024-08-01", Outcomes: map[visit.Reason]int{visit.Unchanged: 1500, "eclipsed": 1}},
		},
		Faults: []visit.Fault{{Reason: visit.Failed, Status: 502, Count: 3, Last: ago(time.Hour), Detail: "502 Bad <Gateway>", URL: "https://baomau.vn/x"}, {Reason: visit.Failed, Count: 1, Last: ago(2 * time.Hour), Detail: "no route", URL: "https://baomau.vn/"}},
		Barred: []visit.Refusal{{URL: "https://baomau.vn/print/1", Rule: "robots.txt of baomau.vn, line 2: Disallow: /print/", At: ago(time.Hour)}},
		Latest: []visit.Outcome{
			{URL: "https://baomau.vn/x", Outlet: "baomau.vn", Kind: visit.Article, Reason: visit.Failed, Detail: "502 Bad <Gateway>", Status: 502, At: ago(time.Hour)},
			{URL: "javascript:alert(1)", Outlet: "baomau.vn", Kind: visit.Sitemap, Reason: visit.Skipped, At: ago(2 * time.Hour)},
		},
		Fields: []visit.Month{{Month: "2024-08", Lang: "vi", Records: 3, Date: 3, Byline: 2, Caption: 1}, {Month: "2024-08", Lang: "", Records: 1}},
		Hosts:  []visit.HostState{{Name: "baomau.vn", Host: visit.Host{Free: monitored.Add(time.Hour), Failures: 6, Break: time.Hour}}},
		Robots: []visit.Ruling{{
			RobotsState: visit.RobotsState{Origin: "https://baomau.vn", Status: 200, At: ago(3 * time.Hour)},
			Named:       true, Home: true, Rules: []string{"Disallow: /print/", "Disallow: /<tag>", "Allow: /print/a"}, Delay: 10 * time.Second,
		}},
	}
}

func TestOutlets(t *testing.T) {
	h := newHandler(t, Options{})
	got := decode[outletList](t, get(h, "/api/v1/outlets"))
	var names []string
	for _, o := range got.Outlets {
		names = append(names, o.Name+" "+o.Circuit+" "+o.Robots)
	}
	if diff := cmp.Diff([]string{"baomau.vn open forbids", "moi.vn closed ", "đài.vn closed allows"}, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(got.Alarms) != 1 || len(got.Outlets[0].Alarms) != 1 || got.Outlets[0].Title != "Báo Mẫu" || got.Outlets[0].UsualWeek != 20.5 {
		t.Errorf("%+v", got)
	}
	one := decode[outletDetail](t, get(h, "/api/v1/outlets/BaoMau.vn"))
	if one.Name != "baomau.vn" || one.Errors != 3 || one.RobotsFiles[0].Text != "It forbids us 2 paths. It addresses us by name. It asks for 10 s between requests." || one.Refused[0].Rule == "" || one.Completeness[0].Captions != 1 {
		t.Errorf("%+v", one)
	}
	if body := get(h, "/api/v1/outlets/moi.vn").Body.String(); !strings.Contains(body, `"robots_files":[],"hosts":[],"faults":[],"refused":[],"completeness":[],"days":[],"visits":[]`) {
		t.Errorf("an outlet that was never visited: %s", body)
	}
	for target, want := range map[string]int{"/khong.vn": 404, "/..%2F..": 404, "/" + strings.Repeat("a", 300): 404, "/baomau.vn?x=y": 400, "?limit=1": 400} {
		if w := get(h, "/api/v1/outlets"+target); w.Code != want {
			t.Errorf("%s: %d, want %d", target, w.Code, want)
		}
	}
	none := newHandler(t, Options{Monitor: noMonitor{}})
	for _, target := range []string{"/api/v1/outlets", "/api/v1/outlets/baomau.vn", "/outlets", "/outlets/baomau.vn"} {
		if w := get(none, target); w.Code != http.StatusNotFound {
			t.Errorf("%s of a server that tells nothing of outlets: %d", target, w.Code)
		}
	}
	if strings.Contains(get(none, "/").Body.String(), `href="/outlets`) {
		t.Error("a link to outlets that are not there")
	}
}

// TestConfiguredOutletsAreListed proves that an outlet is there before the
// first visit.
func TestConfiguredOutletsAreListed(t *testing.T) {
	h := newHandler(t, Options{Monitor: desk{}})
	if got := decode[outletList](t, get(h, "/api/v1/outlets")); len(got.Outlets) != 1 || got.Outlets[0].Name != "baomau.vn" {
		t.Errorf("%+v", got)
	}
	holds(t, h, "/outlets/baomau.vn?ui=en", `<h1 lang="vi">Báo Mẫu</h1>`, `<dd>never</dd>`, `It has not been visited yet.`, `Nothing stands out.`)
}

// TestAlarmsOfAnyOutlet proves that an alarm is told wherever it belongs, and
// that addresses of no outlet are no outlet.
func TestAlarmsOfAnyOutlet(t *testing.T) {
	fallen := visit.Alarm{Kind: visit.Fallen, Outlet: "xa.vn", Field: "captions", Measured: .125, Expected: .9, Text: "x", Advice: "y"}
	h := newHandler(t, Options{Monitor: desk{health: []visit.Health{{Outlet: "", Known: 3}}, watch: visit.Watch{Alarms: []visit.Alarm{fallen}}}})
	got := decode[outletList](t, get(h, "/api/v1/outlets"))
	if len(got.Outlets) != 2 || got.Outlets[1].Name != "xa.vn" || len(got.Outlets[1].Alarms) != 1 || len(got.Alarms) != 0 {
		t.Errorf("%+v", got)
	}
	holds(t, h, "/outlets/xa.vn?ui=vi", `<strong>Một mục bị thiếu nhiều hơn</strong> (Chú thích ảnh; 13`+"\u00a0"+`%, thường là 90`+"\u00a0"+`%)`)
}

func TestOutletPages(t *testing.T) {
	h := newHandler(t, Options{})
	holds(t, h, "/outlets?ui=fr", `<strong>Aucune collecte en cours</strong> <span class="detail" lang="en">Nothing has been visited for 2 days. Start the crawl.</span>`,
		`<a href="/outlets/baomau.vn?ui=fr" lang="vi">Báo Mẫu</a> – Bien moins de nouveaux articles</strong> (français; 1, d’ordinaire 20,5) <span class="detail" lang="en">`,
		`<td>jamais</td>`, `<td class="n"><strong class="differ">3</strong></td><td>interdit</td><td class="text"><strong class="differ">laissé en paix jusqu’au 8 août 2024 à 13`,
		`<td>autorise</td><td class="text">répond</td>`, `<li><a href="/outlets?ui=fr" aria-current="true">Médias</a></li>`)
	holds(t, h, "/outlets/baomau.vn?ui=ro", `<dd lang="en">502 Bad &lt;Gateway&gt;</dd>`, `<dd>2 (1 retras)</dd>`, `<dd>7 (de obicei 20,5)</dd>`,
		`<dt>Server baomau.vn</dt><dd>Nu se cere nimic până la 8 august 2024, ora 13:00, fiindcă eșua mereu. 6 eșecuri la rând.</dd>`,
		`<p>Ne interzice 2 căi. Ne numește. Cere 10 s între cereri. Citit la 8 august 2024, ora 9:00.</p>`, `<summary>3 linii care ne privesc</summary>`, `<li><code>Disallow: /&lt;tag&gt;</code></li>`,
		`<td class="address">https://baomau.vn/print/1</td><td lang="en">robots.txt of baomau.vn, line 2: Disallow: /print/</td>`,
		`<tr><th scope="row">eșecuri</th><td>502</td><td class="n">3</td>`, `<tr><th scope="row">eșecuri</th><td>–</td>`,
		`<time datetime="2024-08">august 2024</time></th><td>vietnameză</td><td class="n">3</td><td class="n">100`+"\u00a0"+`%</td><td class="n">0`,
		`<th scope="col" class="n">eclipsed</th>`, `<td class="n">1.500</td>`, `<td class="address">javascript:alert(1)</td>`, `hartă a sitului`)
	if page := get(h, "/outlets/baomau.vn").Body.String(); strings.Contains(page, `href="javascript`) {
		t.Error("an address that is not of the web became a link")
	}
	list := get(h, "/outlets?ui=vi").Body.String()
	if a, b, c := strings.Index(list, ">Báo Mẫu</a></th>"), strings.Index(list, ">đài.vn</a></th>"), strings.Index(list, ">moi.vn</a></th>"); a < 0 || b < a || c < b {
		t.Errorf("the outlets are not in Vietnamese order: %d %d %d", a, b, c)
	}
}

func TestRulings(t *testing.T) {
	l := newSite(t).locales.english()
	at := time.Date(2024, 8, 6, 20, 0, 0, 0, time.UTC)
	file := func(home bool, rules ...string) visit.Ruling {
		return visit.Ruling{RobotsState: visit.RobotsState{Status: 200}, Home: home, Rules: rules}
	}
	for want, r := range map[string]visit.Ruling{
		"It forbids us nothing.":                    file(true),
		"It forbids us 1 path.":                     file(true, "Disallow: /a", "Allow: /a/b"),
		"It forbids us everything.":                 file(false, "Disallow: /"),
		"It forbids us everything but a few paths.": file(false, "Disallow: /", "Allow: /tin/"),
		"There is none: everything may be read.":    {RobotsState: visit.RobotsState{Status: 404}, Home: true},
		"It forbids us nothing. It addresses us by name. It asks for 2 s between requests.":     {RobotsState: visit.RobotsState{Status: 200}, Home: true, Named: true, Delay: 1500 * time.Millisecond},
		"It has been out of reach since 7 August 2024, 3:00: until it can be read, nothing is.": {RobotsState: visit.RobotsState{Status: 503, Since: at}},
		"It has been out of reach since 7 August 2024, 3:00, so long that it counts as absent.": {RobotsState: visit.RobotsState{Since: at}, Home: true},
	} {
		if got := rulingText(l, r); got != want {
			t.Errorf("%+v: %q, want %q", r, got, want)
		}
	}
}

func TestEverythingOfOutletsHasAName(t *testing.T) {
	l := newSite(t).locales.english()
	var keys []string
	for _, kind := range []visit.AlarmKind{visit.Idle, visit.Stale, visit.Quiet, visit.Fallen, visit.Barred, visit.Open, visit.Backlog, visit.Failures} {
		keys = append(keys, "alarm."+string(kind))
	}
	for _, kind := range []visit.Kind{visit.Article, visit.Listing, visit.Feed, visit.Sitemap, visit.Robots} {
		keys = append(keys, "visit."+string(kind))
	}
	for _, state := range []string{"allows", "forbids", "out of reach"} {
		keys = append(keys, "robots.state."+state)
	}
	for _, field := range []string{"date", "byline", "captions", "lead", "profile"} {
		keys = append(keys, "outlets."+field)
	}
	for _, key := range keys {
		if !l.Has(key) {
			t.Errorf("no catalog has %s", key)
		}
	}
}

func TestDecimals(t *testing.T) {
	ls := newSite(t).locales
	for tag, want := range map[lang.Tag][2]string{lang.English: {"1,234.6", "3"}, lang.French: {"1\u00a0234,6", "3"}, lang.Romanian: {"1.234,6", "3"}, lang.Vietnamese: {"1.234,6", "3"}} {
		l := ls.by(tag)
		if got := [2]string{l.Decimal(1234.56), l.Decimal(3)}; got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

// outletRecordings are those of the operations on outlets.
func outletRecordings(t *testing.T) (out []recording) {
	add := func(path, target string, o Options, header ...string) {
		target = existing(target)
		out = append(out, recording{http.MethodGet, path, target, get(newHandler(t, o), target, header...)})
	}
	for _, path := range []string{"/api/v1/outlets", "/api/v1/outlets/{name}"} {
		add(path, path, Options{})
		add(path, path, Options{}, "If-None-Match", "*")
		add(path, path+"?x=y", Options{})
		add(path, path, Options{Monitor: noMonitor{}})
		add(path, path, Options{Monitor: desk{err: errors.New("disk")}})
		add(path, path, Options{Monitor: desk{err: fault.New(fault.Unavailable, "the server is closing")}})
	}
	add("/api/v1/outlets/{name}", "/api/v1/outlets/moi.vn", Options{})
	for _, path := range []string{"/outlets", "/outlets/{name}"} {
		add(path, path, Options{})
		add(path, path, Options{}, "If-None-Match", "*")
		add(path, path+"?ui=xx", Options{})
	}
	return out
}
