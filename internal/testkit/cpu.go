//go:build unix

package testkit

import (
	"syscall"
	"time"
)

// CPU returns the processor time this process has used in user mode, 0 where
// the system does not tell.
func CPU() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		return 0
	}
	return time.Duration(use.Utime.Nano())
}
