package archive

import (
	"testing"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

func TestCaptures(t *testing.T) {
	a, clock := fresh(t)
	ctx, run := t.Context(), mustRun(t, a)
	page := visit.Capture{
		URL: "https://baonghean.vn/a", At: clock.now, Status: 200, File: "1.warc.gz", Offset: 300, Length: 4000,
		WARC: "<urn:uuid:1>", Digest: "sha256:x",
	}
	save := func(c visit.Capture, change func(*visit.Capture)) visit.Capture {
		t.Helper()
		change(&c)
		var err error
		if c.ID, err = a.SaveCapture(ctx, c); err != nil {
			t.Fatal(err)
		}
		return c
	}
	cut := save(page, func(c *visit.Capture) { c.Truncated = "length" })
	whole := save(page, func(c *visit.Capture) { c.At = clock.now.Add(time.Second) })
	again := save(page, func(c *visit.Capture) { c.At, c.Revisit = clock.now.Add(2*time.Second), true })
	notModified := save(page, func(c *visit.Capture) { c.At, c.Status, c.Digest = clock.now.Add(3*time.Second), 304, "" })
	save(page, func(c *visit.Capture) { c.URL = "https://baonghean.vn/b"; c.Digest = "sha256:y" })

	stored := mustPut(t, a, news(1, "Một."))
	for _, c := range []*visit.Capture{&whole, &again} {
		row := link("a", clock.now)
		c.Record, c.Seq = stored.ID, stored.Seq
		if err := a.Finish(ctx, run.ID, row, visit.Outcome{URL: row.URL, Record: stored.ID, Seq: stored.Seq, Capture: c.ID}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := a.Captures(ctx, page.URL)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "captures", []visit.Capture{cut, whole, again, notModified}, all)

	for name, look := range map[string]struct {
		get  func() (visit.Capture, error)
		want visit.Capture
	}{
		"of a version":      {func() (visit.Capture, error) { return a.CaptureOf(ctx, stored.Seq) }, whole},
		"of a payload":      {func() (visit.Capture, error) { return a.Original(ctx, "sha256:x") }, whole},
		"last of a page":    {func() (visit.Capture, error) { return a.LastWhole(ctx, page.URL) }, again},
		"unknown version":   {func() (visit.Capture, error) { return a.CaptureOf(ctx, 99) }, visit.Capture{}},
		"unknown payload":   {func() (visit.Capture, error) { return a.Original(ctx, "sha256:z") }, visit.Capture{}},
		"unknown page":      {func() (visit.Capture, error) { return a.LastWhole(ctx, "https://c.vn/") }, visit.Capture{}},
		"payload of nobody": {func() (visit.Capture, error) { return a.Original(ctx, "") }, visit.Capture{}},
	} {
		got, err := look.get()
		if look.want.ID == 0 {
			wantKind(t, err, fault.NotFound)
			continue
		}
		if err != nil {
			t.Fatal(name, err)
		}
		wantSame(t, name, look.want, got)
	}
	_, err = a.SaveCapture(ctx, visit.Capture{URL: "https://a.vn/"})
	wantKind(t, err, fault.Invalid)
}
