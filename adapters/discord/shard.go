package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"footnote/adapters/internal/retry"
)

// shard keeps one connection to the gateway. The library's own is not used: it
// doesn't look at close codes, closes so that nothing can be resumed, ignores
// the address for resuming and notices a dead connection only after minutes.
type shard struct {
	d         *Discord
	id, count int
	gate      *identifications
	events    lanes
	log       *slog.Logger

	progress progress

	// The session to resume; its id is "" if there is none. Only the connection's
	// goroutine changes it.
	session, resumeURL string
	sequence           int64
	unreached          int      // how often in a row the gateway couldn't be reached
	catching           *catchUp // nil if nothing was to be read again; of the same goroutine

	work  sync.WaitGroup
	mu    sync.Mutex // of saving, of the session to resume, and of what follows
	saved session
}

// Close codes, see
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
var finalCodes = map[int]string{
	4004: "Discord refuses the token (check FOOTNOTE_DISCORD_TOKEN; reset it under Bot of the application if it got lost)",
	4010: "Discord refuses the number of this shard (check FOOTNOTE_DISCORD_SHARDS)",
	4011: "the bot is in so many servers that it must be sharded (set FOOTNOTE_DISCORD_SHARDS, or leave it out to take what Discord recommends)",
	4012: "Discord no longer speaks this version of its gateway (update Footnote)",
	4013: "Discord doesn't know the intents that Footnote asks for (update Footnote)",
	4014: "Discord doesn't grant an intent (turn on Message Content Intent under Bot of the application, or unset FOOTNOTE_DISCORD_MESSAGE_CONTENT)",
}

// Codes after which the session can't be resumed. Discord ends those that were
// closed with 1000 or 1001 by us, which only happens at the end.
var lostCodes = map[int]bool{4003: true, 4007: true, 4009: true}

var (
	errInvalidSession = errors.New("Discord says that the session is invalid")
	errReconnect      = errors.New("Discord asks to reconnect")
	errNoAck          = errors.New("Discord didn't acknowledge a heartbeat")
	errNotResumed     = errors.New("Discord doesn't resume the session")
)

// runShard connects again and again until ctx ends or Discord refuses by a close code.
func (s *shard) runShard(ctx context.Context) error {
	pauses := retry.Pauses{First: s.d.options.Waits.Reconnect, Most: retry.LongestOutage}
	s.loadSession(ctx)
	ctx, cancel := context.WithCancel(ctx)
	defer s.work.Wait()
	defer cancel()
	s.work.Go(func() { s.keepSaving(ctx) })
	for ctx.Err() == nil {
		began := time.Now()
		err := s.holdConnection(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if e, ok := errors.AsType[*websocket.CloseError](err); ok {
			if why, final := finalCodes[e.Code]; final {
				return fmt.Errorf("close code %d: %s", e.Code, why)
			}
			if lostCodes[e.Code] {
				s.forgetSession()
			}
		}
		if errors.Is(err, errNotResumed) {
			s.forgetSession()
		}
		s.d.uplinks.Down(shardName(s.id), err.Error())
		s.log.Info("the connection to Discord ended", "resumes", s.session != "", "error", err)
		switch {
		case errors.Is(err, errInvalidSession):
			pauseFor(ctx, s.d.options.Waits.Invalid+rand.N(4*s.d.options.Waits.Invalid))
		case errors.Is(err, errReconnect), errors.Is(err, errNotResumed):
		default:
			if time.Since(began) > retry.LongestOutage {
				pauses.Reset()
			}
			pauseFor(ctx, pauses.Next())
		}
	}
	return nil
}

// mostUnreached is after how many failures to reach the address of a session another
// one is begun.
const mostUnreached = 3

func (s *shard) forgetSession() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.session, s.resumeURL, s.sequence = "", "", 0
}

// connectAddress returns the address to connect to. For a new session it waits for
// the shard's turn to identify.
func (s *shard) connectAddress(ctx context.Context) (string, error) {
	url := s.resumeURL
	if s.session == "" {
		var err error
		if url, err = s.gate.awaitTurn(ctx, s.id); err != nil {
			return "", err
		}
	}
	return url + "?v=10&encoding=json", nil
}
