//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package warc

import (
	"errors"
	"io"
	"os"
	"syscall"

	"khotin/internal/fault"
)

// lockFolder takes the folder for one writer by flock(2) on the folder itself,
// which leaves no file behind and ends with the process, however that ends.
func lockFolder(dir string) (io.Closer, error) {
	d, err := os.Open(dir)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "open captures: %w", err)
	}
	err = syscall.Flock(int(d.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return d, nil
	}
	_ = d.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, fault.New(fault.InUse, "open captures: another process writes to %s", dir).WithHint("stop the other crawl first")
	}
	return nil, fault.New(fault.Unavailable, "lock %s: %w", dir, err)
}
