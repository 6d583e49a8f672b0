// Package lang is what khotin knows about Vietnamese, French, Romanian and
// English as languages: which one a text is in, where its words begin and end,
// under which key two spellings of a word meet, and how each language writes
// numbers, months and dates.
//
// Everything here is a pure function of its input. Nothing moves text about:
// tokens, spans and dates carry byte offsets into the string they were found
// in, so a caller can always show what was printed.
package lang
