package slack

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

// called returns the arguments of the calls of a method.
func (f *fake) called(method string) (list []url.Values) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range f.calls {
		if c.method == method {
			list = append(list, c.values)
		}
	}
	return list
}

// askForAll has an endless answer come to a question in a channel.
func askForAll(w *world, channel, ts string) {
	w.t.Helper()
	w.Answer = func(r bot.Request) []*bot.Reply { return []*bot.Reply{contract.Huge(r.ID)} }
	m := mention(channel, ts, "Tell me all.")
	m["type"] = "message"
	if err := w.event(m); err != nil {
		w.t.Fatal(err)
	}
	w.Texts()
}

// TestALongReplyIsOneMessageWithACanvas, which those may read who read the conversation.
func TestALongReplyIsOneMessageWithACanvas(t *testing.T) {
	for channel, readers := range map[string][2]string{"C1": {`["C1"]`, ""}, "D1": {"", `["U1"]`}} {
		w := newWorld(t)
		w.canvas = true
		askForAll(w, channel, "1600000001.000100")
		if len(w.messages) != 1 || len(w.messages[0].problems) > 0 {
			t.Fatalf("in %s there are %d messages", channel, len(w.messages))
		}
		blocks := string(w.messages[0].blocks)
		if !strings.Contains(blocks, "https://team.slack.example/docs/T0TEAM/F0CANVAS") || !strings.Contains(blocks, "Whole answer") || !strings.Contains(blocks, "An unbroken tale") || !strings.Contains(blocks, actionMore) {
			t.Errorf("in %s the message is %s", channel, blocks)
		}
		made, access := w.called("canvases.create"), w.called("canvases.access.set")
		if len(made) != 1 || len(access) != 1 || access[0].Get("channel_ids") != readers[0] || access[0].Get("user_ids") != readers[1] || access[0].Get("access_level") != "read" {
			t.Fatalf("in %s canvases are made by %v, opened by %v", channel, made, access)
		}
		var whole struct{ Markdown string }
		if err := json.Unmarshal([]byte(made[0].Get("document_content")), &whole); err != nil || !strings.Contains(whole.Markdown, "End 29.") || made[0].Get("title") != "Tell me all." {
			t.Errorf("the canvas %q says %s (%v)", made[0].Get("title"), whole.Markdown, err)
		}
		r := w.Last(t)
		if w.Deliver(r); w.count("canvases.create") != 1 || len(w.messages) != 1 {
			t.Errorf("delivered again, there are %d canvases and %d messages", w.count("canvases.create"), len(w.messages))
		}
	}
}

// TestALongReplyIsWholeWithoutACanvas: without the scope Slack is asked once, and a canvas that
// nobody may read is deleted.
func TestALongReplyIsWholeWithoutACanvas(t *testing.T) {
	w := newWorld(t)
	askForAll(w, "C1", "1700000001.000100")
	askForAll(w, "C2", "1700000002.000100")
	if w.count("canvases.create") != 1 || len(w.messages) < 4 {
		t.Errorf("%d canvases were tried for %d messages", w.count("canvases.create"), len(w.messages))
	}
	w = newWorld(t)
	w.canvas = true
	w.fail("canvases.access.set", refused("channel_not_found"))
	askForAll(w, "C1", "1700000001.000100")
	if w.count("canvases.delete") != 1 || len(w.messages) < 2 {
		t.Errorf("%d canvases were deleted, %d messages stand", w.count("canvases.delete"), len(w.messages))
	}
	askForAll(w, "C2", "1700000002.000100") // there Slack takes it
	if w.count("canvases.create") != 2 {
		t.Errorf("%d canvases were made", w.count("canvases.create"))
	}
}
