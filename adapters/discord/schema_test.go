package discord

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
	"footnote/bot/wording"
)

func nodeFolder(t *testing.T) string {
	return contract.NodeFolder(t, "FOOTNOTE_DISCORD_NODE", "discord")
}

func loadSchemas(t *testing.T) *contract.Schemas {
	t.Helper()
	return contract.LoadSchemas(t, filepath.Join(nodeFolder(t), "schemas.json"))
}

// definition names the published type of a call's body.
func (c call) definition() string {
	switch {
	case strings.HasSuffix(c.path, "/callback"):
		return "RESTPostAPIInteractionCallbackJSONBody"
	case strings.HasSuffix(c.path, "/commands"):
		return "Commands"
	case strings.HasSuffix(c.path, "/threads"):
		return "RESTPostAPIChannelMessagesThreadsJSONBody"
	case strings.HasPrefix(c.path, "users/@me/channels"):
		return "RESTPostAPICurrentUserCreateDMChannelJSONBody"
	case c.method == "PATCH":
		return "Edit"
	case strings.HasPrefix(c.path, "webhooks/"):
		return "RESTPostAPIWebhookWithTokenJSONBody"
	}
	return "RESTPostAPIChannelMessageJSONBody"
}

// TestPayloadsAreWhatPublishedTypesSay does what the adapter can do and holds
// each body against the types of discord-api-types.
func TestPayloadsAreWhatPublishedTypesSay(t *testing.T) {
	s := loadSchemas(t)
	seen := make(map[string]bool)
	for _, c := range everything(t) {
		if len(c.body) == 0 || c.method == "GET" || c.method == "DELETE" {
			continue
		}
		var v any
		if err := json.Unmarshal(c.body, &v); err != nil {
			t.Fatal(err)
		}
		seen[c.definition()] = true
		for _, v := range flagByFlag(v) {
			if err := s.Check(c.definition(), v); err != nil {
				t.Errorf("%s %s: %.1500v\n%.800s", c.method, c.path, err, c.body)
			}
		}
	}
	if len(seen) < 7 {
		t.Errorf("only these were checked: %v", seen)
	}
}

// everything returns the calls of all that the adapter does.
func everything(t *testing.T) []call {
	t.Helper()
	f, s := newFake(t), contract.NewService()
	s.TitleCount = 3
	d := start(t, f, s, func(o *Options) { o.Threads = []string{"*"} })
	s.Requests["R1"] = bot.Request{ID: "R1"}
	if _, err := d.Register(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	for i, in := range []json.RawMessage{
		ask(1, ""), ask(2, `,{"name":"private","type":5,"value":true}`),
		interact(3, 2, `{"name":"sources","type":1}`),
		interact(4, 4, `{"name":"sources","type":1,"options":[{"name":"title","value":"x","focused":true}]}`),
		interact(5, 3, `{"custom_id":"footnote|context|R1|0","component_type":3,"values":["1"]}`),
		interact(6, 3, `{"custom_id":"footnote|more|R1|0","component_type":2}`),
		interact(7, 3, `{"custom_id":"footnote|share|R1|","component_type":2}`),
		interact(8, 3, `{"custom_id":"footnote|rate|R1|down","component_type":2}`),
		interact(9, 2, `{"name":"old","type":1}`),
	} {
		if i == 0 {
			s.Answer = func(r bot.Request) []*bot.Reply {
				return []*bot.Reply{contract.HostileReply(r.ID), contract.Huge(r.ID)}
			}
		}
		over(t, d, s, in)
	}
	var m struct{ D json.RawMessage }
	_ = json.Unmarshal([]byte(asked), &m)
	if err := d.onMessage(t.Context(), m.D); err != nil {
		t.Fatal(err)
	}
	s.Work.Wait()
	if _, err := d.directChannel(t.Context(), person); err != nil {
		t.Fatal(err)
	}
	return f.calls
}

// flagByFlag returns a body once for each of its flags: the types have one at a
// time.
func flagByFlag(v any) []any {
	body, _ := v.(map[string]any)
	flags, ok := body["flags"].(float64)
	if data, inside := body["data"].(map[string]any); inside && !ok {
		var list []any
		for _, one := range flagByFlag(data) {
			outer := maps.Clone(body)
			outer["data"] = one
			list = append(list, outer)
		}
		return list
	}
	if !ok {
		return []any{v}
	}
	var list []any
	for bit := 1; bit <= int(flags); bit <<= 1 {
		if int(flags)&bit != 0 {
			one := maps.Clone(body)
			one["flags"] = float64(bit)
			list = append(list, one)
		}
	}
	return list
}

// TestSchemasRefuseFormsThatAreWrong: the type of forms knows labels, and what belongs into
// them.
func TestSchemasRefuseFormsThatAreWrong(t *testing.T) {
	s := loadSchemas(t)
	form := func(change func(label map[string]any)) any {
		var v map[string]any
		if err := json.Unmarshal(mustJSON(t, commentForm(wording.In(""), "R1")), &v); err != nil {
			t.Fatal(err)
		}
		change(v["data"].(map[string]any)["components"].([]any)[0].(map[string]any))
		return v
	}
	if err := s.Check("RESTPostAPIInteractionCallbackJSONBody", form(func(map[string]any) {})); err != nil {
		t.Errorf("the form as it is: %v", err)
	}
	for name, change := range map[string]func(map[string]any){
		"a label without a field": func(l map[string]any) { delete(l, "component") },
		"a label without text":    func(l map[string]any) { delete(l, "label") },
		"a button in a label":     func(l map[string]any) { l["component"].(map[string]any)["type"] = 2 },
		"a field without an id":   func(l map[string]any) { delete(l["component"].(map[string]any), "custom_id") },
	} {
		if s.Check("RESTPostAPIInteractionCallbackJSONBody", form(change)) == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
