package datafolder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// ErrServed is the error of a data folder that another process serves from.
var ErrServed = errors.New("a footnote serve answers from it")

// LockServed takes what the process holds that serves from a data folder, of which there
// is only one at a time. It returns what lets go of it, or ErrServed.
func LockServed(dir string) (release func() error, err error) {
	lock := flock.New(filepath.Join(dir, ServeLock))
	if got, err := lock.TryLock(); err != nil {
		return nil, fmt.Errorf("lock %s: %w", lock.Path(), err)
	} else if !got {
		return nil, ErrServed
	}
	return lock.Unlock, nil
}

// IsServed reports whether a process serves from a data folder.
func IsServed(dir string) bool {
	path := filepath.Join(dir, ServeLock)
	if _, err := os.Stat(path); err != nil {
		return false
	}
	lock := flock.New(path)
	free, err := lock.TryRLock() // which needs no leave to write
	if err == nil && free {
		_ = lock.Unlock()
	}
	return err == nil && !free
}
