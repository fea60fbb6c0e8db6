package slack

import (
	"cmp"
	"context"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot"
)

const (
	// nameTime bounds how long an acknowledgement waits for names.
	nameTime = 800 * time.Millisecond
	// mostNames is how many names of a message are looked up.
	mostNames = 5
	// muteTime is how long names aren't asked for after Slack has refused them.
	muteTime = 10 * time.Minute
)

// nameParts names the persons and channels of whom a message says something. Those whose
// names Slack doesn't give, or not in time, are left out of what is asked.
func (s *Slack) nameParts(ctx context.Context, m bot.Message) bot.Message {
	unnamed := m.Unnamed()
	if len(unnamed) == 0 {
		return m
	}
	ctx, cancel := context.WithTimeout(ctx, nameTime)
	defer cancel()
	names := make(map[string]string)
	for _, p := range unnamed[:min(len(unnamed), mostNames)] {
		name, known := s.names.Get(p.ID)
		if !known {
			var err error
			if name, err = s.lookUpName(ctx, p); err != nil {
				s.log.Debug("Slack doesn't give a name", "kind", p.Kind, "id", p.ID, "error", err)
			}
			if err == nil || errorCode(err) != "" && !hasCode(err, grantErrors) && !hasCode(err, passingErrors) {
				s.names.Put(p.ID, name)
			}
		}
		names[p.ID] = name
	}
	return m.WithNames(names)
}

// lookUpName asks Slack for the name of a person or a channel, "" if it may not.
func (s *Slack) lookUpName(ctx context.Context, p bot.Part) (name string, err error) {
	if p.Kind == bot.PartChannel {
		var info *slack.Channel
		err = s.callOnce(func() (err error) {
			info, err = s.webClient().GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: p.ID})
			return err
		})
		if err == nil {
			name = info.Name
		}
		return name, err
	}
	if s.mute.isOn() {
		return "", nil
	}
	var user *slack.User
	err = s.callOnce(func() (err error) {
		user, err = s.webClient().GetUserInfoContext(ctx, p.ID)
		return err
	})
	if hasCode(err, grantErrors) {
		s.mute.begin(muteTime)
	}
	if err == nil {
		name = cmp.Or(user.Profile.RealName, user.RealName, user.Profile.DisplayName, user.Name)
	}
	return name, err
}
