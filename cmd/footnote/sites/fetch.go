package sites

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"footnote/cmd/footnote/setting"
	"footnote/retrieval/library"
	"footnote/retrieval/mirror"
)

// Fetcher fetches the sites of a library.
type Fetcher struct {
	Settings
	Sites []library.Site
	// Agent is what the program says that it is.
	Agent string
	// MaxSize bounds a document.
	MaxSize setting.ByteSize
	Log     *slog.Logger
}

// Fetched is what a pass over a site found.
type Fetched struct {
	Address  string   `json:"address"`
	New      int      `json:"new"`
	Changed  int      `json:"changed"`
	Same     int      `json:"unchanged"`
	Gone     int      `json:"gone"`
	Failed   int      `json:"failed"`
	Problems []string `json:"problems,omitempty"` // some of those
	Error    string   `json:"error,omitempty"`    // why not all of it was gone through
	Err      error    `json:"-"`
}

// FetchAll goes through all sites, one after the other. progress, if set, is told the
// address and how far it is. A site that fails is no reason not to go on.
func (f Fetcher) FetchAll(ctx context.Context, progress func(address string, r mirror.Report)) (list []Fetched, err error) {
	var errs []error
	for _, site := range f.Sites {
		one := f.fetch(ctx, site, progress)
		list = append(list, one)
		errs = append(errs, one.Err)
		if ctx.Err() != nil {
			break
		}
	}
	return list, errors.Join(errs...)
}

// fetch goes through one site.
func (f Fetcher) fetch(ctx context.Context, site library.Site, progress func(string, mirror.Report)) Fetched {
	out := Fetched{Address: site.Address}
	source, err := f.open(site, f.Agent, f.MaxSize)
	if err == nil {
		o := mirror.Options{}
		if progress != nil {
			o.Progress = func(r mirror.Report) { progress(site.Address, r) }
		}
		var r mirror.Report
		r, err = mirror.Sync(ctx, site.Dir, source, o)
		out.New, out.Changed, out.Same, out.Gone, out.Failed, out.Problems = r.New, r.Changed, r.Same, r.Gone, r.Failed, r.Problems
	}
	if errors.Is(err, mirror.ErrBusy) {
		err = fmt.Errorf("fetch %s: %w", site.Address, err)
	}
	if out.Err = err; err != nil {
		out.Error = err.Error()
	}
	return out
}

// Run keeps the sites up to date until ctx ends.
func (f Fetcher) Run(ctx context.Context) error {
	const busy = time.Minute // that another process is left alone
	said := make(map[string]string)
	for ctx.Err() == nil {
		next := f.Every
		for _, site := range f.Sites {
			due, wait := f.isDue(mirror.ReadPass(site.Dir), time.Now())
			if due {
				one := f.fetch(ctx, site, nil)
				switch {
				case ctx.Err() != nil:
					return nil
				case errors.Is(one.Err, mirror.ErrBusy):
					wait = busy
				default:
					f.logPass(one, said)
					_, wait = f.isDue(mirror.ReadPass(site.Dir), time.Now())
				}
			}
			next = min(next, max(wait, time.Second))
		}
		timer := time.NewTimer(next)
		select {
		case <-ctx.Done():
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// logPass says how a pass went; why one failed is said once.
func (f Fetcher) logPass(one Fetched, said map[string]string) {
	if one.Error != "" && said[one.Address] != one.Error {
		f.Log.Warn(one.Error + "; it is tried again")
	}
	said[one.Address] = one.Error
	f.Log.Info("fetched from the web", "address", one.Address, "new", one.New, "changed", one.Changed,
		"unchanged", one.Same, "gone", one.Gone, "failed", one.Failed)
}

// Probe asks a site what it is, without keeping anything.
func (f Fetcher) Probe(ctx context.Context, site library.Site) (kind string, err error) {
	source, err := f.open(site, f.Agent, f.MaxSize)
	if err != nil {
		return "", err
	}
	return source.Probe(ctx)
}
