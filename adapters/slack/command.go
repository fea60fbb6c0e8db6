package slack

import (
	"context"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
)

// command is what somebody typed, as far as it is needed.
type command struct {
	Team        string `json:"team_id"`
	Channel     string `json:"channel_id"`
	User        string `json:"user_id"`
	Command     string `json:"command"`
	Text        string `json:"text"`
	ResponseURL string `json:"response_url"`
	Trigger     string `json:"trigger_id"`
}

// onCommand handles /ask. The answer is for the asker alone until they share it.
func (s *Slack) onCommand(ctx context.Context, c command) (any, error) {
	o := origin{Team: c.Team, Channel: c.Channel, User: c.User, Private: true, ResponseURL: c.ResponseURL}
	question := strings.TrimSpace(plain(c.Text, ""))
	if question == "" || question == "help" {
		return ephemeral(help(c.Command)), nil
	}
	if reason := s.refusal(c.Channel, s.sharingOf(ctx, c.Channel)); reason != "" {
		return ephemeral(join(failure(present.ExcuseFor(&bot.Complaint{Text: reason})))), nil
	}
	key := platformName + "/" + c.Team + "/command/" + c.Trigger
	r, err := o.request(bot.Ask, question, asker(o.Team, o.User)+"/"+o.Channel, key)
	if err != nil {
		return nil, err
	}
	r.Collection = s.options.Collections[c.Channel]
	err = s.submit(ctx, o, r)
	if complaint, ok := errors.AsType[*bot.Complaint](err); ok {
		return ephemeral(join(failure(present.ExcuseFor(complaint)))), nil
	}
	if err != nil {
		return nil, err
	}
	// Slack shows nobody what a command said: repeat it.
	asked := new(line).emoji("hourglass_flowing_sand").italic(present.WorkingText + " ").text(text.Clip(question, 500, text.UTF16))
	return ephemeral(join([]piece{asked.piece()})), nil
}

func help(command string) message {
	return join([]piece{new(line).text("Ask the documents a question, for example ").bold(command + " When does the lease end?").
		text(" Only you see the answer; a button shares it with the channel.").piece()})
}

// ephemeral makes a message the body of an acknowledgement.
func ephemeral(m message) map[string]any {
	return map[string]any{"response_type": slack.ResponseTypeEphemeral, "text": m.text, "blocks": m.blocks}
}

// onShortcut handles "Find sources" on a message: what its claims rest on, for
// the one who asks.
func (s *Slack) onShortcut(ctx context.Context, i interaction) error {
	o := i.origin()
	o.Private, o.Thread = true, i.Message.Thread
	if o.Thread == "" {
		o.Thread = i.Message.TS
	}
	if reason := s.refusal(o.Channel, s.sharingOf(ctx, o.Channel)); reason != "" {
		s.later(func(ctx context.Context) error {
			return s.tell(ctx, o, join(failure(present.ExcuseFor(&bot.Complaint{Text: reason}))))
		})
		return nil
	}
	id := platformName + "/" + o.Team + "/shortcut/" + o.User + "/" + i.ActionTS
	r, err := o.request(bot.Verify, plain(i.Message.Text, ""), id, id)
	if err != nil {
		return err
	}
	r.Collection = s.options.Collections[o.Channel]
	return s.settle(o, id, s.submit(ctx, o, r))
}

// tell shows a note to one person alone.
func (s *Slack) tell(ctx context.Context, o origin, m message) error {
	options := messageOptions(m)
	if o.ResponseURL != "" {
		return callByURL(ctx, func() error {
			// Without being told, Slack would put the note in the place of the
			// message that was clicked on.
			_, _, err := s.web().PostMessageContext(ctx, o.Channel, append(options, slack.MsgOptionResponseURL(o.ResponseURL, slack.ResponseTypeEphemeral))...)
			return err
		})
	}
	return s.call(ctx, func() error {
		if o.Thread != "" {
			options = append(options, slack.MsgOptionTS(o.Thread))
		}
		_, err := s.web().PostEphemeralContext(ctx, o.Channel, o.User, options...)
		return err
	})
}
