// Package topic judges whether a page is news of mass mobilisation, and says
// why.
//
// The subject seldom announces itself: a report on families who give land for
// a road, on a secretary who answers villagers, on the Fatherland Front
// checking a payment list need never print dân vận or a translation of it.
// What they print is counted here: concepts of the glossary, each by how much
// meeting it says; cues of persuasion, consent and listening; and against
// them the words of other news (markets, courts, sport, weather). Headline,
// lead, body and captions count apart. A logistic function of these counts,
// of the section and of the documents cited is the score.
//
// The weights in tables/weights.tsv are fitted by TestFit from the labelled
// headlines in testdata; go test -run Fit -update writes them anew.
package topic
