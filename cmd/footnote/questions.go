package main

import (
	"context"

	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/stores"
)

// questionsFile is the store of questions and answers, beside the index.
const questionsFile = datafolder.Questions

// openQuestions opens the store of what was asked through serve. It must be there.
func (a *app) openQuestions(ctx context.Context) (stores.Store, *library, error) {
	l, err := a.findLibraryFor(false)
	if err != nil {
		return nil, nil, err
	}
	store, err := a.settings.Store.OpenKept(ctx, l.Data, l.Corpus)
	return store, l, err
}
