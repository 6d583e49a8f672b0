package archive

import (
	"context"
	"testing"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

// cutOffRun starts a run whose context ends at once.
func cutOffRun(t *testing.T, a *Archive) visit.Run {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	run, err := a.StartRun(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func wantGoing(t *testing.T, a *Archive, want int64) {
	t.Helper()
	run, err := a.Going(t.Context())
	if want == 0 {
		wantKind(t, err, fault.NotFound)
		return
	}
	if err != nil || run.ID != want {
		t.Errorf("Going = %d, %v, want %d", run.ID, err, want)
	}
}

// TestOneRunAtATime: in one archive, and in two as of two processes.
func TestOneRunAtATime(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir, Options{}), open(t, dir, Options{})
	wantGoing(t, a, 0)
	run := mustRun(t, a)
	wantGoing(t, b, run.ID)
	for _, other := range []*Archive{a, b} {
		_, err := other.StartRun(t.Context())
		wantKind(t, err, fault.InUse)
		if fault.Hint(err) == "" {
			t.Errorf("%v does not say what to do", err)
		}
	}
	if err := a.FinishRun(t.Context(), run.ID); err != nil {
		t.Fatal(err)
	}
	wantGoing(t, b, 0)
	run = mustRun(t, b)
	if _, err := a.StartRun(t.Context()); fault.Of(err) != fault.InUse {
		t.Errorf("a second run: %v", err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	cutOffRun(t, a) // the run of a closed archive does not go on
	mustRun(t, a)   // nor does one whose context has ended
}

// TestRunOfADeadProcess kills a crawl: the next one may start at once, and
// finds the address that was leased.
func TestRunOfADeadProcess(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir, Options{})
	if _, err := a.Add(t.Context(), link("a", time.Time{})); err != nil {
		t.Fatal(err)
	}
	p := start(t, "crawl", dir)
	if got := p.line(); got != "1" {
		t.Fatalf("the child leased %s addresses", got)
	}
	_, err := a.StartRun(t.Context())
	wantKind(t, err, fault.InUse)
	if rows := mustClaim(t, a, 9, time.Minute); len(rows) != 0 {
		t.Fatalf("a leased address was handed out: %v", rows)
	}
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	p.cmd.Wait()
	mustRun(t, a)
	if rows := mustClaim(t, a, 9, time.Minute); len(rows) != 1 {
		t.Errorf("%d addresses can be claimed, want the one the dead process had", len(rows))
	}
}

// TestRunOfAnotherMachine counts as long as it is heard of.
func TestRunOfAnotherMachine(t *testing.T) {
	a, clock := fresh(t)
	run := cutOffRun(t, a)
	a.crawl.letGo(0)
	elsewhere := func(beat time.Time) {
		err := a.relaxed.do(t.Context(), func(w *writer) error {
			_, err := w.exec(t.Context(), `INSERT INTO run (started, beat, host, pid) VALUES (1, ?, 'elsewhere', 1)`, millis(beat))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	elsewhere(clock.now.Add(-beatLost))
	again := mustRun(t, a)
	if again.ID != run.ID+2 {
		t.Errorf("run %d after %d", again.ID, run.ID)
	}
	if err := a.FinishRun(t.Context(), again.ID); err != nil {
		t.Fatal(err)
	}
	elsewhere(clock.now.Add(time.Second - beatLost))
	_, err := a.StartRun(t.Context())
	wantKind(t, err, fault.InUse)
}
