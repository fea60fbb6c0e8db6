package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/wording"
)

var _ bot.ThreadReader = (*Discord)(nil)

// contentOf takes a message apart, without the mention of the bot or of its role.
func (d *Discord) contentOf(m *incoming, me, role string) bot.Message {
	said, _ := m.message(d.channelName).Without(bot.PartPerson, me)
	said, _ = said.Without(bot.PartGroup, role)
	return said
}

// saidBy returns what a message says to those who come after it.
func (d *Discord) saidBy(m *incoming, me string) bot.Said {
	said := d.contentOf(m, me, "")
	return bot.Said{Text: said.Content(), Files: said.Files(), Own: !m.isByPerson() && m.Type != discordgo.MessageTypeThreadStarterMessage}
}

// noteReply notes what a message replies to. Discord sends that along, unless it is gone.
func (d *Discord) noteReply(o *origin, m *incoming, me string) {
	if m.Reference == nil && m.Referenced == nil || len(m.Snapshots) > 0 {
		return
	}
	if m.Reference != nil {
		o.Reply = m.Reference.Message
	}
	if m.Referenced != nil {
		if o.Reply == "" {
			o.Reply = m.Referenced.ID
		}
		said := d.saidBy(m.Referenced, me)
		said.Pointed = true
		o.Replied = &said
	}
}

// repliesToOther reports whether a message replies to another person.
func (m *incoming) repliesToOther() bool {
	return m.Referenced != nil && m.Referenced.Author != nil && m.Referenced.Author.ID != m.Author.ID
}

// ReadThread implements bot.ThreadReader: the message that the request replies to, or
// the thread that it stands in, with the message that the thread begins with.
func (d *Discord) ReadThread(ctx context.Context, r *bot.Request) ([]bot.Said, error) {
	o, err := originOf(r)
	if err != nil || o.Message == "" {
		return nil, err
	}
	_, me := d.botIdentity()
	w := wording.In(r.Language)
	var said []bot.Said
	switch {
	case o.Replied != nil:
		said = []bot.Said{*o.Replied}
	case o.Reply != "":
		var m incoming
		if err := d.readHistory(ctx, discordgo.EndpointChannelMessage(o.Channel, o.Reply), &m, w); err != nil {
			return nil, err
		}
		if m.ID != "" {
			said = []bot.Said{d.saidBy(&m, me)}
			said[0].Pointed = true
		}
	case o.Parent != "":
		if said, err = d.readMessages(ctx, o, me, w); err != nil {
			return nil, err
		}
	}
	if !d.options.MessageContent && len(said) > 0 && !slices.ContainsFunc(said, func(s bot.Said) bool { return s.Text != "" && !s.Own }) &&
		slices.ContainsFunc(said, func(s bot.Said) bool { return !s.Own }) {
		return nil, &bot.Complaint{Reason: bot.Unread, Text: fmt.Sprintf(w.HiddenAbove, "Discord", "FOOTNOTE_DISCORD_MESSAGE_CONTENT")}
	}
	return said, nil
}

// readMessages reads a thread before a message.
func (d *Discord) readMessages(ctx context.Context, o origin, me string, w *wording.Words) ([]bot.Said, error) {
	const most = 50
	var list []incoming
	url := discordgo.EndpointChannelMessages(o.Channel) + fmt.Sprintf("?limit=%d&before=%s", most, o.Message)
	if err := d.readHistory(ctx, url, &list, w); err != nil {
		return nil, err
	}
	slices.Reverse(list) // the latest came first
	begins := slices.ContainsFunc(list, func(m incoming) bool {
		return m.ID == o.Channel || m.Referenced != nil && m.Type == discordgo.MessageTypeThreadStarterMessage
	})
	if !begins { // the message that a thread begins with has its id, and stands in the channel or, in a forum, in the thread
		for _, channel := range []string{o.Channel, o.Parent} {
			var first incoming
			if err := d.readHistory(ctx, discordgo.EndpointChannelMessage(channel, o.Channel), &first, w); err != nil {
				return nil, err
			}
			if first.ID != "" {
				list = append([]incoming{first}, list...)
				break
			}
		}
	}
	var said []bot.Said
	for _, m := range list {
		if m.Type == discordgo.MessageTypeThreadStarterMessage && m.Referenced != nil {
			m = *m.Referenced
		}
		said = append(said, d.saidBy(&m, me))
	}
	return said, nil
}

// readHistory reads messages. Those that are gone are left as they are; where the bot
// may not read, the error is a complaint.
func (d *Discord) readHistory(ctx context.Context, url string, into any, w *wording.Words) error {
	err := d.callAPI(ctx, http.MethodGet, url, nil, into)
	switch final, ok := errors.AsType[*bot.DeliveryError](err); {
	case hasCode(err, codeUnknownMessage, codeUnknownChannel):
		return nil
	case hasCode(err, codeMissingAccess, codeMissingPermissions), ok && final.Final:
		d.log.Warn("what stands above a question can't be read", "error", err)
		return &bot.Complaint{Reason: bot.Unread, Text: fmt.Sprintf(w.NoHistory, "Read Message History")}
	}
	return err
}
