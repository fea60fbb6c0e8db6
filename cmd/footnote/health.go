package main

import (
	"context"
	"fmt"
	"net/http"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/page"
	"footnote/cmd/footnote/serving"
)

// healthCmd reports whether a server is well. It is the probe of the container
// image, which has no other program to send a request.
type healthCmd struct {
	HTTP page.Address `embed:""`
	URL  string       `arg:"" optional:"" help:"The server, such as http://127.0.0.1:8067 (default: the one at FOOTNOTE_HTTP_ADDR, asked on this machine)."`
}

// Help implements kong.HelpProvider.
func (healthCmd) Help() string {
	return "Asks a running \"footnote serve\" at /healthz, or at the path of the URL. Exits with 0 if it is well and with 1 if not."
}

// Run asks the server.
func (c *healthCmd) Run(ctx context.Context, a *app) error {
	at, err := serving.HealthAddress(c.URL, c.HTTP.Addr)
	if err != nil {
		return usageError("%w", err)
	}
	status, says, err := serving.AskHealth(ctx, at)
	if err != nil {
		return fmt.Errorf("the server doesn't answer: %w (start footnote serve, or correct FOOTNOTE_HTTP_ADDR)", err)
	}
	if status != http.StatusOK {
		return fmt.Errorf("the server isn't well: %s answered %d %s: %s", at, status, http.StatusText(status), terminal.OneLine(says))
	}
	return a.Print("well\n")
}
