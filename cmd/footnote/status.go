package main

import (
	"footnote/adapters/sqlite"
	"footnote/adapters/web/status"
	"footnote/bot/meter"
	"footnote/cmd/footnote/holdings"
	"footnote/cmd/footnote/platforms"
	"footnote/cmd/footnote/version"
	"footnote/retrieval/blevex"
	room "footnote/retrieval/library"
)

// newStatus returns what watches a server. It needs to be told of the bot's events
// and the bot's queue, and to be run. With private it shows what was asked in
// private, too.
func (a *app) newStatus(l *library, live room.Live, store *sqlite.Store, model *meter.Model, opened []platforms.Opened, private bool) (*status.Status, error) {
	o := status.Options{
		Documents: holdings.NewCensus(l.Library, live), Questions: store, Analyzer: blevex.NewAnalyzer(),
		Platforms: make(map[string]status.Platform), Model: usageOf(a.settings.Model.Name, model),
		Version: version.Running().Version, Private: private, Log: a.log,
	}
	for _, p := range opened {
		o.Platforms[p.Name] = p.Bot
	}
	return status.New(o)
}

// usageOf returns what tells how much a model has been used, nil if there is
// none.
func usageOf(name string, m *meter.Model) func() status.Usage {
	if m == nil {
		return nil
	}
	return func() status.Usage {
		t := m.Totals()
		return status.Usage{
			Name: name, Calls: t.Calls, Failures: t.Failures,
			PromptTokens: int64(t.PromptTokens), CompletionTokens: int64(t.CompletionTokens), Cost: t.Cost,
		}
	}
}
