package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// bleve opens a segment with a flipped bit and answers from it, and a cut
// root.bolt can end the process beyond recovery. So every file is checked here
// before bleve sees it.
//
// A generation that was closed in order has a manifest: the size and CRC-32C of
// every file. It is removed when the generation is opened for writing, so after
// a crash there is none; then the segments are checked against the CRC-32 in
// their own footers, and root.bolt is read page by page (see checkBolt).
const manifestName = "manifest.json"

// sealed is the manifest's entry for one file.
type sealed struct {
	Size int64  `json:"size"`
	CRC  uint32 `json:"crc32c"`
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// writeManifest seals the files of a closed generation.
func writeManifest(path string) error {
	files := make(map[string]sealed)
	err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == manifestName {
			return err
		}
		rel, err := filepath.Rel(path, name)
		if err == nil {
			files[filepath.ToSlash(rel)], err = sealOf(name)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("seal generation %s: %w", filepath.Base(path), err)
	}
	text, err := json.MarshalIndent(files, "", "\t")
	if err == nil {
		err = writeSynced(filepath.Join(path, manifestName), text)
	}
	if err != nil {
		return fmt.Errorf("seal generation %s: %w", filepath.Base(path), err)
	}
	return nil
}

func sealOf(name string) (s sealed, err error) {
	f, err := os.Open(name)
	if err != nil {
		return s, err
	}
	defer f.Close()
	h := crc32.New(castagnoli)
	s.Size, err = io.Copy(h, f)
	s.CRC = h.Sum32()
	return s, err
}

// writeSynced writes a file under another name, flushes it to the disk and
// renames it, so that it is there whole or not at all.
func writeSynced(name string, text []byte) error {
	f, err := os.Create(name + ".tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(name+".tmp", name)
}

// verify reports the first file of a generation that is not as it was written.
func verify(path string) error {
	text, err := os.ReadFile(filepath.Join(path, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return verifyAfterCrash(path)
	}
	if err != nil {
		return fmt.Errorf("read the manifest: %w", err)
	}
	var files map[string]sealed
	if err := json.Unmarshal(text, &files); err != nil || len(files) == 0 {
		return errors.New("its manifest cannot be read")
	}
	for name, want := range files {
		if !filepath.IsLocal(name) {
			return fmt.Errorf("its manifest names %q", name)
		}
		got, err := sealOf(filepath.Join(path, filepath.FromSlash(name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("%s is missing", name)
		case err != nil:
			return fmt.Errorf("check %s: %w", name, err)
		case got.Size != want.Size:
			return fmt.Errorf("%s has %d bytes instead of %d", name, got.Size, want.Size)
		case got.CRC != want.CRC:
			return fmt.Errorf("the checksum of %s is wrong", name)
		}
	}
	return nil
}

// unseal removes the manifest before a generation is written to.
func unseal(path string) error {
	err := os.Remove(filepath.Join(path, manifestName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("open the seal of generation %s: %w", filepath.Base(path), err)
	}
	return nil
}

// metaTail is the length that bleve writes after the JSON of index_meta.json, of
// the name of a file hook khotin does not use.
const metaTail = 4

// verifyAfterCrash checks a generation whose process ended without closing it.
func verifyAfterCrash(path string) error {
	meta, err := os.ReadFile(filepath.Join(path, "index_meta.json"))
	if err != nil || len(meta) < metaTail || !json.Valid(meta[:len(meta)-metaTail]) {
		return errors.New("index_meta.json is missing or cut")
	}
	store := filepath.Join(path, "store")
	segments, err := checkBolt(filepath.Join(store, "root.bolt"))
	if err != nil {
		return fmt.Errorf("root.bolt is damaged: %w", err)
	}
	for _, name := range segments {
		if !filepath.IsLocal(name) {
			return fmt.Errorf("root.bolt names the segment %q", name)
		}
		if err := checkSegment(filepath.Join(store, name)); err != nil {
			return fmt.Errorf("segment %s: %w", name, err)
		}
	}
	return nil
}

// checkSegment compares a segment with the CRC-32 (IEEE, big-endian) that zap
// writes as its last four bytes.
func checkSegment(name string) error {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("is missing")
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	body := info.Size() - crc32.Size
	if body <= 0 {
		return errors.New("is empty")
	}
	h := crc32.NewIEEE()
	if _, err := io.CopyN(h, f, body); err != nil {
		return err
	}
	var footer [crc32.Size]byte
	if _, err := io.ReadFull(f, footer[:]); err != nil {
		return err
	}
	if [crc32.Size]byte(h.Sum(nil)) != footer {
		return errors.New("its checksum is wrong")
	}
	return nil
}
