package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
)

// onMessage handles what people write.
func (d *Discord) onMessage(ctx context.Context, raw json.RawMessage) error {
	var m incoming
	if err := json.Unmarshal(raw, &m); err != nil {
		return fmt.Errorf("read a message: %w", err)
	}
	return d.takeMessage(ctx, m)
}

// takeMessage hands a message to the bot as a question, if it is addressed to it.
func (d *Discord) takeMessage(ctx context.Context, m incoming) error {
	_, me := d.botIdentity()
	if !m.isByPerson() || m.Author.ID == me {
		return nil
	}
	o := origin{Guild: m.Guild, Channel: m.Channel, User: m.Author.ID, Message: m.ID, Direct: m.isDirect()}
	if m.Member != nil {
		o.Roles = m.Member.Roles
	}
	role := d.mentionedRole(ctx, m)
	said := d.contentOf(&m, me, role)
	mentions := m.hasMention(me) || role != ""
	asked := o.Direct || mentions || m.repliesTo(me)
	if !asked {
		listens, err := d.isListening(ctx, m)
		if !listens || err != nil || len(said.Addressed()) > 0 || m.repliesToOther() {
			return err
		}
	}
	if !o.Direct {
		o.Parent = d.parentOf(ctx, m.Channel)
		o.Auto = d.isAutomatic(m.Channel) || d.isAutomatic(o.Parent)
		o.Person = o.Auto && d.options.Person != ""
		o.Thread = o.Parent == "" && (o.Auto || d.opensThreads(m.Channel))
	}
	key := messageKey(m.Channel, m.ID)
	if deleted, _ := d.deleted.Get(key); deleted {
		return nil // a session that is resumed sends events again
	}
	if complaint := d.refusalReason(o.speaking(m.Content)); complaint != nil && !asked {
		return nil
	} else if complaint != nil {
		return d.sayOnce(ctx, o, key, complaint)
	}
	if mentions { // asks the bot back into a thread
		if err := d.setUnfollowed(ctx, m.Channel, nil); err != nil {
			return err
		}
	}
	if m.Content == "" && len(m.Attachments) == 0 && !o.Direct && !d.options.MessageContent {
		return d.sayOnce(ctx, o, key, &bot.Complaint{Reason: bot.Empty, Text: fmt.Sprintf(wording.In("").Unread, "Discord")})
	}
	d.noteReply(&o, &m, me)
	text := said.Content()
	if title := d.postTitle(ctx, o); title != "" {
		text = strings.TrimSpace(title + "\n" + text)
	}
	r, err := o.newRequest(bot.Ask, text, key)
	if err != nil {
		return err
	}
	r.Files = said.Files()
	r.Unasked, r.Above = !asked, o.Reply != "" || o.Parent != "" && m.ID != m.Channel
	r.Collection = d.collectionFor(o, "")
	if asked {
		d.noteAsked(ctx, o)
	}
	if _, err = d.service.Submit(ctx, r); err != nil {
		return d.tellComplaint(ctx, o, key, fmt.Errorf("keep a question from Discord: %w", err))
	}
	return nil
}

// noteAsked remembers where the bot was asked.
func (d *Discord) noteAsked(ctx context.Context, o origin) {
	if err := d.asked.note(ctx, d.service, askedPlace{o.Channel, o.Guild}); err != nil {
		d.log.Warn("where the bot is asked can't be kept", "error", err)
	}
}

// tellComplaint shows the asker why a question isn't taken. If err is a complaint,
// it returns nil. After any other error the asker hears that something is broken,
// since Discord doesn't deliver a message again, and the error is returned.
func (d *Discord) tellComplaint(ctx context.Context, o origin, key string, err error) error {
	complaint, refused := errors.AsType[*bot.Complaint](err)
	if !refused {
		complaint = brokenComplaint("", "")
	} else {
		err = nil
	}
	return errors.Join(err, d.sayOnce(ctx, o, key, complaint))
}

// brokenComplaint returns what people hear of an error of ours.
func brokenComplaint(request, language string) *bot.Complaint {
	return &bot.Complaint{Reason: bot.Broken, Language: language, Request: request}
}

