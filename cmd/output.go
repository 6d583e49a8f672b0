package cmd

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeFile fills a file that is there whole or not at all. One that is there
// already is only replaced with force; a device or a pipe is written to.
func writeFile(path string, force bool, fill func(io.Writer) error) (err error) {
	switch there, err := os.Stat(path); {
	case err == nil && !there.Mode().IsRegular():
		return writeInto(path, fill)
	case err == nil && !force:
		return usage("%s is there already; --force replaces it", path)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".khotin-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(f.Name()) // gone once it is renamed
	out := bufio.NewWriterSize(f, 1<<20)
	if err := fill(out); err != nil {
		return errors.Join(err, f.Close())
	}
	err = errors.Join(out.Flush(), f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

func writeInto(path string, fill func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	out := bufio.NewWriterSize(f, 64<<10)
	return errors.Join(fill(out), out.Flush(), f.Close())
}

// writeOut fills a file, or standard output when no path is given.
func (a *app) writeOut(path string, force bool, fill func(io.Writer) error) error {
	if path != "" {
		return writeFile(path, force, fill)
	}
	out := bufio.NewWriterSize(a.out, 64<<10)
	if err := fill(out); err != nil {
		return errors.Join(err, out.Flush())
	}
	return out.Flush()
}
