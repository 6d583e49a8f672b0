package diff

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"khotin/internal/article"
)

// Field is a field of the record that two readings of one page fill
// differently.
type Field struct {
	Name string          `json:"name"`          // as in the record's JSON
	Old  json.RawMessage `json:"old,omitempty"` // none where the field was left out
	New  json.RawMessage `json:"new,omitempty"`
}

// Fields compares two records field by field, those too that the digest leaves
// out, and returns the differences by name. The error is that of a record that
// cannot be written as JSON.
func Fields(before, after article.Article) (fields []Field, err error) {
	old, err := fieldsOf(before)
	if err != nil {
		return nil, err
	}
	now, err := fieldsOf(after)
	if err != nil {
		return nil, err
	}
	names := slices.Sorted(maps.Keys(old))
	for name := range now {
		if _, ok := old[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		if !bytes.Equal(old[name], now[name]) {
			fields = append(fields, Field{name, old[name], now[name]})
		}
	}
	return fields, nil
}

func fieldsOf(a article.Article) (fields map[string]json.RawMessage, err error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(a); err != nil {
		return nil, fmt.Errorf("record %s: %w", a.URL, err)
	}
	return fields, json.Unmarshal(b.Bytes(), &fields)
}
