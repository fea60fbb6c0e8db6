// Package server is what "footnote serve" and "footnote mcp" run: the documents, the
// places where people ask and the bot between them, opened in the order in which what
// may be wrong is told best, and closed the other way round.
package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"footnote/adapters"
	"footnote/adapters/web"
	"footnote/adapters/web/status"
	"footnote/bot"
	"footnote/bot/access"
	"footnote/bot/attached"
	"footnote/bot/grounding"
	"footnote/bot/inbox"
	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/holdings"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/page"
	"footnote/cmd/footnote/platforms"
	"footnote/cmd/footnote/serving"
	"footnote/cmd/footnote/stores"
	"footnote/cmd/footnote/tokens"
	"footnote/cmd/footnote/version"
	"footnote/cmd/footnote/writing"
	"footnote/retrieval/blevex"
	"footnote/retrieval/corpus"
	"footnote/retrieval/corpus/apart"
	"footnote/retrieval/library"
	"footnote/retrieval/processors"
)

// Options are what a server needs beside its settings.
type Options struct {
	*indexing.Indexer
	Model     writing.Settings
	Store     stores.Settings
	Platforms []adapters.Platform  // that there are
	Host      adapters.Environment // of a platform; links and rules are added to it
}

// server is what Run and RunMCP run. Its steps are taken in the order of
// the methods: what may be wrong with the settings is told before anything
// costly is begun.
type server struct {
	Options
	settings Settings

	library  *indexing.Library
	policy   *access.File // nil if there are no rules
	page     *page.Page   // nil if there is none
	opened   []platforms.Opened
	store    stores.Store
	replicas bot.Replicas // nil if this process is alone
	live     library.Live
	titles   holdings.Catalog
	writers  writing.Writers
	answers  *inbox.Service
	status   *status.Status

	cleanups []func() error // of what was opened, in that order
}

