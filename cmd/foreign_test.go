package cmd

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"khotin/internal/warc"
)

// TestWarcioJSReadsACrawl lets a reader that others wrote open the captures of
// the sample newspaper and a package of them: it must find the records that we
// find, and confirm every digest.
func TestWarcioJSReadsACrawl(t *testing.T) {
	confirm := foreignReader(t)
	b := newBench(t)
	files, err := filepath.Glob(filepath.Join(b.data, "warc", "*.warc.gz"))
	b.must(err)
	pack := filepath.Join(t.TempDir(), "november.wacz")
	b.run(0, "export", "--format", "wacz", "--outlet", demoHost, "--month", "2026-11", "--out", pack)
	out, err := exec.CommandContext(t.Context(), confirm, append(files, pack)...).CombinedOutput()
	if err != nil {
		t.Fatalf("warcio-confirm: %v\n%s", err, out)
	}
	type sum struct {
		File         string
		Records      int
		Types        map[string]int
		Digests      int
		Lines, Pages int
		Wrong        []string
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		var s sum
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		t.Logf("%s: %d records, %d digests confirmed, %d index lines, %d pages", filepath.Base(s.File), s.Records, s.Digests, s.Lines, s.Pages)
		seen++
		if s.File == pack {
			if s.Lines == 0 || s.Pages == 0 || s.Lines != s.Records || s.Types[warc.TypeRevisit] == 0 || len(s.Wrong) > 0 {
				t.Errorf("the package: %+v", s)
			}
			continue
		}
		own, err := warc.Verify(s.File)
		b.must(err)
		if s.Records != own.Records || s.Digests != own.Digests.Confirmed || len(s.Wrong) > 0 || !maps.Equal(s.Types, own.Types) {
			t.Errorf("%+v, and we find %d records, %v, %d digests", s, own.Records, own.Types, own.Digests.Confirmed)
		}
	}
	if len(files) == 0 || seen != len(files)+1 {
		t.Errorf("%d files were read of %d", seen, len(files)+1)
	}
}

// TestWarcioJSFindsAChangedByte: a reader that confirms anything is no proof.
func TestWarcioJSFindsAChangedByte(t *testing.T) {
	confirm := foreignReader(t)
	b := newBench(t)
	files, err := filepath.Glob(filepath.Join(b.data, "warc", "*.warc.gz"))
	b.must(err)
	f, err := os.Open(files[0])
	b.must(err)
	defer f.Close()
	packed, err := gzip.NewReader(f) // all members, one after the other
	b.must(err)
	text, err := io.ReadAll(packed)
	b.must(err)
	at := bytes.Index(text, []byte("\r\n\r\n\x1f\x8b")) // a compressed page behind its headers
	if at < 0 {
		t.Fatal("no answer came compressed")
	}
	text[at+30] ^= 1
	changed := filepath.Join(t.TempDir(), "changed.warc")
	b.must(os.WriteFile(changed, text, 0o600))
	out, err := exec.CommandContext(t.Context(), confirm, changed).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "WARC-Block-Digest is") || !strings.Contains(string(out), "WARC-Payload-Digest is") {
		t.Errorf("warcio-confirm: %v\n%.2000s", err, out)
	}
}

// foreignReader returns the command that .ci/foreign installs, or skips.
func foreignReader(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("warcio-confirm")
	if err != nil {
		t.Skip("SKIP: warcio-confirm is not on this machine: .ci/foreign installs it")
	}
	return path
}
