package website

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"footnote/retrieval/corpus"
	"footnote/retrieval/mirror"
)

// What is listed with the same mark as before is asked for again after a while: not all
// lists tell of all changes, and none of what was taken back.
const (
	trustFeed    = 24 * time.Hour
	trustSitemap = 7 * 24 * time.Hour
	mostSitemaps = 200 // in one another
	// mostFeedPages are the older pages of a feed that are read, at most; with some tens of
	// entries each they name more than DefaultPages.
	mostFeedPages = 500
)

// Site is what one address leads to.
type Site struct {
	client  *client
	start   *url.URL
	below   string                 // what the paths of its pages begin with
	wanted  func(path string) bool // as NewWanted has it
	exclude []*pattern
}

var _ mirror.Source = (*Site)(nil)

// New returns the site at an address: a feed, a sitemap, or a page with what it links to.
func New(address string, o Options) (*Site, error) {
	start, err := ParseAddress(address)
	if err != nil {
		return nil, err
	}
	below := start.Path
	if !strings.HasSuffix(below, "/") {
		below, _ = path.Split(below)
	}
	return &Site{
		client: newClient(o.completed()), start: start, below: below,
		wanted: NewWanted(o.Include, o.Exclude), exclude: compilePatterns(o.Exclude),
	}, nil
}

// Changes implements mirror.Source.
func (s *Site) Changes(ctx context.Context, known mirror.Known, report func(mirror.Change) error) error {
	s.client.robots = make(map[string]*robots) // they may have changed since the last pass
	clear(s.client.resting)
	clear(s.client.failures)
	if err := s.client.mayAsk(ctx, s.start); err != nil {
		return fmt.Errorf("fetch %s: %w", s.start, err)
	}
	w := &walk{Site: s, known: known, report: report, asked: make(map[string]bool), reported: make(map[string]bool)}
	if err := w.begin(ctx); err != nil {
		return fmt.Errorf("fetch %s: %w", s.start, err)
	}
	return w.goThrough(ctx)
}

// Check implements mirror.Source.
func (s *Site) Check(ctx context.Context, kept mirror.Kept) (mirror.Change, error) {
	u, err := url.Parse(kept.URL)
	if err != nil || !s.isWanted(u) {
		return mirror.Change{State: mirror.Gone, Kept: kept}, nil // the settings have changed
	}
	var found mirror.Change
	w := &walk{
		Site: s, asked: make(map[string]bool), reported: make(map[string]bool),
		known:  func(string) (mirror.Kept, bool) { return kept, true },
		report: func(c mirror.Change) error { found = c; return nil },
	}
	err = w.visit(ctx, item{listed: listed{url: u, origin: kept.Origin}, anywhere: true, alone: true})
	if found.URL != kept.URL && err == nil { // it leads elsewhere, or wants not to be found
		found = mirror.Change{State: mirror.Gone, Kept: kept}
	}
	return found, err
}

// isWanted reports whether the settings want a page.
func (s *Site) isWanted(u *url.URL) bool { return s.wanted(u.RequestURI()) }

// isInside reports whether a page is one of the part of the site that the address is in.
func (s *Site) isInside(u *url.URL) bool {
	return u.Host == s.start.Host && strings.HasPrefix(u.Path, s.below)
}

// item is something to ask for.
type item struct {
	listed
	depth    int           // links away from the start
	anywhere bool          // it was named by a list: it need not lie in the site
	alone    bool          // its links are not followed
	trust    time.Duration // that the mark is believed
}

// walk is a way through a site.
type walk struct {
	*Site
	known    mirror.Known
	report   func(mirror.Change) error
	queue    []item
	asked    map[string]bool // addresses that were asked for, or are in the queue
	reported map[string]bool // addresses of documents
	pages    int             // documents so far
	visits   int             // documents and what turned out to be none
}

// A site may go on without an end, as calendars do, with pages that are none to keep:
// so many times as many as may be kept are looked at, and some more.
const (
	visitsPerPage = 4
	moreVisits    = 50
)

