package slack

import (
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
	l.elements = append(l.elements, slack.NewRichTextSectionChannelElement(o.Channel, nil))
	l.addPlain(after)
	m := joinPieces(append([]piece{l.asPiece()}, drawParagraphs(fmt.Sprintf(w.Request, r.ID), italic)...))
	options := messageOptions(m, slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl())
	return classifyError(s.callOnce(func() error { // a person's id stands for the direct messages with them
		_, _, err := s.webClient().PostMessageContext(ctx, o.User, options...)
		return err
	}))
}
