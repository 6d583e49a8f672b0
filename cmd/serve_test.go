package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"khotin/internal/fault"
	"khotin/internal/query"
)

// lockedBuffer is a buffer that a running command writes and the test reads.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// running starts a command that serves, and waits until it is ready.
func running(t *testing.T, a *app, run func(context.Context) error) (url string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- run(ctx) }()
	t.Cleanup(cancel)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-ended:
			t.Fatalf("it ended before it was ready: %v", err)
		case <-tick.C:
		}
		body, err := os.ReadFile(filepath.Join(a.config.Data, addressFile))
		var at address
		if err != nil || json.Unmarshal(body, &at) != nil {
			continue
		}
		if resp, err := http.Get(at.URL + "/readyz"); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return at.URL, func() error { cancel(); return <-ended }
			}
		}
	}
}

func testApp(t *testing.T) (*app, *lockedBuffer) {
	t.Helper()
	c, err := load(t, "server:\n  addr: 127.0.0.1:0\n  follow: 100ms\n")
	if err != nil {
		t.Fatal(err)
	}
	c.Data = t.TempDir()
	out := &lockedBuffer{}
	return &app{config: c, data: c.Data, log: newLog(io.Discard, c.Log), out: out, err: io.Discard}, out
}

func get(t *testing.T, url string) (status int, body string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(b)
}

func TestDemoDoesTheMainJob(t *testing.T) {
	a, out := testApp(t)
	url, stop := running(t, a, a.demo)
	for path, want := range map[string]string{
		"/api/v1/search?q=dan+van+kheo":     `"lang":"ro"`,
		"/api/v1/documents?number=12-NQ/TU": `"status":"candidates"`,
		"/?q=mobilisation&ui=fr":            "<mark>",
		"/openapi.json":                     `"openapi": "3.1`,
	} {
		status, body := get(t, url+path)
		if status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("GET %s: %d, without %q: %.200s", path, status, want, body)
		}
	}
	if err := stop(); err != nil {
		t.Errorf("stopping it: %v", err)
	}
	for _, want := range []string{"54 new 6 off-topic", "1 changed 2 gone", "54 articles indexed", "Dân vận"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the output does not say %q:\n%s", want, out)
		}
	}
}

func TestOtherCommandsBesideARunningServer(t *testing.T) {
	a, _ := testApp(t)
	url, stop := running(t, a, a.serve)
	text := filepath.Join(t.TempDir(), "note.txt")
	os.WriteFile(text, []byte("Xã vùng cao mở tổ hòa giải\n\nTối thứ sáu, bà con bản trên họp ở nhà văn hóa để bầu tổ hòa giải mới gồm bảy người.\n"), 0o644)
	if err := a.importPaths(t.Context(), []string{text}, ""); err != nil {
		t.Fatalf("import beside the server: %v", err)
	}
	q, err := query.Parse("hoa giai")
	if err != nil {
		t.Fatal(err)
	}
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for range 500 { // until the server has followed
		res, err := a.search(t.Context(), q)
		if err != nil {
			t.Fatalf("search beside the server: %v", err)
		}
		if res.Total == 1 {
			break
		}
		<-tick.C
	}
	if status, body := get(t, url+"/api/v1/search?q=hoa+giai"); status != http.StatusOK || !strings.Contains(body, `"total":1`) {
		t.Errorf("the server has not followed: %d %s", status, body)
	}
	if _, err := a.openIndex(t.Context()); fault.Of(err) != fault.InUse {
		t.Errorf("a second owner of the index: %v; want an InUse fault", err)
	}
	if err := a.searchAt(t, "http://127.0.0.1:1"); err == nil {
		t.Error("a stale address must lead to the index, which is in use")
	} else if exitCode(err) != exitInUse {
		t.Errorf("exit code %d for %v, want %d", exitCode(err), err, exitInUse)
	}
	if err := stop(); err != nil {
		t.Errorf("stopping it: %v", err)
	}
	if _, err := os.Stat(filepath.Join(a.config.Data, addressFile)); err == nil {
		t.Error("the address file is still there")
	}
}

// searchAt searches as a command would that finds the address of a server that
// is gone.
func (a *app) searchAt(t *testing.T, url string) error {
	t.Helper()
	withdraw, err := announce(a.config.Data, url)
	if err != nil {
		t.Fatal(err)
	}
	defer withdraw()
	q, err := query.Parse("x")
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.search(t.Context(), q)
	return err
}

func TestAnOccupiedPortIsNamed(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	a, _ := testApp(t)
	a.config.Server.Addr = l.Addr().String()
	err = a.serve(t.Context())
	if fault.Of(err) != fault.InUse || !strings.Contains(err.Error(), l.Addr().String()) {
		t.Errorf("serve on an occupied port: %v", err)
	}
}

func TestExitCodes(t *testing.T) {
	for want, err := range map[int]error{
		exitOK: nil, exitError: errors.New("x"), exitUsage: usage("x"), exitConfig: errConfig,
		exitFailures: errFailures, exitInUse: fault.New(fault.InUse, "x"), exitInterrupted: context.Canceled,
	} {
		if got := exitCode(err); got != want {
			t.Errorf("exitCode(%v) = %d, want %d", err, got, want)
		}
	}
}
