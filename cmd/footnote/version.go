package main

import (
	"runtime/debug"

	"footnote/cmd/footnote/version"
)

// versionCmd shows what program this is.
type versionCmd struct {
	JSON bool `help:"Print the version as one JSON object."`
}

// Run prints the version.
func (c *versionCmd) Run(a *app) error {
	v := version.Of(debug.ReadBuildInfo())
	if c.JSON {
		return a.printJSON(v)
	}
	return a.print(v.Text())
}
