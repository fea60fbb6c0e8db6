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
)

// laneRoom is how many payloads of a lane may wait. Those of one channel share a
// lane, so that they are submitted in their order.
const laneRoom = 64

// ErrNoAppToken tells that Socket Mode lacks its token.
var ErrNoAppToken = errors.New("there is no app token for Socket Mode (set FOOTNOTE_SLACK_APP_TOKEN to the app's xapp-… token, or FOOTNOTE_SLACK_MODE=http)")

// Run listens over Socket Mode until ctx ends. It returns an error only if
// Slack refuses the bot for good.
func (s *Slack) Run(ctx context.Context) error {
	if !s.options.AppToken.IsSet() {
		return ErrNoAppToken
	}
	for n := range s.options.Connections {
		s.uplinks.Expect(signingIn, socketName(n))
	}
	defer s.uplinks.AllDown(stopped)
	if err := s.SignIn(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	for n := range s.options.Connections {
		wg.Go(func() {
			if err := s.listen(ctx, n); err != nil {
				cancel(err)
			}
		})
	}
	wg.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("listen to Slack: %w", explain(err))
	}
	return nil
}

// Why connections are down without anything being wrong.
const (
	signingIn  = "signing in"
	connecting = "connecting"
	stopped    = "stopped"
)

func socketName(n int) string { return fmt.Sprint("socket ", n+1) }

// SignIn asks Slack who the bot is, as often as it takes. It fails only if
// Slack refuses the token.
func (s *Slack) SignIn(ctx context.Context) error {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		err := s.Identify(ctx)
		if err == nil {
			s.uplinks.Up(overHTTP)
			return nil
		}
		s.uplinks.AllDown(err.Error())
		if is(err, authErrors) {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
		s.log.Warn("Slack can't be reached; trying again", "in", wait, "error", err)
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil
		}
	}
}

// listen keeps one connection. The library connects again by itself when the
// connection is lost or no ping comes; it returns on some final errors, and
// with others, which we look for, it would try for ever.
func (s *Slack) listen(ctx context.Context, n int) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	client := socketmode.New(s.api, socketmode.OptionPingInterval(s.patience), socketmode.OptionLog(stdlog.New(io.Discard, "", 0)))
	log := s.log.With("connection", n)

	payloads := lane.New(laneRoom, func(request socketmode.Request) {
		if ctx.Err() == nil { // what isn't taken any more Slack sends again
			s.take(ctx, client, request)
		}
	})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case e := <-client.Events:
				if request, ok := arrived(e); ok {
					payloads.Put(channelOf(request.Payload), request)
				}
				if err := s.observe(log, n, e); err != nil {
					cancel(err)
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	err := client.RunContext(ctx)
	cancel(err)
	<-done
	s.uplinks.Down(socketName(n), stopped)
	payloads.Close()
	if cause := context.Cause(ctx); is(cause, authErrors) {
		return cause
	}
	return final(err)
}

// final drops errors that only say that ctx has ended.
func final(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return err
}

// arrived returns the envelope of an event of the library, if it has one. One
// that the library can't read may be of use to us, and is acknowledged in any
// case.
func arrived(e socketmode.Event) (socketmode.Request, bool) {
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

// observe notes the state of connection n. It returns errors after which it
// makes no sense to go on.
func (s *Slack) observe(log *slog.Logger, n int, e socketmode.Event) error {
	switch e.Type {
	case socketmode.EventTypeConnecting: // which also is the first that is heard of a loss
		if c, ok := e.Data.(*slack.ConnectingEvent); ok && c.Attempt == 1 { // later ones leave why the one before failed
			s.uplinks.Down(socketName(n), connecting)
		}
	case socketmode.EventTypeConnected:
		s.uplinks.Up(socketName(n))
		log.Info("connected to Slack")
	case socketmode.EventTypeConnectionError:
		if c, ok := e.Data.(*slack.ConnectionErrorEvent); ok {
			if is(c.ErrorObj, authErrors) || is(c.ErrorObj, []string{"missing_scope", "not_allowed"}) {
				return c.ErrorObj
			}
			s.uplinks.Down(socketName(n), c.ErrorObj.Error())
			log.Warn("no connection to Slack; trying again", "in", c.Backoff, "error", c.ErrorObj)
		}
	case socketmode.EventTypeIncomingError, socketmode.EventTypeErrorWriteFailed:
		log.Debug("the connection to Slack was disturbed", "event", e.Type)
	}
	return nil
}

// take handles an envelope and acknowledges it once what it asks is kept. If
// that fails it isn't acknowledged, and Slack sends it again.
func (s *Slack) take(ctx context.Context, client *socketmode.Client, r socketmode.Request) {
	ctx, cancel := context.WithTimeout(ctx, takeTimeout)
	defer cancel()
	body, err := s.dispatch(ctx, r.Type, r.Payload)
	if err != nil {
		s.log.Error("a payload from Slack was not taken; Slack will send it again", "error", err)
		return
	}
	if !r.AcceptsResponsePayload {
		body = nil
	}
	if err := client.AckCtx(ctx, r.EnvelopeID, body); err != nil {
		s.log.Warn("a payload from Slack was not acknowledged; Slack will send it again", "error", err)
	}
}

// takeTimeout is how long Slack waits for an acknowledgement.
const takeTimeout = 3 * time.Second

// channelOf finds the channel that a payload speaks of, "" if none.
func channelOf(payload json.RawMessage) string {
	var p struct {
		Event struct {
			Channel json.RawMessage `json:"channel"`
		} `json:"event"`
	}
	_ = json.Unmarshal(payload, &p) // no channel is a channel, too
	return string(p.Event.Channel)
}
