// Package sites fetches the websites that are a part of a corpus: their settings, one
// pass over all of them, and the schedule that a server keeps.
package sites

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"footnote/adapters/repository"
	"footnote/adapters/website"
	"footnote/bot/secret"
	"footnote/cmd/footnote/setting"
	"footnote/retrieval/library"
	"footnote/retrieval/mirror"
)

// Settings say what is fetched from the web.
type Settings struct {
	Addresses   []string      `name:"web" env:"FOOTNOTE_WEB" placeholder:"URL" group:"Web" help:"Feeds, sitemaps, pages and git repositories (.git) to fetch documents from: of a page what it links to within its part of its site (default: none)."`
	Depth       int           `name:"web-depth" env:"FOOTNOTE_WEB_DEPTH" default:"4" placeholder:"N" group:"Web" help:"Links away from the first page that others may be (default: ${default})."`
	Include     []string      `name:"web-include" env:"FOOTNOTE_WEB_INCLUDE" harmless:"yes" placeholder:"PATTERN" group:"Web" help:"Keep only pages whose path fits one of these, in which * stands for anything, such as /docs/* (default: all)."`
	Exclude     []string      `name:"web-exclude" env:"FOOTNOTE_WEB_EXCLUDE" harmless:"yes" placeholder:"PATTERN" group:"Web" help:"Leave out pages whose path fits one of these (default: none)."`
	Pages       int           `name:"web-pages" env:"FOOTNOTE_WEB_PAGES" default:"5000" placeholder:"N" group:"Web" help:"Most documents of one address (default: ${default})."`
	Rate        float64       `name:"web-rate" env:"FOOTNOTE_WEB_RATE" default:"2" placeholder:"N" group:"Web" help:"Requests a second to one server (default: ${default}); robots.txt may ask for fewer."`
	Every       time.Duration `name:"web-every" env:"FOOTNOTE_WEB_EVERY" default:"6h" placeholder:"TIME" group:"Web" help:"How often serve looks for changes (default: ${default})."`
	Private     []string      `name:"web-private" env:"FOOTNOTE_WEB_PRIVATE" placeholder:"HOST" group:"Web" help:"Hosts, addresses and networks that may be fetched from though they are private, such as wiki.intern or 10.1.0.0/16; * for all (default: none)."`
	Credentials secret.String `name:"web-credentials" env:"FOOTNOTE_WEB_CREDENTIALS" placeholder:"HOST=USER:PASSWORD,..." group:"Web" help:"What hosts are told of who asks, as HOST=USER:PASSWORD or HOST=TOKEN; better kept in .env than on the command line. Whoever may see the collection of such an address sees what was fetched (default: none)."`
}

// Check returns what is wrong with settings that can't be meant.
func (s Settings) Check() error {
	switch {
	case s.Depth < 0:
		return fmt.Errorf("--web-depth (FOOTNOTE_WEB_DEPTH) is %d, can't be less than 0", s.Depth)
	case s.Pages < 1:
		return fmt.Errorf("--web-pages (FOOTNOTE_WEB_PAGES) is %d, can't be less than 1", s.Pages)
	case !(s.Rate > 0 && s.Rate <= 1000):
		return fmt.Errorf("--web-rate (FOOTNOTE_WEB_RATE) is %v, must be more than 0 and at most 1000", s.Rate)
	case s.Every < time.Minute:
		return errors.New("--web-every (FOOTNOTE_WEB_EVERY) can't be less than a minute (try 1h)")
	}
	for _, pattern := range slices.Concat(s.Include, s.Exclude) {
		if pattern != "" && !strings.HasPrefix(pattern, "/") && !strings.HasPrefix(pattern, "*") {
			return fmt.Errorf("%q is no pattern of a path: it must begin with / or * (such as %s)", pattern, path.Join("/", pattern))
		}
	}
	for _, address := range s.Addresses {
		if _, err := website.ParseAddress(address); err != nil {
			return fmt.Errorf("--web (FOOTNOTE_WEB): %w", err)
		}
	}
	return s.checkCredentials()
}

// source is a site or a repository.
type source interface {
	mirror.Source
	// Probe asks what it is, without keeping anything.
	Probe(ctx context.Context) (kind string, err error)
}

// open returns what is at the address of a site. agent is the program's name with its
// version.
func (s Settings) open(site library.Site, agent string, most setting.ByteSize) (source, error) {
	address, err := website.ParseAddress(site.Address)
	if err != nil {
		return nil, err
	}
	if repository.IsRepository(address) {
		return repository.New(address, repository.Options{
			Folder: site.History, Wanted: website.NewWanted(s.Include, s.Exclude), Allow: s.Private, MaxSize: int64(most),
			Authorization: s.authorization,
		}), nil
	}
	return website.New(site.Address, website.Options{
		Depth: s.Depth, Include: s.Include, Exclude: s.Exclude, Pages: s.Pages, PerSecond: s.Rate,
		Allow: s.Private, MaxSize: int64(most), Agent: agent, Authorization: s.authorization,
	})
}

// isDue reports whether a mirror is to be brought up to date, and returns the time until
// then. A pass that failed or was interrupted is tried again sooner, but not before the
// time for which its server asked to be left alone is over.
func (s Settings) isDue(p mirror.Pass, now time.Time) (due bool, wait time.Duration) {
	const again = 15 * time.Minute
	every := s.Every
	switch {
	case p.Ended.IsZero():
		return true, 0
	case p.Problem != "":
		every = min(every, again)
	}
	wait = max(p.Ended.Add(every).Sub(now), p.Paused.Sub(now))
	return wait <= 0, wait
}
