package docref

import (
	"encoding/json"
	"strings"
)

// A Form says how much of a number is printed.
type Form string

const (
	Full       Form = "full"        // number and symbol
	NumberOnly Form = "number_only" // number and issuer words, the symbol inferred
	Short      Form = "short"       // type and number: "Nghị quyết 04"
)

// A Citation is one mention of a numbered document in a text. Offsets are
// bytes of the text given, and Surface is text[Start:End].
type Citation struct {
	Surface   string
	Start     int
	End       int
	Form      Form
	Type      string // slug such as "nghi-quyet"; empty while undecided
	Number    string // two digits at least where the number is canonical, else as printed
	Year      int    // inside the number (10/2022/QH15); 0 without
	Symbol    string // "NQ/TU"; empty in a short form
	Canonical string // "04-NQ/TU"; empty in a short form
	Key       string // "4-nq-tu", or the partial "4-nq" of a short form
	Date      string // ISO day of the document, or its year; empty when not printed beside it
	Issuer    Issuer
	Title     string // the quoted title after it
	TitleSpan Span
	Inferred  []string // fields not printed: "symbol"
	Conflict  *Conflict

	UnknownSuffix bool // the issuer stands in no table; the shape alone was believed
	Listed        bool // the symbol was copied from a later member of a list

	words *typeWord // for what else the type word may render
}

// A Span is a stretch of bytes; the zero Span is none.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// An Issuer is who issued a document, from the symbol and from the words
// beside it.
type Issuer struct {
	Suffix   string `json:"suffix,omitempty"`   // "TU"
	Name     string `json:"name,omitempty"`     // in Vietnamese; as named, else as the table has it
	Level    string `json:"level,omitempty"`    // central, province, district, base, any
	System   string `json:"system,omitempty"`   // state, party, front
	Province string `json:"province,omitempty"` // slug, when printed beside the issuer
	Span     Span   `json:"span,omitzero"`      // the words, when there are any
}

// A Conflict is a symbol that contradicts the words beside it. The printed
// form is kept.
type Conflict struct {
	Kind    string `json:"kind"`    // type, issuer, type+issuer
	Named   string `json:"named"`   // what the words say, in Vietnamese
	Suggest string `json:"suggest"` // the canonical number the words would have
}

// CitedBy reports whether the mention counts as a citation: a publishing
// licence in a footer is a number and nothing more.
func (c Citation) CitedBy() bool { return c.Type != "giay-phep" }

// MarshalJSON writes null for what is undecided and leaves out what was not
// looked for with success.
func (c Citation) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Surface       string    `json:"surface"`
		Start         int       `json:"start"`
		End           int       `json:"end"`
		Form          Form      `json:"form"`
		Type          *string   `json:"type"`
		Number        string    `json:"number"`
		Year          *int      `json:"year"`
		Symbol        *string   `json:"symbol"`
		Canonical     *string   `json:"canonical"`
		Key           string    `json:"key"`
		Date          string    `json:"date,omitempty"`
		Issuer        *Issuer   `json:"issuer,omitempty"`
		Title         string    `json:"title,omitempty"`
		TitleSpan     *Span     `json:"title_span,omitempty"`
		Inferred      []string  `json:"inferred,omitempty"`
		Conflict      *Conflict `json:"conflict,omitempty"`
		UnknownSuffix bool      `json:"unknown_suffix,omitempty"`
	}{
		c.Surface, c.Start, c.End, c.Form, orNull(c.Type), c.Number, orNull(c.Year), orNull(c.Symbol), orNull(c.Canonical),
		c.Key, c.Date, orNull(c.Issuer), c.Title, orNull(c.TitleSpan), c.Inferred, c.Conflict, c.UnknownSuffix,
	})
}

func orNull[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

// Key folds a canonical number to the key documents are compared by: marks
// off, TƯ made TW, small letters, every separator a hyphen, no leading
// zeros. "04-NQ/TU" becomes "4-nq-tu". For a number as printed somewhere,
// which may lack separators or swap them, use [Find] or [ParseQuery].
func Key(canonical string) string {
	var b strings.Builder
	for _, r := range fold(composed(strings.TrimSpace(canonical))) {
		switch {
		case 'a' <= r && r <= 'z' || '1' <= r && r <= '9':
			b.WriteRune(r)
		case r == '0':
			if b.Len() > 0 {
				b.WriteByte('0')
			}
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}
