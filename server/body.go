package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"khotin/internal/fault"
	"khotin/internal/lang"
)

// askedFields are the names of the JSON form.
func askedFields() []string { return []string{"text", "lang", "numbers"} }

// readJSON reads the JSON form of what is asked. It is stricter than the
// decoder: names are exact, known and given once, and nothing is null.
func readJSON(body []byte) (ask asked, err error) {
	if err := json.Unmarshal(body, new(json.RawMessage)); err != nil {
		at := len(body)
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			at = int(syntax.Offset) - 1 // it counts the bytes read, the wrong one included
		}
		return ask, wrongAt(body, at, "%w", err)
	}
	d := json.NewDecoder(bytes.NewReader(body))
	if t, _ := d.Token(); t != json.Delim('{') {
		return ask, wrongAt(body, 0, "an object is expected")
	}
	var given []string
	for d.More() {
		at := nextToken(body, int(d.InputOffset()))
		token, _ := d.Token() // the text is valid, so this is a name
		name, _ := token.(string)
		if slices.Contains(given, name) {
			return ask, wrongAt(body, at, "%s is given twice", name)
		}
		given = append(given, name)
		if err := ask.field(d, name); err != nil {
			return ask, wrongAt(body, at, "%w", err)
		}
	}
	return ask, togetherErr(given)
}

// field reads the value of one name.
func (a *asked) field(d *json.Decoder, name string) error {
	switch name {
	case "text":
		return decodeString(d, name, &a.Text)
	case "numbers":
		var values []*string
		if d.Decode(&values) != nil || values == nil || slices.Contains(values, nil) {
			return errors.New("numbers must be a list of strings")
		}
		a.Numbers = make([]string, len(values))
		for i, v := range values {
			a.Numbers[i] = *v
		}
		return nil
	case "lang":
		var value string
		if err := decodeString(d, name, &value); err != nil {
			return err
		}
		if a.Lang = lang.ParseTag(value); a.Lang == lang.Unknown && value != "" {
			return fmt.Errorf("%q is not a language of this archive; use vi, fr, ro or en, or leave it out", shorten(value))
		}
		return nil
	}
	return fmt.Errorf("there is no field %q; the nearest is %s, known are %s", shorten(name), nearest(name, askedFields()), strings.Join(askedFields(), ", "))
}

func decodeString(d *json.Decoder, name string, to *string) error {
	var value *string
	if d.Decode(&value) != nil || value == nil {
		return fmt.Errorf("%s must be a string", name)
	}
	*to = *value
	return nil
}

// togetherErr says which fields do not make a question.
func togetherErr(given []string) error {
	text, numbers := slices.Contains(given, "text"), slices.Contains(given, "numbers")
	switch {
	case text && numbers:
		return fault.New(fault.Invalid, "text and numbers are two questions").WithHint(hintAsked)
	case !text && !numbers:
		return fault.New(fault.Invalid, "neither text nor numbers is given").WithHint(hintAsked)
	case numbers && len(given) > 1:
		return fault.New(fault.Invalid, "numbers have no language").WithHint(hintAsked)
	}
	return nil
}

// wrongAt says where in the body something is wrong: line and column from 1,
// in characters.
func wrongAt(body []byte, at int, format string, args ...any) error {
	before := body[:max(0, min(at, len(body)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	args = append([]any{line, column}, args...)
	return fault.New(fault.Invalid, "line %d, column %d: "+format, args...).WithHint(hintAsked)
}

// nextToken skips what stands between two fields.
func nextToken(body []byte, at int) int {
	return len(body) - len(bytes.TrimLeft(body[at:], " \t\r\n,"))
}

func tooLarge(format string, most int) error {
	return refuse(http.StatusRequestEntityTooLarge, "TooLarge", fmt.Sprintf(format, most), "Send it in parts.")
}
