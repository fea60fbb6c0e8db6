package writing

import (
	"log/slog"
	"time"

	"footnote/adapters"
	"footnote/bot"
	"footnote/bot/grounding"
	"footnote/bot/meter"
	"footnote/bot/rewrite"
	"footnote/bot/summary"
	"footnote/retrieval"
)

// Writers are what a model is used for; nil for what it isn't.
type Writers struct {
	Summarizer bot.Summarizer
	Rewriter   bot.Rewriter
	Model      *meter.Model
	Name       string // of the model
}

// Open returns the writers that are set, for excerpts that were indexed with the
// given analyzer. values keep what the model has cost; nil counts from the start
// of the program.
func Open(m Settings, analyzer retrieval.Analyzer, values bot.Values, log *slog.Logger) (w Writers, err error) {
	if m.Name == "" {
		return w, nil
	}
	served, err := m.client(0)
	if err != nil {
		return w, adapters.WrongSetting("%w (FOOTNOTE_MODEL and FOOTNOTE_MODEL_URL)", err)
	}
	model := meter.New(meter.Options{Next: served, In: m.PriceIn, Out: m.PriceOut, Budget: m.Budget, Values: values, Log: log})
	w.Model, w.Name = model, m.Name
	w.Summarizer, err = summary.New(summary.Options{
		Model: model, Name: m.Name, Checker: grounding.NewChecker(analyzer), Analyzer: analyzer,
		Deadline: m.Deadline, OpinionTime: m.quarter(5 * time.Second), ContextTokens: m.Context, SecondOpinion: m.Second, JSON: m.JSON, Log: log,
	})
	if err == nil && m.Rewrite {
		w.Rewriter, err = rewrite.New(rewrite.Options{Model: model, Analyzer: analyzer, Deadline: m.quarter(5 * time.Second), Log: log})
	}
	return w, err
}
