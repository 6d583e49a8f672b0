package cmd

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"khotin/crawler/extract"
	"khotin/index"
	"khotin/internal/archive"
	"khotin/internal/article"
)

// openArchive opens the archive of the data folder. A reader needs one that
// exists; a writer makes it.
func (a *app) openArchive(ctx context.Context, readOnly bool) (*archive.Archive, error) {
	return archive.Open(ctx, a.config.Data, archive.Options{ReadOnly: readOnly})
}

// openIndex opens the index of the data folder.
func (a *app) openIndex(ctx context.Context) (*index.Index, error) {
	o, closeWords, err := a.indexOptions()
	if err != nil {
		return nil, err
	}
	defer closeWords()
	return index.Open(ctx, filepath.Join(a.config.Data, "index"), o)
}

// indexOptions reads the lexicon and opens the operator's word list, where there
// are such files; the caller closes the list when the index has read it.
func (a *app) indexOptions() (o index.Options, closeWords func() error, err error) {
	if o.Lexicon, err = a.readLexicon(); err != nil {
		return o, nil, err
	}
	path := a.config.Index.Words
	if path == "" {
		return o, func() error { return nil }, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return o, nil, fmt.Errorf("%w: index.words: %w", errConfig, err)
	}
	o.Words = f
	return o, f.Close, nil
}

// follow brings the index up to the archive's last change and returns how many
// articles it took in. One of another version is built anew.
func follow(ctx context.Context, ix *index.Index, store *archive.Archive) (int, error) {
	if ix.Outdated() {
		return ix.Rebuild(ctx, source(ctx, store))
	}
	return ix.Follow(ctx, store.Changes(ctx, ix.Position()))
}

// source is what an index is rebuilt from.
func source(ctx context.Context, store *archive.Archive) func(after int64) iter.Seq2[article.Stored, error] {
	return func(after int64) iter.Seq2[article.Stored, error] { return store.Changes(ctx, after) }
}

// extractor makes the reader of pages from the outlets and families of the
// configuration.
func (a *app) extractor() (*extract.Extractor, error) { return newExtractor(&a.config) }
