package docref

import (
	"slices"
	"strconv"
	"strings"
)

// A Region is a part of an article with a language of its own.
type Region struct {
	Kind string // headline, lead, body, caption; carried, not interpreted
	Lang string
	Text string
}

// An Article is what the resolver needs to know of one: its text without
// furniture, in reading order, and where and when it appeared.
type Article struct {
	Regions   []Region
	Home      string // province slug of the outlet that wrote it; empty for national ones and aggregators
	Published string // ISO day, or a day and time; empty when unknown
}

// A Mention is a citation within its article: which document it means, and
// by which rule each part of the answer was reached.
type Mention struct {
	Region     int        `json:"region"`
	Citation   Citation   `json:"citation"`
	ID         ID         `json:"id,omitzero"` // zero while the mention stays partial
	KeyRule    KeyRule    `json:"key_rule"`
	ScopeRule  ScopeRule  `json:"scope_rule,omitempty"`
	DateRule   DateRule   `json:"date_rule,omitempty"`
	Confidence Confidence `json:"confidence"`
}

// KeyRule says how the number was completed.
type KeyRule string

const (
	KeyPrinted KeyRule = "printed" // the symbol is there
	KeyListed  KeyRule = "list"    // it stands behind a later member of the list
	KeyIssuer  KeyRule = "issuer"  // the issuer's words give it
	KeyArticle KeyRule = "article" // the article has exactly one such full number
	KeyNearest KeyRule = "nearest" // it has several, and this stands nearest before
	KeyMended  KeyRule = "mended"  // the symbol contradicts the words, and the article has the other form
	KeyOpen    KeyRule = "open"    // only number and type are known
)

// ScopeRule says where the scope comes from.
type ScopeRule string

const (
	ScopeSymbol   ScopeRule = "symbol"   // a central issuer
	ScopeIssuer   ScopeRule = "issuer"   // the province in the issuer's words
	ScopeSentence ScopeRule = "sentence" // the one province in the sentence
	ScopeBody     ScopeRule = "body"     // the one province in the article
	ScopeHome     ScopeRule = "home"     // the outlet's own
	ScopeArticle  ScopeRule = "article"  // that of the full form it was resolved to
)

// DateRule says where the date comes from.
type DateRule string

const (
	DatePrinted  DateRule = "printed"  // beside the mention
	DateArticle  DateRule = "article"  // beside another mention of the document
	DateNumber   DateRule = "number"   // the year inside the number
	DateRejected DateRule = "rejected" // printed, but later than the article
)

// Confidence is how far a mention's document may be relied on.
type Confidence string

const (
	High Confidence = "high"
	Low  Confidence = "low"  // a choice among several, a very old date, a contradiction
	None Confidence = "none" // the document stays open
)

// Mentions finds and resolves the citations of an article, in reading order.
func Mentions(a Article) []Mention {
	a.Published = a.Published[:min(len(a.Published), len("2006-01-02"))]
	r := resolver{article: a}
	for i, region := range a.Regions {
		for _, c := range Find(region.Text, region.Lang) {
			r.mentions = append(r.mentions, Mention{Region: i, Citation: c, Confidence: High})
		}
	}
	if len(r.mentions) == 0 {
		return nil
	}
	r.survey()
	for i := range r.mentions {
		r.own(&r.mentions[i])
	}
	for i := range r.mentions {
		r.mend(&r.mentions[i])
	}
	for i := range r.mentions {
		r.share(&r.mentions[i])
	}
	for i := range r.mentions {
		r.complete(i)
	}
	for i := range r.mentions {
		if m := &r.mentions[i]; m.KeyRule == KeyOpen {
			m.ID, m.DateRule = ID{}, ""
		}
	}
	return r.mentions
}

// A resolver works out the mentions of one article.
type resolver struct {
	article  Article
	mentions []Mention
	places   []place // provinces named anywhere, in reading order
}

// own fills what the mention and its surroundings say by themselves.
func (r *resolver) own(m *Mention) {
	c := m.Citation
	switch {
	case c.Form == Short:
		m.KeyRule, m.Confidence = KeyOpen, None
	case c.Form == NumberOnly:
		m.KeyRule = KeyIssuer
	case c.Listed:
		m.KeyRule = KeyListed
	default:
		m.KeyRule = KeyPrinted
	}
	r.date(m)
	if c.Conflict != nil || outlived(c, m.ID.Date) {
		m.Confidence = Low
	}
	if c.Form != Short {
		m.ID.Key = c.Key
		m.ID.Scope, m.ScopeRule = r.scope(*m)
	}
}

// date takes the printed date unless the document would be younger than the
// article. More than a term of age is possible, and worth a doubt.
func (r *resolver) date(m *Mention) {
	c, published := m.Citation, r.article.Published
	switch {
	case published != "" && c.Date > published && !strings.HasPrefix(c.Date, published):
		m.DateRule = DateRejected
	case c.Date != "":
		m.ID.Date, m.DateRule = c.Date, DatePrinted
	}
	if m.ID.Date == "" && c.Year != 0 {
		m.ID.Date, m.DateRule = strconv.Itoa(c.Year), DateNumber
	}
	if m.ID.Date != "" && published != "" && !withinTerm(m.ID.Date, published) && m.Confidence == High {
		m.Confidence = Low
	}
}

// mend follows a conflict's suggestion when the article prints that form too.
func (r *resolver) mend(m *Mention) {
	if m.Citation.Conflict == nil {
		return
	}
	key := Key(m.Citation.Conflict.Suggest)
	i := slices.IndexFunc(r.mentions, func(o Mention) bool {
		return o.ID.Key == key && o.Citation.Conflict == nil
	})
	if i < 0 {
		return
	}
	m.KeyRule, m.ID.Key = KeyMended, key
	m.ID.Scope, m.ScopeRule = r.mentions[i].ID.Scope, ScopeArticle
}

// share gives an undated mention the date of the others of its document,
// when they agree.
func (r *resolver) share(m *Mention) {
	if m.ID.Key == "" || m.DateRule == DatePrinted {
		return
	}
	date := ""
	for _, o := range r.mentions {
		if o.DateRule != DatePrinted || o.ID.Key != m.ID.Key || o.ID.Scope != m.ID.Scope {
			continue
		}
		if date != "" && o.ID.Date != date {
			return
		}
		date = o.ID.Date
	}
	if date != "" {
		m.ID.Date, m.DateRule = date, DateArticle
	}
}
