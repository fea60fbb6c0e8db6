package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/adapters/internal/realbot"
)

// runFor has an adapter listen until it has noted that, and returns what ends it.
func (w *world) runUntilHeard(before time.Time) {
	w.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.slack.Run(ctx) }()
	realbot.Await(w.t, "a sign of life", func() bool { return w.heard().At.After(before) })
	cancel()
	if err := <-ended; err != nil {
		w.t.Error(err)
	}
	w.slack.Wait()
}

func (w *world) heard() (h heard) {
	data, _ := w.Service.Value(w.t.Context(), heardKey)
	_ = json.Unmarshal(data, &h)
	return h
}

// away is a workspace where things were written while the bot was away for an hour: it was
// asked before in the thread "1600000001.000100".
func away(t *testing.T, set ...func(*Options)) *world {
	w := newWorld(t, append([]func(*Options){func(o *Options) { o.HeardEvery, o.HeardGap = time.Millisecond, time.Hour }}, set...)...)
	last := time.Now().Add(-time.Hour)
	at := func(minutes int, n int) string {
		return timestampOf(last.Add(time.Duration(minutes) * time.Minute).Truncate(time.Second).Add(time.Duration(n) * time.Microsecond))
	}
	said := func(ts, user, text string, more ...any) map[string]any {
		m := map[string]any{"type": "message", "user": user, "ts": ts, "text": text}
		for i := 0; i+1 < len(more); i += 2 {
			m[more[i].(string)] = more[i+1]
		}
		return m
	}
	me := "<@" + botUser + "> "
	w.joined = []map[string]any{
		{"id": "C1", "is_channel": true},
		{"id": "C2", "is_channel": true, "is_ext_shared": true},
		{"id": "D1", "is_im": true},
		{"id": "CGONE", "is_channel": true},
	}
	parent := at(11, 0)
	w.said = map[string][]map[string]any{
		"C1": {
			said(at(-5, 0), "U1", me+"Long ago?"),
			said(at(10, 0), "U1", me+"In the channel?"),
			said(at(12, 0), "U1", "not for the bot"),
			said(parent, "U1", "a thread", "thread_ts", parent, "reply_count", 1),
			said(at(13, 0), botUser, "the bot itself", "bot_id", "B0BOT"),
		},
		parent: {said(parent, "U1", "a thread", "thread_ts", parent), said(at(14, 0), "U2", me+"In a new thread?", "thread_ts", parent)},
		"1600000001.000100": {
			said("1600000001.000100", "U1", me+"The first one?"),
			said(at(15, 0), "U1", me+"And in an old thread?", "thread_ts", "1600000001.000100"),
		},
		"D1": {said(at(16, 0), "U1", "In a direct message?")},
		"C2": {said(at(17, 0), "U1", me+"In a shared channel?")},
	}
	data, err := json.Marshal(heard{At: last, Threads: []askedThread{{team, "C1", "1600000001.000100", last}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.SetValue(t.Context(), heardKey, data); err != nil {
		t.Fatal(err)
	}
	return w
}

// TestWhatWasWrittenMeanwhileIsRead comes back after an hour: each question to the bot is
// answered where it was asked, once, in order; a shared channel stays closed.
func TestWhatWasWrittenMeanwhileIsRead(t *testing.T) {
	w := away(t)
	w.runUntilHeard(time.Now().Add(-time.Minute))
	want := []string{"In the channel?", "In a new thread?", "And in an old thread?", "In a direct message?"}
	if got := w.Texts(); !slices.Equal(got, want) {
		t.Errorf("asked are %q, want %q", got, want)
	}
	told := strings.Join(w.told(), "|")
	if !strings.Contains(told, "other organisations") {
		t.Errorf("in the shared channel is said %q", told)
	}
	for _, r := range w.Requests {
		var o origin
		if err := json.Unmarshal(r.Origin, &o); err != nil || o.Thread == "" || o.TS == "" {
			t.Errorf("%s is answered at %+v (%v)", r.Text, o, err)
		}
	}

	// Once more, as after a crash before anything was kept: nothing comes twice.
	data, _ := json.Marshal(heard{At: time.Now().Add(-time.Hour)})
	if err := w.SetValue(t.Context(), heardKey, data); err != nil {
		t.Fatal(err)
	}
	w.restart()
	w.runUntilHeard(time.Now().Add(-time.Minute))
	if got := w.Texts(); len(got) != len(want) {
		t.Errorf("after another start asked are %q", got)
	}
}

// TestHalfReadHistoryIsReadAgain: what could not be kept is tried again, and the bot isn't
// said to have listened before that.
func TestHalfReadHistoryIsReadAgain(t *testing.T) {
	w := away(t)
	w.fail("conversations.history", slices.Repeat([]fault{status(503)}, attempts)...)
	w.runUntilHeard(time.Now().Add(-time.Minute))
	if got := w.Texts(); len(got) != 4 {
		t.Errorf("asked are %q", got)
	}
}

// TestDirectMessagesNeedTheirScope: without it the rest is read.
func TestDirectMessagesNeedTheirScope(t *testing.T) {
	w := away(t)
	w.fail("users.conversations", refused("missing_scope"))
	w.joined = slices.DeleteFunc(w.joined, func(c map[string]any) bool { return c["id"] == "D1" })
	w.runUntilHeard(time.Now().Add(-time.Minute))
	if got := w.Texts(); len(got) != 3 {
		t.Errorf("asked are %q", got)
	}
	for i, want := range []string{"public_channel,private_channel,mpim,im", "public_channel,private_channel,mpim"} {
		n := 0
		for _, c := range w.calls {
			if c.method == "users.conversations" && c.values.Get("cursor") == "" {
				if n == i && c.values.Get("types") != want {
					t.Errorf("call %d asks for %s", i, c.values.Get("types"))
				}
				n++
			}
		}
	}
}

// TestABotThatIsNewReadsNoHistory: it only notes that it listens.
func TestABotThatIsNewReadsNoHistory(t *testing.T) {
	w := away(t)
	if err := w.SetValue(t.Context(), heardKey, nil); err != nil {
		t.Fatal(err)
	}
	w.runUntilHeard(time.Now().Add(-time.Minute))
	if n := w.count("users.conversations") + w.count("conversations.history"); n > 0 || len(w.Texts()) > 0 {
		t.Errorf("%d calls read history", n)
	}
}

// TestThreadsAreRemembered: those where the bot was asked last, in order.
func TestThreadsAreRemembered(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.HeardEvery = time.Millisecond })
	for n := range 3 {
		if err := w.event(mention("C1", fmt.Sprintf("170000000%d.000100", n), "Lease?")); err != nil {
			t.Fatal(err)
		}
	}
	w.runUntilHeard(time.Now().Add(-time.Minute))
	realbot.Await(t, "the threads", func() bool { return len(w.heard().Threads) == 3 })
	now := time.Now()
	var old []askedThread
	for n := range mostThreads {
		old = append(old, askedThread{team, "C1", fmt.Sprint(n), now})
	}
	old[5].At = now.Add(-2 * threadAge)
	got := mergeThreads(old, []askedThread{{team, "C1", "7", now}, {team, "C1", "new", now}}, now)
	if len(got) != mostThreads || got[len(got)-1].TS != "new" || slices.ContainsFunc(got[:len(got)-2], func(a askedThread) bool { return a.TS == "7" || a.TS == "5" }) {
		t.Errorf("%d threads are remembered: %v", len(got), got)
	}
}
