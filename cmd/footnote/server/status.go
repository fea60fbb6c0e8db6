package server

import (
	"log/slog"

	"footnote/adapters/web/status"
	"footnote/cmd/footnote/holdings"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/platforms"
	"footnote/cmd/footnote/stores"
	"footnote/cmd/footnote/version"
	"footnote/cmd/footnote/writing"
	"footnote/retrieval/blevex"
	"footnote/retrieval/library"
)

// NewStatus returns what watches a server. It needs to be told of the bot's events
// and the bot's queue, and to be run. With private it shows what was asked in
// private, too.
func NewStatus(l *indexing.Library, live library.Live, store stores.Store, model writing.Writers, opened []platforms.Opened, private bool, log *slog.Logger) (*status.Status, error) {
	o := status.Options{
		Documents: holdings.NewCensus(l.Library, live), Questions: store, Analyzer: blevex.NewAnalyzer(),
		Platforms: make(map[string]status.Platform), Model: usageOf(model),
		Version: version.Running().Version, Private: private, Log: log,
	}
	for _, p := range opened {
		o.Platforms[p.Name] = p.Bot
	}
	return status.New(o)
}

// usageOf returns what tells how much a model has been used, nil if there is
// none.
func usageOf(w writing.Writers) func() status.Usage {
	if w.Model == nil {
		return nil
	}
	return func() status.Usage {
		t := w.Model.Totals()
		return status.Usage{
			Name: w.Name, Calls: t.Calls, Failures: t.Failures,
			PromptTokens: int64(t.PromptTokens), CompletionTokens: int64(t.CompletionTokens), Cost: t.Cost,
		}
	}
}
