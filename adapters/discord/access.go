package discord

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/wording"
)

// refusalReason returns why the bot doesn't answer at an origin, nil if it does.
func (d *Discord) refusalReason(o origin) *bot.Complaint {
	x := &d.options
	limited := len(x.Guilds)+len(x.Channels)+len(x.Roles) > 0
	w, why := wording.In(o.Locale), ""
	switch {
	case o.Guild == "" && limited && !(o.Direct && x.Direct):
		why = fmt.Sprintf(w.OutsideServer, "FOOTNOTE_DISCORD_DIRECT")
	case o.Guild == "":
	case len(x.Guilds) > 0 && !slices.Contains(x.Guilds, o.Guild):
		why = fmt.Sprintf(w.NotHere, "FOOTNOTE_DISCORD_GUILDS")
	case len(x.Channels) > 0 && !slices.Contains(x.Channels, o.Channel) && !slices.Contains(x.Channels, o.Parent):
		why = fmt.Sprintf(w.NotHere, "FOOTNOTE_DISCORD_CHANNELS")
	case len(x.Roles) > 0 && !slices.ContainsFunc(o.Roles, func(r string) bool { return slices.Contains(x.Roles, r) }):
		why = fmt.Sprintf(w.NoRole, "FOOTNOTE_DISCORD_ROLES")
	}
	if why == "" {
		return nil
	}
	return &bot.Complaint{Reason: bot.Forbidden, Text: why}
}

// collectionFor returns the collection that the settings narrow the place down to,
// or else the one asked for.
func (d *Discord) collectionFor(o origin, asked string) string {
	c := d.options.Collections
	return cmp.Or(c[o.Channel], c[o.Parent], c[o.Guild], asked)
}

// opensThreads reports whether mentions in a channel are answered in threads.
func (d *Discord) opensThreads(channel string) bool {
	return slices.Contains(d.options.Threads, "*") || slices.Contains(d.options.Threads, channel)
}

// parentOf returns the channel that a thread belongs to, "" if id isn't a thread.
// Threads that the bot has opened are known from disk, others from what Discord tells
// of its servers. About the rest it asks.
func (d *Discord) parentOf(ctx context.Context, id string) string {
	if p, ok := d.parents.Get(id); ok {
		return p
	}
	kept, err := d.service.Value(ctx, threadKey(id))
	if err != nil {
		d.log.Warn("what is kept of a thread can't be read", "channel", id, "error", err)
	}
	p := string(kept)
	if kept == nil {
		var c channel
		if err := d.callAPI(ctx, http.MethodGet, discordgo.EndpointChannel(id), nil, &c); err != nil {
			d.log.Debug("Discord doesn't say what a channel belongs to", "channel", id, "error", err)
			return ""
		}
		if d.names.Put(id, c.Name); c.isThread() {
			p = c.Parent
		}
	}
	d.parents.Put(id, p)
	return p
}
