package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"footnote/adapters/internal/pace"
	"footnote/adapters/internal/recent"
	"footnote/adapters/internal/signin"
	"footnote/adapters/internal/uplink"
	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/secret"
)

// platformName is the name under which the bot knows Slack.
const platformName = "slack"

// Service is what the adapter needs of the bot.
type Service interface {
	submitter
	archive
	memory
}

type submitter interface {
	Submit(context.Context, bot.Request) (bot.Receipt, error)
	Edit(ctx context.Context, key, text string) (bool, error)
	Delete(ctx context.Context, key string) (bool, error)
}

type archive interface {
	Recall(ctx context.Context, requestID string, v bot.Viewer) (bot.Recalled, error)
	Sources(ctx context.Context, requestID string, v bot.Viewer, page int) (bot.Sources, error)
	Context(ctx context.Context, requestID string, v bot.Viewer, n int) (bot.Surroundings, error)
	Rate(context.Context, bot.Rating) error
	Recent(ctx context.Context, asker string, n int) ([]bot.Past, error)
	Overview(context.Context, bot.Viewer) (bot.Overview, error)
}

type memory interface {
	Known(ctx context.Context, conversation string) (bool, error)
	Introduce(ctx context.Context, asker, email string) error
	Value(ctx context.Context, key string) ([]byte, error)
	SetValue(ctx context.Context, key string, value []byte) error
	UpdateValue(ctx context.Context, key string, change func(old []byte) []byte) error
}

// Options are the settings of the adapter.
type Options struct {
	BotToken      secret.String // xoxb-…
	AppToken      secret.String // xapp-…, for Socket Mode
	SigningSecret secret.String // for the Events API over HTTP
	Connections   int           // of Socket Mode; 0 is 2, so that one can be renewed while the other listens

	// Channels are those where the bot answers; empty means all. A channel that
	// is shared with another organisation must be named to be answered in.
	Channels []string
	// Follow are the channels where the bot goes on answering in its threads
	// without being mentioned; "*" means all.
	Follow []string
	// AutoChannels are the channels where questions are answered without a mention.
	// Person is whom the button of such an answer calls: a user, or a user group.
	AutoChannels []string
	Person       string
	// Collections narrow channels down to one collection each.
	Collections map[string]string

	// Link gives the address where a citation of an answered request can be
	// read, "" if there is none. Whoever sees the answer sees the address.
	Link func(request string, c bot.Citation) string

	// Renew returns the tokens as they are set now, for the case that Slack
	// refuses those above; nil if they can't change.
	Renew func() (bot, app secret.String)

	// Names reports whether the access rules name anything by a kind, as in
	// adapters.Environment; nil if there are none.
	Names func(platform, kind string) bool

	// Alone does work that only one replica may do at a time, as in
	// adapters.Environment.
	Alone func(ctx context.Context, name string, waiting func(), work func(context.Context) error) error

	Log *slog.Logger
	// APIURL and what follows are for tests; zero means the real ones.
	APIURL     string
	HTTPClient *http.Client
	PostGap    time.Duration
	Reconnect  time.Duration // before the second attempt to connect or sign in
	HeardEvery time.Duration // how often it is kept that the bot listens
	HeardGap   time.Duration // after which it is looked for what was written meanwhile
}

// Slack is the adapter. It is a bot.Messenger.
type Slack struct {
	options  Options
	log      *slog.Logger
	api      atomic.Pointer[slack.Client]
	keeper   *signin.Keeper
	started  time.Time
	patience time.Duration // how long a connection may go without a ping

	service Service // set by Use
	posts   *pace.Lanes
	drafts  *pace.Lanes
	shares  *pace.Lanes // by request: two clicks at once share once

	refused     recent.Values[bool]        // keys of events that were refused, so as to say so once
	tried       recent.Values[bool]        // requests that this process has begun to post
	whispered   recent.Values[int]         // by request: how many of its private messages were sent
	sharing     recent.Values[bool]        // requests whose reply was shared
	thanked     recent.Values[bool]        // by request and person: they were thanked for a vote
	streamed    recent.Values[string]      // by message: what was streamed into it
	planned     recent.Values[stage]       // by message: what the plan in it says
	latest      recent.Values[string]      // by conversation: the key of the last question
	deleted     recent.Values[bool]        // keys of messages that people deleted
	shared      recent.Values[known]       // by channel
	names       recent.Values[string]      // by person or channel, "" if Slack doesn't say
	members     lookups[member]            // by team and person
	groups      lookups[[]slack.UserGroup] // by team
	staff       lookups[map[string]bool]   // by team: who isn't a guest
	readers     lookups[[]string]          // by channel: who is in it
	cardless    truce                      // streams begin without cards
	hidden      truce                      // it was said that people can't be looked up
	called      recent.Values[bool]        // conversations to which somebody is being called
	unfolded    truce                      // nothing is folded
	canvasless  truce                      // no canvases are made
	canvases    recent.Values[string]      // their addresses, by what is in them
	sessionless truce                      // sessions of agents aren't tried
	mute        truce                      // users aren't asked for: the scope is missing

	asked threads                                   // since they were kept last
	reads func(context.Context, func() error) error // history, at Slack's pace

	background sync.WaitGroup // clicks in work
	uplinks    uplink.List

	mu         sync.Mutex
	team, user string        // who the bot is, from auth.test
	enterprise string        // the organisation, "" if there is none
	workspace  string        // the address of the workspace
	bot, app   secret.String // the tokens that api has
}

