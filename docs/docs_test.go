package docs

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"khotin/internal/article"
	"khotin/internal/event"

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
	stored, _ := fields(reflect.TypeFor[article.Stored]())
	record, required := fields(reflect.TypeFor[article.Article]())
	checkFields(t, "article", slices.Sorted(slices.Values(append(stored[1:], record...))), required, s)
	for _, tt := range []struct {
		name string
		typ  reflect.Type
		got  schema
	}{
		{"paragraph", reflect.TypeFor[article.Paragraph](), *s.Properties["paragraphs"].Items},
		{"caption", reflect.TypeFor[article.Caption](), *s.Properties["captions"].Items},
		{"citation", reflect.TypeFor[article.Citation](), *s.Properties["citations"].Items},
		{"rules", reflect.TypeFor[article.Rules](), s.Properties["citations"].Items.Properties["rules"]},
		{"event", reflect.TypeFor[event.Event](), *s.Properties["events"].Items},
		{"person", reflect.TypeFor[event.Person](), *s.Properties["persons"].Items},
		{"evidence", reflect.TypeFor[article.Evidence](), evidence},
	} {
		all, required := fields(tt.typ)
		checkFields(t, tt.name, all, required, tt.got)
	}
}

func checkFields(t *testing.T, name string, all, required []string, got schema) {
	t.Helper()
	if diff := cmp.Diff(all, slices.Sorted(maps.Keys(got.Properties))); diff != "" {
		t.Errorf("%s: fields of the type and of the schema differ:\n%s", name, diff)
	}
	slices.Sort(got.Required)
	if diff := cmp.Diff(required, got.Required); diff != "" {
		t.Errorf("%s: fields always written and fields required differ:\n%s", name, diff)
	}
}

// fields returns the JSON names of a type's fields, sorted; an embedded type
// comes first with an empty name.
func fields(typ reflect.Type) (all, required []string) {
	for f := range typ.Fields() {
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() {
			continue
		}
		all = append(all, name)
		if opts == "" {
			required = append(required, name)
		}
	}
	slices.Sort(all)
	slices.Sort(required)
	return all, required
}
