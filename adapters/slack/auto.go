package slack

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/wording"
)

// personKey is the key of the value that is set for a conversation to which somebody
// was called.
func personKey(conversation string) string { return platformName + "/person/" + conversation }

// callPerson calls whom the setting names to a thread, once.
func (s *Slack) callPerson(ctx context.Context, i interaction, v string) error {
	_, conversation := unpackValue(v)
	o := i.clickOrigin()
	w := wording.In(s.languageOfAsker(ctx, o))
	if s.options.Person == "" || conversation == "" {
		return &bot.Complaint{Text: w.NobodyNamed}
	}
	told, err := s.service.Value(ctx, personKey(conversation))
	if err != nil {
		return err
	}
	if _, again := s.called.Put(conversation, true); again || told != nil {
		return s.tellAsker(ctx, o, joinPieces([]piece{new(line).addPlain(w.CalledAlready).asPiece()}))
	}
	l, people := new(line), []string{o.User, s.options.Person}
	for n, said := range strings.Split(w.AsksForPerson, "%s") {
		if n > 0 {
			l.addUser(people[n-1])
		}
		l.addPlain(said)
	}
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
	return s.postNote(ctx, o, new(line).addEmoji("white_check_mark").addMarked(wording.In(s.languageOfAsker(ctx, o)).NowSolved))
}

// postNote posts a line into the thread of a click. It is marked as a note, so that
// findPosted doesn't take it for the beginning of an answer.
func (s *Slack) postNote(ctx context.Context, o origin, l *line) error {
	m := joinPieces([]piece{l.asPiece()})
	options := messageOptions(m, slack.MsgOptionMetadata(slack.SlackMetadata{EventType: noteType, EventPayload: map[string]any{"note": true}}),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl())
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
