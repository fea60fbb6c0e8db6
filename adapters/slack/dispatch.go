package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"footnote/bot"
)

// The kinds of payloads, as Socket Mode names them.
const (
	kindEvents      = "events_api"
	kindCommand     = "slash_commands"
	kindInteractive = "interactive"
)

// dispatchPayload handles a payload of either way in. When it returns without an
// error, the question is on disk and the payload may be acknowledged, with body in
// the acknowledgement if it isn't nil. Payloads that can't be read, aren't known or
// are refused by the bot are acknowledged, too: Slack would only send the same
// again.
func (s *Slack) dispatchPayload(ctx context.Context, kind string, payload []byte) (body any, err error) {
	body, err = s.handlePayload(ctx, kind, payload)
	if complaint, ok := errors.AsType[*bot.Complaint](err); ok {
		s.log.Warn("a refusal reached nobody", "kind", kind, "error", complaint)
		return nil, nil
	}
	return body, err
}

// handlePayload handles a payload by its kind.
func (s *Slack) handlePayload(ctx context.Context, kind string, payload []byte) (body any, err error) {
	switch kind {
	case kindEvents:
		c, e, err := parseCallback(payload)
		if err != nil {
			s.log.Warn("an event from Slack is ignored", "error", err)
			return nil, nil
		}
		return s.onCallback(ctx, c, e)
	case kindCommand:
		var c command
		if err := json.Unmarshal(payload, &c); err != nil {
			s.log.Warn("a command from Slack is ignored", "error", err)
			return nil, nil
		}
		return s.onCommand(ctx, c)
	case kindInteractive:
		var i interaction
		if err := json.Unmarshal(payload, &i); err != nil {
			s.log.Warn("a click from Slack is ignored", "error", err)
			return nil, nil
		}
		return s.onInteraction(ctx, i)
	}
	s.log.Debug("a payload of an unknown kind from Slack is ignored", "kind", kind)
	return nil, nil
}

// onCallback handles an event.
func (s *Slack) onCallback(ctx context.Context, c callback, e event) (any, error) {
	switch c.Type {
	case "url_verification":
		return map[string]string{"challenge": c.Challenge}, nil
	case "app_rate_limited":
		s.log.Warn("Slack holds events back: there are more than 30,000 an hour", "team", c.Team)
		return nil, nil
	}
	switch e.Type {
	case "app_mention", "message":
		return nil, s.onMessage(ctx, c, e)
	case "app_home_opened":
		s.runLater(func(ctx context.Context) error { return s.onHome(ctx, c.Team, e) })
	case assistantEvent:
		s.runLater(func(ctx context.Context) error {
			return s.suggestQuestions(ctx, origin{Team: c.Team, User: e.Assistant.User, Channel: e.Assistant.Channel, Thread: e.Assistant.Thread})
		})
	case agentEvent:
		return nil, s.onStop(ctx, c, e)
	case uninstalledEvent, revokedEvent:
		// Of whose tokens, only a call shows. That the bot's are refused is known then at
		// once, and not with the next answer.
		s.log.Warn("Slack says that the app was removed or a token of it revoked", "team", c.Team, "event", e.Type)
		s.runLater(func(ctx context.Context) error {
			return s.callOnce(func() error {
				_, err := s.webClient().AuthTestContext(ctx)
				return err
			})
		})
	}
	return nil, nil
}

// submitRequest hands a request to the service. A *bot.Complaint says why it isn't
// taken.
func (s *Slack) submitRequest(ctx context.Context, o origin, r bot.Request) (err error) {
	if r.Place, err = s.placeOf(ctx, o); err != nil {
		return err
	}
	if _, err := s.service.Submit(ctx, r); err != nil {
		return fmt.Errorf("keep a question from Slack: %w", err)
	}
	s.introduceLater(o)
	s.asked.note(o)
	s.latest.Put(messageKey(o.Team, o.Channel, o.Thread), r.Keys[len(r.Keys)-1])
	return nil
}

// runLater runs op in the background, so that the acknowledgement doesn't wait for
// it. Failures are logged.
func (s *Slack) runLater(op func(context.Context) error) {
	s.background.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), clickTimeout)
		defer cancel()
		if err := op(ctx); err != nil {
			s.log.Warn("a click or an event from Slack came to nothing", "error", explainError(err))
		}
	})
}
