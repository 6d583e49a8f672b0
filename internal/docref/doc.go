// Package docref reads Vietnamese document numbers: it finds them in
// Vietnamese, French, Romanian and English text, brings every spelling of a
// number to one key, and says which document a mention means.
//
// Two systems number alike. The state writes number/[year/]TYPE-ISSUER
// (123/QĐ-UBND, 33/2021/CT-TTg, 10/2022/QH15) and counts by year; the Party
// writes number-TYPE/ISSUER (04-NQ/TU) and counts by committee and term, so
// that a key alone names as many documents as there are provinces and terms.
// A document is therefore a key, a scope and a date: see [ID].
//
// [Find] works on one text and anchors on runs of digits: to the right of
// them stands the symbol, to the left a marker (số, n°, nr.) and a type word,
// farther right a date, an issuer, a title. The symbol is believed first,
// the issuer's words second, the type word third, since translation loses
// them in the other order. [Mentions] works on a whole article and completes
// short forms, scopes and dates from its other regions. [ParseQuery] reads
// what people type into a search box.
//
// What changes in the world stands in tables/*.tsv; [Check] validates them.
package docref
