package main

import "context"

// statusCmd shows what is answered from.
type statusCmd struct {
	JSON bool `help:"Print one JSON object."`
}

// Help implements kong.HelpProvider.
func (statusCmd) Help() string {
	return "Changes nothing and looks at no document: footnote doctor checks those, and all else that serving needs."
}

// Run shows.
func (c *statusCmd) Run(ctx context.Context, a *app) error {
	out, err := a.Overview(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return a.PrintJSON(out)
	}
	return a.Print(out.Text(a.Out))
}
