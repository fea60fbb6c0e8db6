package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	stdlog "log"
	"log/slog"
	"sync"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"footnote/adapters/internal/lane"
	"footnote/adapters/internal/retry"
	"footnote/adapters/internal/signin"
)

// laneRoom is how many payloads of a lane may wait. Those of one channel share a
// lane, so that they are submitted in their order.
const laneRoom = 64

// ErrNoAppToken is returned when Socket Mode lacks its token.
var ErrNoAppToken = errors.New("there is no app token for Socket Mode (set FOOTNOTE_SLACK_APP_TOKEN to the app's xapp-… token, or FOOTNOTE_SLACK_MODE=http)")

// Run listens over Socket Mode until ctx ends. It tries a token that Slack refuses
// again and again, and Connections shows that. The only error is ErrNoAppToken.
func (s *Slack) Run(ctx context.Context) error {
	if !s.options.AppToken.IsSet() {
		return ErrNoAppToken
	}
	for n := range s.options.Connections {
		s.uplinks.Expect(signingIn, socketName(n))
	}
	defer s.uplinks.AllDown(stopped)
	var wg sync.WaitGroup
	wg.Go(func() { s.KeepSignedIn(ctx) })
	// With a bot token that is refused, the bot listens all the same: what is asked
	// is kept until it can be answered.
	s.keeper.Tried(ctx)
	err := s.options.Alone(ctx, platformName+"/sockets", s.noteElsewhere, s.keepSockets)
	wg.Wait()
	return err
}

// noteElsewhere notes that another replica listens.
func (s *Slack) noteElsewhere() {
	for n := range s.options.Connections {
		s.uplinks.Leave(socketName(n), elsewhere)
	}
}

// keepSockets keeps all connections until ctx ends.
func (s *Slack) keepSockets(ctx context.Context) error {
	var wg sync.WaitGroup
	for n := range s.options.Connections {
		wg.Go(func() { s.keepSocket(ctx, n) })
	}
	wg.Go(func() { s.keepHeard(ctx) })
	wg.Wait()
	return nil
}

// Why connections are down without anything being wrong.
const (
	signingIn  = "signing in"
	connecting = "connecting"
	elsewhere  = "another replica is connected"
	stopped    = "stopped"
)

func socketName(n int) string { return fmt.Sprint("socket ", n+1) }

// envelope is a payload with the way to acknowledge it.
type envelope struct {
	socketmode.Request
	ack func(body any) error
}

// keepSocket keeps connection n until ctx ends.
func (s *Slack) keepSocket(ctx context.Context, n int) {
	payloads := lane.New(laneRoom, func(e envelope) {
		if ctx.Err() == nil { // what isn't taken any more Slack sends again
			s.takeEnvelope(ctx, e)
		}
	})
	defer payloads.Close()
	defer s.uplinks.Down(socketName(n), stopped)
	outage := retry.Pauses{First: s.options.Reconnect, Most: retry.LongestOutage}
	refusal := retry.Pauses{First: s.options.Reconnect, Most: retry.LongestRefusal}
	log, level := s.log.With("connection", n+1), slog.LevelError
	renewed := s.tokenRenewer()
	s.uplinks.Down(socketName(n), connecting)
	for {
		connected, err := s.keepConnection(ctx, log, n, payloads)
		if ctx.Err() != nil {
			return
		}
		if connected {
			outage.Reset()
			refusal.Reset()
			level = slog.LevelError
		}
		var wait time.Duration
		if refusesSocket(err) {
			wait, err = refusal.Next(), explainError(err)
			s.uplinks.Refuse(socketName(n), err.Error())
			log.Log(ctx, level, "Slack refuses a connection; trying again", "in", wait.Round(time.Millisecond), "error", err)
			level = slog.LevelDebug // it is said once
		} else {
			wait = outage.Next()
			if e, ok := errors.AsType[*slack.RateLimitedError](err); ok {
				wait = max(wait, e.RetryAfter)
			}
			s.uplinks.Down(socketName(n), err.Error())
			log.Warn("no connection to Slack; trying again", "in", wait.Round(time.Millisecond), "error", err)
		}
		signin.Pause(ctx, wait, renewed)
	}
}

// refusesSocket reports whether an error says that Slack refuses a connection by
// the app token.
func refusesSocket(err error) bool {
	e, ok := errors.AsType[slack.StatusCodeError](err)
	return hasCode(err, authErrors) || hasCode(err, grantErrors) || errorCode(err) == "not_allowed" || ok && !retry.Passing(e.Code)
}

