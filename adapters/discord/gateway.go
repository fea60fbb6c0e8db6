package discord

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/adapters/internal/retry"
	"footnote/adapters/internal/signin"
	"footnote/bot"
)

// Waits are the pauses of the adapter. Zero means the real one.
type Waits struct {
	Deferral  time.Duration // before a deferral is looked for again
	Invalid   time.Duration // after an invalid session, at least; at most five times this
	Reconnect time.Duration // before the second attempt to connect
	Identify  time.Duration // between identifications of the same rate limit key
	Guild     time.Duration // for Discord to tell the channels of its servers
	Resume    time.Duration // until Discord resumes a session, or is asked for a new one
}

func (w Waits) orDefaults() Waits {
	return Waits{
		Deferral:  cmp.Or(w.Deferral, 500*time.Millisecond),
		Invalid:   cmp.Or(w.Invalid, time.Second), // "a random amount of time between 1 and 5 seconds"
		Reconnect: cmp.Or(w.Reconnect, time.Second),
		Identify:  cmp.Or(w.Identify, 5*time.Second),
		Guild:     cmp.Or(w.Guild, 30*time.Second),
		Resume:    cmp.Or(w.Resume, 5*time.Second),
	}
}

// Run listens to the gateway until ctx ends. When Discord refuses the bot, it tries
// again and again, and Connections shows that. It always returns nil.
func (d *Discord) Run(ctx context.Context) error {
	d.uplinks.Expect(signingIn, shardName(d.options.FirstShard)) // there is at least this one
	defer d.uplinks.AllDown(stopped)
	defer d.Wait()
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Go(func() { d.KeepSignedIn(ctx) })
	pauses := retry.Pauses{First: d.options.Waits.Reconnect, Most: retry.LongestRefusal}
	renewed, level := d.tokenRenewer(), slog.LevelError
	for {
		d.keeper.SignedIn(ctx)
		if ctx.Err() != nil {
			return nil
		}
		began := time.Now()
		err := d.options.Alone(ctx, d.leaseName(), d.noteElsewhere, d.runShards)
		if ctx.Err() != nil {
			return nil
		}
		if time.Since(began) > retry.LongestRefusal {
			pauses.Reset()
			level = slog.LevelError
		}
		wait := pauses.Next()
		d.uplinks.RefuseAll(err.Error())
		d.log.Log(ctx, level, "Discord refuses the connection; trying again", "in", wait.Round(time.Millisecond), "error", err)
		level = slog.LevelDebug // it is said once
		signin.Pause(ctx, wait, renewed)
	}
}

// leaseName names the shards of this process among replicas: those that run others are
// no replicas of one another in that.
func (d *Discord) leaseName() string {
	o := d.options
	return fmt.Sprintf("%s/gateway/%d-%d/%d", platformName, o.FirstShard, o.LastShard, o.ShardCount)
}

// noteElsewhere notes that another replica listens.
func (d *Discord) noteElsewhere() {
	for _, c := range d.uplinks.States() {
		d.uplinks.Leave(c.Name, elsewhere)
	}
}

// runShards keeps the connections of all shards. It returns why Discord refuses one
// of them, or that ctx has ended.
func (d *Discord) runShards(ctx context.Context) error {
	start, err := d.askGateway(ctx)
	if err != nil {
		return err
	}
	first, last, count := d.shardRange(start.Shards)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	d.uplinks.Explain(connecting)
	if err := d.asked.load(ctx, d.service); err != nil {
		d.log.Warn("where the bot was asked before can't be read", "error", err)
	}
	events := d.newLanes()
	gate := &identifications{d: d, concurrency: max(1, start.SessionStartLimit.MaxConcurrency)}
	var wg sync.WaitGroup
	for id := first; id <= last; id++ {
		d.uplinks.Expect(connecting, shardName(id))
		s := &shard{d: d, id: id, count: count, gate: gate, events: events, log: d.log.With("shard", id)}
		wg.Go(func() {
			if err := s.runShard(ctx); err != nil {
				cancel(err)
			}
		})
	}
	wg.Wait()
	events.Close()
	return context.Cause(ctx)
}

// shardRange returns which shards this process runs, and of how many.
func (d *Discord) shardRange(recommended int) (first, last, count int) {
	if d.options.ShardCount == 0 {
		count = max(1, recommended)
		return 0, count - 1, count
	}
	return d.options.FirstShard, d.options.LastShard, d.options.ShardCount
}

// askGateway asks Discord where the gateway is and how many sessions may begin.
func (d *Discord) askGateway(ctx context.Context) (discordgo.GatewayBotResponse, error) {
	var start discordgo.GatewayBotResponse
	err := d.retryUntilRefused(ctx, func(ctx context.Context) error {
		return d.callAPI(ctx, http.MethodGet, discordgo.EndpointGatewayBot, nil, &start)
	})
	return start, err
}

// retryUntilRefused repeats op until it succeeds, fails finally, is refused or ctx ends.
func (d *Discord) retryUntilRefused(ctx context.Context, op func(context.Context) error) error {
	pauses := retry.Pauses{First: d.options.Waits.Reconnect, Most: retry.LongestOutage}
	for {
		err := op(ctx)
		if err == nil {
			return nil
		}
		if e, ok := errors.AsType[*bot.DeliveryError](err); ok && (e.Final || e.Refused) {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
		wait := pauses.Next()
		d.log.Warn("Discord can't be reached; trying again", "in", wait.Round(time.Millisecond), "error", err)
		pauseFor(ctx, wait)
	}
}

// identifications keeps the limits on beginning sessions: so many a day, and
// one in five seconds for each rate limit key.
type identifications struct {
	d           *Discord
	concurrency int
	mu          sync.Mutex
	next        map[int]time.Time // by rate limit key
}

// awaitTurn waits until a shard may identify, and returns the address to connect to.
func (g *identifications) awaitTurn(ctx context.Context, shard int) (url string, err error) {
	for {
		start, err := g.d.askGateway(ctx)
		if err != nil || ctx.Err() != nil {
			return "", errors.Join(err, ctx.Err())
		}
		if limit := start.SessionStartLimit; limit.Remaining <= 0 && limit.Total > 0 {
			wait := time.Duration(limit.ResetAfter) * time.Millisecond
			// To go on would reset the bot's token.
			g.d.log.Error("Discord lets the bot begin no more sessions for now; waiting", "in", wait)
			pauseFor(ctx, max(wait, g.d.options.Waits.Reconnect))
			continue
		}
		g.mu.Lock()
		if g.next == nil {
			g.next = make(map[int]time.Time)
		}
		key := shard % g.concurrency
		at := g.next[key]
		if now := time.Now(); at.Before(now) {
			at = now
		}
		g.next[key] = at.Add(g.d.options.Waits.Identify)
		g.mu.Unlock()
		pauseFor(ctx, time.Until(at))
		return start.URL, ctx.Err()
	}
}

// pauseFor waits so long, or until ctx ends.
func pauseFor(ctx context.Context, wait time.Duration) {
	if wait <= 0 {
		return
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
