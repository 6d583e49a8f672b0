package index

import (
	"testing"

	"khotin/internal/lang"
)

func TestTelex(t *testing.T) {
	ix := open(t, t.TempDir())
	put(t, ix,
		version(1, "vi", lang.Vietnamese, "Tin", "Công tác dân vận được đổi mới, bò sữa"),
		version(2, "fr", lang.French, "Info", "Le user et le boos du village"),
	)
	for _, tt := range []struct{ typed, read string }{
		{"daan vaanj", "dân vận"},
		{"dduowcj ddooir mowis", "được đổi mới"},
		{`"daan vaanj"`, `"dân vận"`},
		{"user", "user"}, // known as it stands
		{"boos", "boos"}, // decodes to bố, but is known
		{"vaanq", "vaanq"},
	} {
		if got := find(t, ix, tt.typed); got.Read != tt.read {
			t.Errorf("%q is read as %q, want %q", tt.typed, got.Read, tt.read)
		}
	}
	if got := ids(find(t, ix, "daan vaanj")); len(got) != 1 || got[0] != "vi" {
		t.Errorf("daan vaanj finds %v, want the Vietnamese article", got)
	}
}
