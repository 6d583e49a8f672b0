package cmd

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"khotin/index"
	"khotin/internal/article"
	"khotin/internal/pressroom"
	"khotin/server"
)

// engine is a search engine of the load benchmark.
type engine struct {
	build func(ctx context.Context, dir string, all iter.Seq2[article.Stored, error]) error
	open  func(ctx context.Context, dir string) (http.Handler, io.Closer, error)
}

// Names of the engines.
const (
	khotinEngine = "khotin"
	stockEngine  = "stock"
)

func engines() map[string]engine {
	return map[string]engine{
		khotinEngine: {buildKhotin, openKhotin},
		stockEngine:  {buildStock, openStock},
	}
}

func buildKhotin(ctx context.Context, dir string, all iter.Seq2[article.Stored, error]) error {
	ix, err := index.Open(ctx, dir, index.Options{})
	if err != nil {
		return err
	}
	_, err = ix.Rebuild(ctx, func(int64) iter.Seq2[article.Stored, error] { return all })
	return errors.Join(err, ix.Close())
}

func openKhotin(ctx context.Context, dir string) (http.Handler, io.Closer, error) {
	ix, err := index.Open(ctx, dir, index.Options{})
	if err != nil {
		return nil, nil, err
	}
	handler, err := server.New(server.Options{Searcher: ix, Suggester: ix, Reader: noReader{}})
	return handler, ix, err
}

// noReader has no records: searches do not ask for them.
type noReader struct{}

func (noReader) Get(context.Context, string) (article.Stored, error) {
	return article.Stored{}, errors.New("not asked for")
}

func (noReader) Versions(context.Context, string) ([]article.Stored, error) { return nil, nil }

func (noReader) StateAt(context.Context, string, time.Time) (article.State, error) {
	return article.Live, nil
}

// Names of the programs that the test program is when it is started as one of
// them, see TestMain.
const (
	buildProgram = "khotin-bench-build" // ENGINE FOLDER ARTICLES: prints a built
	serveProgram = "khotin-bench-serve" // ENGINE FOLDER: prints its address, serves to the end of its input
)

// benchProgram is a main function.
func benchProgram(run func(ctx context.Context, args []string) error) func() {
	return func() {
		if err := run(context.Background(), os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// built says what building an index took.
type built struct {
	Wall, CPU time.Duration
	size      float64 // bytes on the disk
	peak      memory
}

func runBuild(ctx context.Context, args []string) error {
	n, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	a, err := pressroom.New()
	if err != nil {
		return err
	}
	start := time.Now()
	before, err := cpuTime()
	if err != nil {
		return err
	}
	if err := engines()[args[0]].build(ctx, args[1], a.After(n, 0)); err != nil {
		return err
	}
	after, err := cpuTime()
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(built{Wall: time.Since(start), CPU: after - before})
}

// cpuTime is what this process has used of all processors, which other programs
// on the machine do not disturb.
func cpuTime() (time.Duration, error) {
	var use syscall.Rusage
	err := syscall.Getrusage(syscall.RUSAGE_SELF, &use)
	return time.Duration(use.Utime.Nano() + use.Stime.Nano()), err
}

func runServe(ctx context.Context, args []string) error {
	handler, shut, err := engines()[args[0]].open(ctx, args[1])
	if err != nil {
		return err
	}
	defer shut.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: handler}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = srv.Close()
	}()
	fmt.Println("http://" + listener.Addr().String())
	if err := srv.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// program prepares the test program to be run as another one.
func program(b *testing.B, name string, args ...string) *exec.Cmd {
	b.Helper()
	path, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	c := exec.CommandContext(b.Context(), path)
	c.Args = append([]string{name}, args...)
	c.Stderr = os.Stderr
	return c
}

// memoryEvery is how often the memory of a building process is looked at.
const memoryEvery = 50 * time.Millisecond

// build has an engine build the index of n articles.
func build(b *testing.B, name, dir string, n int) (result built) {
	b.Helper()
	c := program(b, buildProgram, name, dir, strconv.Itoa(n))
	var out strings.Builder
	c.Stdout = &out
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- c.Wait() }()
	look := time.NewTicker(memoryEvery)
	defer look.Stop()
	var peak memory
	for running := true; running; {
		select {
		case err := <-done:
			if err != nil {
				b.Fatal(err)
			}
			running = false
		case <-look.C:
			now := memoryOf(b, c.Process.Pid)
			peak = memory{max(peak.own, now.own), max(peak.mapped, now.mapped)}
		}
	}
	if err := json.Unmarshal([]byte(out.String()), &result); err != nil {
		b.Fatal(err)
	}
	result.size, result.peak = onDisk(b, dir), peak
	return result
}

// serve has an engine serve an index until it is told to stop.
func serve(b *testing.B, name, dir string) (base string, pid int, stop func()) {
	b.Helper()
	c := program(b, serveProgram, name, dir)
	in, err := c.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	base, err = bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimSpace(base), c.Process.Pid, func() {
		if err := errors.Join(in.Close(), c.Wait()); err != nil {
			b.Error(err)
		}
	}
}

// memory is the resident memory of a process, in megabytes.
type memory struct{ own, mapped float64 }

// memoryOf reads the memory of a process as Linux tells it: its own, and the
// pages of files it has mapped. It is 0 elsewhere, and for one that has ended.
func memoryOf(b *testing.B, pid int) (m memory) {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return m
	}
	for line := range strings.Lines(string(status)) {
		name, value, _ := strings.Cut(line, ":")
		kb, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "kB")), 64)
		switch {
		case name != "RssAnon" && name != "RssFile":
		case err != nil:
			b.Fatal(err)
		case name == "RssAnon":
			m.own = kb / 1024
		default:
			m.mapped = kb / 1024
		}
	}
	return m
}

// clockTick is the unit of processor time in /proc on Linux.
const clockTick = 10 * time.Millisecond

// cpuOf reads the processor time a process has used, as Linux tells it; 0
// elsewhere.
func cpuOf(b *testing.B, pid int) (used time.Duration) {
	b.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ") // after the name; see proc_pid_stat(5)
	fields := strings.Fields(rest)
	for _, field := range fields[11:13] { // utime, stime
		ticks, err := strconv.Atoi(field)
		if err != nil {
			b.Fatal(err)
		}
		used += time.Duration(ticks) * clockTick
	}
	return used
}

// onDisk is the size of a folder in bytes.
func onDisk(b *testing.B, dir string) (size float64) {
	b.Helper()
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += float64(info.Size())
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return size
}
