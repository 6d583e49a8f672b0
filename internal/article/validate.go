package article

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"khotin/internal/fault"

	"golang.org/x/text/unicode/norm"
)

// Limits of a record. They are far above any real article and keep a hostile
// or broken page from filling the archive.
const (
	MaxBlocks = 4000    // paragraphs, and captions
	MaxText   = 1 << 18 // bytes of one field or block
)

// Validate reports everything that is wrong with a record, joined, or nil. A
// record without headline, date or body is valid when its flags say so.
func (a *Article) Validate() error {
	var errs []error
	wrong := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if a.URL == "" {
		wrong("url: is empty")
	} else if a.ID != IDOf(a.URL) {
		wrong("id: %q is not the identity of %s", a.ID, a.URL)
	}
	if a.Outlet == "" {
		wrong("outlet: is empty")
	}
	if a.Headline == "" && !a.Has(FlagNoHeadline) {
		wrong("headline: is empty and not flagged %q", FlagNoHeadline)
	}
	if len(a.Paragraphs) == 0 && !a.Has(FlagNoBody) {
		wrong("paragraphs: there are none and the record is not flagged %q", FlagNoBody)
	}
	if a.Published.IsZero() && !a.Has(FlagNoDate) {
		wrong("published: is unknown and not flagged %q", FlagNoDate)
	}
	if len(a.Paragraphs) > MaxBlocks || len(a.Captions) > MaxBlocks {
		wrong("paragraphs, captions: at most %d of each", MaxBlocks)
	}
	for i, c := range a.Captions {
		if c.Pair != nil && (*c.Pair < 0 || *c.Pair >= len(a.Captions) || *c.Pair == i) {
			wrong("captions[%d].pair: %d is not another caption", i, *c.Pair)
		}
	}
	for b := range a.Blocks() {
		if err := checkText(b.Text); err != nil {
			wrong("%s %.40q: %w", b.Part, b.Text, err)
		}
	}
	if len(errs) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, "record %s: %w", a.URL, errors.Join(errs...))
}

func checkText(s string) error {
	switch {
	case s == "":
		return errors.New("is empty")
	case len(s) > MaxText:
		return fmt.Errorf("is %d bytes long; at most %d", len(s), MaxText)
	case !utf8.ValidString(s):
		return errors.New("is not valid UTF-8")
	case !norm.NFC.IsNormalString(s):
		return errors.New("is not in Unicode normal form C")
	}
	return nil
}
