package slack

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot"
)

// personKey is the key of the value that is set for a conversation to which somebody
// was called.
func personKey(conversation string) string { return platformName + "/person/" + conversation }

// callPerson calls whom the setting names to a thread, once.
func (s *Slack) callPerson(ctx context.Context, i interaction, v string) error {
	_, conversation := unpackValue(v)
	if s.options.Person == "" || conversation == "" {
		return &bot.Complaint{Text: "Nobody is named any more who could be called."}
	}
	told, err := s.service.Value(ctx, personKey(conversation))
	if err != nil {
		return err
	}
	if _, again := s.called.Put(conversation, true); again || told != nil {
		return s.tellAsker(ctx, i.clickOrigin(), joinPieces([]piece{new(line).addPlain("Somebody was called already.").asPiece()}))
	}
	o := i.clickOrigin()
	l := new(line).addUser(o.User).addPlain(" asks for a person: ").addUser(s.options.Person)
	if err := s.postNote(ctx, o, l); err != nil {
		s.called.Remove(conversation)
		return err
	}
	return s.service.SetValue(ctx, personKey(conversation), []byte("called"))
}

// markSolved ends the following of a thread and rates its answer as good.
func (s *Slack) markSolved(ctx context.Context, i interaction, v string) error {
	request, conversation := unpackValue(v)
	told, err := s.service.Value(ctx, unfollowKey(conversation))
	if err != nil || told != nil {
		return err
	}
	o := i.clickOrigin()
	err = s.service.Rate(ctx, bot.Rating{Request: request, Asker: askerID(o.Team, o.User), Vote: bot.Up, At: time.Now()})
	if _, gone := errors.AsType[*bot.Complaint](err); err != nil && !gone {
		return err
	}
	if err := s.service.SetValue(ctx, unfollowKey(conversation), []byte("solved")); err != nil {
		return err
	}
	return s.postNote(ctx, o, new(line).addEmoji("white_check_mark").addPlain("Solved. I'm quiet in this thread now; mention me to ask me back."))
}

// postNote posts a line into the thread of a click.
func (s *Slack) postNote(ctx context.Context, o origin, l *line) error {
	m := joinPieces([]piece{l.asPiece()})
	options := messageOptions(m, slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl())
	if o.Thread != "" {
		options = append(options, slack.MsgOptionTS(o.Thread))
	}
	return s.posts.Do(ctx, o.Channel, func() error {
		return s.callOnce(func() error {
			_, _, err := s.webClient().PostMessageContext(ctx, o.Channel, options...)
			return err
		})
	})
}

// addUser mentions a user, or a user group by its id.
func (l *line) addUser(id string) *line {
	if strings.HasPrefix(id, "S") {
		l.elements = append(l.elements, slack.NewRichTextSectionUserGroupElement(id))
	} else {
		l.elements = append(l.elements, slack.NewRichTextSectionUserElement(id, nil))
	}
	l.plain.WriteString("@" + id)
	return l
}
