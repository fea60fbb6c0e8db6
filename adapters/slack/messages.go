package slack

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
)

// onMessage handles what people write: messages, their edits and deletions.
func (s *Slack) onMessage(ctx context.Context, c callback, e event) error {
	switch e.Subtype {
	case "message_changed":
		return s.onEdit(ctx, c, e)
	case "message_deleted":
		return s.onDelete(ctx, messageKey(c.Team, e.Channel, e.DeletedTS))
	}
	me := s.botUser(c)
	if takes, err := s.takesFrom(ctx, c, e, me); !takes || err != nil {
		return err
	}
	key := messageKey(c.Team, e.Channel, e.TS)
	m, _ := e.message().Without(bot.PartPerson, me)
	if len(e.Edited) > 0 {
		if done, err := s.editQuestion(ctx, c, e, s.nameParts(ctx, m).Content()); done || err != nil {
			return err
		}
	}
	if deleted, _ := s.deleted.Get(key); deleted {
		return nil // its event came late, or once more
	}
	asked := s.isAddressed(e, me)
	if !asked {
		listens, err := s.isListening(ctx, c, e)
		if !listens || err != nil || len(m.Addressed()) > 0 {
			return err
		}
	}
	o := s.originOfMessage(c, e)
	shared := inside
	if c.External {
		shared = outside
	}
	if reason := s.refusalReason(wording.In(wording.Tell(m.Content(), "")), e.Channel, shared); reason != "" && !asked {
		return nil
	} else if reason != "" {
		s.refuseOnce(o, key, &bot.Complaint{Reason: bot.Forbidden, Text: reason})
		return nil
	}
	if hasMention(e.Text, me) { // a mention asks the bot back into a thread
		if err := s.setUnfollowed(ctx, o, nil); err != nil {
			return err
		}
	}
	keys := []string{key}
	if c.EventID != "" {
		keys = []string{platformName + "/" + c.Team + "/event/" + c.EventID, key}
	}
	r, err := o.newRequest(bot.Ask, s.nameParts(ctx, m).Content(), s.conversationKey(o), keys...)
	if err != nil {
		return err
	}
	r.Files = m.Files()
	r.Unasked, r.Above = !asked, e.Thread != "" && e.Thread != e.TS || o.SeenTS != ""
	r.Collection = s.options.Collections[e.Channel]
	return s.tellComplaint(o, key, s.submitRequest(ctx, o, r))
}

// onDelete forgets a question that was deleted.
func (s *Slack) onDelete(ctx context.Context, key string) error {
	s.deleted.Put(key, true)
	_, err := s.service.Delete(ctx, key)
	return err
}

// takesFrom reports whether a message may ask the bot something: those of people, and
// those of workflows and other programs that mention it. In a thread in which it has
// answered it doesn't listen to programs: two of them could go on for ever.
func (s *Slack) takesFrom(ctx context.Context, c callback, e event, me string) (bool, error) {
	if e.isByPerson(me) {
		return true, nil
	}
	if !e.isByWorkflow(me) || !hasMention(e.Text, me) || isDirect(e.Channel) {
		return false, nil
	}
	if e.Thread == "" || e.Thread == e.TS {
		return true, nil
	}
	known, err := s.service.Known(ctx, messageKey(c.Team, e.Channel, e.Thread))
	if known {
		s.log.Info("a program mentions the bot again in a thread; only people are answered there", "channel", e.Channel)
	}
	return !known && err == nil, err
}

// botUser returns the id of the bot's user in the team that an event is for.
func (s *Slack) botUser(c callback) string {
	if _, user := s.botIdentity(); user != "" {
		return user
	}
	for _, a := range c.Authorizations {
		if a.Team == c.Team {
			return a.User
		}
	}
	return ""
}

// isAddressed reports whether somebody asks the bot by a message. In a direct message
// all do, elsewhere those who mention it.
func (s *Slack) isAddressed(e event, me string) bool {
	return e.Type == "app_mention" || e.ChannelType == "im" || isDirect(e.Channel) || hasMention(e.Text, me)
}

// isListening reports whether a message that isn't addressed to the bot may be answered:
// one that begins a thread in a channel that is answered without being asked and, in
// channels that the bot follows, one in a thread in which it has answered.
func (s *Slack) isListening(ctx context.Context, c callback, e event) (bool, error) {
	switch {
	case e.Thread == "" || e.Thread == e.TS:
		return s.isAutomatic(e.Channel), nil
	case !s.isFollowing(e.Channel):
		return false, nil
	}
	conversation := messageKey(c.Team, e.Channel, e.Thread)
	if known, err := s.service.Known(ctx, conversation); !known || err != nil {
		return false, err
	}
	told, err := s.service.Value(ctx, unfollowKey(conversation))
	return told == nil, err
}

