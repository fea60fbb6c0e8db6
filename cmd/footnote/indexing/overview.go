package indexing

import (
	"context"
	"errors"

	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/show"
	"footnote/retrieval"
	"footnote/retrieval/corpus"
	"footnote/retrieval/engine"
	"footnote/retrieval/mirror"
)

// Overview returns what is answered from. It changes nothing.
func (i *Indexer) Overview(ctx context.Context) (out show.Overview, err error) {
	l, err := i.FindLibrary(false)
	if err != nil {
		return out, err
	}
	out = show.Overview{Corpus: l.Corpus, Why: l.Why, Data: l.Data, Bytes: datafolder.Size(l.Data)}
	for _, site := range l.Sites() {
		p := mirror.ReadPass(site.Dir)
		out.Sites = append(out.Sites, show.Site{Address: site.Address, Pages: p.Documents, Fetched: p.Full, Problem: p.Problem})
	}
	out.Changing, _, _ = l.Store.Locked()
	out.Served = datafolder.IsServed(l.Data)
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
	if i.Settings.Semantic != "off" {
		out.Meant, out.Meaning = x.Coverage()
	}
	if out.Changed, err = l.Store.Changed(); err != nil {
		return out, err
	}
	files, err := l.Store.Files(ctx)
	if err != nil {
		return out, err
	}
	for f := range retrieval.EachState(files) {
		out.Files++
		if corpus.WaitsForPictures(f) && !f.Missing {
			out.Pictures++
		}
		switch {
		case f.Missing:
			out.Missing++
		case f.Failed != "" && !f.Skipped:
			out.Unread++
		}
	}
	return out, nil
}