// keepConnection connects and takes what comes, until a connection can't be made
// any more. The library itself replaces a connection that is lost or gets no ping.
// When that fails it would try again, with all connections in step and pauses of
// minutes. keepConnection returns instead, and keepSocket tries again.
func (s *Slack) keepConnection(ctx context.Context, log *slog.Logger, n int, payloads *lane.Lanes[envelope]) (connected bool, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	client := socketmode.New(s.webClient(), socketmode.OptionPingInterval(s.patience), socketmode.OptionLog(stdlog.New(io.Discard, "", 0)))
	take := func(request socketmode.Request) {
		payloads.Put(channelOf(request.Payload), envelope{request, func(body any) error {
			ctx, cancel := context.WithTimeout(ctx, takeTimeout)
			defer cancel()
			return client.AckCtx(ctx, request.EnvelopeID, body)
		}})
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case e := <-client.Events:
				if request, ok := requestIn(e); ok {
					take(request)
				}
				connected = connected || e.Type == socketmode.EventTypeConnected
				if err := s.noteState(log, n, e); err != nil {
					cancel(err)
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	cancel(client.RunContext(ctx)) // which keeps the first cause
	<-done
	return connected, context.Cause(ctx)
}

// requestIn returns the envelope of an event of the library, if it has one. It
// also looks into messages that the library can't read: they may be readable here,
// and Slack sends them again unless they are acknowledged.
func requestIn(e socketmode.Event) (socketmode.Request, bool) {
	if bad, ok := e.Data.(*socketmode.ErrorBadMessage); ok {
		var r socketmode.Request
		if err := json.Unmarshal(bad.Message, &r); err != nil || r.EnvelopeID == "" {
			var id struct {
				EnvelopeID string `json:"envelope_id"`
			}
			_ = json.Unmarshal(bad.Message, &id)
			return socketmode.Request{EnvelopeID: id.EnvelopeID}, id.EnvelopeID != ""
		}
		return r, true
	}
	if e.Request == nil || e.Request.EnvelopeID == "" {
		return socketmode.Request{}, false
	}
	return *e.Request, true
}

// noteState records the state of connection n for Connections. It returns why the
// connection could not be made, nil for all other events.
func (s *Slack) noteState(log *slog.Logger, n int, e socketmode.Event) error {
	switch e.Type {
	case socketmode.EventTypeConnecting: // which also is the first that is heard of a loss
		if c, ok := e.Data.(*slack.ConnectingEvent); ok && c.ConnectionCount > 0 { // before, it is known why there is none
			s.uplinks.Down(socketName(n), connecting)
		}
	case socketmode.EventTypeConnected:
		s.uplinks.Up(socketName(n))
		log.Info("connected to Slack")
	case socketmode.EventTypeConnectionError:
		if c, ok := e.Data.(*slack.ConnectionErrorEvent); ok {
			return c.ErrorObj
		}
	case socketmode.EventTypeIncomingError, socketmode.EventTypeErrorWriteFailed:
		log.Debug("the connection to Slack was disturbed", "event", e.Type)
	}
	return nil
}

// takeEnvelope handles an envelope and acknowledges it once its request is on
// disk. If that fails it isn't acknowledged, and Slack sends it again.
func (s *Slack) takeEnvelope(ctx context.Context, e envelope) {
	ctx, cancel := context.WithTimeout(ctx, takeTimeout)
	defer cancel()
	body, err := s.dispatchPayload(ctx, e.Type, e.Payload)
	if err != nil {
		s.log.Error("a payload from Slack was not taken; Slack will send it again", "error", err)
		return
	}
	if !e.AcceptsResponsePayload {
		body = nil
	}
	if err := e.ack(body); err != nil {
		s.log.Warn("a payload from Slack was not acknowledged; Slack will send it again", "error", err)
	}
}

// takeTimeout is how long Slack waits for an acknowledgement.
const takeTimeout = 3 * time.Second

// channelOf returns the channel of a payload's event as raw JSON, "" if it has
// none. It is the key of the payload's lane.
func channelOf(payload json.RawMessage) string {
	var p struct {
		Event struct {
			Channel json.RawMessage `json:"channel"`
		} `json:"event"`
	}
	_ = json.Unmarshal(payload, &p) // no channel is a channel, too
	return string(p.Event.Channel)
}
