package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/show"
	"footnote/retrieval/engine"
	"footnote/retrieval/mirror"
)

// statusCmd shows what is answered from.
type statusCmd struct {
	JSON bool `help:"Print one JSON object."`
}

// Help implements kong.HelpProvider.
func (statusCmd) Help() string {
	return "Changes nothing and looks at no document: footnote doctor checks those, and all else that serving needs."
}

// gather collects what there is to show.
func (*statusCmd) gather(ctx context.Context, a *app) (out show.Overview, err error) {
	l, err := a.findLibrary(false)
	if err != nil {
		return out, err
	}
	out = show.Overview{Corpus: l.Corpus, Why: l.why, Data: l.Data, Bytes: datafolder.Size(l.Data)}
	for _, site := range l.Sites() {
		p := mirror.ReadPass(site.Dir)
		out.Sites = append(out.Sites, show.Site{Address: site.Address, Pages: p.Documents, Fetched: p.Full, Problem: p.Problem})
	}
	out.Changing, _, _ = l.Store.Locked()
	out.Served = isServed(l.Data)
	x, err := l.Store.Open(ctx)
	switch {
	case errors.Is(err, engine.ErrNoIndex):
		return out, nil
	case err != nil:
		out.Problem = err.Error()
		return out, nil
	}
	defer x.Close()
	out.Indexed = true
	stats := x.Stats()
	out.Documents, out.Passages = stats.Documents, stats.Passages
	if a.settings.Semantic != "off" {
		out.Meant, out.Meaning = x.Coverage()
	}
	if out.Changed, err = l.Store.Changed(); err != nil {
		return out, err
	}
	files, err := l.Store.Files(ctx)
	for _, f := range files {
		out.Files++
		switch {
		case f.Missing:
			out.Missing++
		case f.Failed != "" && !f.Skipped:
			out.Unread++
		}
	}
	return out, err
}

// Run shows.
func (c *statusCmd) Run(ctx context.Context, a *app) error {
	out, err := c.gather(ctx, a)
	if err != nil {
		return err
	}
	if c.JSON {
		return a.printJSON(out)
	}
	return a.print(out.Text(a.out))
}

// isServed reports whether a process serves from a data folder.
func isServed(dir string) bool {
	path := filepath.Join(dir, datafolder.ServeLock)
	if _, err := os.Stat(path); err != nil {
		return false
	}
	lock := flock.New(path)
	free, err := lock.TryRLock() // which needs no leave to write
	if err == nil && free {
		_ = lock.Unlock()
	}
	return err == nil && !free
}
