package diff

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"khotin/internal/article"
	"khotin/internal/lang"
)

func TestFields(t *testing.T) {
	before := article.Article{ID: "x", Headline: "Một", Section: "Chính trị", Tags: []string{"a"}}
	after := before
	if got, err := Fields(before, after); err != nil || got != nil {
		t.Errorf("the same record: %v, %v", got, err)
	}
	after.Section, after.Tags, after.Persons = "Xã hội <&>", nil, nil
	after.Alternates = map[lang.Tag]string{"fr": "https://a.vn/fr/"}
	want := []Field{
		{"alternates", nil, json.RawMessage(`{"fr":"https://a.vn/fr/"}`)},
		{"section", json.RawMessage(`"Chính trị"`), json.RawMessage(`"Xã hội <&>"`)},
		{"tags", json.RawMessage(`["a"]`), nil},
	}
	got, err := Fields(before, after)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}
