package website

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"footnote/retrieval/corpus"
	"footnote/retrieval/mirror"
)

// begin asks for the start and finds out what it is.
func (w *walk) begin(ctx context.Context) error {
	r, err := w.client.get(ctx, w.start, mirror.Kept{}, w.client.mayAsk)
	if err != nil {
		return err
	}
	if r.status != http.StatusOK {
		return r.refusal()
	}
	switch {
	case isSitemap(r.body):
		w.moveTo(r)
		w.learnMissing(ctx)
		return w.addSitemaps(ctx, []*url.URL{r.url}, r.body)
	case isFeed(r.body): // whatever its server calls it
		return w.addFeed(ctx, r)
	}
	w.moveTo(r)
	w.asked[w.start.String()], w.asked[r.url.String()] = true, true
	if err := w.take(item{listed: listed{url: r.url}}, r); err != nil {
		return err
	}
	w.learnMissing(ctx)
	rules, err := w.client.robotsOf(ctx, w.start)
	if err != nil {
		return err
	}
	if rules.err != nil {
		return nil // each page that is asked for says so
	}
	for _, text := range rules.rules.Sitemaps {
		if u := resolve(w.start, text); u != nil && u.Host == w.start.Host {
			if err := w.addSitemaps(ctx, []*url.URL{u}, nil); err != nil && ctx.Err() != nil {
				return err // one that can't be read is no reason not to follow links
			}
		}
	}
	return nil
}

// moveTo has the site be where its address leads to: as from http to https, to www, or
// from /guide to /guide/, which is then the part of the site that is meant.
func (w *walk) moveTo(r *response) {
	moved := *w.Site
	for _, u := range append(slices.Clone(r.via), r.url) {
		if u.Host == w.start.Host && u.Path == w.start.Path+"/" {
			moved.below = u.Path
		}
	}
	if r.url.Host != w.start.Host || !strings.HasPrefix(r.url.Path, moved.below) {
		moved.start, moved.below = r.url, r.url.Path
		if !strings.HasSuffix(moved.below, "/") {
			moved.below, _ = path.Split(moved.below)
		}
	}
	w.Site = &moved
}

// addFeed reads a feed and, as far as there is anything new in them, its older pages: an
// archive of news then holds what was written before it began.
func (w *walk) addFeed(ctx context.Context, r *response) error {
	seen := make(map[string]bool)
	for at, n := r.url, 0; n < mostFeedPages; n++ {
		seen[at.String()] = true
		list, older, err := readFeed(at, inUTF8(r.body, r.header.Get("Content-Type")))
		if n == 0 && err != nil {
			return err
		} else if err != nil {
			return w.problem(at, err.Error())
		}
		isNew := false
		for _, l := range list {
			kept, has := w.known(l.url.String())
			isNew = isNew || !has || kept.Resumed // the pass was interrupted, and goes on
			w.add(item{listed: l, anywhere: true, alone: true, trust: trustFeed})
		}
		if older == nil || !isNew || !isSameHost(older.Host, w.start.Host) || seen[older.String()] || len(w.queue) >= w.client.Pages {
			return nil
		}
		at = older
		if r, err = w.client.get(ctx, at, mirror.Kept{}, w.client.mayAsk); err == nil && r.status != http.StatusOK {
			err = r.refusal()
		}
		if ctx.Err() != nil {
			return ctx.Err()
		} else if err != nil {
			return w.problem(at, err.Error())
		}
	}
	return nil
}

// isSameHost reports whether two hosts are one but for a "www." that people leave out.
func isSameHost(a, b string) bool {
	return strings.TrimPrefix(a, "www.") == strings.TrimPrefix(b, "www.")
}

// addSitemaps reads sitemaps and those that they list. body is that of the first, nil if
// it is to be asked for.
func (w *walk) addSitemaps(ctx context.Context, maps []*url.URL, body []byte) error {
	whole := body != nil // the sitemap is the site: its pages count wherever on the host they are
	elsewhere, example := 0, ""
	for n := 0; n < len(maps) && n < mostSitemaps; n++ {
		pages, more, err := w.readSitemap(ctx, maps[n], body)
		body = nil
		switch {
		case ctx.Err() != nil || err != nil && n == 0:
			return err
		case err != nil: // the others may be sound
			if err := w.problem(maps[n], err.Error()); err != nil {
				return err
			}
		}
		for _, p := range pages {
			switch {
			case !isSameHost(p.url.Host, w.start.Host):
				elsewhere, example = elsewhere+1, p.url.Host
			case whole || w.isInside(p.url):
				w.add(item{listed: p, depth: 1, anywhere: whole, alone: whole, trust: trustSitemap})
			}
		}
		for _, m := range more {
			if isSameHost(m.Host, w.start.Host) && !slices.ContainsFunc(maps, func(u *url.URL) bool { return *u == *m }) {
				maps = append(maps, m)
			}
		}
	}
	if whole && elsewhere > 0 {
		return w.problem(maps[0], fmt.Sprintf("%d of the pages that it lists are of other hosts, such as %s, and are left out: a sitemap speaks for its own host alone", elsewhere, example))
	}
	return nil
}

// readSitemap reads one sitemap. body is nil if it is to be asked for.
func (w *walk) readSitemap(ctx context.Context, at *url.URL, body []byte) (pages []listed, maps []*url.URL, err error) {
	if body == nil {
		r, err := w.client.get(ctx, at, mirror.Kept{}, w.client.mayAsk)
		if err != nil {
			return nil, nil, err
		}
		if r.status != http.StatusOK {
			return nil, nil, r.refusal()
		}
		body = r.body
	}
	return readSitemap(at, body)
}

// problem reports something that is no document and that failed.
func (w *walk) problem(at *url.URL, why string) error {
	return w.report(mirror.Change{State: mirror.Failed, Kept: mirror.Kept{Origin: corpus.Origin{URL: at.String()}}, Problem: why})
}
