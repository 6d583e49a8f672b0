package docs

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"khotin/internal/article"

	"github.com/google/go-cmp/cmp"
)

type schema struct {
	Properties map[string]schema `json:"properties"`
	Items      *schema           `json:"items"`
	Additional json.RawMessage   `json:"additionalProperties"`
	Required   []string          `json:"required"`
}

// TestSchemaNamesTheRecordsFields holds the schema against the Go types, both
// ways: a field in one and not in the other is drift.
func TestSchemaNamesTheRecordsFields(t *testing.T) {
	var s schema
	if err := json.Unmarshal(ArticleSchema, &s); err != nil {
		t.Fatal(err)
	}
	var evidence schema
	if err := json.Unmarshal(s.Properties["evidence"].Additional, &evidence); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		typ  reflect.Type
		got  schema
	}{
		{"article", reflect.TypeFor[article.Article](), s},
		{"paragraph", reflect.TypeFor[article.Paragraph](), *s.Properties["paragraphs"].Items},
		{"caption", reflect.TypeFor[article.Caption](), *s.Properties["captions"].Items},
		{"citation", reflect.TypeFor[article.Citation](), *s.Properties["citations"].Items},
		{"rules", reflect.TypeFor[article.Rules](), s.Properties["citations"].Items.Properties["rules"]},
		{"evidence", reflect.TypeFor[article.Evidence](), evidence},
	} {
		var have []string
		for name := range tt.got.Properties {
			have = append(have, name)
		}
		slices.Sort(have)
		all, required := fields(tt.typ)
		if diff := cmp.Diff(all, have); diff != "" {
			t.Errorf("%s: fields of the type and of the schema differ:\n%s", tt.name, diff)
		}
		slices.Sort(tt.got.Required)
		if diff := cmp.Diff(required, tt.got.Required); diff != "" {
			t.Errorf("%s: fields always written and fields required differ:\n%s", tt.name, diff)
		}
	}
}

func fields(typ reflect.Type) (all, required []string) {
	for f := range typ.Fields() {
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		all = append(all, name)
		if opts == "" {
			required = append(required, name)
		}
	}
	slices.Sort(all)
	slices.Sort(required)
	return all, required
}
