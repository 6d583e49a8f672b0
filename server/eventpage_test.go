package server

import (
	"fmt"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/calendar"
	"khotin/internal/event"
)

func storedWith(persons ...event.Person) article.Stored {
	return article.Stored{Article: article.Article{ID: idOf(1), Persons: persons}, Version: 1}
}

func TestEventsPage(t *testing.T) {
	h := newHandler(t, Options{})
	holds(t, h, "/events?ui=fr",
		`<html lang="fr">`, `3 événements`, `<h2 id="month-2024-08"><time datetime="2024-08">août 2024</time></h2>`, `<h2 id="month-none">Date inconnue</h2>`,
		`<h3 lang="vi"><a href="/events/`+trainingID+`?ui=fr">Tập huấn công tác &lt;dân vận&gt;</a></h3>`,
		`<time datetime="2024-08-06">6 août 2024</time>, le matin · formation · <span lang="vi">Nghệ An</span> · près de 300 personnes · 2 articles · vietnamien · français · <strong class="differ">`,
		`Organisateur – <span lang="vi">Ban Dân vận Tỉnh ủy Nghệ An</span>`, `<option value="training">formation</option>`, `<input type="hidden" name="ui" value="fr">`)
	holds(t, h, "/events?ui=ro&type=review&place=nghe+an&lang=vi&attendance_min=1&from=2023-12-28&to=2023&host=dan+van&person=Mai&document=04-NQ/TU",
		`1 eveniment`, `<option value="review" selected>`, `value="Nghệ An"`, `<option value="vi" selected>`, `name="attendance_min" type="number" inputmode="numeric" min="1" max="1000000" value="1"`,
		`value="2023-12-28"`, `value="dan van"`, `value="04-NQ/TU"`, `content="noindex"`)
	holds(t, h, "/events?ui=en&from=2024-02&to=2024-02", `name="from" type="date" value="2024-02-01"`, `name="to" type="date" value="2024-02-29"`)
	holds(t, h, "/events?ui=en&from=2023&to=2024", `value="2023-01-01"`, `value="2024-12-31"`)
	holds(t, h, "/events?ui=en&place=Atlantis&attendance_min=many", `value="Atlantis"`, `value="many"`)
	holds(t, h, "/events?ui=vi&type=visit", "Không có sự kiện nào phù hợp")
}

func TestEventsAreTurnedByTheDay(t *testing.T) {
	var many almanac
	for day := 30; day > 0; day-- {
		many = append(many, calendar.Merge([]calendar.Report{sampleReport(idOf(1), "vi", "baomau.vn", "x", "training", fmt.Sprintf("2024-06-%02d", day), 10)}))
	}
	h := newHandler(t, Options{Calendar: many})
	seen, target := 0, "/events?limit=10&ui=en"
	for range 10 {
		page := get(h, target).Body.String()
		seen += strings.Count(page, "<li><h3")
		_, rest, more := strings.Cut(page, `rel="next" href="`)
		if !more {
			break
		}
		target, _, _ = strings.Cut(rest, `"`)
		target = strings.ReplaceAll(target, "&amp;", "&")
	}
	if want := 30 + 3; seen != want || !strings.Contains(target, "to=2024-06-03") { // the day at a turn is shown twice
		t.Errorf("%d events shown, want %d; the last page is %s", seen, want, target)
	}
	if page := get(h, "/events?limit=1&to=2024-06-03").Body.String(); strings.Contains(page, `rel="next"`) {
		t.Error("a full day leads to itself")
	}
}

func TestEventPageSaysWhoSaysWhat(t *testing.T) {
	h := newHandler(t, Options{})
	holds(t, h, "/events/"+trainingID+"?ui=en",
		`<h1 lang="vi">Tập huấn công tác &lt;dân vận&gt;</h1>`, `<span lang="vi">Nghệ An</span> · nearly 300 delegates</p>`,
		`The articles do not agree on this event`,
		`<th scope="row" rowspan="2">Attendance <strong class="differ">articles disagree</strong></th>`,
		`<td>nearly 300 delegates</td><td><a href="#report-1">1</a></td>`, `<td>nearly 350 delegates</td><td><a href="#report-2">2</a></td>`,
		`<td lang="vi">Mai Hoa</td><td><a href="#report-1">1</a>, <a href="#report-2">2</a></td>`,
		`<td lang="vi"><a href="/documents/`+resolutionID+`?ui=en">04-NQ/TU</a></td>`,
		`<td>in person and online</td>`, `<li id="report-2"><h3 lang="fr"><a href="/articles/`+idOf(2)+`?ui=en">Formation à la mobilisation</a></h3>`,
		`<dt>Attendance</dt><dd><q lang="vi">gần 300 đại biểu</q></dd>`, `<a href="/api/v1/events/`+trainingID+`">JSON</a>`)
	page := get(h, "/events/"+trainingID+"?ui=en").Body.String()
	if strings.Contains(page, "Thanh Lê") {
		t.Error("the photographer took part")
	}
	if got := get(h, "/events/"+trainingID).Header().Get("Link"); got != `</api/v1/events/`+trainingID+`>; rel="alternate"; type="application/json"` {
		t.Errorf("Link: %s", got)
	}
}

func TestRecordTellsEventsAndPersons(t *testing.T) {
	holds(t, newHandler(t, Options{}), "/articles/"+idOf(1)+"?ui=ro",
		`<a href="/events?from=2024-08-06&amp;place=nghean&amp;to=2024-08-06&amp;ui=ro">curs de instruire</a> · <time datetime="2024-08-06">6 august 2024</time>, dimineața · <span lang="vi">Nghệ An</span> · aproape 300 de delegați`,
		`<th scope="row" lang="vi"><a href="/?person=Mai&#43;Hoa&amp;ui=ro" rel="nofollow">Mai Hoa</a></th><td lang="vi">Trưởng Ban Dân vận Tỉnh ủy</td><td>prezidează, ia cuvântul</td>`)
}
