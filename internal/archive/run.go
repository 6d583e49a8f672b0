package archive

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"sync"
	"syscall"
	"time"

	"khotin/internal/fault"
	"khotin/internal/visit"
)

const (
	beatEvery = 20 * time.Second // a run that goes on says so
	beatLost  = 2 * time.Minute  // silent for so long, it was cut off
)

// lock says which run of this archive goes on. A run is held until FinishRun,
// Close, or the end of the context it was started with.
type lock struct {
	mu   sync.Mutex
	run  int64
	held context.Context
	end  context.CancelFunc
	beat sync.WaitGroup
}

// StartRun opens a run of the crawler in the ledger. There is one at a time: it
// goes on until FinishRun or until ctx ends, and while it does, here or in
// another process, StartRun returns an InUse fault. A run whose process died
// does not count, and the leases it left are dropped.
func (a *Archive) StartRun(ctx context.Context) (visit.Run, error) {
	a.crawl.mu.Lock()
	defer a.crawl.mu.Unlock()
	if a.crawl.held != nil {
		if a.crawl.held.Err() == nil {
			return visit.Run{}, inUse(a.crawl.run)
		}
		a.crawl.end()
		a.crawl.beat.Wait()
	}
	r := visit.Run{Started: a.moment(), Outcomes: map[visit.Reason]int{}}
	err := a.relaxed.do(ctx, func(w *writer) (err error) {
		if err = w.alone(ctx, r.Started, a.crawl.run); err == nil {
			r.ID, err = w.open(ctx, r.Started)
		}
		return err
	})
	if err != nil {
		return visit.Run{}, a.fault("start a run", err)
	}
	a.crawl.run = r.ID
	a.crawl.held, a.crawl.end = context.WithCancel(ctx)
	a.crawl.beat.Go(func() { a.keepBeating(a.crawl.held, r.ID) })
	return r, nil
}

func inUse(run int64) error {
	return fault.New(fault.InUse, "a crawl of this archive is going on (run %d)", run).
		WithHint("wait until it is done, or stop it")
}

// alone makes sure that no run goes on but the one that this archive itself
// let go.
func (w *writer) alone(ctx context.Context, now time.Time, own int64) error {
	const query = `SELECT id, host, pid FROM run WHERE finished = 0 AND beat > ? AND id <> ?`
	type run struct {
		id   int64
		host string
		pid  int
	}
	rows, err := w.query(ctx, query, millis(now.Add(-beatLost)), own)
	runs, err := collect(rows, err, func(row scanner) (r run, err error) {
		err = row.Scan(&r.id, &r.host, &r.pid)
		return r, err
	})
	if err != nil {
		return err
	}
	here := hostname()
	for _, r := range runs {
		if r.host != here || alive(r.pid) {
			return inUse(r.id)
		}
	}
	return nil
}

// open enters a run, and drops the leases of those that were cut off.
func (w *writer) open(ctx context.Context, now time.Time) (int64, error) {
	const (
		drop  = `UPDATE frontier SET leased = 0 WHERE leased > 0`
		enter = `INSERT INTO run (started, beat, host, pid) VALUES (?1, ?1, ?2, ?3)`
	)
	if _, err := w.exec(ctx, drop); err != nil {
		return 0, err
	}
	res, err := w.exec(ctx, enter, millis(now), hostname(), os.Getpid())
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

func hostname() string {
	name, err := os.Hostname()
	if err != nil {
		return "" // then only silence tells that a process is gone
	}
	return name
}

// alive reports whether a process of this machine runs. Signal 0 is sent to
// nobody; a system that does not know it leaves the answer to the beat.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	err = p.Signal(syscall.Signal(0))
	return !errors.Is(err, os.ErrProcessDone) && !errors.Is(err, syscall.ESRCH)
}

// keepBeating says that a run goes on until ctx ends, and then lets it go. A
// beat that fails is not made up for: the next one may succeed.
func (a *Archive) keepBeating(ctx context.Context, run int64) {
	ticker := time.NewTicker(beatEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			_ = a.beat(ctx, run, millis(a.moment()))
		case <-ctx.Done():
			_ = a.beat(context.WithoutCancel(ctx), run, 0)
			return
		}
	}
}

func (a *Archive) beat(ctx context.Context, run, at int64) error {
	return a.relaxed.do(ctx, func(w *writer) error {
		_, err := w.exec(ctx, `UPDATE run SET beat = ? WHERE id = ?`, at, run)
		return err
	})
}

// letGo ends the beat of the run, if it is the one that goes on.
func (l *lock) letGo(run int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held == nil || run != 0 && run != l.run {
		return
	}
	l.end()
	l.beat.Wait()
	l.held = nil
}

// FinishRun closes a run. Runs that were cut off are never closed, and keep a
// zero Finished. An unknown or closed run is a NotFound fault.
func (a *Archive) FinishRun(ctx context.Context, run int64) error {
	const query = `UPDATE run SET finished = ? WHERE id = ? AND finished = 0`
	a.crawl.letGo(run)
	err := a.relaxed.do(ctx, func(w *writer) error {
		n, err := w.rows(ctx, query, millis(a.moment()), run)
		if err == nil && n == 0 {
			return fault.New(fault.NotFound, "there is no open run %d", run)
		}
		return err
	})
	return a.fault("finish a run", err)
}

// Going returns the run that goes on, in this process or another; a NotFound
// fault when none does. Unlike StartRun it cannot tell a process that died
// within the last two minutes.
func (a *Archive) Going(ctx context.Context) (visit.Run, error) {
	const query = `SELECT id, started FROM run WHERE finished = 0 AND beat > ? ORDER BY id DESC LIMIT 1`
	var r visit.Run
	var started int64
	err := a.read.scan(ctx, query, []any{millis(a.moment().Add(-beatLost))}, &r.ID, &started)
	if errors.Is(err, sql.ErrNoRows) {
		return r, fault.New(fault.NotFound, "no crawl of this archive is going on")
	}
	r.Started = fromMillis(started)
	return r, a.fault("look for a run", err)
}
