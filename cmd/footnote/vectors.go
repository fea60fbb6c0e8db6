package main

import (
	"context"
	"errors"
	"path/filepath"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/show"
	"footnote/retrieval/engine"
	room "footnote/retrieval/library"
	"footnote/retrieval/meaning"
)

// openVectors readies the vectors beside the index in a data folder, nil if passages
// are to be found by words alone.
func (a *app) openVectors(data string) (*meaning.Store, error) {
	if a.settings.Semantic == "off" {
		return nil, nil
	}
	return a.settings.Embedding.Open(filepath.Join(data, datafolder.Meaning), a.log)
}

// openFormer readies those of the model before, which serve while others are made; nil
// if there are none.
func (a *app) openFormer(data string, now *meaning.Store) *meaning.Store {
	return a.settings.Embedding.OpenFormer(filepath.Join(data, datafolder.Meaning), now, a.log)
}

// makeVectors makes the vectors that an index lacks, on all processors, with a
// progress bar if a person watches.
func (a *app) makeVectors(ctx context.Context, store room.VectorMaker) (engine.Made, error) {
	bar := a.newProgress()
	defer bar.Done()
	return store.MakeVectors(ctx, engine.MakeOptions{Progress: func(p engine.MakeProgress) {
		bar.Meaning(p.Sentences, p.Done, p.Total)
	}})
}

// How many passages may lack their vectors for a verb to make them, and those of their
// sentences, before it answers: once, about 20 ms of one processor each. One question
// waits some seconds, many questions and a conversation a minute or two.
const (
	inlineForOne  = 400
	inlineForMany = 4000
)

// makeInline makes the vectors that x lacks, if they are no more than most, and opens
// it anew. Otherwise it says how to have them made.
func (a *app) makeInline(ctx context.Context, l *library, x room.Index, most int) (room.Index, error) {
	n := l.Store.Lacking(x)
	if n == 0 {
		return x, nil
	}
	if n > most && x.IsMeantByFormer() {
		a.note("by the model before so far: %s (footnote index makes what the one that is set needs)", terminal.Count(n, "passage"))
		return x, nil
	}
	if n > most {
		a.note("by words alone so far: %s (footnote index makes what finds them by meaning)", terminal.Count(n, "passage"))
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
	m := &show.Meaning{Passages: have, Of: want}
	if a.settings.Embedding.IsInside() {
		m.In = " in English"
	}
	return m, x.Close()
}
