package slack

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/wording"
)

// reference is what Open and Show return, as JSON: the messages of a reply.
type reference struct {
	Messages []string `json:"messages,omitempty"` // their ts, in order
	Stream   bool     `json:"stream,omitempty"`   // the first one is still streaming
}

// parseReference reads what String wrote. A reference that can't be read is a
// final error: trying again wouldn't help.
func parseReference(ref string) (reference, error) {
	var r reference
	if err := json.Unmarshal([]byte(ref), &r); err != nil {
		return r, &bot.DeliveryError{Final: true, Err: fmt.Errorf("read the reference %q to a reply: %w", ref, err)}
	}
	return r, nil
}

func (r reference) String() string {
	data, _ := json.Marshal(r) // strings and a bool can't fail
	return string(data)
}

// Open implements bot.Messenger. A thread shows a status, which goes away by
// itself when the answer comes; elsewhere a message holds the place.
func (s *Slack) Open(ctx context.Context, r *bot.Request) (string, error) {
	o, err := originOf(r)
	if err != nil {
		return "", err
	}
	var ref reference
	words := wording.In(r.Language)
	if o.Private {
		return ref.String(), nil // the acknowledgement of the command said so
	}
	if o.Thread != "" {
		if s.beginSession(ctx, o, r) {
			return ref.String(), nil
		}
		err := s.callAPI(ctx, func() error {
			return s.webClient().SetAssistantThreadsStatusContext(ctx, slack.AssistantThreadsSetStatusParameters{
				ChannelID: o.Channel, ThreadTS: o.Thread, Status: words.Status,
			})
		})
		if err == nil {
			s.nameThread(ctx, o, r)
			return ref.String(), nil
		}
		s.log.Debug("no status in this thread; a message holds the place", "request", r.ID, "error", err)
	}
	if ref.Messages, err = s.findPosted(ctx, o, r); err != nil || len(ref.Messages) > 0 {
		return ref.String(), err
	}
	place := joinPieces([]piece{new(line).addEmoji("hourglass_flowing_sand").addItalic(words.Working).asPiece()})
	ts, err := s.postPart(ctx, o, r.ID, 0, place)
	if err != nil {
		return "", err
	}
	ref.Messages = []string{ts}
	return ref.String(), nil
}

// nameThread gives a thread of the bot's pane the question as its title.
func (s *Slack) nameThread(ctx context.Context, o origin, r *bot.Request) {
	if !o.Assistant {
		return
	}
	key := messageKey(o.Team, o.Channel, o.Thread)
	if known, err := s.service.Known(ctx, key); err != nil || known {
		return // it has its title from the first question
	}
	title := titleOf(r)
	err := s.callAPI(ctx, func() error {
		return s.webClient().SetAssistantThreadsTitleContext(ctx, slack.AssistantThreadsSetTitleParameters{
			ChannelID: o.Channel, ThreadTS: o.Thread, Title: title,
		})
	})
	if err != nil {
		s.log.Debug("the thread keeps its title", "request", r.ID, "error", err)
	}
}

// Show implements bot.Messenger.
func (s *Slack) Show(ctx context.Context, r *bot.Request, ref string, reply *bot.Reply) (string, error) {
	o, err := originOf(r)
	if err != nil {
		return ref, err
	}
	at, err := parseReference(ref)
	if err != nil {
		return ref, err
	}
	if !reply.Final {
		return s.showDraft(ctx, o, r, at, reply).String(), nil
	}
	messages := s.packReply(ctx, o, r, reply)
	if o.Private {
		return ref, s.showToAsker(ctx, o, r, messages)
	}
	if at, err = s.showAll(ctx, o, r, at, messages); err == nil {
		s.endSession(ctx, o)
	}
	return at.String(), err
}

// showAll makes the posted messages of a reply equal to messages. It edits those
// that are there, posts those that are missing and deletes those left over.
func (s *Slack) showAll(ctx context.Context, o origin, r *bot.Request, at reference, messages []message) (reference, error) {
	if len(at.Messages) < len(messages) {
		there, err := s.findPosted(ctx, o, r)
		if err != nil {
			return at, err
		}
		if len(there) > len(at.Messages) {
			at.Messages = there
		}
	}
	if len(at.Messages) > 0 {
		s.finishStream(ctx, o, at.Messages[0], at.Stream)
		at.Stream = false
	}
	for i, m := range messages {
		if i < len(at.Messages) {
			err := s.updatePart(ctx, o, r.ID, i, at.Messages[i], m)
			if err == nil {
				continue
			}
			if !hasCode(err, lostErrors) {
				return at, err
			}
			// Somebody deleted it, or it can't be edited: the answer comes anew.
		}
		ts, err := s.postPart(ctx, o, r.ID, i, m)
		if err != nil {
			return at, err
		}
		if i < len(at.Messages) {
			at.Messages[i] = ts
		} else {
			at.Messages = append(at.Messages, ts)
		}
	}
	for _, ts := range at.Messages[len(messages):] {
		if err := s.removeMessage(ctx, o, ts); err != nil {
			return at, err
		}
	}
	at.Messages = at.Messages[:len(messages)]
	return at, nil
}

// Retract implements bot.Messenger.
func (s *Slack) Retract(ctx context.Context, r *bot.Request, ref string) error {
	o, err := originOf(r)
	if err != nil || o.Private {
		return err
	}
	at, err := parseReference(ref)
	if err != nil {
		return err
	}
	there, err := s.findPosted(ctx, o, r)
	if err != nil {
		return err
	}
	for _, ts := range append(there, at.Messages...) {
		if err := s.removeMessage(ctx, o, ts); err != nil {
			return err
		}
	}
	if s.endSession(ctx, o); o.Thread != "" { // an empty status takes away the one that stands
		err := s.callOnce(func() error {
			return s.webClient().SetAssistantThreadsStatusContext(ctx, slack.AssistantThreadsSetStatusParameters{ChannelID: o.Channel, ThreadTS: o.Thread})
		})
		if err != nil {
			s.log.Debug("the status stays until it fades", "request", r.ID, "error", err)
		}
	}
	return nil
}
