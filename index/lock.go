package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"khotin/internal/fault"
)

// How long Open waits for another process, and how often it looks.
const (
	lockWait  = time.Second
	lockEvery = 50 * time.Millisecond
)

// lockName is the name of the lock file in the folder it stands for.
const lockName = "lock"

// lockFolder takes the folder for this process. The lock file names the holder;
// the kernel drops the lock when the process ends, however it ends.
func lockFolder(ctx context.Context, dir string) (*os.File, error) {
	path := filepath.Join(dir, lockName)
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	for {
		f, err := tryLock(path)
		if f != nil || err != nil {
			return f, err
		}
		select {
		case <-ctx.Done():
			holder, _ := os.ReadFile(path)
			return nil, inUse(dir, strings.TrimSpace(string(holder)))
		case <-time.After(lockEvery):
		}
	}
}

// tryLock takes a lock file and writes this process into it, or returns nil where
// another process holds it.
func tryLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("open the lock of the index: %w", err)
	}
	switch err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
	case errors.Is(err, syscall.EWOULDBLOCK), errors.Is(err, syscall.EINTR):
		return nil, f.Close()
	case err != nil:
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), f.Close())
	}
	if err = f.Truncate(0); err == nil {
		_, err = f.WriteAt(fmt.Appendf(nil, "%d\n", os.Getpid()), 0)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("write %s: %w", path, err), f.Close())
	}
	return f, nil
}

func inUse(dir, holder string) error {
	by := "another process"
	if holder != "" {
		by = "process " + holder
	}
	return fault.New(fault.InUse, "the index in %s is in use by %s", dir, by).
		WithHint("stop that process, or search through it")
}
