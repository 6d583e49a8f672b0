package extract

import (
	"testing"

	"khotin/internal/fault"

	"github.com/google/go-cmp/cmp"
)

func TestFits(t *testing.T) {
	x, err := New(Options{Profiles: []Profile{
		{Name: "other", Headline: []string{"h1.title"}, Body: []string{".text"}, Lead: []string{".sapo"}},
		{Name: "paper", Headline: []string{"h1.tieu-de"}, Body: []string{".noi-dung"}, Author: []string{".tac-gia"}, Date: []string{"time"}},
		{Name: "bare", Body: []string{".noi-dung"}},
		{Name: "words", Residue: []string{"leftcenterrightdel"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	page := `<h1 class="tieu-de">Tin</h1><p class="sapo">Tóm tắt</p><div class="noi-dung">Văn bản</div><time></time><b class="tac-gia">Mai Hoa</b>`
	got, err := x.Fits([]byte(page), "https://baovidu.vn/tin-1.html", "text/html")
	if err != nil {
		t.Fatal(err)
	}
	want := []Fit{
		{"paper", true, []string{"headline", "body", "author"}, []string{"date"}},
		{"bare", false, []string{"body"}, []string{}},
		{"other", false, []string{"lead"}, []string{"headline", "body"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for address, body := range map[string]string{"not an address": page, "https://baovidu.vn/tin": "", "https://baovidu.vn/bild": "\x89PNG\r\n\x1a\n\x00\x00"} {
		if _, err := x.Fits([]byte(body), address, ""); fault.Of(err) != fault.Invalid {
			t.Errorf("%s with %d bytes: %v", address, len(body), err)
		}
	}
}

func TestCharset(t *testing.T) {
	tests := []struct {
		name, body, contentType, label string
		declared                       bool
	}{
		{"UTF-8 undeclared", "Dân vận", "text/html", "utf-8", false},
		{"UTF-8 whatever is declared", "<meta charset=latin1>Dân vận", "", "utf-8", true},
		{"by the page", "<meta charset=windows-1258>D\xe2n v\xe2n", "text/html; charset=utf-8", "windows-1258", true},
		{"by the header", "D\xe2n v\xe2n", "text/html; charset=windows-1258", "windows-1258", true},
		{"by nobody", "D\xe2n v\xe2n", "text/html", "", false},
		{"by a name that is none", "D\xe2n v\xe2n", "text/html; charset=tcvn", "", false},
	}
	for _, tt := range tests {
		if label, declared := Charset([]byte(tt.body), tt.contentType); label != tt.label || declared != tt.declared {
			t.Errorf("%s: %q, %v; want %q, %v", tt.name, label, declared, tt.label, tt.declared)
		}
	}
}
