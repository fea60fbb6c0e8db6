package blevex

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// Changed returns when the current generation was made, the zero time if there
// is none.
func (s *Store) Changed() (time.Time, error) {
	info, err := os.Stat(filepath.Join(s.dir, currentName))
	if errors.Is(err, fs.ErrNotExist) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("look at the index: %w", err)
	}
	return info.ModTime(), nil
}

// Locked reports whether a process is changing the index, and which, as far as it
// said.
func (s *Store) Locked() (owner string, locked bool, err error) {
	path := filepath.Join(s.dir, lockName)
	note, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("look at the lock of the index: %w", err)
	}
	lock := flock.New(path)
	free, err := lock.TryLock()
	if err != nil {
		return "", false, fmt.Errorf("look at the lock of the index: %w", err)
	}
	if !free {
		return strings.Trim(string(note), " ()\n"), true, nil
	}
	return "", false, lock.Unlock()
}
