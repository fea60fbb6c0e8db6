package main

import (
	"fmt"
	"io"

	"github.com/alecthomas/kong"

	"footnote/cmd/footnote/version"
)

// versionCmd shows what program this is.
type versionCmd struct {
	JSON bool `help:"Print the version as one JSON object."`
}

// Run prints the version.
func (c *versionCmd) Run(a *app) error {
	v := version.Running()
	if c.JSON {
		return a.PrintJSON(v)
	}
	return a.Print(v.Text())
}

// versionFlag is the verb as a flag, as most programs have it.
type versionFlag bool

// BeforeReset implements kong's hook: it ends the program before anything else of the
// command line is looked at.
func (versionFlag) BeforeReset(app *kong.Kong) error {
	if _, err := io.WriteString(app.Stdout, version.Running().Text()); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	app.Exit(0)
	return nil
}
