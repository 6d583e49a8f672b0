// Package article is the record at the centre of khotin: what one news article
// states, in one language, with the evidence for every field that had to be
// read or inferred. Field names follow IPTC and schema.org.
package article

import (
	"iter"
	"slices"

	"khotin/internal/event"
	"khotin/internal/lang"
)

// Article is one article in one language as read from one page. A field the
// page does not state is empty: a blank is allowed, a wrong value is not.
type Article struct {
	ID     string   `json:"id"`     // of the canonical URL, see IDOf
	URL    string   `json:"url"`    // canonical; never a mirror, print page or tracking link
	Outlet string   `json:"outlet"` // the publisher's name in config.yaml, or the bare host
	Lang   lang.Tag `json:"lang"`   // the language of most of the text
	Group  string   `json:"group"`  // shared by the versions of one story in other languages

	Headline  string `json:"headline"`
	Lead      string `json:"lead"`      // the summary above the body (sapo)
	Byline    string `json:"byline"`    // as printed, even when it was machine-translated
	Section   string `json:"section"`   // as printed
	Published Date   `json:"published"` // with the precision the page gives
	Modified  Date   `json:"modified,omitzero"`

	Paragraphs []Paragraph `json:"paragraphs"`
	Captions   []Caption   `json:"captions"`
	Tags       []string    `json:"tags,omitempty"`
	Citations  []Citation  `json:"citations,omitempty"` // the documents it mentions, see Cite

	Events  []event.Event  `json:"events,omitempty"`  // what it reports, see Report
	Persons []event.Person `json:"persons,omitempty"` // whom it names

	SourceURL    string              `json:"source_url"`           // the original this page copies or translates
	SourceOutlet string              `json:"source_outlet"`        // the outlet a copy names as its origin, as printed
	Alternates   map[lang.Tag]string `json:"alternates,omitempty"` // the page's own links to other languages

	Profile  string              `json:"profile,omitempty"`  // the CMS family whose selectors read the page
	Flags    []Flag              `json:"flags"`              // what could not be read, or looks wrong
	Evidence map[string]Evidence `json:"evidence,omitempty"` // by JSON field name
}

// Paragraph is one block of the body, repaired.
type Paragraph struct {
	Text    string   `json:"text"`
	Lang    lang.Tag `json:"lang"`
	Subhead bool     `json:"subhead,omitempty"`
	Printed string   `json:"printed,omitempty"` // as on the page, where repair changed it
}

// Caption belongs to a picture. A translated page often prints the original
// caption above its translation; the two then point at one another.
type Caption struct {
	Text    string   `json:"text"`
	Lang    lang.Tag `json:"lang"`
	Credit  string   `json:"credit,omitempty"` // the photographer, without the word for photo
	Image   string   `json:"image,omitempty"`  // address of the picture
	Pair    *int     `json:"pair,omitempty"`   // index of the same caption in the other language
	Printed string   `json:"printed,omitempty"`
}

// Evidence says where a field's value came from.
type Evidence struct {
	Basis      string  `json:"basis"`              // see the Basis constants
	Confidence float64 `json:"confidence"`         // 0 to 1: how often such a value has proved right
	Printed    string  `json:"printed,omitempty"`  // the text it was read from
	Restored   string  `json:"restored,omitempty"` // what it was before translation
	Proof      string  `json:"proof,omitempty"`    // of what was restored: "photo credit \"Mai Hoa\" ×15"
}

// The places a value can come from, best first.
const (
	BasisProfile  = "profile"  // a selector of the outlet's CMS family
	BasisMetadata = "metadata" // meta, link or JSON-LD of the page
	BasisText     = "text"     // a rule over the visible text
	BasisGeneric  = "generic"  // a general extractor
	BasisURL      = "url"      // the address
	BasisPath     = "path"     // the address of a picture
	BasisOutlet   = "outlet"   // a known property of the outlet
	BasisFeed     = "feed"     // a feed or sitemap entry
)

// Flag is a short, stable name of something a reader of the record must know.
type Flag string

const (
	FlagNoHeadline     Flag = "no-headline"
	FlagNoDate         Flag = "no-date"
	FlagNoBody         Flag = "no-body"
	FlagBodiesDiffer   Flag = "bodies-differ"   // two extractors disagree widely
	FlagDateConflict   Flag = "date-conflict"   // two sources of the date disagree
	FlagCharset        Flag = "charset"         // declared and real encoding differ, or bytes were lost
	FlagLanguage       Flag = "language"        // the declared language is not the text's
	FlagTruncated      Flag = "truncated"       // the page was cut off
	FlagProfileMissed  Flag = "profile-missed"  // the outlet has profiles and none matched
	FlagSoftNotFound   Flag = "soft-not-found"  // a page that says it is not there, with status 200
	FlagTooDeep        Flag = "too-deep"        // markup nested beyond the limit was cut
	FlagForeignContent Flag = "foreign-content" // the canonical link names another outlet
)

// Add appends the flag once.
func (a *Article) Add(f Flag) {
	if !a.Has(f) {
		a.Flags = append(a.Flags, f)
	}
}

// Has reports whether the record carries the flag.
func (a *Article) Has(f Flag) bool { return slices.Contains(a.Flags, f) }

// Complete makes absent lists empty ones, which JSON writes as [] and not as
// null: readers of a record may count on its lists.
func (a *Article) Complete() {
	if a.Paragraphs == nil {
		a.Paragraphs = []Paragraph{}
	}
	if a.Captions == nil {
		a.Captions = []Caption{}
	}
	if a.Flags == nil {
		a.Flags = []Flag{}
	}
}

// Note records the evidence of a field by its JSON name.
func (a *Article) Note(field string, e Evidence) {
	if a.Evidence == nil {
		a.Evidence = make(map[string]Evidence)
	}
	a.Evidence[field] = e
}

// Block is one run of text of a record.
type Block struct {
	Part  string // "headline", "lead", "paragraph" or "caption"
	Index int    // among the paragraphs or captions
	Lang  lang.Tag
	Text  string
}

// Blocks yields the parts of the record that its author wrote, in reading
// order: headline, lead, paragraphs, captions.
func (a *Article) Blocks() iter.Seq[Block] {
	return func(yield func(Block) bool) {
		if a.Headline != "" && !yield(Block{"headline", 0, a.Lang, a.Headline}) {
			return
		}
		if a.Lead != "" && !yield(Block{"lead", 0, a.Lang, a.Lead}) {
			return
		}
		for i, p := range a.Paragraphs {
			if !yield(Block{"paragraph", i, p.Lang, p.Text}) {
				return
			}
		}
		for i, c := range a.Captions {
			if !yield(Block{"caption", i, c.Lang, c.Text}) {
				return
			}
		}
	}
}
