package main

import (
	"runtime/debug"

	"footnote/adapters/openai"
	"footnote/adapters/sqlite"
	"footnote/adapters/web/status"
	"footnote/bot"
	"footnote/bot/summary"
	"footnote/retrieval/blevex"
)

// status returns what watches a server. It needs to be told of the bot's events
// and the bot's queue, and to be run. With private it shows what was asked in
// private, too.
func (a *app) status(l *library, live *blevex.Live, store *sqlite.Store, writer bot.Summarizer, platforms []platform, private bool) (*status.Status, error) {
	o := status.Options{
		Documents: &census{live: live, store: l.store, syncs: l.syncs}, Questions: store, Analyzer: blevex.NewAnalyzer(),
		Platforms: make(map[string]status.Platform), Model: usageOf(writer),
		Version: buildVersion(debug.ReadBuildInfo()).Version, Private: private, Log: a.log,
	}
	for _, p := range platforms {
		if connected, ok := p.messenger.(status.Platform); ok {
			o.Platforms[p.name] = connected
		}
	}
	return status.New(o)
}

// usageOf returns what tells how much of a model a summarizer has used, nil if
// there is no model that counts.
func usageOf(writer bot.Summarizer) func() status.Usage {
	s, ok := writer.(*summary.Summarizer)
	if !ok {
		return nil
	}
	model, ok := s.Model.(*openai.Model)
	if !ok {
		return nil
	}
	return func() status.Usage {
		u := model.Usage()
		return status.Usage{
			Name: model.Name(), Calls: u.Calls, Failures: u.Failures,
			PromptTokens: u.PromptTokens, CompletionTokens: u.CompletionTokens,
		}
	}
}
