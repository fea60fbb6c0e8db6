package server

import (
	"errors"
	"fmt"

	"footnote/cmd/footnote/datafolder"
)

// lockData keeps others from answering from the same data folder: only one process may
// work on what is in it.
func lockData(dir string) (unlock func() error, err error) {
	unlock, err = datafolder.LockServed(dir)
	if errors.Is(err, datafolder.ErrServed) {
		return nil, fmt.Errorf("another footnote serve answers from %s (stop it, or choose another --data)", dir)
	}
	if err != nil {
		return nil, fmt.Errorf("%w (make the folder writable, or choose another --data)", err)
	}
	return unlock, nil
}
