package warc

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"khotin/internal/fault"
	"khotin/internal/testkit"
)

// unzip returns the entries of a package, which must all be stored.
func unzip(t *testing.T, content []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range r.File {
		if f.Method != zip.Store {
			t.Errorf("%s is compressed", f.Name)
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(in)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		out[f.Name] = string(b)
	}
	return out
}

// checkPackage checks the digests of a package and every line of its index.
func checkPackage(t *testing.T, entries map[string]string) {
	t.Helper()
	var manifest struct{ Resources []resource }
	if err := json.Unmarshal([]byte(entries["datapackage.json"]), &manifest); err != nil {
		t.Fatal(err)
	}
	sum := func(name string) string { return fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(entries[name]))) }
	named := []string{"datapackage.json", "datapackage-digest.json"}
	for _, r := range manifest.Resources {
		named = append(named, r.Path)
		if r.Hash != sum(r.Path) || r.Bytes != int64(len(entries[r.Path])) {
			t.Errorf("%s: %s and %d bytes do not hold", r.Path, r.Hash, r.Bytes)
		}
	}
	slices.Sort(named)
	wantSame(t, "entries", slices.Sorted(maps.Keys(entries)), named)
	wantSame(t, "digest of the manifest", fmt.Sprintf("{\"path\":\"datapackage.json\",\"hash\":%q}\n", sum("datapackage.json")), entries["datapackage-digest.json"])
	for line := range strings.Lines(entries["indexes/index.cdxj"]) {
		parts := strings.SplitN(line, " ", 3)
		var at struct {
			URL, Filename  string
			Offset, Length int64 `json:",string"`
		}
		if err := json.Unmarshal([]byte(parts[2]), &at); err != nil {
			t.Fatal(err)
		}
		member := entries["archive/"+at.Filename][at.Offset:][:at.Length]
		records := readAll(t, temp(t, []byte(member)))
		if len(records) != 1 || records[0].URI != at.URL {
			t.Errorf("index line %q points at %+v", line, records)
		}
	}
}

func TestWACZOfFiles(t *testing.T) {
	dir := t.TempDir()
	exchanges(t, dir)
	file := filepath.Join(dir, names(t, dir)[0])
	var b bytes.Buffer
	p := Package{
		Title: "Dân vận, tháng 8", Description: "Một tờ báo", Software: "khotin/1.0",
		Created: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC), Files: []string{file},
	}
	if err := WriteWACZ(t.Context(), &b, p); err != nil {
		t.Fatal(err)
	}
	entries := unzip(t, b.Bytes())
	checkPackage(t, entries)
	original, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if entries["archive/"+filepath.Base(file)] != string(original) {
		t.Error("the captures changed on their way")
	}
	testkit.Golden(t, "pages.jsonl", []byte(entries["pages/pages.jsonl"]))
	var again bytes.Buffer
	if err := WriteWACZ(t.Context(), &again, p); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("the same package twice differs: %v", err)
	}
}

func TestWACZOfASelection(t *testing.T) {
	dir := t.TempDir()
	locs := exchanges(t, dir)
	var b bytes.Buffer
	p := Package{Dir: dir, Selection: []Location{locs[4], locs[0], locs[1]}, Pages: []Page{{URL: "http://a.vn/", Title: "Đầu đề <1>"}}}
	if err := WriteWACZ(t.Context(), &b, p); err != nil {
		t.Fatal(err)
	}
	entries := unzip(t, b.Bytes())
	checkPackage(t, entries)
	records := readAll(t, temp(t, []byte(entries["archive/selection.warc.gz"])))
	if len(records) != 3 || records[0].URI != "https://example.vn/robots.txt" || records[2].Type != TypeRevisit {
		t.Errorf("selected records: %+v", records)
	}
	if pages := entries["pages/pages.jsonl"]; !strings.Contains(pages, `"title":"Đầu đề <1>"`) {
		t.Errorf("pages:\n%s", pages)
	}
}

func TestWACZErrors(t *testing.T) {
	dir := t.TempDir()
	locs := exchanges(t, dir)
	file := filepath.Join(dir, names(t, dir)[0])
	outside, shifted, request := locs[0], locs[0], locs[0]
	outside.File = "../" + outside.File
	shifted.Offset++
	request.Offset += request.Length
	for name, p := range map[string]Package{
		"outside":     {Dir: dir, Selection: []Location{outside}},
		"not a place": {Dir: dir, Selection: []Location{shifted}},
		"a request":   {Dir: dir, Selection: []Location{request}},
		"no file":     {Files: []string{file + ".none"}},
		"damaged":     {Files: []string{temp(t, pack(t, plain("\r\n", "x"))[:30])}},
	} {
		if err := WriteWACZ(t.Context(), io.Discard, p); err == nil {
			t.Errorf("%s: no error", name)
		} else if name != "damaged" && name != "not a place" && fault.Of(err) == fault.Internal {
			t.Errorf("%s: %v is nobody's fault", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := WriteWACZ(ctx, io.Discard, Package{Files: []string{file}}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	for n := 0; n < 8000; n += 61 {
		if err := WriteWACZ(t.Context(), &full{n: n}, Package{Files: []string{file}}); !errors.Is(err, errFull) {
			t.Fatalf("disk full after %d bytes: %v", n, err)
		}
	}
}
