package slack

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
)

var _ bot.Teller = (*Slack)(nil)

// What keeps the bot from writing in a conversation, see the errors of
// https://docs.slack.dev/reference/methods/chat.postMessage/
var (
	closedErrors = []string{
		"not_in_channel", "channel_not_found", "restricted_action", "restricted_action_read_only_channel",
		"restricted_action_thread_only_channel", "restricted_action_non_threadable_channel", "restricted_action_thread_locked",
	}
	archivedErrors = []string{"is_archived", "cannot_reply_to_message", "thread_not_found"}
)

// TellUndelivered implements bot.Teller, by a direct message.
func (s *Slack) TellUndelivered(ctx context.Context, r *bot.Request, cause error) error {
	o, err := originOf(r)
	if err != nil || isDirect(o.Channel) || o.User == "" {
		return err
	}
	s.endSession(ctx, o)
	w := wording.In(r.Language)
	var why string
	switch {
	case hasCode(cause, closedErrors):
		why = w.CantWriteThere
	case hasCode(cause, archivedErrors):
		why = w.ArchivedThere
	default:
		return nil
	}
	before, after, _ := strings.Cut(why, "%s")
	l := new(line).addEmoji(signs[present.Warning]).addPlain(before)
	l.addChannel(o.Channel, s.channelName(ctx, o.Channel)).addPlain(after)
	m := joinPieces(append([]piece{l.asPiece()}, drawParagraphs(fmt.Sprintf(w.Request, r.ID), italic)...))
	options := messageOptions(m, slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl())
	return classifyError(s.callOnce(func() error { // a person's id stands for the direct messages with them
		_, _, err := s.webClient().PostMessageContext(ctx, o.User, options...)
		return err
	}))
}

// channelName returns the name of a channel, or its id if Slack doesn't say it.
func (s *Slack) channelName(ctx context.Context, channel string) string {
	name, known := s.names.Get(channel)
	if !known {
		var err error
		if name, err = s.lookUpName(ctx, bot.Part{Kind: bot.PartChannel, ID: channel}); err != nil {
			s.log.Debug("Slack doesn't give a name", "channel", channel, "error", err)
		}
	}
	return cmp.Or(name, channel)
}

// addChannel names a channel. Clients show its name as it is now, notifications name.
func (l *line) addChannel(id, name string) *line {
	l.elements = append(l.elements, slack.NewRichTextSectionChannelElement(id, nil))
	l.plain.WriteString("#" + name)
	return l
}
