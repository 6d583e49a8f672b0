package lang

import "testing"

func TestParseTag(t *testing.T) {
	tests := []struct {
		in   string
		want Tag
	}{
		{"vi", Vietnamese},
		{"vi-VN", Vietnamese},
		{"VI_vn", Vietnamese},
		{"vie", Vietnamese},
		{"fr-CA", French},
		{"fr", French},
		{"fra", French},
		{" fr-Latn-FR-x-old ", French},
		{"ro-MD", Romanian},
		{"mo", Romanian},
		{"mo-MD", Romanian},
		{"ron", Romanian},
		{"en-US", English},
		{"", Unknown},
		{"de", Unknown},
		{"und", Unknown},
		{"french", Unknown},
		{"-fr", Unknown},
	}
	for _, tt := range tests {
		if got := ParseTag(tt.in); got != tt.want {
			t.Errorf("ParseTag(%q) = %v, want %v", tt.in, got, tt.want)
		}
	}
	if s := Unknown.String(); s != "und" {
		t.Errorf("Unknown prints as %q", s)
	}
}
