package lang

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestNormalRomanian(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"mobilizare", "mobilizare"},
		{"organizaţiilor şi ştiinţa", "organizațiilor și știința"},
		{"ŢARA ŞI", "ȚARA ȘI"},
		{"pîine rîu cînd ROMÎNIA", "pâine râu când ROMÂNIA"},
		{"în coborî hotărî Într-un într-însa", "în coborî hotărî Într-un într-însa"},
		{"hotărîre", "hotărâre"},
		{"neîntrerupt reîmprospăta preîntâmpina subînțeles autoîncărcare",
			"neîntrerupt reîmprospăta preîntâmpina subînțeles autoîncărcare"},
		{"dezîmbinat", "dezîmbinat"},
		{"târziu", "târziu"},
	}
	for _, tt := range tests {
		got := NormalRomanian(tt.in)
		if got != tt.want {
			t.Errorf("NormalRomanian(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if len(got) != len(tt.in) {
			t.Errorf("NormalRomanian(%q) changes the length", tt.in)
		}
		if again := NormalRomanian(got); again != got {
			t.Errorf("NormalRomanian is not idempotent on %q", tt.in)
		}
		if got := NormalRomanian(norm.NFD.String(tt.in)); got != tt.want {
			t.Errorf("NormalRomanian(NFD %q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