func (s *Slack) originOfMessage(c callback, e event) origin {
	o := origin{Team: c.Team, Channel: e.Channel, User: cmp.Or(e.User, e.BotID), TS: e.TS, Thread: e.Thread}
	o.Thread = cmp.Or(o.Thread, e.TS)
	if e.ChannelType == "im" || isDirect(e.Channel) {
		o.Assistant = true // its conversations are threads
		o.SeenChannel, o.SeenTS = e.messageInView()
		return o
	}
	o.Followed = s.isFollowing(e.Channel)
	o.Auto = s.isAutomatic(e.Channel)
	o.Person = o.Auto && s.options.Person != ""
	return o
}

// conversationKey names the conversation of an origin: a thread, or a direct
// message outside of threads. Its questions are answered in order and remembered
// together.
func (s *Slack) conversationKey(o origin) string { return messageKey(o.Team, o.Channel, o.Thread) }

// onEdit answers an edited question anew. Slack reports previews and the like
// as edits, too: only a change of the text counts. A message from which the mention of
// the bot was taken asks it nothing any more: its answer stays as it is.
func (s *Slack) onEdit(ctx context.Context, c callback, e event) error {
	me := s.botUser(c)
	if e.Message != nil && e.Message.Subtype == "tombstone" { // how a message goes that has replies
		return s.onDelete(ctx, messageKey(c.Team, e.Channel, e.Message.TS))
	}
	if e.Message == nil || !e.Message.isByPerson(me) {
		return nil
	}
	if e.Previous != nil && e.Previous.Text == e.Message.Text {
		return nil
	}
	now := *e.Message
	now.Type, now.Channel, now.ChannelType, now.Edited = "message", e.Channel, e.ChannelType, nil
	if !s.isAddressed(now, me) {
		if listens, err := s.isListening(ctx, c, now); !listens || err != nil {
			return err
		}
	}
	m, _ := now.message().Without(bot.PartPerson, me)
	done, err := s.editQuestion(ctx, c, now, s.nameParts(ctx, m).Content())
	if done || err != nil || !hasMention(now.Text, me) {
		return err
	}
	return s.onMessage(ctx, c, now) // the edit is what makes it a question
}

// editQuestion hands in the new text of a message. done reports whether the message
// was a question before. Then it is answered anew, or the asker hears why not.
func (s *Slack) editQuestion(ctx context.Context, c callback, now event, text string) (done bool, err error) {
	key := messageKey(c.Team, now.Channel, now.TS)
	known, err := s.service.Edit(ctx, key, text)
	if err == nil {
		return known, nil
	}
	sum := sha256.Sum256([]byte(text)) // each edit may be refused for another reason
	return true, s.tellComplaint(s.originOfMessage(c, now), key+"/"+hex.EncodeToString(sum[:8]), err)
}

// tellComplaint shows the asker why a request isn't taken, if err is a complaint,
// and returns nil: there is nothing to try again. It returns other errors, after
// which nothing was kept.
func (s *Slack) tellComplaint(o origin, key string, err error) error {
	complaint, ok := errors.AsType[*bot.Complaint](err)
	if !ok {
		return err
	}
	s.refuseOnce(o, key, complaint)
	return nil
}

// refuseOnce shows the asker alone why there is no answer. One mention can come as
// two events; the key keeps the asker from being told twice.
func (s *Slack) refuseOnce(o origin, key string, c *bot.Complaint) {
	if _, told := s.refused.Put(key, true); told {
		return
	}
	s.runLater(func(ctx context.Context) error {
		return s.tellAsker(ctx, o, joinPieces(drawFailure(present.ExcuseFor(c))))
	})
}

// unfollowKey is the key of the value that is set for a thread that the bot was
// told to leave.
func unfollowKey(conversation string) string { return platformName + "/unfollow/" + conversation }

// setUnfollowed stores that the bot was told to leave a thread; nil removes that.
func (s *Slack) setUnfollowed(ctx context.Context, o origin, told []byte) error {
	if !o.Followed {
		return nil
	}
	key := unfollowKey(s.conversationKey(o))
	was, err := s.service.Value(ctx, key)
	if err != nil || slices.Equal(was, told) && (was == nil) == (told == nil) {
		return err
	}
	return s.service.SetValue(ctx, key, told)
}
