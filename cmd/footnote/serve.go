package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"footnote/adapters/sqlite"
	"footnote/bot"
	"footnote/bot/grounding"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/corpus"
)

// serveCmd answers where people talk, and follows the documents, until it is
// interrupted.
type serveCmd struct {
	Slack   slackSettings   `embed:""`
	Discord discordSettings `embed:""`
	Limits  limitsSettings  `embed:""`
}

// limitsSettings bound what is asked, and for how long it is kept.
type limitsSettings struct {
	PerAsker  int `env:"FOOTNOTE_QUESTIONS_PER_PERSON" default:"20" placeholder:"N" group:"Settings" help:"Questions a minute that one person may ask, 0 for any number (default: ${default})."`
	PerPlace  int `env:"FOOTNOTE_QUESTIONS_PER_CHANNEL" default:"60" placeholder:"N" group:"Settings" help:"Questions a minute that are answered in one channel, 0 for any number (default: ${default})."`
	Pending   int `env:"FOOTNOTE_QUESTIONS_PENDING" default:"1000" placeholder:"N" group:"Settings" help:"Questions that may wait before further ones are turned away (default: ${default})."`
	AtOnce    int `env:"FOOTNOTE_QUESTIONS_AT_ONCE" default:"8" placeholder:"N" group:"Settings" help:"Questions that are worked on at once, each of another conversation; more than the default help if a model is waited for (default: ${default})."`
	Retention int `env:"FOOTNOTE_RETENTION_DAYS" default:"0" placeholder:"DAYS" group:"Settings" help:"Days after which questions and answers are removed, 0 for never (default: ${default})."`
}

// Validate implements kong's check of a command.
func (c *serveCmd) Validate() error {
	l := c.Limits
	if l.PerAsker < 0 || l.PerPlace < 0 || l.Pending < 1 || l.AtOnce < 1 || l.Retention < 0 {
		return errors.New("FOOTNOTE_QUESTIONS_PER_PERSON, _PER_CHANNEL and FOOTNOTE_RETENTION_DAYS can't be less than 0, nor FOOTNOTE_QUESTIONS_PENDING and _AT_ONCE less than 1")
	}
	return nil
}

// Run wires a server together and runs it.
func (c *serveCmd) Run(ctx context.Context, a *app) (err error) {
	platforms, err := c.platforms(a)
	if err != nil {
		return err
	}
	l, err := a.library(true)
	if err != nil {
		return err
	}
	if err := a.openSource(l); err != nil {
		return err
	}
	cleanup := func(f func() error) { err = errors.Join(err, f()) }
	defer cleanup(l.close)
	if err := a.firstSync(ctx, l); err != nil {
		return err
	}
	store, unlock, err := openRequests(ctx, l.data)
	if err != nil {
		return err
	}
	defer cleanup(unlock)
	live, err := blevex.OpenLive(ctx, l.store)
	if err != nil {
		return err
	}
	defer cleanup(live.Close)
	model, err := a.writers(blevex.NewAnalyzer(), store)
	if err != nil {
		return err
	}
	messengers := make(map[string]bot.Messenger)
	for _, p := range platforms {
		messengers[p.name] = p.messenger
	}
	answers, err := bot.New(bot.Options{
		Store: store, Views: live, Summarizer: model.summarizer, Rewriter: model.rewriter, Log: a.log,
		Messengers: messengers,
		Catalog:    &catalog{live: live, store: l.store},
		Checker:    grounding.NewChecker(blevex.NewAnalyzer()),
		Limits:     bot.Limits{PerAsker: c.Limits.PerAsker, PerPlace: c.Limits.PerPlace, Pending: c.Limits.Pending},
		Workers:    c.Limits.AtOnce,
		Retention:  time.Duration(c.Limits.Retention) * 24 * time.Hour,
	})
	if err != nil {
		return err
	}
	services := []service{a.follow(l), {"answers", answers.Run}}
	for _, p := range platforms {
		p.use(answers)
		services = append(services, p.service)
	}
	a.note("answering from %s (interrupt to end)", l.corpus)
	return runServices(ctx, a.log, services...)
}

// platform is one place where people talk.
type platform struct {
	service
	messenger bot.Messenger
	use       func(*bot.Service)
}

// platforms are those that have a token.
func (c *serveCmd) platforms(a *app) ([]platform, error) {
	var list []platform
	if c.Slack.BotToken.IsSet() {
		adapter, err := c.Slack.adapter(a)
		if err != nil {
			return nil, err
		}
		s, err := c.Slack.service(adapter)
		if err != nil {
			return nil, err
		}
		list = append(list, platform{s, adapter, func(b *bot.Service) { adapter.Use(b) }})
	}
	if c.Discord.Token.IsSet() {
		adapter, err := c.Discord.adapter(a)
		if err != nil {
			return nil, err
		}
		s, err := c.Discord.service(adapter)
		if err != nil {
			return nil, err
		}
		list = append(list, platform{s, adapter, func(b *bot.Service) { adapter.Use(b) }})
	}
	if len(list) == 0 {
		return nil, usageError("there is nowhere to answer (set FOOTNOTE_SLACK_BOT_TOKEN to be in Slack, FOOTNOTE_DISCORD_TOKEN to be in Discord; footnote slack manifest and footnote discord invite are the first steps)")
	}
	return list, nil
}

// firstSync brings the index up to date before the first question. Another
// process that is at it does just as well, if there is an index to begin with.
func (a *app) firstSync(ctx context.Context, l *library) error {
	r, err := a.sync(ctx, l, false)
	if errors.Is(err, retrieval.ErrLocked) && !l.first {
		a.note("another process is changing the index; answers come from what it has made so far")
		return nil
	}
	if err != nil {
		return err
	}
	a.noteSync(l, r)
	l.first, l.switched = false, false
	return nil
}

// follow is the service that keeps the index up to date with the documents.
func (a *app) follow(l *library) service {
	return service{"documents", func(ctx context.Context) error {
		if l.corpus == sampleCorpus { // it doesn't change
			<-ctx.Done()
			return nil
		}
		w := corpus.Watcher{
			Dir: l.corpus, Source: l.source,
			Note: func(err error) { a.note("%v", err) },
			Sync: func(ctx context.Context, source retrieval.Source) error {
				now := *l
				now.source = source
				r, err := a.sync(ctx, &now, false)
				if err == nil {
					a.noteSync(&now, r)
				}
				return err
			},
		}
		return w.Run(ctx)
	}}
}

// openRequests opens what was asked and answered. Only one process may work on
// it at a time.
func openRequests(ctx context.Context, dir string) (*sqlite.Store, func() error, error) {
	lock := flock.New(filepath.Join(dir, "serve.lock"))
	if got, err := lock.TryLock(); err != nil {
		return nil, nil, fmt.Errorf("lock %s: %w", lock.Path(), err)
	} else if !got {
		return nil, nil, fmt.Errorf("another footnote serve answers from %s (stop it, or choose another --data)", dir)
	}
	store, err := sqlite.Open(ctx, filepath.Join(dir, questionsFile))
	if err != nil {
		return nil, nil, errors.Join(err, lock.Unlock())
	}
	return store, func() error { return errors.Join(store.Close(), lock.Unlock()) }, nil
}
