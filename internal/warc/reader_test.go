package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"khotin/internal/fault"
	"khotin/internal/testkit"
)

// plain writes records as other programs might; nl is their line end.
func plain(nl string, bodies ...string) string {
	var b strings.Builder
	for i, body := range bodies {
		fmt.Fprintf(&b, "WARC/1.0%[1]sWARC-Type: resource%[1]sWARC-Target-URI: <http://a.vn/%[2]d>%[1]sWARC-Date: 2026-08-06T04:42:00Z%[1]sContent-Length: %[3]d%[1]s%[1]s%[4]s%[1]s%[1]s",
			nl, i, len(body), body)
	}
	return b.String()
}

// pack packs each part as a gzip member.
func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, part := range parts {
		gz := gzip.NewWriter(&b)
		if _, err := gz.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
		if err := gz.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// temp writes a file of that content.
func temp(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.warc.gz")
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// chop cuts a text into pieces of n bytes.
func chop(s string, n int) (parts []string) {
	for len(s) > n {
		parts, s = append(parts, s[:n]), s[n:]
	}
	return append(parts, s)
}

func TestForeignLayouts(t *testing.T) {
	bodies := []string{"Thượng tá", "", "WARC/1.0 is no header here\r\n\r\n", strings.Repeat("vâng ", 20_000)}
	var want []seen
	for i, body := range bodies {
		want = append(want, seen{"resource", fmt.Sprintf("http://a.vn/%d", i), body})
	}
	text := plain("\r\n", bodies...)
	two := plain("\r\n", bodies[:2]...)
	folded := strings.ReplaceAll(text, "WARC-Type: resource", "warc-type :\r\n\t resource\r\nno colon here")
	for name, content := range map[string][]byte{
		"unpacked":                []byte(text),
		"unpacked, LF":            []byte(plain("\n", bodies...)),
		"packed as a whole":       pack(t, text),
		"two members":             pack(t, two, text[len(two):]),
		"members of 1000 bytes":   pack(t, chop(text, 1000)...),
		"members of 7 bytes":      pack(t, chop(text[:700], 7)...),
		"empty members":           pack(t, "", two, "", "", text[len(two):], ""),
		"no line ends at the end": []byte(strings.TrimRight(text, "\r\n")),
		"more line ends":          []byte(strings.ReplaceAll("\n\n"+text, "\r\n\r\nWARC/1.0\r\n", "\r\n\r\n\n\r\nWARC/1.0\r\n")),
		"folded fields":           []byte(folded),
		"a later version":         []byte(strings.ReplaceAll(text, "WARC/1.0\r\nWARC", "WARC/2.7\r\nWARC")),
	} {
		t.Run(name, func(t *testing.T) {
			if name == "members of 7 bytes" { // 100 of them, not 14,000
				wantSame(t, "records", want[:2], readAll(t, temp(t, pack(t, chop(two, 7)...))))
				return
			}
			path := temp(t, content)
			wantSame(t, "records", want, readAll(t, path))
			wantWhole(t, path)
		})
	}
}

func TestBlocksMayBeLeftUnread(t *testing.T) {
	for _, content := range [][]byte{[]byte(plain("\r\n", "abc", "def", "ghi")), pack(t, plain("\r\n", "abc", "def", "ghi"))} {
		r, err := Open(temp(t, content))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		n := 0
		for rec, err := range r.Records() {
			if err != nil {
				t.Fatal(err)
			}
			if n++; n == 2 {
				_, _ = rec.Block().Read(make([]byte, 1))
			}
		}
		if n != 3 {
			t.Errorf("%d records, want 3", n)
		}
	}
}

func TestDamageIsPassedOver(t *testing.T) {
	one, two, three := plain("\r\n", "first"), plain("\r\n", "second"), plain("\r\n", "third")
	flipped := pack(t, one, two, three)
	flipped[len(pack(t, one))+len(pack(t, two))-6] ^= 1 // in the checksum of the second
	for name, c := range map[string]struct {
		content []byte
		want    string // of the blocks that are handed out
		damage  int
	}{
		"nothing":                     {nil, "", 0},
		"not a record":                {[]byte("GIF89a"), "", 1},
		"checksum":                    {flipped, "first second third", 1},
		"rubbish between members":     {slices.Concat(pack(t, one), noise(1, 99), pack(t, two)), "first second", 1},
		"rubbish at the end":          {slices.Concat(pack(t, one), []byte("\x00\x00\x00")), "first", 1},
		"rubbish in a member":         {pack(t, one, "rubbish", two), "first second", 1},
		"block cut, next is whole":    {pack(t, strings.TrimSuffix(one, "rst\r\n\r\n"), two), "fi second", 1},
		"header cut, next is whole":   {pack(t, one[:30], two), "second", 1},
		"length missing":              {[]byte(strings.Replace(one, "Content-Length: 5", "X: 5", 1) + two), "second", 1},
		"two lengths":                 {[]byte(strings.Replace(one, "Content-Length: 5", "Content-Length: 5\r\nContent-Length: 6", 1) + two), "second", 1},
		"negative length":             {[]byte(strings.Replace(one, "Length: 5", "Length: -5", 1) + two), "second", 1},
		"length too small":            {[]byte(strings.Replace(one, "Length: 5", "Length: 2", 1) + two), "fi second", 1},
		"length beyond all files":     {[]byte(strings.Replace(one, "Length: 5", "Length: 5000000000000", 1) + two), "second", 1},
		"length beyond the file":      {[]byte(one + strings.Replace(two, "Length: 6", "Length: 60", 1)), "first second\r\n\r\n", 1},
		"endless header":              {pack(t, "WARC/1.0\r\n"+strings.Repeat("a: b\r\n", 20_000), two), "second", 1},
		"endless line":                {pack(t, "WARC/1.0\r\na: "+strings.Repeat("b", 1<<20), two), "second", 1},
		"many fields":                 {pack(t, "WARC/1.0\r\n"+strings.Repeat("a:\r\n", maxFields+1)+"\r\n", two), "second", 1},
		"line ends without end":       {pack(t, strings.Repeat("\r\n", maxFiller), two), "second", 1},
		"gzip header without members": {append(pack(t, one), 0x1f, 0x8b, 8), "first", 1},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := Open(temp(t, c.content))
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			var blocks []string
			damage := 0
			for rec, err := range r.Records() {
				if err != nil {
					if _, ok := errors.AsType[*Damage](err); !ok {
						t.Fatal(err)
					}
					damage++
					continue
				}
				block, _ := io.ReadAll(rec.Block())
				blocks = append(blocks, string(block))
			}
			wantSame(t, "blocks", c.want, strings.Join(blocks, " "))
			wantSame(t, "damage", c.damage, damage)
		})
	}
}

