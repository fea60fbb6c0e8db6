package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/adapters/sqlite"
	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/indexing"
)

// openQuestions opens the store of what was asked through serve. It must be there.
func (a *app) openQuestions(ctx context.Context) (*sqlite.Store, *indexing.Library, error) {
	l, err := a.UseLibrary(false)
	if err != nil {
		return nil, nil, err
	}
	path := filepath.Join(l.Data, datafolder.Questions)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("nothing has been asked of %s through serve yet: there is no %s", l.Corpus, path)
	}
	store, err := sqlite.Open(ctx, path)
	return store, l, err
}
