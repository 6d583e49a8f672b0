package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Every encoding has a folder of its own in the folder of the index, with its own
// lock:
//
//	format7/lock                 names the process that has it open
//	format7/0a1b2c3d4e5f-000002  a generation
//
// So a program of another encoding builds its index beside one that answers, and
// neither sees the other's files. Before encoding 7 everything lay in the folder of
// the index itself.
const encodingFolder = "format"

func folderOf(root string, encoding int) string {
	return filepath.Join(root, fmt.Sprint(encodingFolder, encoding))
}

// otherEncodings says why there is no index of this encoding, where there is one of
// another; else "".
func (ix *Index) otherEncodings() (reason string, err error) {
	older, newer, err := ix.encodings()
	switch {
	case err != nil:
		return "", err
	case newer:
		return "the one that is there was built by a newer khotin, for which it is kept", nil
	case len(older) > 0:
		return "the one that is there was built by an older khotin", nil
	}
	return "", nil
}

// encodings lists the folders with indexes of older encodings, and tells whether
// there is one of a newer.
func (ix *Index) encodings() (older []string, newer bool, err error) {
	entries, err := os.ReadDir(ix.root)
	if err != nil {
		return nil, false, fmt.Errorf("list the index folder: %w", err)
	}
	first := false // whether there is an index from before encoding 7
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		number, ok := strings.CutPrefix(e.Name(), encodingFolder)
		switch n, err := strconv.Atoi(number); {
		case !ok || err != nil:
			first = first || serialOf(e.Name()) > 0
		case n > ix.encoding:
			newer = true
		case n < ix.encoding:
			older = append(older, filepath.Join(ix.root, e.Name()))
		}
	}
	if first {
		older = append(older, ix.root)
	}
	return older, newer, nil
}

// clearOlder removes the indexes of older encodings that no process has open. A
// newer one stays: the program that wrote it may come back.
func (ix *Index) clearOlder() error {
	older, _, err := ix.encodings()
	if err != nil {
		return err
	}
	held := false
	for _, dir := range older {
		lock, err := tryLock(filepath.Join(dir, lockName))
		switch {
		case err != nil:
			return err
		case lock == nil: // a program of that encoding answers from it
			held = true
			continue
		}
		if dir == ix.root {
			err = clearRoot(dir)
		} else {
			err = os.RemoveAll(dir)
		}
		if err = errors.Join(err, lock.Close()); err != nil {
			return fmt.Errorf("remove the index of an older khotin: %w", err)
		}
	}
	ix.cleared = !held
	return nil
}

// clearRoot removes what lay in the folder of the index before encoding 7.
func clearRoot(dir string) error {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		name := e.Name()
		aborted := strings.HasPrefix(name, unfinished) || strings.HasPrefix(name, damaged)
		if e.IsDir() && (aborted || serialOf(name) > 0) || name == lockName {
			err = errors.Join(err, os.RemoveAll(filepath.Join(dir, name)))
		}
	}
	return err
}
