// Package extract turns one page, or the text copied from one, into the record
// that khotin keeps: headline, lead, byline, dates, paragraphs and captions,
// each in its language and each with the evidence it rests on.
//
// It is a pure function of bytes and an address; it knows no network, clock or
// disk. A page is read in this order, and the first that answers wins:
//
//  1. the selectors of the outlet's CMS families, which are data (Profile);
//  2. what the page says of itself in metadata;
//  3. own rules over structure and text (density.go, caption.go, byline.go);
//  4. a general extractor, where no profile matched and the rules are unsure.
//
// Lead, byline and captions stand at the edges of an article, where general
// extractors drop them, so they are taken before any of those sees the page.
package extract
