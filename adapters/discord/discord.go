package discord

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

	"footnote/adapters/internal/pace"
	"footnote/adapters/internal/recent"
	"footnote/adapters/internal/signin"
	"footnote/adapters/internal/uplink"
	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/secret"
)

// platformName is the name under which the bot knows Discord.
const platformName = "discord"

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
	Overview(context.Context, bot.Viewer) (bot.Overview, error)
	Titles(ctx context.Context, v bot.Viewer, l bot.Listing) ([]bot.Title, error)
}

type memory interface {
	Known(ctx context.Context, conversation string) (bool, error)
	Value(ctx context.Context, key string) ([]byte, error)
	SetValue(ctx context.Context, key string, value []byte) error
	UpdateValue(ctx context.Context, key string, change func(old []byte) []byte) error
}

// Options are the settings of the adapter.
type Options struct {
	Token       secret.String // of the bot
	Application string        // its id; "" asks Discord
	PublicKey   string        // in hex, for interactions over HTTP

	// Guilds, Channels and Roles are those that the bot answers; empty means
	// all. A channel stands for its threads. Of Roles an asker needs one.
	Guilds, Channels, Roles []string
	// Direct lets people ask in direct messages though Guilds, Channels or Roles are
	// set. A direct message belongs to no guild, so these can't be checked there.
	Direct bool
	// Collections narrow channels, or guilds, down to one collection each.
	Collections map[string]string
	// Threads are the channels where a mention is answered in a thread of its
	// own; "*" means all.
	Threads []string
	// AutoChannels are the channels, forums among them, where questions are answered
	// without a mention. Person is whom the button of such an answer calls: the id of a
	// user, or & and that of a role.
	AutoChannels []string
	Person       string
	// MessageContent asks for the privileged intent, without which follow-ups
	// need a mention.
	MessageContent bool
	// Shards are those that this process runs, of ShardCount; 0 is what Discord
	// recommends, all of them here.
	FirstShard, LastShard, ShardCount int
	// CommandGuild, if set, registers the commands there and not globally.
	CommandGuild string

	// Link gives the address where a citation of an answered request can be
	// read, "" if there is none. Whoever sees the answer sees the address.
	Link func(request string, c bot.Citation) string

	// Renew returns the token as it is set now. It is asked when Discord refuses the
	// token above; nil if the token can't change.
	Renew func() secret.String

	// Alone does work that only one replica may do at a time, as in
	// adapters.Environment.
	Alone func(ctx context.Context, name string, waiting func(), work func(context.Context) error) error

	API string // address of the REST API; "" is DefaultAPI
	Log *slog.Logger
	// Transport, PostGap and Waits are for tests; zero means the real ones.
	Transport http.RoundTripper
	PostGap   time.Duration
	Waits     Waits
}

// Discord is the adapter. It is a bot.Messenger.
type Discord struct {
	options Options
	log     *slog.Logger
	client  *http.Client
	api     atomic.Pointer[account]
	keeper  *signin.Keeper
	started time.Time

	service Service // set by Use
	posts   *pace.Lanes
	drafts  *pace.Lanes

	tried   recent.Values[bool]          // requests that this process has begun to post
	direct  recent.Values[string]        // by user: the channel of direct messages
	parents recent.Values[string]        // by channel: the one that it is a thread of
	names   recent.Values[string]        // by channel
	shared  recent.Values[bool]          // requests whose reply was shared
	called  recent.Values[bool]          // channels to which somebody is being called
	roles   recent.Values[string]        // by guild: the bot's own role, "" if it has none
	deleted recent.Values[bool]          // keys of messages that people deleted
	opening recent.Values[chan struct{}] // by interaction: closed when it is deferred

	asked       askedPlaces // read again after a session was lost
	saidContent sync.Once
	background  sync.WaitGroup // clicks in work
	uplinks     uplink.List

	mu          sync.Mutex
	application string
	user        string // who the bot is
}

// New returns an adapter. It connects to nothing yet.
func New(o Options) (*Discord, error) {
	if !o.Token.IsSet() {
		return nil, errors.New("there is no bot token for Discord (set FOOTNOTE_DISCORD_TOKEN to the token under Bot of the application)")
	}
	if o.FirstShard < 0 || o.LastShard < o.FirstShard || o.ShardCount > 0 && o.LastShard >= o.ShardCount || o.ShardCount == 0 && o.LastShard > 0 {
		return nil, fmt.Errorf("shards %d to %d of %d are not possible (shards count from 0, and their number must be set)", o.FirstShard, o.LastShard, o.ShardCount)
	}
	if _, err := parseKey(o.PublicKey); o.PublicKey != "" && err != nil {
		return nil, err
	}
	o.Log = cmp.Or(o.Log, slog.New(slog.DiscardHandler))
	if o.Alone == nil {
		o.Alone = func(ctx context.Context, _ string, _ func(), work func(context.Context) error) error {
			return work(ctx)
		}
	}
	o.Waits = o.Waits.orDefaults()
	gap := cmp.Or(o.PostGap, postGap)
	base := o.Transport
	if base == nil {
		base = http.DefaultTransport
	}
	to, err := newRedirect(base, cmp.Or(o.API, DefaultAPI))
	if err != nil {
		return nil, err
	}
	d := &Discord{
		options: o, log: o.Log, client: &http.Client{Timeout: callTimeout, Transport: newLimiter(to)},
		started: time.Now(), application: o.Application,
		posts: pace.New(gap), drafts: pace.New(min(draftGap, 6*gap)),
	}
	if err := d.useToken(o.Token); err != nil {
		return nil, err
	}
	d.keeper = signin.New(signin.Options{
		Platform: "Discord", SignIn: d.signIn, Refuses: refusesToken, Renew: d.tokenRenewer(),
		Links: &d.uplinks, Log: d.log, First: o.Waits.Reconnect,
	})
	return d, nil
}

// Use gives the adapter the service that answers. It must be called before
// anything else.
func (d *Discord) Use(service Service) { d.service = service }

// Connection is how one of the adapter's connections is.
type Connection = uplink.State

const (
	overHTTP = "interactions over HTTP" // the connection's name when Discord calls us
	// Why connections are down without anything being wrong.
	signingIn  = "signing in"
	connecting = "connecting"
	elsewhere  = "another replica is connected"
	stopped    = "stopped"
)

func shardName(id int) string { return fmt.Sprint("shard ", id) }

// Connections returns the connections that there are or should be. It returns none
// before Run or Handler is called.
func (d *Discord) Connections() []Connection { return d.uplinks.States() }

// Wait returns when the clicks in work are done.
func (d *Discord) Wait() { d.background.Wait() }

func (d *Discord) linksOf(request string) present.Links {
	return present.LinksOf(d.options.Link, request)
}

// runLater runs op in the background, so that the acknowledgement doesn't wait for
// it. Failures are logged.
func (d *Discord) runLater(op func(context.Context) error) {
	d.background.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), clickTimeout)
		defer cancel()
		if err := op(ctx); err != nil {
			d.log.Warn("a click or a message from Discord came to nothing", "error", err)
		}
	})
}
