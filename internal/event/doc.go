// Package event reads what a news article reports: the conference, visit or
// signing it is about (kind, days, place, host, chair, attendance, mode), and
// the people it names with their posts.
//
// It works on Vietnamese and on the French and Romanian that machines make of
// it. Grammar is in the code, words are in tables/*.tsv. A part of the article
// becomes words, words become marks (a unit people are counted in, a verb of
// chairing, the head of an institution), and the sentence whose marks report an
// event best is the main one; its facts are read from there outwards. What the
// article does not say stays empty, and every fact carries the passage it was
// read from.
package event