// add queues what was not asked for yet.
func (w *walk) add(i item) {
	key := i.url.String()
	if w.asked[key] || isUnread(i.url) || fitsAny(w.exclude, i.url.RequestURI()) || !i.anywhere && !w.isInside(i.url) {
		return
	}
	if len(w.queue) > visitsPerPage*w.client.Pages+moreVisits {
		return // it would never be its turn
	}
	w.asked[key] = true
	w.queue = append(w.queue, i)
}

// follow queues the links of a page.
func (w *walk) follow(from item, links []string) {
	if from.alone || from.depth >= w.client.Depth {
		return
	}
	for _, link := range links {
		if u, err := url.Parse(link); err == nil {
			w.add(item{listed: listed{url: u}, depth: from.depth + 1})
		}
	}
}

// goThrough asks for what is queued, and for what that leads to.
func (w *walk) goThrough(ctx context.Context) error {
	for len(w.queue) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		if w.visits++; w.pages >= w.client.Pages || w.visits > visitsPerPage*w.client.Pages+moreVisits { // to try again at once would fetch no more
			return w.problem(w.start, fmt.Sprintf("it has more than %d pages, and the others are left out (raise FOOTNOTE_WEB_PAGES, or exclude some)", w.client.Pages))
		}
		next := w.queue[0]
		w.queue = w.queue[1:]
		if err := w.visit(ctx, next); err != nil {
			return err
		}
	}
	return nil
}

// visit asks for one document, or takes it as it is kept where there is no need to ask.
func (w *walk) visit(ctx context.Context, i item) error {
	kept, has := w.known(i.url.String())
	if has && (kept.Resumed || i.mark != "" && i.mark == kept.Mark && w.client.Now().Sub(kept.Checked) < i.trust) {
		if kept.Resumed {
			kept.Mark = "" // as it is
		}
		return w.same(i, kept)
	}
	if i.mark != kept.Mark && i.mark != "" {
		kept.ETag, kept.LastModified = "", "" // what the list has of it may be new, too
	}
	r, err := w.client.get(ctx, i.url, kept, w.mayVisit(i))
	if perr := w.whyPaused(ctx, i.url.Host); perr != nil {
		return fmt.Errorf("fetch %s: %w", w.start, perr)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errElsewhere):
		return w.gone(i.url.String()) // it has become a part of something else
	case errors.Is(err, errRobots) && !has && i.text == nil:
		return nil // that is no failure
	case err != nil:
		return w.failed(i, kept, has, err.Error())
	case r.status == http.StatusNotModified && has:
		return w.same(i, kept)
	case r.status == http.StatusNotFound, r.status == http.StatusGone:
		return w.gone(i.url.String())
	case r.status != http.StatusOK:
		return w.failed(i, kept, has, r.refusal().Error())
	}
	return w.take(i, r)
}

// whyPaused returns why the pass can't go on after a request to a host: nil if it can.
// Where one request after the other fails, the start of the site tells whether it is down:
// of each of its pages it would be asked three times. Other hosts, which a feed may lead
// to, are left alone, and the rest goes on without them.
func (w *walk) whyPaused(ctx context.Context, host string) error {
	c := w.client
	if host == w.start.Host && c.resting[host] != nil {
		return c.resting[host]
	}
	if c.failures[host] < mostFailures || ctx.Err() != nil {
		return nil
	}
	down := &mirror.PausedError{Why: fmt.Sprintf("%s has failed %d requests in a row", host, c.failures[host])}
	if host != w.start.Host {
		c.resting[host] = down
		return nil
	}
	if _, err := c.getPatiently(ctx, w.start, mirror.Kept{}); err != nil || c.failures[host] > 0 {
		return down
	}
	return nil // only these pages fail
}

// errElsewhere is matched by the error of a page that leads out of the site.
var errElsewhere = errors.New("it leads out of the site")

// mayVisit returns what lets a request and its redirects through.
func (w *walk) mayVisit(i item) func(context.Context, *url.URL) error {
	return func(ctx context.Context, u *url.URL) error {
		if !i.anywhere && !w.isInside(u) || *u != *i.url && fitsAny(w.exclude, u.RequestURI()) {
			return errElsewhere
		}
		return w.client.mayAsk(ctx, u)
	}
}

