package slack

import (
	"encoding/json"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

func mustJSON(t testing.TB, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (w *world) interact(payload map[string]any) any {
	w.t.Helper()
	body, err := w.dispatch(payload)
	if err != nil {
		w.t.Fatal(err)
	}
	w.slack.Wait()
	return body
}

// dispatch is interact for several at once: it waits for nothing.
func (w *world) dispatch(payload map[string]any) (any, error) {
	payload["team"], payload["user"] = map[string]any{"id": team}, map[string]any{"id": "U1"}
	return w.slack.dispatchPayload(w.t.Context(), kindInteractive, mustJSON(w.t, payload))
}

// clickOn is what Slack sends of a click on a button.
func clickOn(action, channel, v string) map[string]any {
	return map[string]any{
		"type": "block_actions", "trigger_id": "1.2.x", "channel": map[string]any{"id": channel},
		"actions": []any{map[string]any{"action_id": action + ":x", "value": v, "type": "button"}},
	}
}

func (w *world) click(action, channel, v string, more ...any) {
	w.t.Helper()
	payload := clickOn(action, channel, v)
	for i := 0; i+1 < len(more); i += 2 {
		payload[more[i].(string)] = more[i+1]
	}
	w.interact(payload)
}

// buttonValue finds the value of the last button of an action on any message.
func (w *world) buttonValue(action string) (found string) {
	w.t.Helper()
	w.fake.mu.Lock()
	defer w.fake.mu.Unlock()
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			if id, _ := v["action_id"].(string); strings.HasPrefix(id, action) && v["value"] != nil {
				found = v["value"].(string)
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	for _, m := range w.messages {
		var blocks any
		_ = json.Unmarshal(m.blocks, &blocks)
		walk(blocks)
	}
	if found == "" {
		w.t.Fatalf("no button for %s", action)
	}
	return found
}

func (w *world) view(n int) string {
	w.t.Helper()
	w.fake.mu.Lock()
	defer w.fake.mu.Unlock()
	if len(w.views) != n {
		w.t.Fatalf("%d windows were shown, want %d", len(w.views), n)
	}
	return string(w.views[n-1])
}

// restart puts a new adapter in the place of the old one.
func (w *world) restart() {
	s, err := New(w.options())
	if err != nil {
		w.t.Fatal(err)
	}
	s.Use(w.Service)
	if err := s.Identify(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	w.slack = s
}

func TestButtonsWorkAfterARestart(t *testing.T) {
	w := newWorld(t)
	if err := w.event(mention("C1", "1700000001.000100", "Lease?")); err != nil {
		t.Fatal(err)
	}
	w.Texts()
	w.restart()
	w.click(actionContext, "C1", w.buttonValue(actionContext))
	for _, want := range []string{"What comes before.", "What comes after. …", `"bold":true`, "The lease ends on 30 June 2027."} {
		if v := w.view(1); !strings.Contains(v, want) {
			t.Errorf("the context lacks %q: %s", want, v)
		}
	}
	w.click(actionMore, "C1", w.buttonValue(actionMore))
	if v := w.view(2); !strings.Contains(v, "[2] ") || !strings.Contains(v, "Next page") {
		t.Errorf("more sources: %s", v)
	}
	w.click(actionMore, "", packValue("R1", 1), "view", map[string]any{"id": "V1", "private_metadata": "C1|R1"})
	if v := w.view(3); !strings.Contains(v, "[3] ") || !strings.Contains(v, "Previous page") || strings.Contains(v, "Next page") {
		t.Errorf("the next page: %s", v)
	}
}

func TestThumbs(t *testing.T) {
	w := newWorld(t)
	w.click(actionRate, "C1", packValue("R1", bot.Up))
	w.click(actionRate, "C1", packValue("R1", bot.Down))
	form := w.view(1)
	var sent struct {
		View struct {
			Metadata string `json:"private_metadata"`
		} `json:"view"`
	}
	if err := json.Unmarshal([]byte(form), &sent); err != nil {
		t.Fatal(err)
	}
	w.restart()
	w.interact(map[string]any{"type": "view_submission", "view": map[string]any{
		"id": "V1", "callback_id": callbackComment, "private_metadata": sent.View.Metadata,
		"state": map[string]any{"values": map[string]any{inputComment: map[string]any{inputComment: map[string]any{"value": "The date is wrong."}}}},
	}})
	if len(w.Ratings) != 3 || w.Ratings[0].Vote != bot.Up || w.Ratings[1].Vote != bot.Down || w.Ratings[2].Comment != "The date is wrong." {
		t.Errorf("ratings %+v", w.Ratings)
	}
	for _, r := range w.Ratings {
		if r.Request != "R1" || r.Asker != "slack/T0TEAM/U1" {
			t.Errorf("rating of %s for %s", r.Asker, r.Request)
		}
	}
}

func (w *world) command(text, channel string) string {
	w.t.Helper()
	body, err := w.slack.dispatchPayload(w.t.Context(), kindCommand, mustJSON(w.t, map[string]any{
		"command": "/ask", "text": text, "team_id": team, "channel_id": channel, "user_id": "U1", "trigger_id": "1.2.x",
		"response_url": w.URL + "/response/U1", "is_enterprise_install": "false",
	}))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(mustJSON(w.t, body))
}

func TestAskIsForTheAskerUntilShared(t *testing.T) {
	w := newWorld(t)
	if body := w.command("When does the &lt;lease&gt; end?", "C1"); !strings.Contains(body, "ephemeral") || !strings.Contains(body, "Looking in the documents") {
		t.Errorf("acknowledged with %s", body)
	}
	if got := w.Texts(); len(got) != 1 || got[0] != "When does the <lease> end?" {
		t.Fatalf("submitted %q", got)
	}
	if r := w.Last(t); !r.Place.Direct || r.Place.Channel != "C1" {
		t.Errorf("the place is %+v", r.Place)
	}
	if told := w.told(); len(told) != 1 || !strings.Contains(told[0], "The lease ends on 30 June 2027.") {
		t.Fatalf("the asker sees %q", told)
	}
	share := w.buttonValue(actionShare)
	w.restart()
	for range 2 { // a nervous finger
		w.click(actionShare, "C1", share)
	}
	public := 0
	for _, m := range w.messages {
		if m.user == "" {
			public++
			if !strings.Contains(m.text, "When does the") || m.channel != "C1" {
				t.Errorf("shared %q in %s", m.text, m.channel)
			}
		}
	}
	if public != 1 {
		t.Errorf("%d messages are public, want 1", public)
	}
	if body := w.command("  ", "C1"); !strings.Contains(body, "Ask the documents a question") {
		t.Errorf("an empty /ask says %s", body)
	}
	w.external = map[string]bool{"C9": true}
	if body := w.command("Lease?", "C9"); !strings.Contains(body, "other organisations") || len(w.Texts()) != 1 {
		t.Errorf("in a shared channel: %s", body)
	}
}

func TestFindSourcesChecksAMessage(t *testing.T) {
	w := newWorld(t)
	w.Answer = func(r bot.Request) []*bot.Reply {
		return []*bot.Reply{{Request: r.ID, Kind: bot.Verify, Final: true, Claims: []bot.Claim{{Text: r.Text, Supporting: []bot.Citation{contract.Cited(1)}}}}}
	}
	w.interact(map[string]any{
		"type": "message_action", "callback_id": callbackFind, "action_ts": "1700000005.1", "trigger_id": "1.2.x", "response_url": w.URL + "/response/U1",
		"channel": map[string]any{"id": "C1"}, "message": map[string]any{"type": "message", "user": "U2", "ts": "1700000001.000100", "text": "The lease ends in <https://x.example|June>."},
	})
	if got := w.Texts(); len(got) != 1 || got[0] != "The lease ends in June." || w.Last(t).Kind != bot.Verify {
		t.Fatalf("submitted %q", got)
	}
	if told := w.told(); len(told) != 1 || !strings.Contains(told[0], "Supported") {
		t.Errorf("the asker sees %q", told)
	}
}

func TestUnknownClicksAreNothing(t *testing.T) {
	w := newWorld(t)
	w.click("somebody_elses", "C1", "x")
	for _, kind := range []string{"shortcut", "view_closed", "block_suggestion", "hologram"} {
		w.interact(map[string]any{"type": kind, "callback_id": callbackFind})
	}
	if len(w.views) != 0 || len(w.messages) != 0 || len(w.Texts()) != 0 {
		t.Error("something came of it")
	}
	for _, kind := range []string{kindEvents, kindCommand, kindInteractive, "hologram"} {
		if _, err := w.slack.dispatchPayload(t.Context(), kind, []byte(`[1`)); err != nil {
			t.Errorf("%s that can't be read isn't acknowledged: %v", kind, err)
		}
	}
}
