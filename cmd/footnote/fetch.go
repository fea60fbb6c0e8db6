package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/serving"
	"footnote/cmd/footnote/sites"
	"footnote/cmd/footnote/version"
	"footnote/retrieval/mirror"
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
	l, err := a.findLibraryFor(true)
	if err != nil {
		return err
	}
	if len(l.Sites()) == 0 {
		return usageError("%s has no website to fetch (name one with --web, or FOOTNOTE_WEB)", l.Corpus)
	}
	list, err := a.fetchSites(ctx, a.newFetcher(l))
	if c.JSON {
		err = errors.Join(a.printJSON(struct {
			Sites []sites.Fetched `json:"sites"`
		}{list}), err)
	} else {
		err = errors.Join(a.print(fetchedText(a.out, list)), err)
	}
	return err
}

// fetchedText says what was fetched.
func fetchedText(screen terminal.Screen, list []sites.Fetched) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%s: %s\n", screen.Style(terminal.Bold, terminal.OneLine(f.Address)), fetchedCounts(f))
		for _, p := range f.Problems {
			screen.Block(&b, "  ", "    ", "", terminal.OneLine(p))
		}
	}
	return b.String()
}

func fetchedCounts(f sites.Fetched) string {
	return fmt.Sprintf("%s new, %s changed, %s unchanged, %s gone, %s failed", terminal.Thousands(f.New),
		terminal.Thousands(f.Changed), terminal.Thousands(f.Same), terminal.Thousands(f.Gone), terminal.Thousands(f.Failed))
}

// newFetcher returns what fetches the sites of a library.
func (a *app) newFetcher(l *library) sites.Fetcher {
	return sites.Fetcher{
		Settings: a.settings.Web, Sites: l.Sites(), MaxSize: a.settings.MaxFileSize, Log: a.log,
		Agent: "Footnote/" + version.Running().Version + " (answers questions about documents; robots.txt name: footnote)",
	}
}

// fetchSites fetches all sites of a fetcher, with a bar if a person watches.
func (a *app) fetchSites(ctx context.Context, f sites.Fetcher) ([]sites.Fetched, error) {
	bar := a.newProgress()
	defer bar.Done()
	return f.FetchAll(ctx, func(address string, r mirror.Report) { bar.Pages(r.Looked(), address, r.Last) })
}

// fetchFirst fetches the sites that nothing was fetched from yet, so that there is
// something to ask. One that fails is no reason not to ask the others.
func (a *app) fetchFirst(ctx context.Context, l *library) error {
	f := a.newFetcher(l)
	f.Sites = nil
	for _, site := range l.Sites() {
		if p := mirror.ReadPass(site.Dir); p.Full.IsZero() && p.Documents == 0 {
			f.Sites = append(f.Sites, site)
			a.note("fetching %s, this once (footnote fetch looks for changes)", site.Address)
		}
	}
	if len(f.Sites) == 0 {
		return nil
	}
	list, err := a.fetchSites(ctx, f)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	a.noteFetched(list)
	if err != nil && l.IsFirst() && len(f.Sites) == len(l.Roots()) {
		return err // there is nothing else to ask
	}
	return nil
}

// noteFetched says on stderr what was fetched on the way to something else.
func (a *app) noteFetched(list []sites.Fetched) {
	for _, f := range list {
		if f.Error != "" {
			a.warn("%s", f.Error)
		}
		if f.New+f.Changed+f.Gone+f.Failed > 0 {
			a.note("%s: %s", f.Address, fetchedCounts(f))
		}
	}
}

// keepFetching is the service that keeps the sites of a library up to date.
func (a *app) keepFetching(l *library) serving.Service {
	return serving.Service{Name: "web", Run: a.newFetcher(l).Run}
}
