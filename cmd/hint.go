package cmd

import (
	"errors"
	"io/fs"
	"syscall"

	"khotin/internal/fault"
)

// hintFor says what to do about an error: its own hint, or what helps against
// the troubles that every command can meet.
func hintFor(err error) string {
	if hint := fault.Hint(err); hint != "" {
		return hint
	}
	switch {
	case errors.Is(err, errUsage):
		return "khotin help shows all commands and their flags"
	case errors.Is(err, fs.ErrNotExist):
		return "check the path; one that does not begin with / is looked for in the folder you are in"
	case errors.Is(err, fs.ErrPermission):
		return "check who owns the file and its folder, and who may read and write them"
	case errors.Is(err, syscall.ENOSPC):
		return "make room on the disk, and run the command again"
	case errors.Is(err, syscall.EROFS):
		return "the disk can only be read; choose a path on another"
	}
	return ""
}
