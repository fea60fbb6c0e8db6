package main

import (
	"context"

	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/server"
)

// mcpCmd serves the Model Context Protocol over standard input and output.
type mcpCmd struct{ indexing.EmptyFlag }

// Help implements kong.HelpProvider.
func (mcpCmd) Help() string {
	return `A program such as a desktop assistant starts it and talks to it over standard input and output. It has the tools ask, search, read and check, and the documents as resources, and follows the documents as serve does. What is asked is kept nowhere. Whoever starts it sees all documents; "footnote serve" has the same at /mcp, with access rules and tokens.`
}

// Run serves until the input ends.
func (c *mcpCmd) Run(ctx context.Context, a *app) error {
	return server.RunMCP(ctx, server.Settings{EmptyFlag: c.EmptyFlag}, a.serverOptions())
}
