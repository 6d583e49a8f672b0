package cmd

import (
	"context"
	"errors"

	"khotin/internal/fault"
)

// Exit codes, the same for every command.
const (
	exitOK          = 0
	exitError       = 1   // something failed
	exitUsage       = 2   // the command line is wrong
	exitFailures    = 3   // finished, but some of the work failed
	exitInUse       = 4   // another process holds the data or the index
	exitConfig      = 5   // the configuration is invalid
	exitInterrupted = 130 // stopped by Ctrl-C or a signal, as shells report it
)

// exitHelp closes the help text of every command.
const exitHelp = `Exit codes: 0 done · 1 error · 2 wrong usage · 3 finished with failures ·
4 data or index in use · 5 configuration invalid · 130 interrupted`

var (
	errUsage    = errors.New("usage")
	errConfig   = errors.New("configuration")
	errFailures = errors.New("finished with failures")
)

// exitCode maps an error to the code that scripts branch on. It is the only
// place where that is decided.
func exitCode(err error) int {
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, errUsage):
		return exitUsage
	case errors.Is(err, errConfig):
		return exitConfig
	case errors.Is(err, errFailures):
		return exitFailures
	case fault.Of(err) == fault.InUse:
		return exitInUse
	}
	return exitError
}
