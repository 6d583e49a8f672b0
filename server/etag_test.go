package server

import (
	"strings"
	"testing"
)

func TestIfNoneMatch(t *testing.T) {
	const tag = `W/"abc"`
	for name, c := range map[string]struct {
		fields []string
		want   bool
	}{
		"nothing asked":              {nil, false},
		"empty field":                {[]string{""}, false},
		"the tag":                    {[]string{`W/"abc"`}, true},
		"strong form, weak compared": {[]string{`"abc"`}, true},
		"star":                       {[]string{"*"}, true},
		"star with space":            {[]string{" * "}, true},
		"star inside a tag":          {[]string{`"*"`}, false},
		"another":                    {[]string{`W/"abd"`}, false},
		"longer, ours within":        {[]string{`"xabcx"`}, false},
		"ours with more behind":      {[]string{`W/"abcd"`}, false},
		"shorter":                    {[]string{`"ab"`}, false},
		"second of a list":           {[]string{`"x", W/"abc"`}, true},
		"last of two fields":         {[]string{`"x"`, `"abc"`}, true},
		"list without spaces":        {[]string{`"x","y","abc"`}, true},
		"empty elements":             {[]string{`, ,"x",, "abc" ,`}, true},
		"comma inside a tag":         {[]string{`"x,y", "abc"`}, true},
		"ours inside another":        {[]string{`"x,W/"abc"`}, false},
		"two tags run together":      {[]string{`"abc""abc"`}, false},
		"unquoted":                   {[]string{`abc`}, false},
		"unclosed":                   {[]string{`"abc`}, false},
		"lower-case prefix":          {[]string{`w/"abc"`}, false},
		"prefix alone":               {[]string{`W/`}, false},
		"broken after a match":       {[]string{`"abc", x`}, false},
	} {
		if got := noneMatch(c.fields, tag); got != c.want {
			t.Errorf("%s: %q names %s = %v, want %v", name, c.fields, tag, got, c.want)
		}
	}
}

func TestTagsTellPartsApart(t *testing.T) {
	seen := map[string][]string{}
	for _, parts := range [][]string{{}, {""}, {"", ""}, {"ab"}, {"a", "b"}, {"b", "a"}, {"ab", ""}, {"", "ab"}} {
		tag := etagOf(parts...)
		if other, ok := seen[tag]; ok {
			t.Errorf("%q and %q share the tag %s", parts, other, tag)
		}
		seen[tag] = parts
		if !noneMatch([]string{tag}, tag) {
			t.Errorf("the tag %s of %q cannot be read back", tag, parts)
		}
	}
}

func FuzzIfNoneMatch(f *testing.F) {
	for _, s := range []string{`*`, `"a"`, `W/"a", "b"`, `"a`, `W/`, `,,,`, `"""`, "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, field string) {
		const tag = `W/"abc"`
		named := noneMatch([]string{field}, tag)
		if named && strings.Trim(field, " \t") != "*" && !strings.Contains(field, `"abc"`) {
			t.Errorf("%q is said to name %s", field, tag)
		}
		if named && strings.Contains(field, `"`) && !noneMatch([]string{field, `"x"`}, tag) {
			t.Errorf("%q names %s only until another tag follows", field, tag)
		}
	})
}
