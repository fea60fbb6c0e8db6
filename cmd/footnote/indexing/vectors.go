package indexing

import (
	"context"
	"errors"
	"path/filepath"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/show"
	"footnote/retrieval/engine"
	"footnote/retrieval/library"
	"footnote/retrieval/meaning"
)

// OpenVectors readies the vectors beside the index in a data folder, nil if passages
// are to be found by words alone.
func (i *Indexer) OpenVectors(data string) (*meaning.Store, error) {
	if i.Settings.Semantic == "off" {
		return nil, nil
	}
	return i.Embedding.Open(filepath.Join(data, datafolder.Meaning), i.Log)
}

// openFormer readies those of the model before, which serve while others are made; nil
// if there are none.
func (i *Indexer) openFormer(data string, now *meaning.Store) *meaning.Store {
	return i.Embedding.OpenFormer(filepath.Join(data, datafolder.Meaning), now, i.Log)
}

// MakeVectors makes the vectors that an index lacks, on all processors, with a
// progress bar if a person watches.
func (i *Indexer) MakeVectors(ctx context.Context, store library.VectorMaker) (engine.Made, error) {
	bar := i.NewProgress()
	defer bar.Done()
	return store.MakeVectors(ctx, engine.MakeOptions{Progress: func(p engine.MakeProgress) {
		bar.Meaning(p.Sentences, p.Done, p.Total)
	}})
}

// How many passages may lack their vectors for a verb to make them, and those of their
// sentences, before it answers: once, about 20 ms of one processor each. One question
// waits some seconds, many questions and a conversation a minute or two.
const (
	InlineForOne  = 400
	InlineForMany = 4000
)

// makeInline makes the vectors that x lacks, if they are no more than most, and opens
// it anew. Otherwise it says how to have them made.
func (i *Indexer) makeInline(ctx context.Context, l *Library, x library.Index, most int) (library.Index, error) {
	n := l.Store.Lacking(x)
	if n == 0 {
		return x, nil
	}
	if n > most && x.IsMeantByFormer() {
		i.Note("by the model before so far: %s (footnote index makes what the one that is set needs)", terminal.Count(n, "passage"))
		return x, nil
	}
	if n > most {
		i.Note("by words alone so far: %s (footnote index makes what finds them by meaning)", terminal.Count(n, "passage"))
		return x, nil
	}
	if _, err := i.MakeVectors(ctx, l.Store); err != nil {
		if ctx.Err() != nil {
			return nil, errors.Join(err, x.Close())
		}
		i.Log.Info("no vectors are made; passages are found by words", "err", err)
		return x, nil
	}
	again, err := l.Store.Open(ctx)
	return again, errors.Join(err, x.Close())
}

// MeaningOf returns how many passages of an index can be found by their meaning, nil
// if none is to be.
func (i *Indexer) MeaningOf(ctx context.Context, l *Library) (*show.Meaning, error) {
	if i.Settings.Semantic == "off" {
		return nil, nil
	}
	x, err := l.Store.Open(ctx)
	if err != nil {
		return nil, err
	}
	have, want := x.Coverage()
	m := &show.Meaning{Passages: have, Of: want}
	if i.Embedding.IsInside() {
		m.In = " in English"
	}
	return m, x.Close()
}
