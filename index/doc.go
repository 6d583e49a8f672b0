// Package index answers searches over the archive: it turns records into a
// bleve index, follows the archive's change sequence, and reads queries back
// into ranked, marked hits. The index is disposable. Everything in it can be
// rebuilt from the archive, so it prefers to rebuild over trusting a doubtful
// file.
//
// Text is analysed here, in Go, and handed to bleve as finished term counts.
// One pass over a text feeds five Vietnamese fields, queries and highlights use
// the very same functions, no analyzer is registered anywhere, and there is no
// mapping whose choice could differ between indexing and searching.
package index
