// Package lexicon learns which words translate one another from the archive's
// own translations, and keeps what it learnt as a table that people review.
//
// Two versions of a story are aligned paragraph by paragraph, and a caption
// printed in two languages is a pair as it stands. In such pairs words and short
// phrases are linked competitively, the surest first and each word once
// (Melamed 2000), by how much more often than by chance they stand together (the
// log-likelihood ratio of Dunning 1993). A wrong translation harms a search more
// than a missing one helps, so what is not nearly always linked is left out.
package lexicon