// New returns an adapter. It connects to nothing yet.
func New(o Options) (*Slack, error) {
	if !o.BotToken.IsSet() {
		return nil, errors.New("there is no bot token for Slack (set FOOTNOTE_SLACK_BOT_TOKEN to the xoxb-… token of the app)")
	}
	if o.Connections = cmp.Or(o.Connections, 2); o.Connections < 1 || o.Connections > maxConnections {
		return nil, fmt.Errorf("%d connections to Slack are not possible (choose 1 to %d)", o.Connections, maxConnections)
	}
	o.Log = cmp.Or(o.Log, slog.New(slog.DiscardHandler))
	if o.Alone == nil {
		o.Alone = func(ctx context.Context, _ string, _ func(), work func(context.Context) error) error {
			return work(ctx)
		}
	}
	gap := cmp.Or(o.PostGap, postGap)
	o.HTTPClient = withPlainLimits(cmp.Or(o.HTTPClient, &http.Client{Timeout: 30 * time.Second}))
	o.Reconnect = cmp.Or(o.Reconnect, time.Second)
	o.HeardEvery, o.HeardGap = cmp.Or(o.HeardEvery, heardEvery), cmp.Or(o.HeardGap, heardGap)
	history := pace.New(min(historyGap, 2*gap))
	s := &Slack{
		options: o, log: o.Log, started: time.Now(), patience: pingTimeout,
		posts: pace.New(gap), drafts: pace.New(min(draftGap, 2*gap)), shares: pace.New(0),
	}
	s.reads = func(ctx context.Context, op func() error) error { return history.Do(ctx, "", op) }
	s.useTokens(o.BotToken, o.AppToken)
	s.keeper = signin.New(signin.Options{
		Platform: "Slack", SignIn: s.signIn, Renew: s.tokenRenewer(), Links: &s.uplinks, Log: s.log, First: o.Reconnect,
		Refuses: func(err error) bool { return hasCode(err, authErrors) },
	})
	return s, nil
}

// Use gives the adapter the service that answers. It must be called before
// anything else.
func (s *Slack) Use(service Service) { s.service = service }

// Check tries the tokens and returns the name of the bot and its team.
func (s *Slack) Check(ctx context.Context, socket bool) (string, error) {
	response, err := s.webClient().AuthTestContext(ctx)
	if err != nil {
		return "", fmt.Errorf("try the bot token: %w", explainError(err))
	}
	if socket {
		if !s.options.AppToken.IsSet() {
			return "", ErrNoAppToken
		}
		if _, _, err := s.webClient().StartSocketModeContext(ctx); err != nil {
			return "", fmt.Errorf("try the app token: %w", explainError(err))
		}
	}
	return fmt.Sprintf("%s in %s", response.User, response.Team), nil
}

func (s *Slack) linksOf(request string) present.Links {
	return present.LinksOf(s.options.Link, request)
}

// Connection is how one of the adapter's connections is.
type Connection = uplink.State

// overHTTP is the connection's name when Slack calls us.
const overHTTP = "events over HTTP"

// Connections returns the connections that there are or should be. It returns none
// before Run or Handler is called.
func (s *Slack) Connections() []Connection { return s.uplinks.States() }

// Wait returns when the clicks in work are done.
func (s *Slack) Wait() { s.background.Wait() }

// askerID names a person for the bot: the same name in all channels of a team.
func askerID(team, user string) string { return platformName + "/" + team + "/" + user }

// messageKey names a message, or a thread by its first message. With ts "" it
// names a conversation outside of threads.
func messageKey(team, channel, ts string) string {
	return platformName + "/" + team + "/" + channel + "/" + ts
}
