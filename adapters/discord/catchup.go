package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// What is read after the bot was away is bounded: it may have been for weeks.
const (
	maxAway       = 24 * time.Hour // messages that are older are not answered any more
	pageOfHistory = 100
	maxPages      = 5 // of a channel
	// After so many channels that the bot may not read, only those are read where it
	// was asked before: Discord bans an address after 10,000 refused requests.
	mostDenied = 100
)

// catchUp reads what was written while a shard was away and its session was lost: the
// messages after an id, in the channels and threads of which Discord says that something
// was written there since, and in those where the bot was asked before, direct messages
// among them. Clicks and commands are lost then: Discord has them nowhere.
type catchUp struct {
	s    *shard
	from string

	mu     sync.Mutex
	guilds map[string]bool // of which the channels aren't known yet
	queue  []askedPlace
	queued map[string]bool
	wake   chan struct{}
	stop   context.CancelFunc
	denied int            // channels that may not be read
	taken  sync.WaitGroup // messages in the lanes
	roles  map[string][]string
}

// beginCatchUp starts to read what was written after the mark. It ends an earlier one,
// whose part it does, too.
func (s *shard) beginCatchUp(ctx context.Context, guilds []string) {
	if s.catching != nil {
		s.catching.end()
	}
	_, from, _ := s.progress.state()
	if oldest := idAt(time.Now().Add(-maxAway)); isLaterID(oldest, from) {
		from = oldest
	}
	s.progress.fallBehind(from)
	s.saveSession()
	c := &catchUp{s: s, from: from, guilds: make(map[string]bool), queued: make(map[string]bool), wake: make(chan struct{}, 1), roles: make(map[string][]string)}
	for _, g := range guilds {
		c.guilds[g] = true
	}
	if err := s.d.asked.load(ctx, s.d.service); err != nil { // other replicas note places, too
		s.log.Warn("where the bot was asked before can't be read", "error", err)
	}
	for _, p := range s.d.asked.list() {
		if p.shardOf(s.count) == s.id {
			c.enqueue(p)
		}
	}
	ctx, c.stop = context.WithCancel(ctx)
	s.catching = c
	s.work.Go(func() { c.run(ctx) })
}

// enqueue has a channel read, once. The caller holds the lock, once it runs.
func (c *catchUp) enqueue(p askedPlace) {
	if !c.queued[p.Channel] {
		c.queued[p.Channel] = true
		c.queue = append(c.queue, p)
	}
}

// noteGuild takes the channels and threads of a server, as Discord tells them.
func (c *catchUp) noteGuild(raw json.RawMessage) {
	var g struct {
		ID       string        `json:"id"`
		Channels []lastWritten `json:"channels"`
		Threads  []lastWritten `json:"threads"`
	}
	_ = json.Unmarshal(raw, &g) // onGuild logs what can't be read
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.guilds[g.ID] { // the bot has come to it since, or it was read
		return
	}
	delete(c.guilds, g.ID)
	for _, w := range append(g.Channels, g.Threads...) {
		if isLaterID(w.Last, c.from) {
			c.enqueue(askedPlace{w.ID, g.ID})
		}
	}
	if len(c.queue) > 0 { // all else may be read, if the server was away for long
		c.s.progress.fallBehind(c.from)
	}
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// lastWritten is a channel with its last message, which may be deleted.
type lastWritten struct {
	ID   string `json:"id"`
	Last string `json:"last_message_id"`
}

// next returns a channel to read. If there is none, it reports whether all are known, or
// waited for.
func (c *catchUp) next(waited bool) (p askedPlace, found, all bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.queue) == 0 {
		return p, false, len(c.guilds) == 0 || waited
	}
	p, c.queue = c.queue[0], c.queue[1:]
	return p, true, false
}

// finish notes that all is read, unless a server has come meanwhile or another catchUp
// has begun.
func (c *catchUp) finish(ctx context.Context) bool {
	c.taken.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.queue) > 0 || ctx.Err() != nil {
		return false
	}
	c.s.progress.catchUp(c.from)
	return true
}

// end stops it. From then on it doesn't finish any more.
func (c *catchUp) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stop()
}

// run reads the channels one after another, and those of a server that comes late when
// it comes, until ctx ends.
func (c *catchUp) run(ctx context.Context) {
	late := time.NewTimer(c.s.d.options.Waits.Guild)
	defer late.Stop()
	waited, read, told := false, 0, false
	for ctx.Err() == nil {
		p, found, all := c.next(waited)
		if found && c.denied >= mostDenied && !slices.Contains(c.s.d.asked.list(), p) {
			continue
		}
		if found {
			n, err := c.readChannel(ctx, p)
			if err != nil { // the end of ctx
				return
			}
			read += n
			continue
		}
		if all {
			if !c.finish(ctx) {
				continue
			}
			c.s.saveSession()
			if !told || read > 0 {
				c.s.log.Info("looked for what was written while the bot was away", "messages", read)
			}
			told, read = true, 0
		}
		select {
		case <-c.wake:
		case <-late.C: // a server is away
			waited = true
		case <-ctx.Done():
		}
	}
}

