package server

import (
	"errors"

	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/page"
	"footnote/cmd/footnote/platforms"
	"footnote/cmd/footnote/setting"
)

// Settings are those of a server.
type Settings struct {
	Web       page.Settings      `embed:""`
	Platforms platforms.Settings `embed:""`
	Limits    Limits             `embed:""`
	Access    Access             `embed:""`
	indexing.EmptyFlag
}

// Limits bound what is asked, and for how long it is kept.
type Limits struct {
	PerAsker  int              `env:"FOOTNOTE_QUESTIONS_PER_PERSON" default:"20" placeholder:"N" group:"Settings" help:"Questions a minute that one person may ask, 0 for any number (default: ${default})."`
	PerPlace  int              `env:"FOOTNOTE_QUESTIONS_PER_CHANNEL" default:"60" placeholder:"N" group:"Settings" help:"Questions a minute that are answered in one channel, 0 for any number (default: ${default})."`
	Pending   int              `env:"FOOTNOTE_QUESTIONS_PENDING" default:"1000" placeholder:"N" group:"Settings" help:"Questions that may wait before further ones are turned away (default: ${default})."`
	AtOnce    int              `env:"FOOTNOTE_QUESTIONS_AT_ONCE" default:"8" placeholder:"N" group:"Settings" help:"Questions that are worked on at once, each of another conversation; more than the default help if a model is waited for (default: ${default})."`
	Attached  setting.ByteSize `env:"FOOTNOTE_ATTACHED_SIZE" default:"10MB" placeholder:"SIZE" group:"Settings" help:"Files in messages up to this size are read, for the questions of their conversation only; 0 for none (default: ${default})."`
	Retention int              `env:"FOOTNOTE_RETENTION_DAYS" default:"365" placeholder:"DAYS" group:"Settings" help:"Days after which questions and answers are removed, 0 for never (default: ${default})."`
}

// Validate implements kong's check of a command.
func (s *Settings) Validate() error {
	l := s.Limits
	if l.PerAsker < 0 || l.PerPlace < 0 || l.Pending < 1 || l.AtOnce < 1 || l.Retention < 0 {
		return errors.New("FOOTNOTE_QUESTIONS_PER_PERSON, _PER_CHANNEL and FOOTNOTE_RETENTION_DAYS can't be less than 0, nor FOOTNOTE_QUESTIONS_PENDING and _AT_ONCE less than 1")
	}
	return s.Web.Check()
}
