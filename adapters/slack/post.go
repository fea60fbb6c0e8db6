package slack

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot"
)

// Metadata by which the messages of a reply are found again.
const (
	metadataType    = "footnote_reply"
	noteType        = "footnote_note" // of messages that are no part of a reply
	metadataRequest = "request"
	metadataPart    = "part"
)

const attempts = 4

// messageOptions returns the options that send m so that Slack makes no mention or
// markup of its text.
func messageOptions(m message, more ...slack.MsgOption) []slack.MsgOption {
	return append(more, slack.MsgOptionText(m.text, false), slack.MsgOptionBlocks(m.blocks...),
		slack.MsgOptionParse(false), slack.MsgOptionLinkNames(false))
}

// replyMetadata marks a message as a part of a request's reply, for findPosted.
func replyMetadata(request string, part int) slack.MsgOption {
	return slack.MsgOptionMetadata(slack.SlackMetadata{
		EventType: metadataType, EventPayload: map[string]any{metadataRequest: request, metadataPart: part},
	})
}

// postPart posts part n of a reply and returns its ts. Posts to one channel keep
// their order and Slack's pace.
func (s *Slack) postPart(ctx context.Context, o origin, request string, n int, m message) (string, error) {
	if err := s.keeper.Refusal(); err != nil {
		return "", err
	}
	s.tried.Put(request, true)
	var ts string
	send := func(m message) error {
		return s.posts.Do(ctx, o.Channel, func() error {
			options := messageOptions(m, replyMetadata(request, n), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl())
			if o.Thread != "" {
				options = append(options, slack.MsgOptionTS(o.Thread))
			}
			return s.callOnce(func() (err error) {
				_, ts, err = s.webClient().PostMessageContext(ctx, o.Channel, options...)
				return err
			})
		})
	}
	// A post whose outcome is unknown is not repeated here but by the inbox:
	// Show then looks for what has been posted.
	err := s.sendOrPlain(m, request, send)
	for n := 1; n < attempts && err != nil && isUnsent(err); n++ {
		if err = waitForLimit(ctx, err); err == nil {
			err = s.sendOrPlain(m, request, send)
		}
	}
	return ts, classifyError(err)
}

// isUnsent reports whether err means that certainly nothing was posted.
func isUnsent(err error) bool {
	_, limited := errors.AsType[*slack.RateLimitedError](err)
	return limited
}

