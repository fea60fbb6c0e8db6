package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/wording"
)

var _ bot.ThreadReader = (*Slack)(nil)

// mostPages is how many pages of a thread are read.
const mostPages = 5

// ReadThread implements bot.ThreadReader: it reads the thread before the message.
func (s *Slack) ReadThread(ctx context.Context, r *bot.Request) ([]bot.Said, error) {
	o, err := originOf(r)
	if err != nil || o.Thread == "" {
		return nil, err
	}
	said := s.readInView(ctx, o)
	cursor := ""
	for range mostPages {
		var messages []slack.Message
		err := s.callAPI(ctx, func() (err error) {
			messages, _, cursor, err = s.webClient().GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
				ChannelID: o.Channel, Timestamp: o.Thread, Latest: o.TS, Cursor: cursor, Limit: 1000,
			})
			return err
		})
		if err != nil {
			return nil, s.explainUnread(err, wording.In(r.Language))
		}
		for _, m := range messages {
			if m.Timestamp >= o.TS { // it comes with what is after it if it is edited
				continue
			}
			said = append(said, s.asSaid(ctx, m))
		}
		if cursor == "" {
			break
		}
	}
	return said, nil
}

// asSaid returns what a message of a conversation says.
func (s *Slack) asSaid(ctx context.Context, m slack.Message) bot.Said {
	_, me := s.botIdentity()
	files, _ := json.Marshal(m.Files) // as it was read
	attached, _ := json.Marshal(m.Attachments)
	e := event{User: m.User, BotID: m.BotID, Subtype: m.SubType, Text: m.Text, Hidden: m.Hidden, Files: files, Attachments: attached}
	text, _ := e.message().Without(bot.PartPerson, me)
	return bot.Said{Text: s.nameParts(ctx, text).Content(), Files: text.Files(), Own: !e.isByPerson(me)}
}

// readInView reads the message that the asker had in view, if the bot may: Slack shows it
// to the asker, who needs no further right to ask about it.
func (s *Slack) readInView(ctx context.Context, o origin) []bot.Said {
	if o.SeenTS == "" {
		return nil
	}
	var messages []slack.Message
	err := s.callAPI(ctx, func() (err error) {
		messages, _, _, err = s.webClient().GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID: o.SeenChannel, Timestamp: o.SeenTS, Latest: o.SeenTS, Inclusive: true, Limit: 1,
		})
		return err
	})
	if err != nil {
		s.log.Debug("the message in view can't be read", "channel", o.SeenChannel, "error", err)
	}
	for _, m := range messages {
		if m.Timestamp == o.SeenTS {
			said := s.asSaid(ctx, m)
			said.Pointed = true
			return []bot.Said{said}
		}
	}
	return nil
}

// explainUnread says to the asker why a thread can't be read, if that lasts.
func (s *Slack) explainUnread(err error, w *wording.Words) error {
	complaint := &bot.Complaint{Reason: bot.Unread}
	e, isSlack := errors.AsType[slack.SlackErrorResponse](err)
	switch {
	case !isSlack || slices.Contains(authErrors, e.Err) || slices.Contains(passingErrors, e.Err):
		return err
	case e.Err == "missing_scope":
		complaint.Text = fmt.Sprintf(w.NoThreadScope, "channels:history / groups:history")
	case e.Err == "thread_not_found" || e.Err == "message_not_found":
		return nil
	default:
		complaint.Text = w.NoThread
	}
	s.log.Warn("a thread can't be read", "error", explainError(e))
	return complaint
}
