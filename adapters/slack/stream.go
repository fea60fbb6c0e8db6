package slack

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present"
)

// showDraft shows a reply that is still growing: streamed, and if Slack takes
// no stream here, by editing a message now and then. Nothing depends on it, so
// failures are only noted.
func (s *Slack) showDraft(ctx context.Context, o origin, r *bot.Request, at reference, reply *bot.Reply) reference {
	now := draftMarkdown(reply)
	isPlan := stageOf(reply) != noModel && o.Thread != "" && !s.cardless.isOn() // which says something without text
	if now == "" && !isPlan || o.Private || !s.drafts.Free(r.ID) {
		return at
	}
	_ = s.drafts.Do(ctx, r.ID, func() error {
		switch {
		case len(at.Messages) == 0:
			at = s.startDraft(ctx, o, r, reply, now)
		case at.Stream:
			s.appendDraft(ctx, o, r, reply, at.Messages[0], now)
		case now != "":
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
func (s *Slack) startDraft(ctx context.Context, o origin, r *bot.Request, reply *bot.Reply, now string) reference {
	if there, err := s.findPosted(ctx, o, r); err != nil || len(there) > 0 {
		return reference{Messages: there} // from before a restart: the final reply will take its place
	}
	if o.Thread == "" {
		return reference{}
	}
	var ts string
	start := func(content ...slack.MsgOption) error {
		return s.posts.Do(ctx, o.Channel, func() error {
			return s.callOnce(func() (err error) {
				_, ts, err = s.webClient().StartStreamContext(ctx, o.Channel, append(content, slack.MsgOptionTS(o.Thread),
					slack.MsgOptionRecipientUserID(o.User), slack.MsgOptionRecipientTeamID(o.Team))...)
				return err
			})
		})
	}
	// The cards say that more is being written, and from what. The final reply takes their
	// place.
	err := errUntried
	if !s.cardless.isOn() {
		chunks := s.planTasks(r, reply)
		if now != "" {
			chunks = append(chunks, slack.NewMarkdownTextChunk(now))
		}
		err = start(slack.MsgOptionChunks(chunks...), slack.MsgOptionTaskDisplayMode(slack.TaskDisplayModePlan))
		if isLasting(err) {
			s.cardless.begin(cardlessFor)
		}
		if err == nil {
			s.planned.Put(ts, stageOf(reply))
		}
	}
	if now != "" && (errors.Is(err, errUntried) || isLasting(err)) {
		err = start(slack.MsgOptionMarkdownText(now))
	}
	if err != nil {
		s.log.Debug("Slack takes no stream here", "request", r.ID, "error", err)
		return reference{}
	}
	s.streamed.Put(ts, now)
	return reference{Messages: []string{ts}, Stream: true}
}

// cardlessFor is how long no cards are tried after Slack took none.
const cardlessFor = time.Hour

// errUntried stands for what Slack would say of a card.
var errUntried = errors.New("not tried")

// appendDraft streams what has come since the last draft, and how far a model has come. It
// leaves text out that doesn't begin with the last draft: a stream can only be added to.
func (s *Slack) appendDraft(ctx context.Context, o origin, r *bot.Request, reply *bot.Reply, ts, now string) {
	before, known := s.streamed.Get(ts)
	more, longer := strings.CutPrefix(now, before)
	if !known || !longer {
		more = ""
	}
	at, content := stageOf(reply), slack.MsgOptionMarkdownText(more)
	last, planned := s.planned.Get(ts)
	switch {
	case planned && at > last:
		chunks := s.planTasks(r, reply)
		if more != "" {
			chunks = append(chunks, slack.NewMarkdownTextChunk(more))
		}
		content = slack.MsgOptionChunks(chunks...)
	case more == "":
		return
	}
	err := s.callOnce(func() error {
		_, _, err := s.webClient().AppendStreamContext(ctx, o.Channel, ts, content)
		return err
	})
	if err != nil {
		s.log.Debug("the stream takes no more", "request", r.ID, "error", err)
		return
	}
	if more != "" {
		s.streamed.Put(ts, now)
	}
	if planned {
		s.planned.Put(ts, max(at, last))
	}
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
