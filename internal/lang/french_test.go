package lang

import "testing"

func TestElisionLen(t *testing.T) {
	tests := []struct{ in, rest string }{
		{"l'homme", "homme"},
		{"l’homme", "homme"},
		{"L’État", "État"},
		{"d'abord", "abord"},
		{"qu’ils", "ils"},
		{"Lorsqu'il", "il"},
		{"jusqu’à", "à"},
		{"n'est", "est"},
		{"s’il", "il"},
		{"aujourd'hui", "aujourd'hui"},
		{"aujourd’hui", "aujourd’hui"},
		{"quelqu'un", "quelqu'un"},
		{"presqu'île", "presqu'île"},
		{"prud'homme", "prud'homme"},
		{"l'", "l'"},
		{"d’aujourd’hui", "aujourd’hui"},
		{"homme", "homme"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := tt.in[ElisionLen(tt.in):]; got != tt.rest {
			t.Errorf("without elision %q is %q, want %q", tt.in, got, tt.rest)
		}
	}
}
