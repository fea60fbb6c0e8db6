package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

// What is asked while nobody listens Slack sends again for some minutes. What it has given
// up on is read from the channels, once the bot is back: messages since it listened last,
// in the conversations that it is in and in the threads where it was asked.

const (
	// heardEvery is how often it is kept that the bot listens. What came since then and
	// was taken comes again, and is known by its key.
	heardEvery = 10 * time.Second
	// heardGap is how long nothing may have been kept without anything being looked for.
	heardGap = 3 * heardEvery
	// heardAgain is how far before the last sign of life is read: an event that was sent
	// then may not have been taken.
	heardAgain = 30 * time.Second
	// maxAway bounds what is read: what is older nobody waits for any more.
	maxAway = 24 * time.Hour

	historyPage     = 200
	maxHistoryPages = 5 // of a conversation
	maxJoinedPages  = 20

	mostThreads = 100 // that are remembered
	threadAge   = 7 * 24 * time.Hour

	// historyGap keeps to the 50 calls a minute of the methods that read, see
	// https://docs.slack.dev/apis/web-api/rate-limits/
	historyGap = 1200 * time.Millisecond
)

const heardKey = platformName + "/heard"

// heard is when the bot listened last, and where it was asked in threads.
type heard struct {
	At      time.Time     `json:"at"`
	Threads []askedThread `json:"threads,omitempty"`
}

// askedThread is a thread in which the bot was asked.
type askedThread struct {
	Team    string    `json:"team"`
	Channel string    `json:"channel"`
	TS      string    `json:"ts"`
	At      time.Time `json:"at"` // last
}

func (t askedThread) isSame(o askedThread) bool { return t.Channel == o.Channel && t.TS == o.TS }

// threads are those where the bot was asked since they were kept last.
type threads struct {
	mu   sync.Mutex
	list []askedThread
}

// note remembers a thread.
func (t *threads) note(o origin) {
	if o.Thread == "" || o.Private {
		return
	}
	t.add([]askedThread{{o.Team, o.Channel, o.Thread, time.Now()}})
}

func (t *threads) add(more []askedThread) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.list = mergeThreads(t.list, more, time.Now())
}

// take returns what was noted since the last call.
func (t *threads) take() []askedThread {
	t.mu.Lock()
	defer t.mu.Unlock()
	list := t.list
	t.list = nil
	return list
}

// mergeThreads returns the threads of both lists where the bot was asked lately, those of
// the second, which are newer, last.
func mergeThreads(old, more []askedThread, now time.Time) []askedThread {
	old = slices.DeleteFunc(slices.Clone(old), func(o askedThread) bool {
		return now.Sub(o.At) > threadAge || slices.ContainsFunc(more, o.isSame)
	})
	all := append(old, more...)
	return all[max(0, len(all)-mostThreads):]
}

