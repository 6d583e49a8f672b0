package archive

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

// The test binary runs itself again as a second process. The roles speak over
// stdin and stdout, a line at a time, and end when stdin does.

const childDir = "KHOTIN_ARCHIVE_DIR"

func runChild(role string) int {
	roles := map[string]func(context.Context, string) error{"write": childWrites, "read": childReads, "lock": childLocks, "crawl": childCrawls}
	if err := roles[role](context.Background(), os.Getenv(childDir)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// childWrites finishes visits and stores articles, and prints each number once
// both are acknowledged, until it is killed. The article comes second, because
// the next child goes on from the number of articles.
func childWrites(ctx context.Context, dir string) error {
	a, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	run, err := a.StartRun(ctx)
	if err != nil {
		return err
	}
	from, err := a.LastSeq(ctx)
	if err != nil {
		return err
	}
	for n := int(from); n < 1_000_000; n++ {
		row := link(fmt.Sprint(n), time.Now())
		if err := a.Finish(ctx, run.ID, row, visit.Outcome{URL: row.URL, Reason: visit.New}); err != nil {
			return err
		}
		if _, _, err := a.Put(ctx, thick(n)); err != nil {
			return err
		}
		if _, err := fmt.Println(n); err != nil {
			return err
		}
	}
	return nil
}

// childReads answers every line with the last change number it sees and the
// number of articles it can read.
func childReads(ctx context.Context, dir string) error {
	a, err := Open(ctx, dir, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer a.Close()
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		seq, err := a.LastSeq(ctx)
		if err != nil {
			return err
		}
		n := 0
		for _, err := range a.All(ctx) {
			if err != nil {
				return err
			}
			n++
		}
		fmt.Println(seq, n)
	}
	return nil
}

// childLocks holds the write lock until stdin ends.
func childLocks(ctx context.Context, dir string) error {
	a, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	return a.durable.do(ctx, func(*writer) error {
		fmt.Println("locked")
		_, err := io.Copy(io.Discard, os.Stdin)
		return err
	})
}

// childCrawls starts a run, leases an address and waits to be killed.
func childCrawls(ctx context.Context, dir string) error {
	a, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	if _, err := a.StartRun(ctx); err != nil {
		return err
	}
	rows, err := a.Claim(ctx, "baonghean", 1, time.Hour)
	if err != nil {
		return err
	}
	fmt.Println(len(rows))
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// process is a running child.
type process struct {
	t   *testing.T
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func start(t *testing.T, role, dir string) *process {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), child+"="+role, childDir+"="+dir)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &process{t, cmd, in, bufio.NewReader(out)}
}

func (p *process) line() string {
	p.t.Helper()
	s, err := p.out.ReadString('\n')
	if err != nil {
		p.t.Fatalf("the child says %q, then %v", s, err)
	}
	return strings.TrimSuffix(s, "\n")
}

func (p *process) end() {
	p.t.Helper()
	if err := errors.Join(p.in.Close(), p.cmd.Wait()); err != nil {
		p.t.Errorf("child: %v", err)
	}
}

// TestKilledWriterLosesNothing kills a writing process with SIGKILL, six times
// over the same archive, and looks for every article it had acknowledged.
func TestKilledWriterLosesNothing(t *testing.T) {
	dir := t.TempDir()
	acknowledged := 0
	for _, after := range []int{1, 5, 40, 3, 90, 17} {
		p := start(t, "write", dir)
		for range after {
			acknowledged = atoi(t, p.line()) + 1
		}
		if err := p.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		rest, err := io.ReadAll(p.out) // what it acknowledged before the signal came
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(rest)) {
			if whole, ok := strings.CutSuffix(line, "\n"); ok {
				acknowledged = atoi(t, whole) + 1
			}
		}
		p.cmd.Wait()
		survives(t, dir, acknowledged)
	}
}

// survives checks that the first n articles and visits are there, and perhaps
// one more that was being acknowledged.
func survives(t *testing.T, dir string, n int) {
	t.Helper()
	a, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	for i := range n {
		if _, err := a.Get(t.Context(), thick(i).ID); err != nil {
			t.Fatalf("article %d of %d: %v", i, n, err)
		}
		if _, err := a.Lookup(t.Context(), link(fmt.Sprint(i), time.Time{}).URL); err != nil {
			t.Fatalf("visit %d of %d: %v", i, n, err)
		}
	}
	if last, err := a.LastSeq(t.Context()); err != nil || last > int64(n)+1 {
		t.Errorf("LastSeq = %d, %v after %d acknowledged articles", last, err, n)
	}
	if problems, err := a.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("Check: %v, %v", problems, err)
	}
	runs, err := a.Runs(t.Context(), 1)
	if err != nil || len(runs) != 1 || !runs[0].Finished.IsZero() {
		t.Errorf("the run that was cut off reads %v, %v", runs, err)
	}
}

func atoi(t *testing.T, s string) (n int) {
	t.Helper()
	if _, err := fmt.Sscan(s, &n); err != nil {
		t.Fatalf("line %q: %v", s, err)
	}
	return n
}

// TestSecondProcessReadsDuringWrites asks a reading process for the state
// between writes and in the middle of a write transaction.
func TestSecondProcessReadsDuringWrites(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir, Options{})
	p := start(t, "read", dir)
	defer p.end()
	sees := func(want string) {
		t.Helper()
		fmt.Fprintln(p.in, "?")
		if got := p.line(); got != want {
			t.Errorf("the other process sees %q, want %q", got, want)
		}
	}
	sees("0 0")
	for i := range 20 {
		mustPut(t, a, news(i, "Một."))
		sees(fmt.Sprint(i+1, i+1))
	}
	err := a.durable.do(t.Context(), func(w *writer) error {
		e, err := newEntry(news(99, "Một."))
		if err != nil {
			return err
		}
		if _, _, err := a.put(t.Context(), w, e); err != nil {
			return err
		}
		sees("20 20")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	sees("21 21")
}

func TestLockedByAnotherProcess(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir, Options{BusyTimeout: 20 * time.Millisecond})
	stored := mustPut(t, a, news(1, "Một."))
	p := start(t, "lock", dir)
	if got := p.line(); got != "locked" {
		t.Fatal(got)
	}
	_, _, err := a.Put(t.Context(), news(2, "Hai."))
	wantKind(t, err, fault.InUse)
	if fault.Hint(err) == "" || !strings.Contains(err.Error(), a.Path()) {
		t.Errorf("the error does not say which file or what to do: %v", err)
	}
	_, err = a.Add(t.Context(), link("a", time.Now()))
	wantKind(t, err, fault.InUse)
	if _, err := a.Get(t.Context(), stored.ID); err != nil {
		t.Errorf("reading waits for the other writer: %v", err)
	}
	// Opening an archive that is up to date takes no lock.
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	patient := open(t, dir, Options{BusyTimeout: time.Hour})
	if _, _, err = patient.Put(ctx, news(2, "Hai.")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a call waits for the lock longer than its context: %v", err)
	}
	p.end()
	mustPut(t, a, news(2, "Hai."))
}
