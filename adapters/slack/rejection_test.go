package slack

import (
	"errors"
	"fmt"
	"footnote/bot/inbox"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/bot/secret"
)

// rejection is something that people do, and the method of the bot that refuses it.
type rejection struct {
	name    string
	kind    string
	payload map[string]any
	method  string
	told    string // where the asker reads why: "alone", "acknowledgement" or ""
}

func rejections() []rejection {
	const at = "<@" + botUser + "> "
	message := func(more ...any) map[string]any {
		m := map[string]any{"type": "message", "user": "U1", "channel": "C1", "channel_type": "channel", "ts": "1700000001.000100", "text": at + "Lease?"}
		for i := 0; i+1 < len(more); i += 2 {
			m[more[i].(string)] = more[i+1]
		}
		return m
	}
	edit := message("subtype", "message_changed", "hidden", true, "ts", "1700000009.000100",
		"message", map[string]any{"type": "message", "user": "U1", "ts": "1700000001.000100", "text": at + "And the rent?"},
		"previous_message", map[string]any{"type": "message", "user": "U1", "ts": "1700000001.000100", "text": at + "Lease?"})
	edited := mention("C1", "1700000001.000100", "And the rent?")
	edited["edited"] = map[string]any{"user": "U1", "ts": "1700000009.000000"}
	followUp := message("text", "And the rent?", "thread_ts", "1700000000.000100")
	pane := map[string]any{"user_id": "U1", "channel_id": "D1", "thread_ts": "1700000000.000100"}
	click := func(action, value string) map[string]any {
		return map[string]any{"type": "block_actions", "trigger_id": "1.2.x", "team": map[string]any{"id": team}, "user": map[string]any{"id": "U1"},
			"channel": map[string]any{"id": "C1"}, "actions": []any{map[string]any{"action_id": action + ":x", "value": value}}}
	}
	return []rejection{
		{"a mention", kindEvents, mention("C1", "1700000001.000100", "Lease?"), "Submit", "alone"},
		{"a direct message", kindEvents, message("channel", "D1", "channel_type", "im"), "Submit", "alone"},
		{"a follow-up", kindEvents, followUp, "Submit", "alone"},
		{"a follow-up, when the thread is looked up", kindEvents, followUp, "Known", ""},
		{"a mention, when the thread is followed", kindEvents, mention("C1", "1700000001.000100", "Lease?"), "Value", ""},
		{"an edit", kindEvents, edit, "Edit", "alone"},
		{"an edit that makes it a question", kindEvents, edit, "Submit", "alone"},
		{"an edited mention", kindEvents, edited, "Edit", "alone"},
		{"a deletion", kindEvents, message("subtype", "message_deleted", "hidden", true, "deleted_ts", "1700000001.000100"), "Delete", ""},
		{"a stop", kindEvents, map[string]any{"type": "agent_session_stopped", "user": "U1", "channel": "D1", "thread_ts": "1700000000.000100"}, "Delete", ""},
		{"the home tab", kindEvents, map[string]any{"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}, "Overview", ""},
		{"the home tab with past questions", kindEvents, map[string]any{"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}, "Recent", ""},
		{"the messages tab", kindEvents, map[string]any{"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"}, "Overview", ""},
		{"the pane", kindEvents, map[string]any{"type": "assistant_thread_started", "assistant_thread": pane}, "Overview", ""},
		{"a command", kindCommand, map[string]any{"command": "/ask", "text": "Lease?", "team_id": team, "channel_id": "D1", "user_id": "U1", "trigger_id": "1.2.x"}, "Submit", "acknowledgement"},
		{"a shortcut", kindInteractive, map[string]any{"type": "message_action", "callback_id": callbackFind, "action_ts": "1", "team": map[string]any{"id": team},
			"user": map[string]any{"id": "U1"}, "channel": map[string]any{"id": "C1"}, "message": message("text", "Pigs fly.")}, "Submit", "alone"},
		{"context", kindInteractive, click(actionContext, "R1|1"), "Context", "alone"},
		{"more sources", kindInteractive, click(actionMore, "R1|0"), "Sources", "alone"},
		{"a thumb", kindInteractive, click(actionRate, "R1|up"), "Rate", "alone"},
		{"sharing", kindInteractive, click(actionShare, "R1"), "Recall", "alone"},
		{"unfollowing", kindInteractive, click(actionUnfollow, "slack/T0TEAM/C1/1"), "SetValue", "alone"},
		{"a comment", kindInteractive, map[string]any{"type": "view_submission", "team": map[string]any{"id": team}, "user": map[string]any{"id": "U1"},
			"view": map[string]any{"callback_id": callbackComment, "private_metadata": "C1|R1", "state": map[string]any{"values": map[string]any{
				inputComment: map[string]any{inputComment: map[string]any{"value": "The wrong year."}}}}}}, "Rate", "acknowledgement"},
	}
}

// TestWhatIsRejectedIsAcknowledged: whatever people do and whatever the bot has
// against it, Slack gets its acknowledgement at once, and who asked the reason, once.
func TestWhatIsRejectedIsAcknowledged(t *testing.T) {
	reasons := []bot.Reason{bot.Busy, bot.TooMany, bot.Forbidden, bot.Empty, bot.TooLong, bot.Late, bot.Broken, bot.Gone, bot.Absent}
	for _, way := range []string{"socket", "http"} {
		for i := range len(rejections()) * len(reasons) {
			c, reason := rejections()[i/len(reasons)], reasons[i%len(reasons)]
			t.Run(way+"/"+c.name+"/"+string(reason), func(t *testing.T) {
				complaint := &bot.Complaint{Reason: reason, Text: "Not now, because " + string(reason) + ".", Request: "R77"}
				var log logged
				w := newWorld(t, func(o *Options) {
					o.Follow, o.SigningSecret, o.Log = []string{"*"}, secret.New(signingSecret), slog.New(slog.NewTextHandler(&log, nil))
				})
				w.Conversations["slack/T0TEAM/C1/1700000000.000100"] = true
				w.slack.latest.Put("slack/T0TEAM/D1/1700000000.000100", "key")
				// An error that wraps the reason is one, too.
				w.slack.Use(&contract.Rejecting{Service: w.Service, Method: c.method, Err: fmt.Errorf("it is refused: %w", complaint)})
				send := w.overHTTP(t)
				if way == "socket" {
					realbot.Background(t, w.slack.Run)
					send = w.overSocket
				}
				told := ""
				for range 2 { // Slack may send it again all the same
					payload := c.payload
					if c.kind == kindEvents {
						payload = callbackOf(c.payload)
					}
					body, acknowledged := send(c.kind, payload)
					if !acknowledged {
						t.Fatal("it isn't acknowledged")
					}
					if c.told == "acknowledgement" {
						told = body
					}
				}
				w.slack.Wait()
				if alone := w.told(); c.told == "alone" {
					told = strings.Join(alone, "\n")
				} else if len(alone) > 0 {
					t.Errorf("the asker is told %q", alone)
				}
				most := 1
				if c.told == "acknowledgement" || c.payload["type"] == "block_actions" { // blocks and text; each click is one of its own
					most = 2
				}
				if n := strings.Count(told, complaint.Text); c.told != "" && (n < 1 || n > most) || c.told == "" && n > 0 {
					t.Errorf("the reason is told %d times: %s", n, told)
				}
				if strings.Contains(log.String(), "level=ERROR") {
					t.Errorf("a refusal is taken for an error:\n%s", log.String())
				}
			})
		}
	}
}

// overSocket sends a payload once and returns what acknowledges it.
func (w *world) overSocket(kind string, payload map[string]any) (body string, acknowledged bool) {
	eventCount++
	id := fmt.Sprint("E-", eventCount)
	w.sockets.envelope(id, kind, payload)
	ack, ok := w.sockets.waitAck(id, 30*time.Second)
	return string(ack), ok
}

// overHTTP returns a function that sends a payload as Slack does over HTTP.
func (w *world) overHTTP(t *testing.T) func(kind string, payload map[string]any) (body string, acknowledged bool) {
	h, err := w.slack.Handler()
	if err != nil {
		t.Fatal(err)
	}
	return func(kind string, payload map[string]any) (string, bool) {
		body, contentType := string(mustJSON(t, payload)), "application/json"
		switch kind {
		case kindInteractive:
			body, contentType = url.Values{"payload": {body}}.Encode(), "application/x-www-form-urlencoded"
		case kindCommand:
			form := make(url.Values)
			for name, v := range payload {
				form.Set(name, fmt.Sprint(v))
			}
			body, contentType = form.Encode(), "application/x-www-form-urlencoded"
		}
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, signed(body, contentType, signingSecret, time.Now()))
		return rec.Body.String(), rec.Code == 200
	}
}

// logged is a log that several goroutines write to.
type logged struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// TestWhatIsNotKeptIsNotAcknowledgedWhateverItIs: other errors than refusals of what
// must be on disk make Slack send it again.
func TestWhatIsNotKeptIsNotAcknowledgedWhateverItIs(t *testing.T) {
	for _, c := range rejections() {
		if !slices.Contains([]string{"Submit", "Edit", "Delete"}, c.method) {
			continue
		}
		w := newWorld(t, func(o *Options) { o.Follow, o.SigningSecret = []string{"*"}, secret.New(signingSecret) })
		w.Conversations["slack/T0TEAM/C1/1700000000.000100"] = true
		w.slack.latest.Put("slack/T0TEAM/D1/1700000000.000100", "key")
		w.slack.Use(&contract.Rejecting{Service: w.Service, Method: c.method, Err: errors.New("disk full")})
		payload := c.payload
		if c.kind == kindEvents {
			payload = callbackOf(c.payload)
		}
		if _, acknowledged := w.overHTTP(t)(c.kind, payload); acknowledged {
			t.Errorf("%s is acknowledged though nothing was kept", c.name)
		}
	}
}

// TestTheRealBotRejectsEdits, of questions that become too long or are too many: the
// answer stands, and the reason is told for each edit.
func TestTheRealBotRejectsEdits(t *testing.T) {
	for name, c := range map[string]struct {
		limits inbox.Limits
		text   string
		says   string
	}{
		"too long": {inbox.Limits{}, strings.Repeat("x y ", 5000), "longer than I read"},
		"too many": {inbox.Limits{PerAsker: 1}, "And the rent?", "more than I may answer"},
	} {
		t.Run(name, func(t *testing.T) {
			f := serving(t, func(m bot.Messenger) *inbox.Service {
				return realbot.Start(t, platformName, m, func(o *inbox.Options) { o.Limits = c.limits })
			})
			w := &world{fake: f, t: t}
			const ts = "1700000001.000100"
			f.sockets.deliver("E1", kindEvents, callbackOf(mention("C1", ts, realbot.Question)))
			f.answerIn(t, ts)
			message := func(text string) map[string]any {
				return map[string]any{"type": "message", "user": "U1", "ts": ts, "text": "<@" + botUser + "> " + text}
			}
			for n := range 2 {
				edit := callbackOf(map[string]any{"type": "message", "subtype": "message_changed", "channel": "C1", "channel_type": "channel", "ts": "1700000002.000100",
					"message": message(c.text + strings.Repeat("?", n)), "previous_message": message(realbot.Question)})
				for range 2 { // again, as when an acknowledgement gets lost
					if _, ok := w.overSocket(kindEvents, edit); !ok {
						t.Error("the edit isn't acknowledged")
					}
				}
				realbot.Await(t, "the reason", func() bool { return len(w.told()) == n+1 })
				if told := w.told()[n]; !strings.Contains(told, c.says) {
					t.Errorf("told is %q", told)
				}
			}
			if m := f.answerIn(t, ts); m.user == "" && !strings.Contains(m.text, realbot.Answer) {
				t.Errorf("the answer became %q", m.text)
			}
		})
	}
}
