package server

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"footnote/adapters/sqlite"
	"footnote/cmd/footnote/datafolder"
)

// openRequests opens what was asked and answered. Only one process may work on
// it at a time.
func openRequests(ctx context.Context, dir string) (*sqlite.Store, func() error, error) {
	release, err := datafolder.LockServed(dir)
	if errors.Is(err, datafolder.ErrServed) {
		return nil, nil, fmt.Errorf("another footnote serve answers from %s (stop it, or choose another --data)", dir)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w (make the folder writable, or choose another --data)", err)
	}
	store, err := sqlite.Open(ctx, filepath.Join(dir, datafolder.Questions))
	if err != nil {
		return nil, nil, errors.Join(err, release())
	}
	return store, func() error { return errors.Join(store.Close(), release()) }, nil
}
