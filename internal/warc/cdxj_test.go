package warc

import (
	"bytes"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"khotin/internal/fault"
	"khotin/internal/testkit"
)

func TestCDXJ(t *testing.T) {
	dir := t.TempDir()
	locs := exchanges(t, dir)
	path := filepath.Join(dir, names(t, dir)[0])
	var b bytes.Buffer
	if err := WriteCDXJ(&b, Captures(path)); err != nil {
		t.Fatal(err)
	}
	testkit.Golden(t, "exchanges.cdxj", b.Bytes())
	i := 0
	for c, err := range Captures(path) {
		if err != nil {
			t.Fatal(err)
		}
		loc := locs[i]
		wantSame(t, "location", []any{loc.File, loc.Offset, loc.Length, loc.PayloadDigest}, []any{c.File, c.Offset, c.Length, c.Digest})
		i++
	}
	if i != len(locs) {
		t.Errorf("%d captures, want %d", i, len(locs))
	}
}

func TestCDXJOfOddCaptures(t *testing.T) {
	day := time.Date(2026, 8, 6, 11, 42, 0, 0, time.FixedZone("+07", 7*3600))
	var b bytes.Buffer
	err := WriteCDXJ(&b, all(
		Capture{URI: "http://b.vn/<&>", Date: day, File: "x"},
		Capture{URI: "urn:a b", Date: day, Status: 200, MIME: "text/html", Digest: "sha1:X", Offset: 1, Length: 2},
	))
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "lines", `urn:a%20b 20260806044200 {"url":"urn:a b","mime":"text/html","status":"200","digest":"sha1:X","length":"2","offset":"1","filename":""}
vn,b)/<&> 20260806044200 {"url":"http://b.vn/<&>","mime":"unk","status":"-","length":"0","offset":"0","filename":"x"}
`, b.String())
}

func all(captures ...Capture) iter.Seq2[Capture, error] {
	return func(yield func(Capture, error) bool) {
		for _, c := range captures {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func TestCapturesOfDamagedAndSharedMembers(t *testing.T) {
	one, two := plain("\r\n", "first"), plain("\r\n", "second")
	content := slices.Concat(pack(t, one), pack(t, two)[:40], pack(t, one+two), pack(t, two))
	var offsets []int64
	damage, shared := 0, 0
	for c, err := range Captures(temp(t, content)) {
		switch _, damaged := errors.AsType[*Damage](err); {
		case damaged:
			damage++
		case fault.Of(err) == fault.Invalid:
			shared++
		case err != nil:
			t.Fatal(err)
		default:
			offsets = append(offsets, c.Offset)
		}
	}
	wantSame(t, "offsets", []int64{0, int64(len(content) - len(pack(t, two)))}, offsets)
	wantSame(t, "damaged and shared", []int{1, 2}, []int{damage, shared})
	for _, err := range Captures(filepath.Join(t.TempDir(), "none")) {
		if fault.Of(err) != fault.NotFound {
			t.Errorf("missing file: %v", err)
		}
	}
}

// full fails once n bytes were written.
type full struct{ n int }

func (f *full) Write(p []byte) (int, error) {
	if f.n -= len(p); f.n < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestCDXJErrors(t *testing.T) {
	many := make([]Capture, 100)
	if err := WriteCDXJ(&full{}, all(many...)); !errors.Is(err, errFull) {
		t.Errorf("full disk: %v", err)
	}
	broken := func(yield func(Capture, error) bool) { yield(Capture{}, os.ErrClosed) }
	var b strings.Builder
	if err := WriteCDXJ(&b, broken); !errors.Is(err, os.ErrClosed) || b.Len() > 0 {
		t.Errorf("broken captures: %v, %q", err, b.String())
	}
}

func TestCaptureAtIsALineOfTheIndex(t *testing.T) {
	dir := t.TempDir()
	locs := exchanges(t, dir)
	path := filepath.Join(dir, locs[0].File)
	i := 0
	for want, err := range Captures(path) {
		if err != nil {
			t.Fatal(err)
		}
		got, err := CaptureAt(path, locs[i].Offset)
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, want.URI, want, got)
		i++
	}
	if _, err := CaptureAt(path, locs[0].Offset+locs[0].Length); fault.Of(err) != fault.Invalid {
		t.Errorf("a request: %v", err)
	}
}
