package main

import (
	"context"
	"errors"

	"footnote/bot"
	"footnote/cmd/footnote/serving"
	"footnote/cmd/footnote/writing"
	"footnote/retrieval"
)

// openWriters returns what the model that is set is used for, as writing.Open does.
func (a *app) openWriters(analyzer retrieval.Analyzer, values bot.Values) (writing.Writers, error) {
	w, err := writing.Open(a.settings.Model, analyzer, values, a.log)
	if errors.Is(err, writing.ErrSettings) {
		err = usageError("%w", err)
	}
	return w, err
}

// tryModel is the service that says at the start if the model that is set doesn't
// write. Answers don't wait for it: without a model they are the documents' own
// words.
func (a *app) tryModel() serving.Service {
	return serving.Service{Name: "model", Run: func(ctx context.Context) error {
		m := a.settings.Model
		if err := m.TryOut(ctx); err != nil && ctx.Err() == nil {
			a.log.Warn("the model doesn't answer; until it does, answers are in the documents' own words", "err", err, "do", m.WayOut(err))
		}
		<-ctx.Done()
		return nil
	}}
}
