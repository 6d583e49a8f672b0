// Package story tells which articles, in other languages and at other outlets,
// tell one story, why they are held to, how their paragraphs correspond, and
// where they contradict one another.
//
// Outlets say some of it themselves: versions share an id or a slug, name one
// another, or name the page they were copied from. Such words are believed.
// Where they are missing the facts decide: documents, people, the event, its
// attendance, rare numbers, pictures, none of which a translation changes. Two
// kinds of rare evidence that do not depend on one another must agree; common
// numbers, one document, or a province and a day never suffice, since every
// province reports on the same resolutions in the same weeks.
//
// A store that grows keeps the prints, takes a census over all of them now and
// then, and clusters those of the weeks around a new article:
//
//	census := story.Count(all)
//	groups := census.Cluster(near)
//
// Everything here is a pure function. A wrong link hides one story behind
// another and a wrong alarm wears readers out, so where evidence is thin the
// answer is no.
package story
