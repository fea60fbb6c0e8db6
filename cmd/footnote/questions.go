package main

import (
	"context"

	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/stores"
)

// openQuestions opens the store of what was asked through serve. It must be there.
func (a *app) openQuestions(ctx context.Context) (stores.Store, *indexing.Library, error) {
	l, err := a.UseLibrary(false)
	if err != nil {
		return nil, nil, err
	}
	store, err := a.settings.Store.OpenKept(ctx, l.Data, l.Corpus)
	return store, l, err
}