// Run answers on the page and on the platforms that are set until ctx ends.
func Run(ctx context.Context, settings Settings, o Options) (err error) {
	processors.Interleave() // what is asked is acknowledged while other questions are looked up
	s := server{Options: o, settings: settings}
	defer func() { err = errors.Join(err, s.closeAll()) }()
	for _, step := range []func(context.Context) error{s.openDocuments, s.openShared, s.openPlaces, s.readDocuments, s.openAnswers, s.openStatus} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	services := s.listServices()
	if s.page != nil {
		s.Note("the page to ask is %s", s.page.URL())
	}
	s.Note("answering from %s (interrupt to end)", s.library.Corpus)
	return serving.RunServices(ctx, s.Log, services...)
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
	if s.library, err = s.UseLibrary(true); err != nil {
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

// openShared opens the store that replicas share, if there is one: the page's key and
// the tokens of programs are in it.
func (s *server) openShared(ctx context.Context) error {
	if !s.Store.IsShared() {
		return nil
	}
	shared, err := s.Store.OpenReplica(ctx, s.Log)
	if err != nil {
		return err
	}
	s.addCleanup(shared.Close)
	s.store, s.replicas = shared, shared
	return nil
}

// runAlone does what only one replica may do at a time, as in adapters.Environment.
func (s *server) runAlone(ctx context.Context, name string, waiting func(), work func(context.Context) error) error {
	if s.replicas == nil {
		return work(ctx)
	}
	return s.replicas.Hold(ctx, name, waiting, work)
}

// openPlaces reads who may see what, and readies the page and the chat
// platforms.
func (s *server) openPlaces(ctx context.Context) (err error) {
	if s.policy, err = s.settings.Access.Open(s.Platforms, s.Log); err != nil {
		return err
	}
	book, key := tokens.NewBook(s.library.Data, time.Now), []byte(nil)
	if s.replicas != nil {
		book = tokens.NewSharedBook(s.store, time.Now)
		if key, err = page.SharedKey(ctx, s.store, s.library.Data); err != nil {
			return err
		}
	}
	if s.page, err = s.settings.Web.Open(page.Options{
		Data: s.library.Data, Key: key, Originals: s.library.FS(), Painter: s.newPainter(), KeepGroup: s.namesGroup, Log: s.Log,
		Tokens: book.Find, Version: version.Running().Version,
	}); err != nil {
		return err
	}
	host := s.Host
	if s.policy != nil {
		host.Names = s.policy.HasKind
	}
	if s.page != nil {
		s.addCleanup(s.page.Release)
		host.Link = s.page.Link
	}
	host.Alone = s.runAlone
	if s.opened, err = platforms.Open(s.settings.Platforms.Each(s.Platforms), host, s.addCleanup); err != nil {
		return err
	}
	if s.page == nil && len(s.opened) > 0 {
		// Without the page there may be nothing to do but to wait for a token, and
		// nobody who sees it.
		if err := platforms.RefusedByAll(ctx, s.opened); err != nil {
			return fmt.Errorf("there is nowhere left to answer: %w", err)
		}
	}
	if s.page == nil && len(s.opened) == 0 {
		return platforms.Nowhere(s.Platforms)
	}
	return nil
}

// pagePainters is how many pages of PDF files are drawn at once.
const pagePainters = 2

// newPainter returns what draws pages of PDF files. Whoever looks at one doesn't wait for
// the index.
func (s *server) newPainter() *corpus.Painter {
	pool := apart.NewPool(apart.Options{Memory: int64(s.Options.Settings.FileMemory), Children: pagePainters})
	s.addCleanup(pool.Close)
	return corpus.NewPainter(pool, int64(s.Options.Settings.MaxFileSize))
}

// namesGroup reports whether the access rules name a group of the page's visitors.
func (s *server) namesGroup(name string) bool {
	return s.policy != nil && s.policy.Rules().Names(web.Platform, web.Groups, name)
}

// readDocuments brings the index up to date and opens it. One that can't be
// brought up to date answers as it is, unless it is of another corpus.
func (s *server) readDocuments(ctx context.Context) (err error) {
	stale := s.SyncAtStart(ctx, s.library)
	if stale != nil && (ctx.Err() != nil || s.library.IsSwitched()) {
		return stale
	}
	if s.live, err = s.library.Store.OpenLive(ctx); err != nil {
		return cmp.Or(stale, err)
	}
	s.addCleanup(s.live.Close)
	if stale != nil {
		s.NoteStale(stale)
	}
	return nil
}

// openAnswers readies the bot, with what was asked before.
func (s *server) openAnswers(ctx context.Context) (err error) {
	unlock, err := lockData(s.library.Data)
	if err != nil {
		return err
	}
	s.addCleanup(unlock)
	if s.store == nil {
		if s.store, err = stores.OpenFile(ctx, s.library.Data); err != nil {
			return err
		}
		s.addCleanup(s.store.Close)
	}
	messengers := make(map[string]bot.Messenger)
	for _, p := range s.opened {
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
	if s.writers, err = writing.Open(s.Model, blevex.NewAnalyzer(), s.store, s.Log); err != nil {
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
		Store: s.store, Replicas: s.replicas, Views: s.live, Summarizer: s.writers.Summarizer, Rewriter: s.writers.Rewriter, Log: s.Log,
		Messengers: messengers,
		Attached:   shelf,
		Catalog:    titles,
		Policy:     policyOf(s.policy),
		Checker:    grounding.NewChecker(blevex.NewAnalyzer()),
		Limits:     inbox.Limits{PerAsker: limits.PerAsker, PerPlace: limits.PerPlace, Pending: limits.Pending},
		Workers:    limits.AtOnce,
		Searching:  s.searchesAtOnce(),
		Deadline:   max(10*time.Minute, 2*s.Model.Deadline), // it must not pass before the model's has
		Retention:  time.Duration(limits.Retention) * 24 * time.Hour,
		Observe: func(e inbox.Event) {
			if s.status != nil {
				s.status.Observe(e)
			}
		},
	})
	return err
}

// searchesAtOnce returns how many questions are looked up in the index at once: as many as
// this machine has processors for, or any number where a cluster does the work.
func (s *server) searchesAtOnce() int {
	if s.library.Cluster() != nil {
		return 0
	}
	return processors.Count()
}

// attachedReaders is how many files in messages are read at once.
const attachedReaders = 2

// openShelf readies what reads files in messages, nil if none are to be read.
func (s *server) openShelf() (*attached.Shelf, error) {
	if s.settings.Limits.Attached == 0 {
		return nil, nil
	}
	// Whoever asks about a file doesn't wait for the index: it has readers of its own.
	readers := apart.NewPool(apart.Options{Memory: int64(s.Options.Settings.FileMemory), Children: attachedReaders})
	s.addCleanup(readers.Close)
	shelf, err := attached.New(attached.Options{
		Folder: filepath.Join(s.library.Data, datafolder.Attached), Index: blevex.BuildTemporary,
		MaxSize: int64(s.settings.Limits.Attached), Corpus: corpus.Options{FileTime: s.Options.Settings.FileTime, Apart: readers},
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
	if s.status, err = NewStatus(s.library, s.live, s.store, s.writers, s.opened, alone, s.Log); err != nil {
		return err
	}
	s.status.Use(s.answers)
	return nil
}

// listServices are the parts that run, in the order in which they need one another.
func (s *server) listServices() []serving.Service {
	vectors, pictures := s.NewVectorMaker(s.library, s.live), s.NewPictureReader(s.library)
	list := []serving.Service{
		s.FollowDocuments(s.library, vectors, pictures),
		vectors.Service(),
		pictures.Service(),
		{Name: "answers", Run: s.answers.Run},
		{Name: "suggestions", Run: s.titles.KeepPrepared},
		{Name: "status", Run: s.status.Run},
	}
	if s.library.Cluster() == nil {
		list = append(list, s.newAsking().Service())
	}
	if len(s.library.Sites()) > 0 {
		list = append(list, s.KeepFetching(s.library))
	}
	if s.writers.Model != nil {
		list = append(list, s.Model.Trial(s.Log))
	}
	if s.policy != nil {
		list = append(list, serving.Service{Name: "access", Run: s.policy.Run})
	}
	for _, p := range s.opened {
		p.Bot.Use(s.answers)
		list = append(list, p.Service)
	}
	if s.page != nil {
		list = append(list, s.page.Service(s.status, policyOf(s.policy)))
	}
	return list
}
