package sample

import (
	"reflect"
	"testing"
)

func TestFurnitureHasEveryWord(t *testing.T) {
	p, err := loadPaper()
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Words) != len(p.Langs) {
		t.Errorf("words in %d languages, %d languages", len(p.Words), len(p.Langs))
	}
	for lang, w := range p.Words {
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			if v.Field(i).String() == "" {
				t.Errorf("%s has no word for %s", lang, v.Type().Field(i).Name)
			}
		}
	}
}

func TestSectionName(t *testing.T) {
	p, err := loadPaper()
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"vi": "Thời sự", "fr": "Actualité", "ro": "Actualitate"} {
		if got := p.sectionName(Article{Section: "thoi-su", Lang: lang}); got != want {
			t.Errorf("section in %s: %q, want %q", lang, got, want)
		}
	}
	if got := p.sectionName(Article{Section: "phap-luat", Lang: "vi"}); got != "phap-luat" {
		t.Errorf("an unknown section is called %q", got)
	}
	if p.hasSection("phap-luat") || !p.hasSection("the-thao") {
		t.Error("hasSection confuses the sections")
	}
}
