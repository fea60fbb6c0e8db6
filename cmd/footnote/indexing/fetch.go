package indexing

import (
	"context"

	"footnote/cmd/footnote/serving"
	"footnote/cmd/footnote/show"
	"footnote/cmd/footnote/sites"
	"footnote/cmd/footnote/version"
	"footnote/retrieval/mirror"
)

// NewFetcher returns what fetches the sites of a library.
func (i *Indexer) NewFetcher(l *Library) sites.Fetcher {
	return sites.Fetcher{
		Settings: i.Web, Sites: l.Sites(), MaxSize: i.Settings.MaxFileSize, Log: i.Log,
		Agent: "Footnote/" + version.Running().Version + " (answers questions about documents; robots.txt name: footnote)",
	}
}

// FetchSites fetches all sites of a fetcher, with a bar if a person watches.
func (i *Indexer) FetchSites(ctx context.Context, f sites.Fetcher) ([]sites.Fetched, error) {
	bar := i.NewProgress()
	defer bar.Done()
	return f.FetchAll(ctx, func(address string, r mirror.Report) { bar.Pages(r.Looked(), address, r.Last) })
}

// fetchFirst fetches the sites that nothing was fetched from yet, so that there is
// something to ask. One that fails is no reason not to ask the others.
func (i *Indexer) fetchFirst(ctx context.Context, l *Library) error {
	f := i.NewFetcher(l)
	f.Sites = nil
	for _, site := range l.Sites() {
		if p := mirror.ReadPass(site.Dir); p.Full.IsZero() && p.Documents == 0 {
			f.Sites = append(f.Sites, site)
			i.Note("fetching %s, this once (footnote fetch looks for changes)", site.Address)
		}
	}
	if len(f.Sites) == 0 {
		return nil
	}
	list, err := i.FetchSites(ctx, f)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	i.NoteFetched(list)
	if err != nil && l.IsFirst() && len(f.Sites) == len(l.Roots()) {
		return err // there is nothing else to ask
	}
	return nil
}

// NoteFetched says on stderr what was fetched on the way to something else.
func (i *Indexer) NoteFetched(list []sites.Fetched) {
	for _, f := range list {
		if f.Error != "" {
			i.Warn("%s", f.Error)
		}
		if f.New+f.Changed+f.Gone+f.Failed > 0 {
			i.Note("%s: %s", f.Address, show.FetchedCounts(f))
		}
	}
}

// KeepFetching is the service that keeps the sites of a library up to date.
func (i *Indexer) KeepFetching(l *Library) serving.Service {
	return serving.Service{Name: "web", Run: i.NewFetcher(l).Run}
}