// isListening reports whether a message that isn't addressed to the bot may be answered:
// a follow-up in a thread that the bot has opened, and what is asked in channels that
// are answered without a mention. Without the privileged intent the text of these is
// missing: then it returns false, and the log says so once.
func (d *Discord) isListening(ctx context.Context, m incoming) (bool, error) {
	follows, err := d.service.Value(ctx, threadKey(m.Channel))
	if err != nil {
		return false, err
	}
	listens := follows != nil || d.isAutomatic(m.Channel)
	if !listens && len(d.options.AutoChannels) > 0 && d.isAutomatic(d.parentOf(ctx, m.Channel)) {
		listens = m.ID == m.Channel // a new post of a forum
		if !listens {
			if listens, err = d.service.Known(ctx, threadConversation(m.Channel)); err != nil {
				return false, err
			}
		}
	}
	if !listens {
		return false, nil
	}
	if told, err := d.service.Value(ctx, unfollowKey(m.Channel)); told != nil || err != nil {
		return false, err
	}
	if m.Content == "" && len(m.Snapshots) == 0 && m.ID != m.Channel {
		if !d.options.MessageContent {
			d.saidContent.Do(func() {
				d.log.Warn("follow-ups in threads aren't understood unless they mention the bot: the intent MESSAGE_CONTENT isn't asked for (turn it on under Bot of the application and set FOOTNOTE_DISCORD_MESSAGE_CONTENT)")
			})
		}
		return false, nil
	}
	return true, nil
}

// sayOnce shows why there is no answer. The key keeps it from saying so twice when
// the same message comes again.
func (d *Discord) sayOnce(_ context.Context, o origin, key string, c *bot.Complaint) error {
	o.Thread = false
	d.runLater(func(ctx context.Context) error {
		_, err := d.postPart(ctx, o, o.Channel, key, 0, 0, joinPieces(drawFailure(present.ExcuseFor(c)), red))
		return err
	})
	return nil
}

// onEdit answers an edited question anew. Discord reports previews as edits,
// too: those have no time of an edit. A message from which the mention of the bot was
// taken asks it nothing any more: its answer stays as it is.
func (d *Discord) onEdit(ctx context.Context, raw json.RawMessage) error {
	var m incoming
	if err := json.Unmarshal(raw, &m); err != nil {
		return fmt.Errorf("read an edit: %w", err)
	}
	_, me := d.botIdentity()
	if m.Edited == nil || m.Content == "" || !m.isByPerson() || m.Author.ID == me {
		return nil
	}
	role := d.mentionedRole(ctx, m)
	text := d.contentOf(&m, me, role).Content()
	addressed := m.hasMention(me) || role != ""
	// Of a reply, an edit may come without what it replies to.
	if !addressed && !m.isDirect() && !m.repliesTo(me) && (m.Reference == nil || m.Referenced != nil) {
		if listens, err := d.isListening(ctx, m); !listens || err != nil {
			return err
		}
	}
	known, err := d.service.Edit(ctx, messageKey(m.Channel, m.ID), text)
	switch _, refused := errors.AsType[*bot.Complaint](err); {
	case refused, err != nil && addressed: // only a question's edit is refused
		o := origin{Guild: m.Guild, Channel: m.Channel, User: m.Author.ID, Message: m.ID, Direct: m.isDirect()}
		return d.tellComplaint(ctx, o, messageKey(m.Channel, m.ID)+"/"+text, err)
	case err != nil:
		return fmt.Errorf("keep an edit from Discord: %w", err)
	case known, !addressed:
		return nil
	}
	return d.takeMessage(ctx, m) // the edit is what makes it a question
}

// onDelete forgets deleted questions.
func (d *Discord) onDelete(ctx context.Context, raw json.RawMessage) error {
	var gone struct {
		ID      string   `json:"id"`
		IDs     []string `json:"ids"` // of a deletion in bulk
		Channel string   `json:"channel_id"`
	}
	if err := json.Unmarshal(raw, &gone); err != nil {
		return fmt.Errorf("read a deletion: %w", err)
	}
	if gone.ID != "" {
		gone.IDs = append(gone.IDs, gone.ID)
	}
	var failed error
	for _, id := range gone.IDs {
		key := messageKey(gone.Channel, id)
		d.deleted.Put(key, true)
		_, err := d.service.Delete(ctx, key)
		failed = errors.Join(failed, err)
	}
	return failed
}

// mentionedRole returns the bot's own role if a message mentions that, else "".
// People choose it by mistake: it has the bot's name.
func (d *Discord) mentionedRole(ctx context.Context, m incoming) string {
	if m.Guild == "" || len(m.Roles) == 0 {
		return ""
	}
	role, known := d.roles.Get(m.Guild)
	if !known {
		var list []struct {
			ID   string `json:"id"`
			Tags struct {
				Bot string `json:"bot_id"`
			} `json:"tags"`
		}
		if err := d.callAPI(ctx, http.MethodGet, discordgo.EndpointGuildRoles(m.Guild), nil, &list); err != nil {
			d.log.Debug("Discord doesn't say which role is the bot's", "guild", m.Guild, "error", err)
			return ""
		}
		_, me := d.botIdentity()
		for _, r := range list {
			if r.Tags.Bot == me {
				role = r.ID
			}
		}
		d.roles.Put(m.Guild, role)
	}
	if slices.Contains(m.Roles, role) {
		return role
	}
	return ""
}
