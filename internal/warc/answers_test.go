package warc

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"khotin/internal/fault"
)

// TestAnswersReadsWhatAppendReturned: the file alone tells every location that
// the writer told, and the notes beside it.
func TestAnswersReadsWhatAppendReturned(t *testing.T) {
	dir := t.TempDir()
	want := exchanges(t, dir)
	var got []Location
	var notes []Note
	var statuses []int
	var cuts []Reason
	for a, err := range Answers(filepath.Join(dir, want[0].File)) {
		if err != nil {
			t.Fatal(err)
		}
		got, notes, statuses = append(got, a.Location), append(notes, a.Note), append(statuses, a.Status)
		cuts = append(cuts, a.Truncated)
	}
	wantSame(t, "locations", want, got)
	wantSame(t, "statuses", []int{200, 200, 200, 304, 404}, statuses)
	wantSame(t, "answers that were cut", []Reason{"", "", TruncatedDisconnect, "", ""}, cuts)
	wantSame(t, "first note", *page(1, "").Note, notes[0])
	wantSame(t, "note of an exchange without one", Note{}, notes[4])
}

func TestAnswersPassDamage(t *testing.T) {
	dir := t.TempDir()
	locs := exchanges(t, dir)
	path := filepath.Join(dir, locs[0].File)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	whole[locs[1].Offset+locs[1].Length/2] ^= 0xff
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	var left, damage int
	for a, err := range Answers(path) {
		switch {
		case err != nil:
			damage++
		case a.Offset == locs[1].Offset:
			t.Error("the damaged answer was handed out")
		default:
			left++
		}
	}
	if left != len(locs)-1 || damage == 0 {
		t.Errorf("%d answers of %d are left, %d damages", left, len(locs), damage)
	}
	for _, err := range Answers(path + ".none") {
		if fault.Of(err) != fault.NotFound {
			t.Errorf("no file: %v", err)
		}
	}
}

func TestNotesReadBack(t *testing.T) {
	dir := t.TempDir()
	w := newWriter(t, dir, Options{})
	want := Note{FetchTime: 1500 * time.Millisecond, Via: "https://a.vn/", Outcome: "new", More: map[string]string{"kind": "article", "run": "2026-08-06T04:42:00Z"}}
	ex := page(1, "x")
	ex.Note = &want
	loc := mustAppend(t, w, ex)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for a, err := range Answers(filepath.Join(dir, loc.File)) {
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, "note", want, a.Note)
	}
}
