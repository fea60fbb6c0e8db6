package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// standing is what Open and Show return, as JSON: where a reply stands.
type standing struct {
	// Channel is set once the reply consists of ordinary messages.
	Channel  string   `json:"channel,omitempty"`
	Messages []string `json:"messages,omitempty"` // their ids, in order
	// Generation counts how often messages were deleted: their nonces must not
	// be used again.
	Generation int `json:"generation,omitempty"`
}

func parseStanding(ref string) (standing, error) {
	var s standing
	if err := json.Unmarshal([]byte(ref), &s); err != nil {
		return s, &bot.DeliveryError{Final: true, Err: fmt.Errorf("read the reference %q to a reply: %w", ref, err)}
	}
	return s, nil
}

func (s standing) String() string {
	data, _ := json.Marshal(s) // strings and a number can't fail
	return string(data)
}

// workingMessage is the placeholder of a reply. It names the request so that it can
// be found again, see Discord.readParts.
func workingMessage(w *wording.Words, request string) message {
	return joinPieces([]piece{textPiece("⏳ *" + escapeMarkdown(w.Working) + "*"), textPiece(smallPrint(markOf(request)))}, grey)
}

// Open implements bot.Messenger. A command shows by its deferral that it is
// worked on; elsewhere a message holds the place.
func (d *Discord) Open(ctx context.Context, r *bot.Request) (string, error) {
	o, err := originOf(r)
	if err != nil {
		return "", err
	}
	if o.Token != "" {
		return standing{}.String(), d.awaitDeferral(ctx, o)
	}
	at := standing{Channel: o.Channel}
	if o.Thread {
		if at.Channel, err = d.openThread(ctx, o, r); err != nil {
			return "", err
		}
	}
	there, err := d.findPosted(ctx, r, at.Channel, o.Message)
	if err != nil {
		return "", err
	}
	if id := there[0]; id != "" {
		at.Messages = []string{id}
		return at.String(), nil
	}
	id, err := d.postPart(ctx, o, at.Channel, r.ID, 0, 0, workingMessage(wording.In(r.Language), r.ID))
	if err != nil {
		return "", err
	}
	at.Messages = []string{id}
	return at.String(), nil
}

// awaitDeferral waits while this process is deferring an interaction.
func (d *Discord) awaitDeferral(ctx context.Context, o origin) error {
	opening, ok := d.opening.Get(o.Interaction)
	if !ok {
		return nil
	}
	select {
	case <-opening:
	case <-time.After(deferLag): // the deferral got lost; the edit will tell
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// openThread begins a thread below the question, named after it. Where that
// isn't possible the reply comes in the channel.
func (d *Discord) openThread(ctx context.Context, o origin, r *bot.Request) (string, error) {
	asked := r.Text
	if asked == "" && o.Replied != nil {
		asked = o.Replied.Text
	}
	name := text.Clip(cmp.Or(text.OneLine(asked), wording.In(r.Language).ThreadName), maxThreadName, text.UTF16)
	body := map[string]any{"name": name, "auto_archive_duration": 24 * 60}
	thread := posted{ID: o.Message} // the id of one that is there already
	err := d.callAPI(ctx, http.MethodPost, discordgo.EndpointChannelMessageThread(o.Channel, o.Message), body, &thread)
	if err != nil && !hasCode(err, codeThreadExists) {
		if !bot.IsRefused(err) && (isGone(err) || errorCode(err) != 0) {
			d.log.Warn("no thread for an answer; it comes in the channel", "channel", o.Channel, "error", err)
			return o.Channel, nil
		}
		return "", err
	}
	d.parents.Put(thread.ID, o.Channel)
	d.noteAsked(ctx, origin{Channel: thread.ID, Guild: o.Guild})
	return thread.ID, d.service.SetValue(ctx, threadKey(thread.ID), []byte(o.Channel))
}

// threadKey is the key of the value that holds the parent of a thread that the bot
// has opened.
func threadKey(thread string) string { return platformName + "/thread/" + thread }

// findPosted returns the ids of the parts of a reply that were posted before
// without having been noted. It asks Discord only if there can be parts that a
// nonce doesn't find: after a restart, when an attempt is long ago, or if another
// process had the request.
func (d *Discord) findPosted(ctx context.Context, r *bot.Request, channel, after string) (map[int]string, error) {
	_, before := d.tried.Put(r.ID, true)
	if after == "" || !before && r.Received.After(d.started) && !r.Again {
		return nil, nil
	}
	if _, me := d.botIdentity(); me == "" { // by which it knows its own messages
		if err := d.keeper.Call(func() error { return d.Identify(ctx) }); err != nil {
			return nil, err
		}
	}
	return d.readParts(ctx, channel, after, r.ID)
}

// Show implements bot.Messenger.
func (d *Discord) Show(ctx context.Context, r *bot.Request, ref string, reply *bot.Reply) (string, error) {
	o, err := originOf(r)
	if err != nil {
		return ref, err
	}
	at, err := parseStanding(ref)
	if err != nil {
		return ref, err
	}
	var links present.Links
	if reply.Final { // a draft isn't kept: there is nothing yet to link to
		links = d.linksOf(r.ID)
	}
	out := renderReply(reply, links)
	if o.Interaction != "" && !o.Private && r.Kind != bot.Verify { // others see only that a command was used
		out.pieces = append([]piece{askedPiece(r.Text)}, out.pieces...)
	}
	if reply.Final {
		out.pieces = append(out.pieces, replyControls(o.Private && !o.Direct, reply, d.linksOf(r.ID))...)
		out.pieces = append(out.pieces, autoControls(&o, reply)...)
	}
	messages := packReply(r.ID, out)
	if !reply.Final {
		if len(messages) == 0 || !d.drafts.Free(r.ID) {
			return ref, nil
		}
		messages = messages[:1] // the rest comes with the whole
	}
	show := func() error {
		at, err = d.showReply(ctx, o, r, at, messages)
		return err
	}
	if reply.Final {
		err = show()
	} else {
		err = d.drafts.Do(ctx, r.ID, show)
	}
	return at.String(), err
}

// askedPiece repeats what somebody has typed into a command.
func askedPiece(asked string) piece {
	const longest = 300
	return textPiece(quoteLines(escapeMarkdown(text.Clip(text.OneLine(asked), longest, text.UTF16))))
}

// Retract implements bot.Messenger.
func (d *Discord) Retract(ctx context.Context, r *bot.Request, ref string) error {
	o, err := originOf(r)
	if err != nil {
		return err
	}
	at, err := parseStanding(ref)
	if err != nil {
		return err
	}
	if at.Channel == "" {
		list := at.Messages
		if len(list) == 0 {
			list = []string{original}
		}
		for i := len(list) - 1; i >= 0; i-- {
			if err := d.removeByToken(ctx, o, list[i]); err != nil && !isExpired(err) {
				return err
			}
		}
		return nil
	}
	for _, id := range at.Messages {
		if err := d.removeMessage(ctx, at.Channel, id); err != nil {
			return err
		}
	}
	return nil
}
