package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/wording"
)

// isAutomatic reports whether questions in a channel are answered without a mention.
func (d *Discord) isAutomatic(channel string) bool {
	return channel != "" && slices.Contains(d.options.AutoChannels, channel)
}

// postTitle returns the title of a forum's post, of which a message is the first; else
// "". Mostly it is the question. In other threads no message has the thread's id.
func (d *Discord) postTitle(ctx context.Context, o origin) string {
	if o.Parent == "" || o.Message != o.Channel {
		return ""
	}
	if name := d.channelName(o.Channel); name != "" {
		return name
	}
	var c channel
	if err := d.callAPI(ctx, http.MethodGet, discordgo.EndpointChannel(o.Channel), nil, &c); err != nil {
		d.log.Debug("Discord doesn't say the title of a post", "channel", o.Channel, "error", err)
	}
	return c.Name
}

// unfollowKey is the key of the value that is set for a thread whose question is
// solved, personKey of one to which somebody was called.
func unfollowKey(channel string) string { return platformName + "/unfollow/" + channel }
func personKey(channel string) string   { return platformName + "/person/" + channel }

// setUnfollowed stores that a thread isn't to be followed; nil removes that.
func (d *Discord) setUnfollowed(ctx context.Context, channel string, told []byte) error {
	was, err := d.service.Value(ctx, unfollowKey(channel))
	if err != nil || (was == nil) == (told == nil) {
		return err
	}
	return d.service.SetValue(ctx, unfollowKey(channel), told)
}

// autoControls are the buttons of an answer that nobody has asked for by a mention.
func autoControls(o *origin, r *bot.Reply) []piece {
	w := wording.In(r.Language)
	var row []discordgo.MessageComponent
	if o.Auto && r.Failure == nil {
		row = append(row, newButton(w.Solved, customID(actionSolved, r.Request, "")))
		if o.Person {
			row = append(row, newButton(w.CallPerson, customID(actionPerson, r.Request, "")))
		}
	}
	if len(row) == 0 || customID(actionSolved, r.Request, "") == "" {
		return nil
	}
	return []piece{rowPiece(row...)}
}

// callPerson calls whom the setting names, once in a channel.
func (d *Discord) callPerson(ctx context.Context, o origin) (reaction, error) {
	w := wording.In(o.Locale)
	if d.options.Person == "" {
		return unknownAction(o), nil
	}
	told, err := d.service.Value(ctx, personKey(o.Channel))
	if err != nil {
		return reaction{}, err
	}
	if _, again := d.called.Put(o.Channel, true); again || told != nil {
		return reaction{response: toAsker(joinPieces([]piece{textPiece(escapeMarkdown(w.CalledAlready))}, grey))}, nil
	}
	if err := d.service.SetValue(ctx, personKey(o.Channel), []byte("called")); err != nil {
		d.called.Remove(o.Channel)
		return reaction{}, err
	}
	m := joinPieces([]piece{textPiece(fmt.Sprintf(w.AsksForPerson, "<@"+o.User+">", "<@"+d.options.Person+">"))}, amber)
	if role, isRole := strings.CutPrefix(d.options.Person, "&"); isRole {
		m.AllowedMentions.Roles = []string{role}
	} else {
		m.AllowedMentions.Users = []string{d.options.Person}
	}
	return reaction{response: &response{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: m}}, nil
}

// markSolved ends the following of a thread and rates its answer as good.
func (d *Discord) markSolved(ctx context.Context, o origin, request string) (reaction, error) {
	told, err := d.service.Value(ctx, unfollowKey(o.Channel))
	if err != nil {
		return reaction{}, err
	}
	if told != nil {
		return reaction{response: toAsker(joinPieces([]piece{textPiece(escapeMarkdown(wording.In(o.Locale).SolvedAlready))}, grey))}, nil
	}
	_, err = d.rateAnswer(ctx, o, request, bot.Up, "")
	if _, gone := errors.AsType[*bot.Complaint](err); err != nil && !gone {
		return reaction{}, err
	}
	if err := d.setUnfollowed(ctx, o.Channel, []byte("solved")); err != nil {
		return reaction{}, err
	}
	m := joinPieces([]piece{textPiece("✅ " + strings.ReplaceAll(wording.In(o.Locale).NowSolved, "*", "**"))}, green)
	return reaction{response: &response{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: m}}, nil
}
