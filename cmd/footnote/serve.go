package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/gofrs/flock"

	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/page"
	"footnote/cmd/footnote/serving"
	"footnote/cmd/footnote/setting"
)

// serveCmd answers on a page and where people talk, and follows the documents,
// until it is interrupted.
type serveCmd struct {
	Web       page.Settings    `embed:""`
	Platforms platformSettings `embed:""`
	Limits    limitsSettings   `embed:""`
	Access    accessSettings   `embed:""`
	emptyFlag
}

// limitsSettings bound what is asked, and for how long it is kept.
type limitsSettings struct {
	PerAsker  int              `env:"FOOTNOTE_QUESTIONS_PER_PERSON" default:"20" placeholder:"N" group:"Settings" help:"Questions a minute that one person may ask, 0 for any number (default: ${default})."`
	PerPlace  int              `env:"FOOTNOTE_QUESTIONS_PER_CHANNEL" default:"60" placeholder:"N" group:"Settings" help:"Questions a minute that are answered in one channel, 0 for any number (default: ${default})."`
	Pending   int              `env:"FOOTNOTE_QUESTIONS_PENDING" default:"1000" placeholder:"N" group:"Settings" help:"Questions that may wait before further ones are turned away (default: ${default})."`
	AtOnce    int              `env:"FOOTNOTE_QUESTIONS_AT_ONCE" default:"8" placeholder:"N" group:"Settings" help:"Questions that are worked on at once, each of another conversation; more than the default help if a model is waited for (default: ${default})."`
	Attached  setting.ByteSize `env:"FOOTNOTE_ATTACHED_SIZE" default:"10MB" placeholder:"SIZE" group:"Settings" help:"Files in messages up to this size are read, for the questions of their conversation only; 0 for none (default: ${default})."`
	Retention int              `env:"FOOTNOTE_RETENTION_DAYS" default:"0" placeholder:"DAYS" group:"Settings" help:"Days after which questions and answers are removed, 0 for never (default: ${default})."`
}

// Validate implements kong's check of a command.
func (c *serveCmd) Validate() error {
	l := c.Limits
	if l.PerAsker < 0 || l.PerPlace < 0 || l.Pending < 1 || l.AtOnce < 1 || l.Retention < 0 {
		return errors.New("FOOTNOTE_QUESTIONS_PER_PERSON, _PER_CHANNEL and FOOTNOTE_RETENTION_DAYS can't be less than 0, nor FOOTNOTE_QUESTIONS_PENDING and _AT_ONCE less than 1")
	}
	return c.Web.Check()
}

// Run wires a server together and runs it.
func (c *serveCmd) Run(ctx context.Context, a *app) (err error) {
	s := server{app: a, settings: c}
	defer func() { err = errors.Join(err, s.closeAll()) }()
	for _, step := range []func(context.Context) error{s.openDocuments, s.openShared, s.openPlaces, s.readDocuments, s.openAnswers, s.openStatus} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	services := s.listServices()
	if s.page != nil {
		a.note("the page to ask is %s", s.page.URL())
	}
	a.note("answering from %s (interrupt to end)", s.library.Corpus)
	return serving.RunServices(ctx, a.log, services...)
}

// serveLock is held in the data folder by the process that serves.
const serveLock = datafolder.ServeLock

// lockData keeps others from answering from the same data folder: only one process may
// work on what is in it.
func lockData(dir string) (unlock func() error, err error) {
	lock := flock.New(filepath.Join(dir, serveLock))
	if got, err := lock.TryLock(); err != nil {
		return nil, fmt.Errorf("lock %s: %w (make the folder writable, or choose another --data)", lock.Path(), err)
	} else if !got {
		return nil, fmt.Errorf("another footnote serve answers from %s (stop it, or choose another --data)", dir)
	}
	return lock.Unlock, nil
}
