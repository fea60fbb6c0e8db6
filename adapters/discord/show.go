package discord

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// putMessage records the id of message i.
func (s *standing) putMessage(i int, id string) {
	if i < len(s.Messages) {
		s.Messages[i] = id
	} else {
		s.Messages = append(s.Messages, id)
	}
}

// showReply puts messages where the reply stands: by the interaction's token for as
// long as it lives, then as ordinary messages.
func (d *Discord) showReply(ctx context.Context, o origin, r *bot.Request, at standing, messages []message) (standing, error) {
	if at.Channel == "" && o.Token != "" {
		if time.Since(r.Received) < tokenLife {
			next, err := d.showByToken(ctx, o, r, at, messages)
			if !isExpired(err) && !hasCode(err, codeUnknownMessage) {
				return next, err
			}
		}
		channel, err := d.channelInstead(ctx, o)
		if err != nil {
			return at, err
		}
		d.log.Info("an interaction's token has expired; the answer comes as an ordinary message", "request", r.ID)
		if at.Channel = channel; o.Private {
			at.Messages = nil // those were for the asker alone and can't be reached any more
		}
	}
	return d.showInChannel(ctx, o, r, at, messages)
}

// channelInstead returns the channel for a reply whose token has expired. For a
// reply that only the asker may see, it is their direct messages.
func (d *Discord) channelInstead(ctx context.Context, o origin) (string, error) {
	if o.Private && !o.Direct {
		return d.directChannel(ctx, o.User)
	}
	return o.Channel, nil
}

func (d *Discord) directChannel(ctx context.Context, user string) (string, error) {
	if id, ok := d.direct.Get(user); ok {
		return id, nil
	}
	var channel posted
	err := d.callAPI(ctx, http.MethodPost, discordgo.EndpointUserChannels("@me"), map[string]string{"recipient_id": user}, &channel)
	if err == nil {
		d.direct.Put(user, channel.ID)
	}
	return channel.ID, err
}

// showByToken edits the deferred reply, posts what follows it and deletes what
// is left over.
func (d *Discord) showByToken(ctx context.Context, o origin, r *bot.Request, at standing, messages []message) (standing, error) {
	if len(messages) == 0 {
		return at, nil
	}
	first, err := d.editByToken(ctx, o, r.Received, original, messages[0])
	if err != nil {
		return at, err
	}
	if len(at.Messages) == 0 {
		at.Messages = []string{first}
	}
	if len(at.Messages) < len(messages) && !o.Private {
		there, err := d.findPosted(ctx, r, o.Channel, first)
		if err != nil {
			return at, err
		}
		for n := len(at.Messages); there[n] != ""; n++ {
			at.Messages = append(at.Messages, there[n])
		}
	}
	for i := 1; i < len(messages); i++ {
		if i < len(at.Messages) {
			if _, err = d.editByToken(ctx, o, time.Time{}, at.Messages[i], messages[i]); err == nil {
				continue
			}
			if !hasCode(err, codeUnknownMessage) {
				return at, err
			}
		}
		id, err := d.followUp(ctx, o, messages[i])
		if err != nil {
			return at, err
		}
		at.putMessage(i, id)
	}
	for len(at.Messages) > len(messages) {
		last := len(at.Messages) - 1
		if err := d.removeByToken(ctx, o, at.Messages[last]); err != nil {
			return at, err
		}
		at.Messages = at.Messages[:last]
	}
	return at, nil
}

// showInChannel edits what stands in the channel, posts what is missing and
// deletes what is left over.
func (d *Discord) showInChannel(ctx context.Context, o origin, r *bot.Request, at standing, messages []message) (standing, error) {
	if len(at.Messages) < len(messages) {
		after := cmp.Or(o.Message, o.Interaction)
		if len(at.Messages) > 0 {
			after = at.Messages[0]
		}
		there, err := d.findPosted(ctx, r, at.Channel, after)
		if err != nil {
			return at, err
		}
		for n := len(at.Messages); there[n] != ""; n++ {
			at.Messages = append(at.Messages, there[n])
		}
	}
	for i, m := range messages {
		if i < len(at.Messages) {
			err := d.editMessage(ctx, at.Channel, at.Messages[i], m)
			if err == nil {
				continue
			}
			if !hasCode(err, codeUnknownMessage) {
				return at, err
			}
			at.Generation++ // somebody deleted it: the answer comes anew
		}
		id, err := d.postPart(ctx, o, at.Channel, r.ID, at.Generation, i, m)
		if err != nil {
			return at, err
		}
		at.putMessage(i, id)
	}
	if len(at.Messages) > len(messages) {
		at.Generation++
	}
	for len(at.Messages) > len(messages) {
		last := len(at.Messages) - 1
		if err := d.removeMessage(ctx, at.Channel, at.Messages[last]); err != nil {
			return at, err
		}
		at.Messages = at.Messages[:last]
	}
	return at, nil
}
