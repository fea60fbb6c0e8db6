package slack

import (
	"context"
	"strings"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present"
)

// showDraft shows a reply that is still growing: streamed, and if Slack takes
// no stream here, by editing a message now and then. Nothing depends on it, so
// failures are only noted.
func (s *Slack) showDraft(ctx context.Context, o origin, r *bot.Request, at reference, reply *bot.Reply) reference {
	now := draftMarkdown(reply)
	if now == "" || o.Private || !s.drafts.Free(r.ID) {
		return at
	}
	_ = s.drafts.Do(ctx, r.ID, func() error {
		switch {
		case len(at.Messages) == 0:
			at = s.startDraft(ctx, o, r, now)
		case at.Stream:
			s.appendDraft(ctx, o, r, at.Messages[0], now)
		default:
			if err := s.updatePart(ctx, o, r.ID, 0, at.Messages[0], draftMessage(reply)); err != nil {
				s.log.Debug("a draft is skipped", "request", r.ID, "error", err)
			}
		}
		return nil
	})
	return at
}

// draftMessage returns a draft as one message; sentences beyond the limit on
// blocks are left out until the final reply.
func draftMessage(reply *bot.Reply) message {
	var pieces []piece
	for _, s := range present.BriefStatements(reply) {
		pieces = append(pieces, drawSentence(s)...)
	}
	if len(pieces) > maxBlocks {
		pieces = pieces[:maxBlocks]
	}
	return joinPieces(pieces)
}

// startDraft begins a stream. Streams are always replies in a thread.
func (s *Slack) startDraft(ctx context.Context, o origin, r *bot.Request, now string) reference {
	if there, err := s.findPosted(ctx, o, r); err != nil || len(there) > 0 {
		return reference{Messages: there} // from before a restart: the final reply will take its place
	}
	if o.Thread == "" {
		return reference{}
	}
	var ts string
	err := s.posts.Do(ctx, o.Channel, func() error {
		return s.callOnce(func() (err error) {
			_, ts, err = s.webClient().StartStreamContext(ctx, o.Channel, slack.MsgOptionTS(o.Thread),
				slack.MsgOptionRecipientUserID(o.User), slack.MsgOptionRecipientTeamID(o.Team), slack.MsgOptionMarkdownText(now))
			return err
		})
	})
	if err != nil {
		s.log.Debug("Slack takes no stream here", "request", r.ID, "error", err)
		return reference{}
	}
	s.streamed.Put(ts, now)
	return reference{Messages: []string{ts}, Stream: true}
}

// appendDraft streams what has come since the last draft. It does nothing if the
// new draft doesn't begin with the last one: a stream can only be added to.
func (s *Slack) appendDraft(ctx context.Context, o origin, r *bot.Request, ts, now string) {
	before, ok := s.streamed.Get(ts)
	more, longer := strings.CutPrefix(now, before)
	if !ok || !longer || more == "" {
		return
	}
	err := s.callOnce(func() error {
		_, _, err := s.webClient().AppendStreamContext(ctx, o.Channel, ts, slack.MsgOptionMarkdownText(more))
		return err
	})
	if err != nil {
		s.log.Debug("the stream takes no more", "request", r.ID, "error", err)
		return
	}
	s.streamed.Put(ts, now)
}

// finishStream ends a stream, so that the message can be edited. Slack ends
// streams itself after a while, so an error here is only logged.
func (s *Slack) finishStream(ctx context.Context, o origin, ts string, streaming bool) {
	if !streaming {
		return
	}
	err := s.callOnce(func() error {
		_, _, err := s.webClient().StopStreamContext(ctx, o.Channel, ts)
		return err
	})
	if err != nil {
		s.log.Debug("the stream had ended", "channel", o.Channel, "error", err)
	}
}
