package main

import (
	"context"

	"footnote/cmd/footnote/server"
)

// serveCmd answers on a page and where people talk, and follows the documents,
// until it is interrupted.
type serveCmd struct{ server.Settings }

// Run serves.
func (c *serveCmd) Run(ctx context.Context, a *app) error {
	return server.Run(ctx, c.Settings, a.serverOptions())
}

// serverOptions are what a server needs of the program.
func (a *app) serverOptions() server.Options {
	return server.Options{Indexer: a.Indexer, Model: a.settings.Model, Store: a.settings.Store, Platforms: a.platforms, Host: a.environment()}
}
