package warc

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// foreign returns the command of another project's reader, or skips.
func foreign(t *testing.T, name, origin string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("SKIP: %s (%s) is not on this machine", name, origin)
	}
	return path
}

// foreignFile is a finished file with every kind of record and a large one.
func foreignFile(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.ArtifactDir(), "warc")
	exchanges(t, dir)
	file := filepath.Join(dir, names(t, dir)[0])
	w := newWriter(t, dir, Options{})
	mustAppend(t, w, page(8, string(noise(8, 3<<20))))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestWarcioConfirmsEveryDigest(t *testing.T) {
	warcio := foreign(t, "warcio", "Python, webrecorder/warcio")
	file := foreignFile(t)
	files, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*"+suffix))
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(warcio, append([]string{"check", "-v"}, files...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("warcio check: %v\n%s", err, out)
	}
	want := 0
	for _, f := range files {
		sum := wantWhole(t, f)
		want += sum.Records - sum.Types[TypeRevisit] // warcio leaves those out
	}
	if got := bytes.Count(out, []byte("digest pass")); got != want {
		t.Errorf("warcio confirmed %d of %d records:\n%s", got, want, out)
	}
}

func TestWarcioJSIndexesAsWeDo(t *testing.T) {
	warcio := foreign(t, "warcio-js", "npm package warcio, its command under this name")
	file := foreignFile(t)
	out, err := exec.Command(warcio, "cdx-index", file).Output()
	if err != nil {
		t.Fatalf("warcio-js cdx-index: %v\n%s", err, out)
	}
	type line struct{ Key, URL, MIME, Digest, Offset, Length, Filename string }
	parse := func(text string) (lines []line) {
		for l := range strings.Lines(text) {
			parts := strings.SplitN(l, " ", 3)
			parsed := line{Key: parts[0] + " " + parts[1]}
			var numbers struct{ Offset, Length json.Number }
			if err := json.Unmarshal([]byte(parts[2]), &parsed); err != nil {
				if err := json.Unmarshal([]byte(parts[2]), &numbers); err != nil {
					t.Fatalf("%v in %q", err, l)
				}
				parsed.Offset, parsed.Length = numbers.Offset.String(), numbers.Length.String()
			}
			// It leaves out the label of a digest and a type that is not known.
			_, digest, labelled := strings.Cut(parsed.Digest, ":")
			if labelled {
				parsed.Digest = digest
			}
			if parsed.MIME == "unk" {
				parsed.MIME = ""
			}
			lines = append(lines, parsed)
		}
		slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.Key+a.Offset, b.Key+b.Offset) })
		return lines
	}
	var own bytes.Buffer
	if err := WriteCDXJ(&own, Captures(file)); err != nil {
		t.Fatal(err)
	}
	wantSame(t, "index", parse(own.String()), parse(string(out)))
}

func TestPyWaczValidatesAPackage(t *testing.T) {
	wacz := foreign(t, "wacz", "Python, webrecorder/py-wacz")
	file := foreignFile(t)
	path := filepath.Join(filepath.Dir(file), "x.wacz")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteWACZ(t.Context(), out, Package{Title: "Dân vận", Created: newClock().now, Files: []string{file}}); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	report, err := exec.Command(wacz, "validate", "-f", path).CombinedOutput()
	if err != nil || bytes.Contains(bytes.ToLower(report), []byte("fail")) {
		t.Errorf("wacz validate: %v\n%s", err, report)
	}
	t.Logf("%s", report)
}
