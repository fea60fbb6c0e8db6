package slack

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestWhatProgramsWriteIsRead(t *testing.T) {
	for name, c := range map[string]struct{ text, blocks, attachments, want string }{
		"a section":        {"", `[{"type":"section","text":{"type":"mrkdwn","text":"Leave lasts *18 weeks*."}},{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"OK"}}]}]`, "", "Leave lasts 18 weeks."},
		"text for notices": {"News", `[{"type":"header","text":{"type":"plain_text","text":"Leave"}},{"type":"context","elements":[{"type":"mrkdwn","text":"It lasts."},{"type":"image","alt_text":"x"}]},{"type":"section","fields":[{"type":"mrkdwn","text":"a"},{"type":"plain_text","text":"b"}]}]`, "", "Leave\nIt lasts.\na\nb"},
		"a container":      {"", `[{"type":"container","title":{"type":"plain_text","text":"T"},"child_blocks":[{"type":"markdown","text":"inside"}]}]`, "", "T\ninside"},
		"a table":          {"", `[{"type":"table","rows":[[{"type":"raw_text","text":"a"},{"type":"raw_text","text":"b"}]]}]`, "", "a\tb"},
		"an attachment":    {"See:", "", `[{"title":"Leave","text":"It lasts <https://a.example|18 weeks>.","fields":[{"title":"Who","value":"all"}],"fallback":"no"}]`, "See:\nLeave\nIt lasts 18 weeks.\nWho: all"},
		"only a fallback":  {"", "", `[{"fallback":"It lasts."}]`, "It lasts."},
		"a person's text":  {"plain", `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"rich"}]}]}]`, "", "rich"},
		"odd shapes":       {"plain", `[{"type":"section","text":7},{"type":"hologram","text":{"type":"mrkdwn","text":"seen"}}]`, `7`, "seen"},
		"nothing":          {"", "", "", ""},
	} {
		e := event{Text: c.text, Blocks: json.RawMessage(c.blocks), Attachments: json.RawMessage(c.attachments)}
		if got := e.shownText(); got != c.want {
			t.Errorf("%s says %q, want %q", name, got, c.want)
		}
	}
}

// TestWorkflowsMayAsk: a workflow that mentions the bot is answered, but not again in
// the thread of the answer; its other messages aren't heard, nor are the bot's own.
func TestWorkflowsMayAsk(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Follow = []string{"*"} })
	workflow := func(ts, thread, text string, more ...any) {
		t.Helper()
		e := map[string]any{"type": "message", "subtype": "bot_message", "bot_id": "B7", "channel": "C1", "channel_type": "channel", "ts": ts, "text": text}
		if thread != "" {
			e["thread_ts"] = thread
		}
		for i := 0; i+1 < len(more); i += 2 {
			e[more[i].(string)] = more[i+1]
		}
		if err := w.event(e); err != nil {
			t.Fatal(err)
		}
		w.Texts()
	}
	const at = "<@" + botUser + "> "
	workflow("1700000001.000100", "", "A new request has come in.")
	workflow("1700000002.000100", "", at+"When does the lease end?")
	workflow("1700000003.000100", "1700000002.000100", at+"Thank you!")
	workflow("1700000004.000100", "", at+"I am the bot.", "user", botUser)
	if got := w.Texts(); !slices.Equal(got, []string{"When does the lease end?"}) {
		t.Errorf("asked are %q", got)
	}
}

// TestSharedOnceAtTheSameTime clicks from two clients at once.
func TestSharedOnceAtTheSameTime(t *testing.T) {
	w := newWorld(t)
	w.command("When does the lease end?", "C1")
	w.Texts()
	share := w.buttonValue(actionShare)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := w.dispatch(clickOn(actionShare, "C1", share)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	w.slack.Wait()
	public, told := 0, 0
	for _, m := range w.messages {
		switch {
		case m.user == "":
			public++
		case strings.Contains(m.text, "shared already"):
			told++
		}
	}
	if public != 1 || told != 7 {
		t.Errorf("%d messages are public, %d askers are told", public, told)
	}
}
