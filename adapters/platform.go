package adapters

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"

	"footnote/adapters/internal/uplink"
	"footnote/bot"
	"footnote/bot/access"
	"footnote/bot/inbox"
	"footnote/bot/secret"
)

// Platform is a chat platform, as its adapter brings it.
type Platform struct {
	// Name is the one under which the bot knows the platform, such as "slack". The
	// flags of its settings begin with it, its settings in the environment with
	// FOOTNOTE_ and it, its verb and its check in "footnote doctor" are called so.
	Name string
	// Title is its name for people, such as "Slack".
	Title string
	// Needs is the setting without which the bot isn't on the platform, and
	// FirstStep the command that a newcomer begins with.
	Needs, FirstStep string
	// Settings returns new settings: a pointer to a struct whose fields have the
	// tags of the command line.
	Settings func() Settings
	// Verbs returns a pointer to a new struct whose field is the verb of the
	// platform with those below it, by tags of the command line, and whose Run
	// methods take a context and an [Environment]. Nil if the platform has none.
	Verbs func() any
	// Places is how places and people of the platform are written.
	Places access.Grammar
}

// Settings are those of one platform, filled in.
type Settings interface {
	// IsSet reports whether the bot is to be on the platform.
	IsSet() bool
	// Open readies the bot for the platform and connects to nothing. What is wrong
	// with a setting is a [SettingError].
	Open(Environment) (Bot, error)
	// Check tries the settings, for "footnote doctor". It is asked only if they are
	// set.
	Check(context.Context, Environment) []Finding
}

// Bot is the bot on one platform, ready to run.
type Bot interface {
	bot.Messenger
	// Use gives it the service that answers, before Run.
	Use(*inbox.Service)
	// Identify asks the platform who the bot is. An error says what to do, and is a
	// refused bot.DeliveryError if the platform refuses the bot.
	Identify(context.Context) error
	// Run takes questions until ctx ends, and returns when what it has begun is
	// done. A platform that can't be reached or refuses the bot is tried again: an
	// error before ctx ends, ends the whole server.
	Run(context.Context) error
	// Connections are those that there are or should be, for the operator to see.
	Connections() []Connection
	// Endpoint is where the platform calls the bot, nil if it doesn't.
	Endpoint() *Endpoint
}

// Endpoint is where a platform calls the bot. The program listens there before
// Run, and until Run has returned.
type Endpoint struct {
	Setting, Address string // the setting that gives the address to listen on
	Path             string
	Handler          http.Handler
}

// Connection is how one connection to a platform is.
type Connection = uplink.State

// Environment is what the program gives a platform.
type Environment struct {
	Log *slog.Logger
	// Link returns the address where a citation of an answered request can be read,
	// "" if there is none. It is nil if there is no page.
	Link func(request string, c bot.Citation) string
	// Names reports whether the access rules of this moment name anything by a kind of a
	// platform, "" for any of its kinds, so that it must be found out of places. It is nil
	// if there are no rules.
	Names func(platform, kind string) bool
	// Renew returns a secret as its setting in the environment says now; was is what
	// it said at the start.
	Renew func(setting string, was secret.String) secret.String
	// Alone does work that only one replica may do at a time, such as keeping a
	// connection, until that ends or ctx does. While another one does it, waiting is
	// called and the work waits. Work whose context ends early is called again. nil:
	// there is one replica.
	Alone func(ctx context.Context, name string, waiting func(), work func(context.Context) error) error
	// Print writes the output of a verb as it is.
	Print func(text string) error
}

// RunAlone does work by Alone, or at once where that is nil.
func (e Environment) RunAlone(ctx context.Context, name string, waiting func(), work func(context.Context) error) error {
	if e.Alone == nil {
		return work(ctx)
	}
	return e.Alone(ctx, name, waiting, work)
}

// Levels of a finding.
const (
	OK      = "ok"
	Warning = "warning"
	Error   = "error"
)

// Finding is the result of one check.
type Finding struct {
	Level string
	Text  string
	Do    string // what to do about it, "" if the text says it
}

// Find returns a finding.
func Find(level, do, format string, args ...any) Finding {
	return Finding{level, fmt.Sprintf(format, args...), do}
}

// SettingError is an error that a change of the settings mends, or of the command line.
type SettingError struct{ Err error }

// WrongSetting returns a SettingError.
func WrongSetting(format string, args ...any) error {
	return &SettingError{fmt.Errorf(format, args...)}
}

// Error implements error.
func (e *SettingError) Error() string { return e.Err.Error() }

// Unwrap returns what is wrong.
func (e *SettingError) Unwrap() error { return e.Err }
