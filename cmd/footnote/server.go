package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"footnote/adapters/sqlite"
	"footnote/adapters/web"
	"footnote/adapters/web/status"
	"footnote/bot"
	"footnote/bot/access"
	"footnote/bot/attached"
	"footnote/bot/grounding"
	"footnote/bot/inbox"
	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/holdings"
	"footnote/cmd/footnote/page"
	"footnote/cmd/footnote/platforms"
	"footnote/cmd/footnote/serving"
	"footnote/cmd/footnote/version"
	"footnote/cmd/footnote/writing"
	"footnote/retrieval/blevex"
	"footnote/retrieval/corpus"
	"footnote/retrieval/corpus/apart"
	room "footnote/retrieval/library"
)

// server is what "footnote serve" runs. Its steps are taken in the order of
// the methods: what may be wrong with the settings is told before anything
// costly is begun.
type server struct {
	app      *app
	settings *serveCmd

	library   *library
	policy    *access.File // nil if there are no rules
	page      *page.Page   // nil if there is none
	platforms []platforms.Opened
	store     *sqlite.Store
	live      room.Live
	titles    holdings.Catalog
	writers   writing.Writers
	answers   *inbox.Service
	status    *status.Status

	cleanups []func() error // of what was opened, in that order
}

// closeAll closes what was opened, the last first.
func (s *server) closeAll() error {
	var errs []error
	for _, cleanup := range slices.Backward(s.cleanups) {
		errs = append(errs, cleanup())
	}
	return errors.Join(errs...)
}

func (s *server) addCleanup(f func() error) { s.cleanups = append(s.cleanups, f) }

// openDocuments finds the corpus and its index. With an index of it, a corpus
// that isn't there may be so later.
func (s *server) openDocuments(context.Context) (err error) {
	if s.library, err = s.app.findLibraryFor(true); err != nil {
		return err
	}
	s.library.AllowEmpty = s.settings.AllowEmpty
	s.addCleanup(s.library.Close)
	err = s.library.OpenDocuments()
	if s.library.IsOpen() && !s.library.IsFirst() && !s.library.IsSwitched() {
		return nil // what is wrong shows when the documents are read
	}
	return err
}

// openPlaces reads who may see what, and readies the page and the chat
// platforms.
func (s *server) openPlaces(ctx context.Context) (err error) {
	if s.policy, err = s.settings.Access.openRules(s.app); err != nil {
		return err
	}
	if s.page, err = s.settings.Web.Open(page.Options{
		Data: s.library.Data, Originals: s.library.FS(), KeepGroup: s.namesGroup, Log: s.app.log,
		Tokens: newTokenBook(s.library.Data).Find, Version: version.Running().Version,
	}); err != nil {
		return err
	}
	var link func(request string, c bot.Citation) string
	if s.page != nil {
		s.addCleanup(s.page.Release)
		link = s.page.Link
	}
	if s.platforms, err = platforms.Open(s.settings.Platforms.eachPlatform(s.app.platforms), s.app.platformEnvironment(link, s.policy != nil), s.addCleanup); err != nil {
		return err
	}
	if s.page == nil && len(s.platforms) > 0 {
		// Without the page there may be nothing to do but to wait for a token, and
		// nobody who sees it.
		if err := platforms.RefusedByAll(ctx, s.platforms); err != nil {
			return fmt.Errorf("there is nowhere left to answer: %w", err)
		}
	}
	if s.page == nil && len(s.platforms) == 0 {
		return platforms.Nowhere(s.app.platforms)
	}
	return nil
}

// namesGroup reports whether the access rules name a group of the page's visitors.
func (s *server) namesGroup(name string) bool {
	return s.policy != nil && s.policy.Rules().Names(web.Platform, web.Groups, name)
}

// readDocuments brings the index up to date and opens it. One that can't be
// brought up to date answers as it is, unless it is of another corpus.
func (s *server) readDocuments(ctx context.Context) (err error) {
	stale := s.app.firstSync(ctx, s.library)
	if stale != nil && (ctx.Err() != nil || s.library.IsSwitched()) {
		return stale
	}
	if s.live, err = s.library.Store.OpenLive(ctx); err != nil {
		return cmp.Or(stale, err)
	}
	s.addCleanup(s.live.Close)
	if stale != nil {
		s.app.noteStale(stale)
	}
	return nil
}

