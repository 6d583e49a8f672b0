package cmd

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"khotin/internal/fault"
)

func TestEveryCommonTroubleHasAHint(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{fault.New(fault.Invalid, "no: %w", fs.ErrNotExist).WithHint("its own"), "its own"},
		{fmt.Errorf("open the list: %w", &fs.PathError{Op: "open", Path: "list", Err: syscall.ENOENT}), "check the path"},
		{&fs.PathError{Op: "open", Path: "list", Err: syscall.EACCES}, "who owns"},
		{&os.SyscallError{Syscall: "write", Err: syscall.ENOSPC}, "make room"},
		{&fs.PathError{Op: "open", Path: "list", Err: syscall.EROFS}, "only be read"},
		{usage("no such flag"), "khotin help"},
	} {
		if got := hintFor(c.err); !strings.Contains(got, c.want) {
			t.Errorf("hint for %q: %q, want %q", c.err, got, c.want)
		}
	}
	if got := hintFor(errors.New("a defect")); got != "" {
		t.Errorf("hint for a defect: %q", got)
	}
}

// A run that ends early leaves the file of an earlier one; a device is written
// to and never replaced.
func TestWriteFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run.tsv")
	if err := os.WriteFile(path, []byte("earlier"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := writeFile(path, true, func(w io.Writer) error { io.WriteString(w, "half"); return broken })
	if got, _ := os.ReadFile(path); !errors.Is(err, broken) || string(got) != "earlier" {
		t.Errorf("%q is left, %v", got, err)
	}
	err = writeFile(os.DevNull, true, func(w io.Writer) error { _, err := io.WriteString(w, "gone"); return err })
	if there, statErr := os.Stat(os.DevNull); err != nil || statErr != nil || there.Mode().IsRegular() {
		t.Errorf("%s is %v now, %v, %v", os.DevNull, there.Mode(), err, statErr)
	}
}