// keepHeard keeps that the bot listens, while it does, until ctx ends. After a time in
// which nobody did it has what was written meanwhile read.
func (s *Slack) keepHeard(ctx context.Context) {
	tick := time.NewTicker(s.options.HeardEvery)
	defer tick.Stop()
	for first := true; ; first = false {
		if s.isConnected() {
			if err := s.noteHeard(ctx, first); err != nil && ctx.Err() == nil {
				s.log.Warn("what was written while the bot was away isn't all read; it is tried again", "error", explainError(err))
			}
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// isConnected reports whether Slack can reach the bot here.
func (s *Slack) isConnected() bool {
	return slices.ContainsFunc(s.uplinks.States(), func(c Connection) bool { return c.Up })
}

// noteHeard keeps that the bot listens now. Before that it reads what was written since it
// listened last, if that is a while ago.
func (s *Slack) noteHeard(ctx context.Context, first bool) error {
	data, err := s.service.Value(ctx, heardKey)
	if err != nil {
		return err
	}
	now := time.Now()
	var last heard
	_ = json.Unmarshal(data, &last) // of another form, it is as nothing
	if gap := now.Sub(last.At); !last.At.IsZero() && (first || gap > s.options.HeardGap) {
		if err := s.catchUp(ctx, last, now); err != nil {
			return err
		}
	}
	asked := s.asked.take()
	err = s.service.UpdateValue(ctx, heardKey, func(old []byte) []byte { // other replicas hear, too
		var kept heard
		_ = json.Unmarshal(old, &kept)
		if now.After(kept.At) {
			kept.At = now
		}
		kept.Threads = mergeThreads(kept.Threads, asked, now)
		data, err := json.Marshal(kept)
		if err != nil { // it can't be
			return old
		}
		return data
	})
	if err != nil {
		s.asked.add(asked)
	}
	return err
}

// catchUp reads what was written since the bot listened last and takes it as if it came
// now.
func (s *Slack) catchUp(ctx context.Context, last heard, now time.Time) error {
	from := last.At.Add(-heardAgain)
	if oldest := now.Add(-maxAway); from.Before(oldest) {
		from = oldest
	}
	r := &reading{s: s, from: timestampOf(from), pace: s.reads}
	teams, err := s.teamsOf(ctx)
	if err != nil {
		return err
	}
	taken := 0
	for _, team := range teams {
		joined, err := r.listJoined(ctx, team)
		if isLasting(err) {
			s.log.Warn("what was written while the bot was away can't be read", "error", explainError(err))
			continue
		}
		if err != nil {
			return fmt.Errorf("list the conversations that the bot is in: %w", err)
		}
		for _, c := range joined {
			n, err := r.readConversation(ctx, team, c, last.Threads)
			if taken += n; err != nil {
				return fmt.Errorf("read what was written meanwhile: %w", err)
			}
		}
	}
	s.log.Info("looked for what was written while the bot was away", "since", from.Format(time.DateTime), "messages", taken)
	return nil
}

// teamsOf returns the workspaces that the bot is in: one, or by an organisation's token
// several.
func (s *Slack) teamsOf(ctx context.Context) (teams []string, err error) {
	own, _ := s.botIdentity()
	if own == "" || own[0] != 'E' {
		return []string{own}, nil
	}
	cursor := ""
	for range maxJoinedPages {
		var list []slack.Team
		err := s.callAPI(ctx, func() (err error) {
			list, cursor, err = s.webClient().ListTeamsContext(ctx, slack.ListTeamsParameters{Cursor: cursor})
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("list the workspaces: %w", err)
		}
		for _, t := range list {
			teams = append(teams, t.ID)
		}
		if cursor == "" {
			break
		}
	}
	return teams, nil
}

// isLasting reports whether Slack would answer the same again, and not because of the
// token.
func isLasting(err error) bool {
	return errorCode(err) != "" && !hasCode(err, passingErrors) && !hasCode(err, authErrors)
}

// reading reads conversations from a moment on.
type reading struct {
	s    *Slack
	from string // timestamp
	pace func(context.Context, func() error) error
}

// timestampOf returns a moment as Slack writes those of messages.
func timestampOf(t time.Time) string {
	return strconv.FormatInt(t.Unix(), 10) + fmt.Sprintf(".%06d", t.Nanosecond()/1000)
}

// listJoined returns the conversations of a workspace that the bot is in. Without the scope
// for direct messages, these are left out.
func (r *reading) listJoined(ctx context.Context, team string) ([]slack.Channel, error) {
	types := []string{"public_channel", "private_channel", "mpim", "im"}
	all, err := r.listTypes(ctx, team, types)
	if errorCode(err) == "missing_scope" {
		r.s.log.Warn("direct messages that came while the bot was away aren't read", "error", explainError(err))
		all, err = r.listTypes(ctx, team, types[:len(types)-1])
	}
	return all, err
}

func (r *reading) listTypes(ctx context.Context, team string, types []string) (all []slack.Channel, err error) {
	params := slack.GetConversationsForUserParameters{Types: types, Limit: historyPage, ExcludeArchived: true}
	if r.s.organisation() != "" {
		params.TeamID = team
	}
	for range maxJoinedPages {
		var list []slack.Channel
		err := r.call(ctx, func() (err error) {
			list, params.Cursor, err = r.s.webClient().GetConversationsForUserContext(ctx, &params)
			return err
		})
		if err != nil {
			return nil, err
		}
		if all = append(all, list...); params.Cursor == "" {
			break
		}
	}
	return all, nil
}

// call does a call that reads, as fast as Slack allows.
func (r *reading) call(ctx context.Context, op func() error) error {
	return r.pace(ctx, func() error { return r.s.callAPI(ctx, op) })
}

// readConversation takes what was written in a conversation and in its threads where the
// bot was asked, the oldest first, and returns how many messages that were. One that can't
// be read has none.
func (r *reading) readConversation(ctx context.Context, team string, c slack.Channel, asked []askedThread) (int, error) {
	all, err := r.readPages(ctx, c.ID, "")
	if err != nil {
		return 0, err
	}
	threads := make(map[string]bool)
	for _, t := range asked {
		if t.Channel == c.ID {
			threads[t.TS] = true
		}
	}
	for _, m := range all { // what was written below a message of these minutes
		if m.ReplyCount > 0 {
			threads[m.Timestamp] = true
		}
	}
	for ts := range threads {
		replies, err := r.readPages(ctx, c.ID, ts)
		if err != nil {
			return 0, err
		}
		all = append(all, replies...)
	}
	slices.SortFunc(all, func(a, b slack.Message) int { return cmp.Compare(a.Timestamp, b.Timestamp) })
	all = slices.CompactFunc(all, func(a, b slack.Message) bool { return a.Timestamp == b.Timestamp })
	taken := 0
	for _, m := range all {
		if m.Timestamp <= r.from {
			continue // the first one of a thread always comes with it
		}
		if err := r.take(ctx, team, c, m); err != nil {
			return taken, err
		}
		taken++
	}
	return taken, nil
}

// readPages reads a conversation, or a thread of it.
func (r *reading) readPages(ctx context.Context, channel, thread string) (all []slack.Message, err error) {
	cursor := ""
	for range maxHistoryPages {
		var page []slack.Message
		err := r.call(ctx, func() (err error) {
			if thread != "" {
				page, _, cursor, err = r.s.webClient().GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
					ChannelID: channel, Timestamp: thread, Oldest: r.from, Cursor: cursor, Limit: historyPage,
				})
				return err
			}
			var h *slack.GetConversationHistoryResponse
			h, err = r.s.webClient().GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
				ChannelID: channel, Oldest: r.from, Cursor: cursor, Limit: historyPage,
			})
			if err == nil {
				page, cursor = h.Messages, h.ResponseMetaData.NextCursor
			}
			return err
		})
		if isLasting(err) {
			r.s.log.Debug("what was written in a conversation can't be read", "channel", channel, "error", err)
			return nil, nil // it is gone, or there is no right to
		}
		if err != nil {
			return nil, err
		}
		if all = append(all, page...); cursor == "" {
			return all, nil
		}
	}
	r.s.log.Warn("too much was written while the bot was away; the oldest isn't read", "channel", channel)
	return all, nil
}

// take handles a message of the history as if its event came now.
func (r *reading) take(ctx context.Context, team string, c slack.Channel, m slack.Message) error {
	data, err := json.Marshal(m.Msg)
	if err != nil {
		return nil // it can't be
	}
	e := event{}
	if err := json.Unmarshal(data, &e); err != nil {
		r.s.log.Debug("a message can't be read", "channel", c.ID, "error", err)
		return nil
	}
	e.Type, e.Channel, e.ChannelType = "message", c.ID, channelType(c)
	return r.s.onMessage(ctx, callback{Team: team, External: c.IsExtShared || c.IsPendingExtShared}, e)
}

// channelType returns the type that an event has of a conversation.
func channelType(c slack.Channel) string {
	switch {
	case c.IsIM:
		return "im"
	case c.IsMpIM:
		return "mpim"
	case c.IsPrivate:
		return "group"
	}
	return "channel"
}
