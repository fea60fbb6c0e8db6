package slack

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot/wording"
)

// sharing is whether a channel is shared with another organisation.
type sharing string

const (
	inside  sharing = "inside"
	outside sharing = "outside"
	unclear sharing = "unclear" // Slack doesn't say
)

// known is a sharing that Slack has reported, and when.
type known struct {
	sharing sharing
	at      time.Time
}

const sharingAge = 10 * time.Minute

// refusalReason returns the sentence that says why the bot doesn't answer in a
// channel, "" if it does. A channel whose sharing is unclear counts as shared, so
// that nothing is shown to another organisation by mistake.
func (s *Slack) refusalReason(w *wording.Words, channel string, shared sharing) string {
	const setting = "FOOTNOTE_SLACK_CHANNELS"
	switch {
	case slices.Contains(s.options.Channels, channel):
		return ""
	case len(s.options.Channels) > 0 && !isDirect(channel):
		return fmt.Sprintf(w.OtherChannel, setting)
	case shared == outside:
		return fmt.Sprintf(w.SharedChannel, setting)
	case shared == unclear && s.keeper.IsRefused():
		return fmt.Sprintf(w.RefusedNow, "Slack")
	case shared == unclear:
		return w.UnclearChannel
	}
	return ""
}

// sharingOf asks Slack whether a channel is shared, for payloads that don't say.
func (s *Slack) sharingOf(ctx context.Context, channel string) sharing {
	if isDirect(channel) || slices.Contains(s.options.Channels, channel) {
		return inside
	}
	if k, ok := s.shared.Get(channel); ok && time.Since(k.at) < sharingAge {
		return k.sharing
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second) // somebody waits for an acknowledgement
	defer cancel()
	var info *slack.Channel
	err := s.callOnce(func() (err error) {
		info, err = s.webClient().GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
		return err
	})
	if err != nil {
		s.log.Debug("Slack doesn't say whether a channel is shared with another organisation", "channel", channel, "error", err)
		return unclear
	}
	k := known{inside, time.Now()}
	if info.IsExtShared || info.IsPendingExtShared {
		k.sharing = outside
	}
	s.shared.Put(channel, k)
	return k.sharing
}

// isFollowing reports whether the bot goes on answering in its threads of a
// channel without being mentioned.
func (s *Slack) isFollowing(channel string) bool {
	return slices.Contains(s.options.Follow, "*") || slices.Contains(s.options.Follow, channel) || s.isAutomatic(channel)
}

// isAutomatic reports whether questions in a channel are answered without a mention.
func (s *Slack) isAutomatic(channel string) bool {
	return slices.Contains(s.options.AutoChannels, channel)
}
