package index

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// setAside renames a damaged generation, in place of the one set aside before.
func setAside(path string) error {
	dir, name := filepath.Split(path)
	old, err := filepath.Glob(filepath.Join(dir, damaged+"*"))
	if err != nil {
		return err
	}
	for _, o := range old {
		if err := os.RemoveAll(o); err != nil {
			return fmt.Errorf("clear a damaged generation: %w", err)
		}
	}
	if err := os.Rename(path, filepath.Join(dir, damaged+name)); err != nil {
		return fmt.Errorf("set a damaged generation aside: %w", err)
	}
	return nil
}

func folderSize(dir string) (size int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // merged away meanwhile
		}
		if err == nil {
			size += info.Size()
		}
		return err
	})
	return size, err
}
