package blevex

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// extraPrefix begins the names of files that others keep with a generation.
const extraPrefix = "extra-"

// Extra returns what SetExtra has kept under a name with the current generation, nil if
// nothing. It goes with the generation: what changes the documents drops it.
func (s *Store) Extra(ctx context.Context, name string) (data []byte, err error) {
	err = s.withManifest(ctx, func(gen generation, _ manifest) error {
		data, err = os.ReadFile(filepath.Join(s.dir, gen.name, extraPrefix+name))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
	return data, err
}

// SetExtra keeps something small with the generation that Current named as state. If
// that isn't the current one any more, nothing is kept.
func (s *Store) SetExtra(ctx context.Context, state, name string, data []byte) error {
	before, err := s.Extra(ctx, name)
	if err != nil || before != nil && bytes.Equal(before, data) {
		return err
	}
	return s.withManifest(ctx, func(gen generation, _ manifest) error {
		if gen.line != state {
			return nil
		}
		return writeFileSync(filepath.Join(s.dir, gen.name, extraPrefix+name), data)
	})
}