// openAnswers readies the bot, with what was asked before.
func (s *server) openAnswers(ctx context.Context) (err error) {
	var unlock func() error
	if s.store, unlock, err = openRequests(ctx, s.library.Data); err != nil {
		return err
	}
	s.addCleanup(unlock)
	messengers := make(map[string]bot.Messenger)
	for _, p := range s.platforms {
		messengers[p.Name] = p.Bot
	}
	if s.page != nil {
		messengers[web.Platform] = s.page
	}
	if err := s.newAnswers(messengers); err != nil || s.page == nil {
		return err
	}
	if err := s.page.Remember(ctx, s.store); err != nil {
		return err
	}
	return s.page.Use(ctx, s.answers)
}

// newAnswers readies the bot, which shows its replies by messengers.
func (s *server) newAnswers(messengers map[string]bot.Messenger) (err error) {
	if s.writers, err = s.app.openWriters(blevex.NewAnalyzer(), s.store); err != nil {
		return err
	}
	shelf, err := s.openShelf()
	if err != nil {
		return err
	}
	titles := holdings.NewCatalog(s.library.Library, s.live)
	s.titles = titles
	if s.policy != nil {
		s.policy.Known = titles.Collections
	}
	limits := s.settings.Limits
	s.answers, err = inbox.New(inbox.Options{
		Store: s.store, Views: s.live, Summarizer: s.writers.Summarizer, Rewriter: s.writers.Rewriter, Log: s.app.log,
		Messengers: messengers,
		Attached:   shelf,
		Catalog:    titles,
		Policy:     policyOf(s.policy),
		Checker:    grounding.NewChecker(blevex.NewAnalyzer()),
		Limits:     inbox.Limits{PerAsker: limits.PerAsker, PerPlace: limits.PerPlace, Pending: limits.Pending},
		Workers:    limits.AtOnce,
		Deadline:   max(10*time.Minute, 2*s.app.settings.Model.Deadline), // it must not pass before the model's has
		Retention:  time.Duration(limits.Retention) * 24 * time.Hour,
		Observe: func(e inbox.Event) {
			if s.status != nil {
				s.status.Observe(e)
			}
		},
	})
	return err
}

// attachedReaders is how many files in messages are read at once.
const attachedReaders = 2

// openShelf readies what reads files in messages, nil if none are to be read.
func (s *server) openShelf() (*attached.Shelf, error) {
	if s.settings.Limits.Attached == 0 {
		return nil, nil
	}
	// Whoever asks about a file doesn't wait for the index: it has readers of its own.
	readers := apart.NewPool(apart.Options{Memory: int64(s.app.settings.FileMemory), Children: attachedReaders})
	s.addCleanup(readers.Close)
	shelf, err := attached.New(attached.Options{
		Folder: filepath.Join(s.library.Data, datafolder.Attached), Index: blevex.BuildTemporary,
		MaxSize: int64(s.settings.Limits.Attached), Corpus: corpus.Options{FileTime: s.app.settings.FileTime, Apart: readers},
	})
	if err == nil {
		s.addCleanup(shelf.Close)
	}
	return shelf, err
}

// openStatus readies what tells how the server is doing. What was asked in private
// shows only where nobody but the people at this machine can look.
func (s *server) openStatus(context.Context) (err error) {
	alone := s.page != nil && !s.page.HasSignIn()
	if s.status, err = s.app.newStatus(s.library, s.live, s.store, s.writers.Model, s.platforms, alone); err != nil {
		return err
	}
	s.status.Use(s.answers)
	return nil
}

// listServices are the parts that run, in the order in which they need one another.
func (s *server) listServices() []serving.Service {
	vectors := s.app.newVectorMaker(s.library, s.live)
	list := []serving.Service{
		s.app.followDocuments(s.library, vectors),
		vectors.service(),
		{Name: "answers", Run: s.answers.Run},
		{Name: "suggestions", Run: s.titles.KeepPrepared},
		{Name: "status", Run: s.status.Run},
	}
	if len(s.library.Sites()) > 0 {
		list = append(list, s.app.keepFetching(s.library))
	}
	if s.writers.Model != nil {
		list = append(list, s.app.tryModel())
	}
	if s.policy != nil {
		list = append(list, serving.Service{Name: "access", Run: s.policy.Run})
	}
	for _, p := range s.platforms {
		p.Bot.Use(s.answers)
		list = append(list, p.Service)
	}
	if s.page != nil {
		list = append(list, s.page.Service(s.status, policyOf(s.policy)))
	}
	return list
}
