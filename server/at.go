package server

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"khotin/internal/article"
	"khotin/internal/fault"
)

// atName asks for the state of a record at a date.
const atName = "at"

// A record asked for by date or number is a Memento (RFC 7089). The address of
// the record is the original resource and its own TimeGate (pattern 1.2), the
// address with a version that of the Memento.

// when says which state of a record is asked for; the zero one is the latest.
type when struct {
	version string
	asked   article.Date // as exactly as it was given
	before  time.Time    // the first moment that is too late
	nearest bool         // the first version answers for the time before it, too
}

func (w when) isLatest() bool { return w.version == "" && w.before.IsZero() }

// readWhen reads the parameters and, where they say nothing, Accept-Datetime.
// A date covers the whole of its day, month or year.
func (p *params) readWhen(r *http.Request) (w when) {
	w.version = p.one(versionName)
	from, to := p.period(atName)
	negotiated := r.Header.Get("Accept-Datetime")
	switch {
	case !to.IsZero() && w.version != "":
		p.note(atName, "both", "other", versionName)
	case !to.IsZero():
		w.asked, _ = article.ParseDate(strings.ToUpper(strings.TrimSpace(p.one(atName))))
		if w.before = to; from.Equal(to) {
			w.before = to.Add(time.Second)
		}
	case w.version == "" && negotiated != "" && strings.TrimSpace(p.values.Get(atName)) == "":
		t, err := http.ParseTime(negotiated)
		if err != nil {
			p.note("Accept-Datetime", "http_date", "value", shorten(negotiated))
			return w
		}
		// The archive counts milliseconds, HTTP seconds: a version belongs to the
		// second that its Memento-Datetime names.
		w.asked, w.before, w.nearest = article.At(t.In(article.Hanoi), article.Minute), t.Add(time.Second), true
	}
	return w
}

// unseen says that a time lies before the archive's first sight of an article.
type unseen struct{ first time.Time }

func (u unseen) Error() string {
	return "the archive first saw this article on " + u.first.In(article.Hanoi).Format("2006-01-02 at 15:04") + ", Hanoi time"
}

// state returns the version of a record that is asked for, and all versions,
// oldest first; they are not read for the latest.
func (s *site) state(r *http.Request, w when) (shown article.Stored, all []article.Stored, err error) {
	if w.isLatest() {
		shown, err = s.record(r)
		return shown, nil, err
	}
	if all, err = s.allVersions(r); err != nil {
		return shown, nil, err
	}
	if w.version != "" {
		shown, err = pick(all[len(all)-1], all, w.version)
		return shown, all, err
	}
	shown, err = w.choose(all)
	if err == nil {
		shown.State, err = s.Reader.StateAt(r.Context(), shown.ID, w.before.Add(-time.Millisecond))
	}
	return shown, all, err
}

// choose returns the last version stored before the time.
func (w when) choose(all []article.Stored) (shown article.Stored, err error) {
	for _, v := range all {
		if v.StoredAt.Before(w.before) {
			shown = v
		}
	}
	switch {
	case shown.Version > 0:
		return shown, nil
	case w.nearest:
		return all[0], nil
	}
	first := all[0].StoredAt
	return shown, fault.New(fault.NotFound, "%w", unseen{first}).
		WithHint("ask for at=%s or a later date", first.In(article.Hanoi).Format(time.DateOnly))
}

// memento sets what RFC 7089 asks of an answer under path: of the original
// resource where the latest version is sent, else of a Memento of it.
func memento(w http.ResponseWriter, path string, ask when, shown article.Stored, all []article.Stored) {
	w.Header().Add("Vary", "Accept-Datetime")
	link(w, path, "original timegate")
	if ask.isLatest() {
		return
	}
	w.Header().Set("Memento-Datetime", httpDate(shown.StoredAt))
	if ask.version == "" {
		w.Header().Set("Content-Location", versionOfPath(path, shown.Version))
	}
	at := slices.IndexFunc(all, func(v article.Stored) bool { return v.Version == shown.Version })
	for i, v := range all {
		var rels []string
		for _, rel := range []struct {
			name string
			of   int
		}{{"first", 0}, {"prev", at - 1}, {"next", at + 1}, {"last", len(all) - 1}} {
			if rel.of == i {
				rels = append(rels, rel.name)
			}
		}
		if i == at || len(rels) > 0 {
			link(w, versionOfPath(path, v.Version), strings.Join(append(rels, "memento"), " "), fmt.Sprintf("datetime=%q", httpDate(v.StoredAt)))
		}
	}
}

func versionOfPath(path string, n int) string {
	return address(path, url.Values{versionName: {strconv.Itoa(n)}}, "")
}

// httpDate writes a time as HTTP does (RFC 9110, section 5.6.7).
func httpDate(t time.Time) string { return t.UTC().Format(http.TimeFormat) }