// waitForLimit waits as long as the rate limit in err asks. It returns err at once
// if err isn't a rate limit or ctx ends earlier.
func waitForLimit(ctx context.Context, err error) error {
	e, ok := errors.AsType[*slack.RateLimitedError](err)
	if !ok {
		return err
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < e.RetryAfter {
		return err
	}
	select {
	case <-time.After(e.RetryAfter):
		return nil
	case <-ctx.Done():
		return err
	}
}

// sendOrPlain sends a message. If Slack refuses its blocks, it sends them without what
// folds, which not all that show messages know yet. If Slack refuses those, it sends the
// text alone: a plain answer is better than none.
func (s *Slack) sendOrPlain(m message, request string, send func(message) error) error {
	if m.flat != nil && s.unfolded.isOn() {
		m.blocks, m.flat = m.flat, nil
	}
	err := send(m)
	if err == nil || !hasCode(err, contentErrors) {
		return err
	}
	if m.flat != nil {
		s.log.Warn("Slack refused the blocks of a message; it is sent without what folds", "request", request, "error", err)
		flat := m
		flat.blocks, flat.flat = m.flat, nil
		if err = send(flat); err == nil {
			s.unfolded.begin(unfoldedFor)
			return nil
		}
		if !hasCode(err, contentErrors) {
			return err
		}
	}
	s.log.Error("Slack refused the blocks of a message; it is sent as plain text", "request", request, "error", err)
	return send(message{text: m.all})
}

// unfoldedFor is how long no message is folded after Slack refused one that was.
const unfoldedFor = time.Hour

// updatePart replaces the message of part n of a reply, whose ts is given.
func (s *Slack) updatePart(ctx context.Context, o origin, request string, n int, ts string, m message) error {
	return s.sendOrPlain(m, request, func(m message) error {
		return s.callAPI(ctx, func() error {
			_, _, _, err := s.webClient().UpdateMessageContext(ctx, o.Channel, ts, messageOptions(m, replyMetadata(request, n))...)
			if errorCode(err) == "streaming_state_conflict" { // an end of the stream got lost
				s.finishStream(ctx, o, ts, true)
			}
			return err
		})
	})
}

// removeMessage deletes a message of the bot's. A message that is gone already is
// not an error.
func (s *Slack) removeMessage(ctx context.Context, o origin, ts string) error {
	err := s.callAPI(ctx, func() error {
		_, _, err := s.webClient().DeleteMessageContext(ctx, o.Channel, ts)
		return err
	})
	if hasCode(err, lostErrors) {
		return nil
	}
	return err
}

// showToAsker shows messages to the asker only. Such messages can't be edited or
// found again. It uses a command's response URL for as long as that lives, because
// that also works where the bot isn't a member.
func (s *Slack) showToAsker(ctx context.Context, o origin, r *bot.Request, messages []message) error {
	sent, _ := s.whispered.Get(r.ID)
	for i, m := range messages[min(sent, len(messages)):] {
		n := sent + i
		byURL := o.ResponseURL != "" && n < responseURLUses && time.Since(r.Received) < responseURLLife
		err := s.sendOrPlain(m, r.ID, func(m message) error {
			if byURL {
				return callByURL(ctx, func() error {
					_, _, err := s.webClient().PostMessageContext(ctx, o.Channel, append(messageOptions(m),
						slack.MsgOptionResponseURL(o.ResponseURL, slack.ResponseTypeEphemeral))...)
					return err
				})
			}
			return s.callAPI(ctx, func() error {
				options := messageOptions(m)
				if o.Thread != "" {
					options = append(options, slack.MsgOptionTS(o.Thread))
				}
				_, err := s.webClient().PostEphemeralContext(ctx, o.Channel, o.User, options...)
				return err
			})
		})
		if err != nil {
			return fmt.Errorf("show %s their answer: %w", o.User, err)
		}
		s.whispered.Put(r.ID, n+1)
	}
	return nil
}

// findPosted returns the ts of the messages of a reply that are in the
// conversation, in order. It asks Slack only if there can be any: after a restart,
// after an attempt to post, or if another process had the request.
func (s *Slack) findPosted(ctx context.Context, o origin, r *bot.Request) ([]string, error) {
	if _, before := s.tried.Put(r.ID, true); !before && r.Received.After(s.started) && !r.Again {
		return nil, nil
	}
	if _, user := s.botIdentity(); user == "" {
		if err := s.callOnce(func() error { return s.Identify(ctx) }); err != nil {
			return nil, err
		}
	}
	parts := make(map[int]string)
	orphan := "" // a stream that was begun has no metadata yet
	for cursor := ""; ; {
		messages, next, err := s.readThread(ctx, o, cursor)
		if err != nil {
			return nil, fmt.Errorf("look for what was posted for request %s: %w", r.ID, err)
		}
		for _, m := range messages {
			_, user := s.botIdentity()
			switch {
			case m.User != user || m.Timestamp <= o.TS:
			case m.Metadata.EventType == "":
				orphan = m.Timestamp
			case m.Metadata.EventType == metadataType && m.Metadata.EventPayload[metadataRequest] == r.ID:
				n, _ := m.Metadata.EventPayload[metadataPart].(float64)
				parts[int(n)] = m.Timestamp
			}
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	var list []string
	for n := 0; parts[n] != ""; n++ {
		list = append(list, parts[n])
	}
	if list == nil && orphan != "" && o.Thread != "" {
		s.finishStream(ctx, o, orphan, true)
		list = []string{orphan}
	}
	return slices.Clip(list), nil
}

// readThread returns one page of the conversation since the question, and the
// cursor of the next page, "" after the last one.
func (s *Slack) readThread(ctx context.Context, o origin, cursor string) (messages []slack.Message, next string, err error) {
	const page = 200
	err = s.callAPI(ctx, func() error {
		if o.Thread != "" {
			messages, _, next, err = s.webClient().GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
				ChannelID: o.Channel, Timestamp: o.Thread, Oldest: o.TS, Cursor: cursor, Limit: page, IncludeAllMetadata: true,
			})
			return err
		}
		var h *slack.GetConversationHistoryResponse
		h, err = s.webClient().GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
			ChannelID: o.Channel, Oldest: o.TS, Cursor: cursor, Limit: page, IncludeAllMetadata: true,
		})
		if err == nil {
			messages, next = h.Messages, h.ResponseMetaData.NextCursor
		}
		return err
	})
	if hasCode(err, []string{"thread_not_found"}) {
		return nil, "", nil // the question is gone, and with it all replies
	}
	return messages, next, err
}
