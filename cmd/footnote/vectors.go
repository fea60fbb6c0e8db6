package main

import (
	"context"
	"errors"
	"path/filepath"

	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/show"
	"footnote/retrieval/blevex"
	"footnote/retrieval/encoder"
	"footnote/retrieval/encoder/weights"
	"footnote/retrieval/meaning"
)

// openVectors readies the vectors beside the index in a data folder, nil if passages
// are to be found by words alone.
func (a *app) openVectors(data string) (*meaning.Store, error) {
	if a.settings.Semantic == "off" {
		return nil, nil
	}
	e, err := encoder.New()
	if err != nil {
		return nil, err
	}
	return meaning.NewStore(filepath.Join(data, datafolder.Meaning), e, weights.Identity, a.log), nil
}

// makeVectors makes the vectors that an index lacks, on all processors, with a
// progress bar if a person watches.
func (a *app) makeVectors(ctx context.Context, store *blevex.Store) (blevex.Made, error) {
	bar := a.newProgress()
	defer bar.Done()
	return store.MakeVectors(ctx, blevex.MakeOptions{Progress: func(p blevex.MakeProgress) {
		bar.Meaning(p.Sentences, p.Done, p.Total)
	}})
}

// mostInline is the number of passages up to which their vectors, and those of their
// sentences, are made before a question is answered: about half a second on two
// processors.
const mostInline = 40

// makeInline makes the vectors that x lacks, if they are few, and opens it anew.
func (a *app) makeInline(ctx context.Context, l *library, x *blevex.Index) (*blevex.Index, error) {
	if n := l.Store.Lacking(x); n == 0 || n > mostInline {
		return x, nil
	}
	if _, err := a.makeVectors(ctx, l.Store); err != nil {
		if ctx.Err() != nil {
			return nil, errors.Join(err, x.Close())
		}
		a.log.Info("no vectors are made; passages are found by words", "err", err)
		return x, nil
	}
	again, err := l.Store.Open(ctx)
	return again, errors.Join(err, x.Close())
}

// meaningOf returns how many passages of an index can be found by their meaning, nil
// if none is to be.
func (a *app) meaningOf(ctx context.Context, l *library) (*show.Meaning, error) {
	if a.settings.Semantic == "off" {
		return nil, nil
	}
	x, err := l.Store.Open(ctx)
	if err != nil {
		return nil, err
	}
	have, want := x.Coverage()
	return &show.Meaning{Passages: have, Of: want}, x.Close()
}