// same reports a document as it is kept.
func (w *walk) same(i item, kept mirror.Kept) error {
	w.follow(i, kept.Links)
	if w.reported[kept.URL] {
		return nil
	}
	w.reported[kept.URL] = true
	w.pages++
	return w.report(mirror.Change{State: mirror.Same, Kept: mirror.Kept{Origin: corpus.Origin{URL: kept.URL}, Mark: i.mark}})
}

func (w *walk) gone(address string) error {
	return w.report(mirror.Change{State: mirror.Gone, Kept: mirror.Kept{Origin: corpus.Origin{URL: address}}})
}

// failed reports that a document can't be had. What a feed has of it itself is better
// than nothing.
func (w *walk) failed(i item, kept mirror.Kept, has bool, why string) error {
	if i.text != nil && !has {
		return w.keep(i, i.url, "text/html", i.text, mirror.Kept{})
	}
	at := i.url.String()
	if has {
		at = kept.URL
		w.reported[at] = true
	}
	return w.report(mirror.Change{State: mirror.Failed, Kept: mirror.Kept{Origin: corpus.Origin{URL: at}}, Problem: why})
}

// take keeps what was fetched, if it wants to be kept, and follows its links.
func (w *walk) take(i item, r *response) error {
	at := r.url
	for _, moved := range r.via {
		if err := w.gone(moved.String()); err != nil {
			return err
		}
	}
	w.asked[at.String()] = true
	kept := mirror.Kept{ETag: r.header.Get("ETag"), LastModified: r.header.Get("Last-Modified")}
	body := r.body
	if strings.HasPrefix(r.mediaType, "text/") || isHTML(r.mediaType) {
		body = inUTF8(body, r.header.Get("Content-Type"))
	}
	if !isHTML(r.mediaType) {
		if !isDocument(at, r.mediaType) {
			return nil
		}
		return w.keep(i, at, r.mediaType, body, kept)
	}
	if *at != *w.start && w.client.missing[at.Host].isLike(r) {
		return w.gone(at.String())
	}
	p := readPage(at, r.header, r.body)
	if !p.noFollow {
		for _, link := range p.links {
			if w.isInside(link) && !isUnread(link) {
				kept.Links = append(kept.Links, link.String())
			}
		}
	}
	w.follow(i, kept.Links)
	if p.noIndex {
		return w.gone(at.String())
	}
	// A page may only speak for its own host.
	if p.canonical != nil && p.canonical.Host == at.Host && *p.canonical != *at && (i.anywhere || w.isInside(p.canonical)) {
		if err := w.gone(at.String()); err != nil { // if it was kept by this address before
			return err
		}
		kept.Aliases = append(kept.Aliases, at.String())
		at = p.canonical
		w.asked[at.String()] = true
	}
	return w.keep(i, at, r.mediaType, body, kept)
}

// keep reports a document as it is now.
func (w *walk) keep(i item, at *url.URL, mediaType string, body []byte, kept mirror.Kept) error {
	address := at.String()
	if *i.url != *at && !slices.Contains(kept.Aliases, i.url.String()) {
		kept.Aliases = append(kept.Aliases, i.url.String())
	}
	if w.reported[address] || !w.isWanted(at) {
		return nil
	}
	w.reported[address] = true
	w.pages++
	kept.Origin, kept.Mark = i.origin, i.mark
	kept.URL = address
	return w.report(mirror.Change{State: mirror.Fetched, Kept: kept, Body: body, Name: fileName(at, mediaType, w.start.Host)})
}

// Probe asks the address what it is: "a feed", "a sitemap", "a page" or "a file". It
// fails where Changes would.
func (s *Site) Probe(ctx context.Context) (kind string, err error) {
	s.client.robots = make(map[string]*robots)
	r, err := s.client.get(ctx, s.start, mirror.Kept{}, s.client.mayAsk)
	switch {
	case err != nil:
		return "", fmt.Errorf("fetch %s: %w", s.start, err)
	case r.status != http.StatusOK:
		return "", fmt.Errorf("fetch %s: %w", s.start, r.refusal())
	case isSitemap(r.body):
		return "a sitemap", nil
	case isHTML(r.mediaType):
		return "a page", nil
	case isFeed(r.body):
		return "a feed", nil
	}
	return "a file", nil
}
