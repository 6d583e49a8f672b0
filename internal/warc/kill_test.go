package warc

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// appendForEver is the second process: it appends from four goroutines until it
// is killed, and prints each location once it has it.
func appendForEver(dir string) {
	w, err := NewWriter(dir, Options{MaxSize: 150_000})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	lines := make(chan []byte)
	for i := range 4 {
		go func() {
			for n := i; ; n += 4 {
				loc, err := w.Append(context.Background(), page(n, string(noise(uint64(n), 1000+n*7919%20_000))))
				if err != nil {
					fmt.Fprintln(os.Stderr, err)
					os.Exit(1)
				}
				line, _ := json.Marshal(loc)
				lines <- append(line, '\n')
			}
		}()
	}
	for line := range lines {
		_, _ = os.Stdout.Write(line)
	}
}

// TestKillLosesNothingAcknowledged kills a writing process after a growing
// number of acknowledged captures, and starts another in the same folder.
func TestKillLosesNothingAcknowledged(t *testing.T) {
	dir := t.TempDir()
	var acknowledged []Location
	for round := range 12 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), child+"="+dir)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		in, seen := bufio.NewScanner(out), 0
		for in.Scan() {
			var loc Location
			if err := json.Unmarshal(in.Bytes(), &loc); err != nil {
				continue // the line the kill cut
			}
			acknowledged = append(acknowledged, loc)
			if seen++; seen == round*4+1 {
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		_ = cmd.Wait() // killed, as it should be
		if seen <= round*4 {
			t.Fatalf("round %d: the writer stopped after %d captures", round, seen)
		}
	}
	newWriter(t, dir, Options{})
	for _, name := range names(t, dir) {
		wantWhole(t, filepath.Join(dir, name))
	}
	for _, loc := range acknowledged {
		rec, err := ReadAt(filepath.Join(dir, loc.File), loc.Offset)
		if err != nil {
			t.Fatal(err)
		}
		if length, err := rec.Finish(); err != nil || rec.ID != loc.RecordID || length != loc.Length {
			t.Errorf("%s at %d: %s of %d bytes, %v", loc.File, loc.Offset, rec.ID, length, err)
		}
		rec.Close()
	}
	t.Logf("%d captures acknowledged in %d files", len(acknowledged), len(names(t, dir)))
}
