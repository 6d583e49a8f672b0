// Package concept knows what mass mobilisation speaks about: a glossary of its
// institutions, posts, documents, campaigns and events in Vietnamese, French,
// Romanian and English, and the finding of those concepts in texts and queries.
//
// One concept has many names. Machine translation calls Ban Dân vận a
// commission, a committee, a board or a department, and khéo comes out as
// habile, qualifiée, calificată, iscusită or Abilizată; all of them are one
// identifier here, which is what lets a Vietnamese query find a French page.
//
// [Find] is a longest match over words. Words are compared without marks and
// case, French elisions taken off, small words (de, la, al, the) left out, and
// endings of number, gender and Romanian declension levelled, so that the
// glossary need list one form of a phrase. See stem.go for how far that goes.
package concept
