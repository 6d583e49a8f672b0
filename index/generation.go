package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// generation is one complete bleve index in a folder of its own, named
// <fingerprint>-<serial>. The highest serial is live. A folder whose name
// begins with "new-" is unfinished and worthless; one that begins with "bad-"
// was damaged and is kept once, for whoever wants to know why.
type generation struct {
	path     string
	index    bleve.Index
	position int64
	reason   string // why it must be filled from the archive before it may answer
	users    sync.WaitGroup

	outdated   bool // of another fingerprint: it answers until it is rebuilt
	otherStems bool // of another schema: see nearStems
}

const (
	unfinished = "new-"
	damaged    = "bad-"
)

// openLive opens the newest generation of this fingerprint that is sound and
// whole; else one of another fingerprint, which answers until it is rebuilt; else
// one still to be filled, else an empty one.
func (ix *Index) openLive() (live *generation, err error) {
	found, err := ix.generations()
	if err != nil {
		return nil, err
	}
	reason, err := ix.otherEncodings()
	if err != nil {
		return nil, err
	}
	var spare []*generation // still to be filled
	for _, name := range slices.Backward(found) {
		own := strings.HasPrefix(name, ix.fingerprint+"-")
		if live != nil && !own {
			continue
		}
		path := filepath.Join(ix.dir, name)
		g, err := openGeneration(path)
		switch {
		case err != nil:
			reason = err.Error()
			if err := setAside(path); err != nil {
				return nil, err
			}
		case g.reason != "":
			spare = append(spare, g)
		case live == nil || own && live.outdated:
			if live != nil {
				spare = append(spare, live)
			}
			live, g.outdated = g, !own
			g.otherStems = !strings.HasPrefix(name, ix.fingerprint[:schemaDigits])
		default:
			spare = append(spare, g)
		}
	}
	return ix.settle(live, spare, found, reason)
}

// settle discards the generations that are not needed beside the live one, or
// makes one live where none is whole.
func (ix *Index) settle(live *generation, spare []*generation, found []string, reason string) (*generation, error) {
	for _, g := range spare {
		own := strings.HasPrefix(filepath.Base(g.path), ix.fingerprint+"-")
		if live == nil && own {
			live = g
		} else if err := g.discard(); err != nil {
			return nil, err
		}
	}
	if live != nil {
		return live, nil
	}
	return ix.create(found, reason)
}

// generations lists the complete generations, oldest first, and clears away
// unfinished ones.
func (ix *Index) generations() (found []string, err error) {
	entries, err := os.ReadDir(ix.dir)
	if err != nil {
		return nil, fmt.Errorf("list the index folder: %w", err)
	}
	for _, e := range entries {
		switch {
		case !e.IsDir() || strings.HasPrefix(e.Name(), damaged):
		case strings.HasPrefix(e.Name(), unfinished):
			if err := os.RemoveAll(filepath.Join(ix.dir, e.Name())); err != nil {
				return nil, fmt.Errorf("clear an unfinished generation: %w", err)
			}
		case serialOf(e.Name()) > 0:
			found = append(found, e.Name())
		}
	}
	slices.SortFunc(found, func(a, b string) int { return serialOf(a) - serialOf(b) })
	return found, nil
}

// serialOf reads the serial out of a generation's name, 0 where it has none.
func serialOf(name string) (n int) {
	_, serial, ok := strings.Cut(name, "-")
	if !ok {
		return 0
	}
	if _, err := fmt.Sscanf(serial, "%d", &n); err != nil {
		return 0
	}
	return n
}

// create makes an empty generation: built under another name, closed, renamed
// and opened again, so that a crash leaves all of it or nothing.
func (ix *Index) create(found []string, reason string) (*generation, error) {
	serial := 1
	for _, name := range found {
		serial = max(serial, serialOf(name)+1)
	}
	name := fmt.Sprintf("%s-%06d", ix.fingerprint, serial)
	building, path := filepath.Join(ix.dir, unfinished+name), filepath.Join(ix.dir, name)
	index, err := bleve.NewUsing(building, noMapping(), scorch.Name, scorch.Name, storage())
	if err != nil {
		return nil, fmt.Errorf("create generation %s: %w", name, err)
	}
	if reason != "" {
		err = index.SetInternal(completeKey, []byte(reason))
	}
	if err := errors.Join(err, index.Close()); err != nil {
		return nil, fmt.Errorf("create generation %s: %w", name, err)
	}
	if err := writeManifest(building); err != nil {
		return nil, err
	}
	if err := os.Rename(building, path); err != nil {
		return nil, fmt.Errorf("put generation %s in place: %w", name, err)
	}
	return openGeneration(path)
}

// openGeneration checks the files of a generation, and only then lets bleve
// open them.
func openGeneration(path string) (g *generation, err error) {
	if err := verify(path); err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			g, err = nil, fmt.Errorf("bleve cannot read %s: %v", filepath.Base(path), r)
		}
	}()
	if err := unseal(path); err != nil {
		return nil, err
	}
	index, err := bleve.OpenUsing(path, storage())
	if err != nil {
		return nil, fmt.Errorf("bleve cannot read %s: %w", filepath.Base(path), err)
	}
	g = &generation{path: path, index: index}
	reason, err := index.GetInternal(completeKey)
	if err == nil {
		g.reason = string(reason)
		g.position, err = readPosition(index.GetInternal)
	}
	if err != nil {
		return nil, errors.Join(err, index.Close())
	}
	return g, nil
}

// close closes the generation and seals its files.
func (g *generation) close() error {
	if err := g.index.Close(); err != nil {
		return fmt.Errorf("close generation %s: %w", filepath.Base(g.path), err)
	}
	return writeManifest(g.path)
}
