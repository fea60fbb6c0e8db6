package slack

import (
	"context"
	"errors"
	"fmt"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// command is a slash command, with the fields that are needed.
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
	question := parseMrkdwn(c.Text).Content()
	w := wording.In(wording.Tell(question, ""))
	if question == "" {
		return ephemeralBody(helpMessage(w, c.Command)), nil
	}
	if reason := s.refusalReason(w, c.Channel, s.sharingOf(ctx, c.Channel)); reason != "" {
		return ephemeralBody(joinPieces(drawFailure(present.ExcuseFor(&bot.Complaint{Text: reason})))), nil
	}
	key := platformName + "/" + c.Team + "/command/" + c.Trigger
	r, err := o.newRequest(bot.Ask, question, askerID(o.Team, o.User)+"/"+o.Channel, key)
	if err != nil {
		return nil, err
	}
	r.Collection = s.options.Collections[c.Channel]
	err = s.submitRequest(ctx, o, r)
	if complaint, ok := errors.AsType[*bot.Complaint](err); ok {
		return ephemeralBody(joinPieces(drawFailure(present.ExcuseFor(complaint)))), nil
	}
	if err != nil {
		return nil, err
	}
	// Slack shows nobody what a command said: repeat it.
	asked := new(line).addEmoji("hourglass_flowing_sand").addItalic(w.Working + " ").addPlain(text.Clip(question, 500, text.UTF16))
	return ephemeralBody(joinPieces([]piece{asked.asPiece()})), nil
}

func helpMessage(w *wording.Words, command string) message {
	return joinPieces([]piece{new(line).addMarked(fmt.Sprintf(w.AskForHelp, command)).asPiece()})
}

// ephemeralBody returns the body of an acknowledgement that shows a message to the
// asker alone.
func ephemeralBody(m message) map[string]any {
	return map[string]any{"response_type": slack.ResponseTypeEphemeral, "text": m.text, "blocks": m.blocks}
}

// onShortcut handles "Find sources" on a message. It checks the claims of the
// message and shows the outcome to the one who clicked alone.
func (s *Slack) onShortcut(ctx context.Context, i interaction) error {
	o := i.clickOrigin()
	o.Private, o.Thread = true, i.Message.Thread
	if o.Thread == "" {
		o.Thread = i.Message.TS
	}
	language := s.languageOfAsker(ctx, o)
	if reason := s.refusalReason(wording.In(language), o.Channel, s.sharingOf(ctx, o.Channel)); reason != "" {
		s.runLater(func(ctx context.Context) error {
			return s.tellAsker(ctx, o, joinPieces(drawFailure(present.ExcuseFor(&bot.Complaint{Text: reason}))))
		})
		return nil
	}
	id := platformName + "/" + o.Team + "/shortcut/" + o.User + "/" + i.ActionTS
	r, err := o.newRequest(bot.Verify, i.Message.shownText(), id, id)
	if err != nil {
		return err
	}
	r.Collection, r.Language = s.options.Collections[o.Channel], language
	return s.tellComplaint(o, id, s.submitRequest(ctx, o, r))
}

// tellAsker shows a note to the asker alone.
func (s *Slack) tellAsker(ctx context.Context, o origin, m message) error {
	options := messageOptions(m)
	if o.ResponseURL != "" {
		return callByURL(ctx, func() error {
			// The type is given since Slack would otherwise replace the message
			// that was clicked on.
			_, _, err := s.webClient().PostMessageContext(ctx, o.Channel, append(options, slack.MsgOptionResponseURL(o.ResponseURL, slack.ResponseTypeEphemeral))...)
			return err
		})
	}
	return s.callAPI(ctx, func() error {
		if o.Thread != "" {
			options = append(options, slack.MsgOptionTS(o.Thread))
		}
		_, err := s.webClient().PostEphemeralContext(ctx, o.Channel, o.User, options...)
		return err
	})
}