// readChannel hands on what was written in a channel, the oldest first, as if it came
// now. It returns how many messages that were.
func (c *catchUp) readChannel(ctx context.Context, p askedPlace) (read int, err error) {
	after := c.from
	for range maxPages {
		var page []json.RawMessage
		url := discordgo.EndpointChannelMessages(p.Channel) + fmt.Sprintf("?limit=%d&after=%s", pageOfHistory, after)
		if err := c.readPage(ctx, url, &page); err != nil {
			return read, err
		}
		list := sortByID(page)
		for _, m := range list {
			if c.handOn(ctx, p, m) {
				read++
			}
			after = m.ID
		}
		if len(page) < pageOfHistory || len(list) == 0 {
			break
		}
	}
	return read, nil
}

// readPage reads a page of a channel, however long Discord or the token's refusal makes
// it wait. A channel that can't be read has no messages.
func (c *catchUp) readPage(ctx context.Context, url string, page *[]json.RawMessage) error {
	d := c.s.d
	for {
		err := d.retryUntilRefused(ctx, func(ctx context.Context) error {
			err := d.callAPI(ctx, http.MethodGet, url, nil, page)
			if e, ok := errors.AsType[*bot.DeliveryError](err); ok && e.Final || isUnreadable(err) {
				c.s.log.Debug("what was written in a channel can't be read", "error", err)
				c.denied++
				return nil // no right to, or it is gone
			}
			return err
		})
		if ctx.Err() != nil || !bot.IsRefused(err) {
			return errors.Join(err, ctx.Err())
		}
		d.keeper.SignedIn(ctx)
	}
}

// isUnreadable reports whether an answer isn't what Discord documents: it would be the
// same again.
func isUnreadable(err error) bool {
	if _, ok := errors.AsType[*json.SyntaxError](err); ok {
		return true
	}
	_, ok := errors.AsType[*json.UnmarshalTypeError](err)
	return ok
}

// written is a message of the history, with all its fields.
type written struct {
	incoming
	raw json.RawMessage
}

// sortByID reads messages and returns them from the oldest to the newest.
func sortByID(page []json.RawMessage) []written {
	var list []written
	for _, raw := range page {
		w := written{raw: raw}
		if err := json.Unmarshal(raw, &w.incoming); err == nil && w.ID != "" {
			list = append(list, w)
		}
	}
	slices.SortFunc(list, func(a, b written) int {
		return compareIDs(a.ID, b.ID)
	})
	return list
}

// handOn puts a message into its lane, as the gateway would have sent it: with its
// server, and with the roles of its author, where they matter. It reports whether the
// message is by a person.
func (c *catchUp) handOn(ctx context.Context, p askedPlace, m written) bool {
	if !m.isByPerson() {
		return false
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(m.raw, &fields); err != nil {
		return false
	}
	set := func(name string, v any) {
		if data, err := json.Marshal(v); err == nil {
			fields[name] = data
		}
	}
	set("channel_id", p.Channel)
	if p.Guild != "" {
		set("guild_id", p.Guild)
		m.Channel, m.Guild = p.Channel, p.Guild
		if roles, known := c.rolesOf(ctx, m.incoming); known {
			set("member", map[string]any{"roles": roles})
		}
	}
	data, err := json.Marshal(fields)
	if err != nil {
		return false
	}
	kinds := []string{"MESSAGE_CREATE"}
	if m.Edited != nil { // it may have been asked before, and edited since
		kinds = append(kinds, "MESSAGE_UPDATE")
	}
	for _, kind := range kinds {
		c.taken.Add(1)
		c.s.events.putEvent(event{kind: kind, data: data, taken: c.taken.Done})
	}
	return true
}

// rolesOf asks for the roles of the author of a message that the bot may answer.
func (c *catchUp) rolesOf(ctx context.Context, m incoming) (roles []string, known bool) {
	d := c.s.d
	_, me := d.botIdentity()
	if !m.hasMention(me) && len(m.Roles) == 0 && !m.repliesTo(me) {
		if listens, err := d.isListening(ctx, m); !listens || err != nil {
			return nil, false
		}
	}
	key := m.Guild + "/" + m.Author.ID
	if roles, ok := c.roles[key]; ok {
		return roles, true
	}
	var member struct {
		Roles []string `json:"roles"`
	}
	if err := d.callAPI(ctx, http.MethodGet, discordgo.EndpointGuildMember(m.Guild, m.Author.ID), nil, &member); err != nil {
		d.log.Debug("Discord doesn't say which roles somebody has", "guild", m.Guild, "error", err)
	}
	c.roles[key] = member.Roles
	return member.Roles, true
}
