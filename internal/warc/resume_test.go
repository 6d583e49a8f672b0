package warc

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"khotin/internal/fault"
)

// survivors are the blocks of a file, and how often it was damaged.
func survivors(t *testing.T, content []byte) (blocks []string, damage int, last error) {
	t.Helper()
	r, err := Open(temp(t, content))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for rec, err := range r.Records() {
		if _, ok := errors.AsType[*Damage](err); ok {
			damage++
			continue
		}
		if err != nil {
			return blocks, damage, err
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(rec.Block()); err == nil {
			blocks = append(blocks, b.String())
		}
	}
	return blocks, damage, nil
}

// TestRecordsBehindALongDamage puts the next record at every distance round the
// size of the search's window, with beginnings in between that lead nowhere.
func TestRecordsBehindALongDamage(t *testing.T) {
	const window = 64 << 10
	one, two := plain("\r\n", "first"), plain("\r\n", "second")
	for _, packed := range []bool{true, false} {
		head, rest, lure := []byte(one), []byte(two), []byte("WARC")
		if packed {
			head, rest, lure = pack(t, one), pack(t, two), []byte{0x1f, 0x8b, 8, 0, 0, 0}
		}
		for distance := window - 8; distance < window+8; distance++ {
			rubbish := bytes.Repeat([]byte("."), distance)
			copy(rubbish[distance/2:], lure)
			blocks, damage, err := survivors(t, slices.Concat(head, rubbish, rest))
			if damage != 1 || err != nil || !slices.Equal(blocks, []string{"first", "second"}) {
				t.Fatalf("packed %v, %d bytes between: %q, %d damages, %v", packed, distance, blocks, damage, err)
			}
		}
	}
}

func TestSearchesAreBounded(t *testing.T) {
	cut := pack(t, "WARC/1.0\r\n")
	for _, n := range []int{maxDamage - 1, maxDamage + 1} {
		content := slices.Concat(bytes.Repeat(cut, n), pack(t, plain("\r\n", "last")))
		blocks, damage, err := survivors(t, content)
		if n < maxDamage {
			if len(blocks) != 1 || damage != n || err != nil {
				t.Errorf("%d damages: %q, %d, %v", n, blocks, damage, err)
			}
		} else if damage != maxDamage || fault.Of(err) != fault.Invalid {
			t.Errorf("%d damages: %d told, then %v", n, damage, err)
		}
	}
	lures := slices.Concat([]byte("\x1f\x8b"), bytes.Repeat([]byte{0x1f, 0x8b, 8, 0xff}, maxCandidates+1))
	if blocks, damage, err := survivors(t, lures); len(blocks) > 0 || damage != 1 || err == nil {
		t.Errorf("only beginnings: %q, %d damages, %v", blocks, damage, err)
	}
	empty := slices.Concat(bytes.Repeat(pack(t, ""), maxEmpty+1), pack(t, plain("\r\n", "x")))
	if blocks, damage, err := survivors(t, empty); len(blocks) != 1 || damage != 1 || err != nil {
		t.Errorf("empty members: %q, %d damages, %v", blocks, damage, err)
	}
}

func TestDamageNamesThePlace(t *testing.T) {
	one := plain("\r\n", "first")
	path := temp(t, append(pack(t, one), "rubbish"...))
	sum, err := Verify(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(sum.Damage) != 1 {
		t.Fatalf("%+v", sum)
	}
	d := sum.Damage[0]
	if want := fmt.Sprintf("%s is damaged at byte %d: ", path, len(pack(t, one))); !strings.HasPrefix(d.Error(), want) {
		t.Errorf("%q, want %q…", d, want)
	}
	if errors.Unwrap(d) == nil {
		t.Error("the cause is lost")
	}
}

func TestSyncTellsOfTheDisk(t *testing.T) {
	disk := &fullDisk{}
	o := fixed(newClock())
	o.create = disk.create
	w := newWriter(t, t.TempDir(), o)
	if err := w.Sync(); err != nil {
		t.Errorf("Sync before the first file: %v", err)
	}
	mustAppend(t, w, page(1, "x"))
	if err := w.Sync(); err != nil {
		t.Errorf("Sync: %v", err)
	}
	disk.from, disk.to = disk.calls+1, disk.calls+1
	if err := w.Sync(); !errors.Is(err, errFull) || fault.Of(err) != fault.Unavailable {
		t.Errorf("Sync of a broken disk: %v", err)
	}
	mustAppend(t, w, page(2, "x"))
}
