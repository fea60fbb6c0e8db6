package main

import (
	"context"
	"errors"

	"footnote/cmd/footnote/show"
	"footnote/cmd/footnote/sites"
)

// fetchCmd fetches documents from the web.
type fetchCmd struct {
	JSON bool `help:"Print one JSON object."`
}

// Help implements kong.HelpProvider.
func (fetchCmd) Help() string {
	return `Fetches what has changed on the websites of the corpus, which --corpus or FOOTNOTE_WEB name, into the folder of the index. An interrupted pass goes on where it ended. footnote index does so, too, and serve does by itself, every FOOTNOTE_WEB_EVERY. What was fetched is in the index with the next question.

Robots.txt is kept to, private addresses are refused unless FOOTNOTE_WEB_PRIVATE allows them, and a page that is gone (404, 410) is removed.`
}

// Run fetches.
func (c *fetchCmd) Run(ctx context.Context, a *app) error {
	l, err := a.UseLibrary(true)
	if err != nil {
		return err
	}
	if len(l.Sites()) == 0 {
		return usageError("%s has no website to fetch (name one with --web, or FOOTNOTE_WEB)", l.Corpus)
	}
	list, err := a.FetchSites(ctx, a.NewFetcher(l))
	if c.JSON {
		err = errors.Join(a.PrintJSON(struct {
			Sites []sites.Fetched `json:"sites"`
		}{list}), err)
	} else {
		err = errors.Join(a.Print(show.Fetched(a.Out, list)), err)
	}
	return err
}