func TestOpenFaults(t *testing.T) {
	if _, err := Open(filepath.Join(t.TempDir(), "none.warc.gz")); fault.Of(err) != fault.NotFound {
		t.Errorf("missing file: %v", err)
	}
	if _, err := Open(temp(t, []byte("\x28\xb5\x2f\xfd rest"))); !errors.Is(err, errZstd) || fault.Of(err) != fault.Invalid {
		t.Errorf("zstd: %v", err)
	}
	path := temp(t, pack(t, plain("\r\n", "x")))
	if _, err := ReadAt(path, 1<<40); fault.Of(err) != fault.NotFound {
		t.Errorf("beyond the end: %v", err)
	}
	if _, err := ReadAt(path, -1); err == nil {
		t.Error("negative offset: no error")
	}
	if _, err := ReadAt(path, 5); err == nil {
		t.Error("inside a member: no error")
	}
}

func TestSharedFiles(t *testing.T) {
	dir := testkit.Shared(t, "eval", "suites", "warc")
	for file, want := range map[string]struct{ records, damage int }{
		"good.warc.gz.open":                     {50, 0},
		"single-record.warc.gz.open":            {1, 0},
		"empty.warc.gz.open":                    {0, 0},
		"skip-non-open.warc.gz":                 {10, 0},
		"corrupted-mid-record.warc.gz.open":     {12, 1},
		"corrupted-trailing-bytes.warc.gz.open": {30, 1},
		"test.warc.gz":                          {3, 0},
	} {
		sum, err := Verify(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		if sum.Records != want.records || len(sum.Damage) != want.damage || sum.Digests.Wrong > 0 {
			t.Errorf("%s: %d records, %d damages, %+v, want %+v", file, sum.Records, len(sum.Damage), sum.Digests, want)
		}
	}
}
