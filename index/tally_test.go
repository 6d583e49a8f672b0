package index

import "testing"

// Totals and lengths of a program with other fields are read as far as they are
// known here, and what is not known of the totals is written again.
func TestTallyOfOtherFields(t *testing.T) {
	known := tally{}
	known.add(&lengths{viKey: 300, frStem: 7})
	later := numbered(uint64(soundField), 4, 900)
	got, err := decodeTally(append(later, known.encode()...))
	if err != nil || got.docs != known.docs || got.terms != known.terms {
		t.Errorf("read %v, %v; want %v", got, err, known)
	}
	again, err := decodeTally(got.encode())
	if err != nil || again != got || again.rest != string(later) {
		t.Errorf("written again: %v, %v; want %v", again, err, got)
	}
	l, err := decodeLengths(append(numbered(uint64(soundField), 9), (&lengths{viKey: 300, frStem: 7}).encode()...))
	if want := (lengths{viKey: 300, frStem: 7}); err != nil || l != want {
		t.Errorf("lengths %v, %v; want %v", l, err, want)
	}
	for _, cut := range []string{"\x01", "\x01\x80", "\x80", "\x01\x02\x80"} {
		if _, err := decodeTally([]byte(cut)); err == nil {
			t.Errorf("totals %q are taken for whole", cut)
		}
	}
	if _, err := decodeLengths([]byte{1}); err == nil {
		t.Error("lengths that are cut off are taken for whole")
	}
}

// FuzzTally reads damaged totals and lengths: what can be read is written again as
// it was understood.
func FuzzTally(f *testing.F) {
	f.Add([]byte{})
	f.Add(numbered(0, 3, 900, uint64(soundField), 1, 2))
	f.Add([]byte{1, 0x80})
	f.Fuzz(func(t *testing.T, stored []byte) {
		if got, err := decodeTally(stored); err == nil {
			if again, err := decodeTally(got.encode()); err != nil || again.rest != got.rest {
				t.Errorf("%x: read %v, written and read again %v, %v", stored, got, again, err)
			}
		}
		if got, err := decodeLengths(stored); err == nil {
			if again, err := decodeLengths(got.encode()); err != nil || again != got {
				t.Errorf("%x: read %v, written and read again %v, %v", stored, got, again, err)
			}
		}
	})
}

// An article can be taken out of an index of another schema at once.
func TestRemoveFromOtherSchema(t *testing.T) {
	dir, list := t.TempDir(), holdings(60)
	otherSchema(t, dir, list)
	ix := open(t, dir)
	before, err := ix.live.totals()
	if err != nil {
		t.Fatal(err)
	}
	if err := ix.Remove(t.Context(), list[0].ID, list[1].ID); err != nil {
		t.Fatal(err)
	}
	if got := find(t, ix, "Ky Son").Total; got != 58 {
		t.Errorf("%d articles, want 58", got)
	}
	after, err := ix.live.totals()
	if err != nil || after.docs[viKey] != before.docs[viKey]-1 || after.docs[frStem] != before.docs[frStem]-1 || after.rest != before.rest {
		t.Errorf("totals %v, %v; before %v", after, err, before)
	}
}
