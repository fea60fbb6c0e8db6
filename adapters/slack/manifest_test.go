package slack

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestManifestAsksForWhatIsUsed: scopes by Slack's documentation of the
// methods and events that the adapter uses, and no others.
func TestManifestAsksForWhatIsUsed(t *testing.T) {
	methods := map[string][]string{
		"agents.sessions.setStatus":   {"assistant:write", "chat:write"},
		"assistant.threads.setStatus": {"assistant:write"}, "assistant.threads.setSuggestedPrompts": {"assistant:write"}, "assistant.threads.setTitle": {"assistant:write"},
		"chat.appendStream": {"chat:write"}, "chat.delete": {"chat:write"}, "chat.postEphemeral": {"chat:write"}, "chat.postMessage": {"chat:write"},
		"chat.startStream": {"chat:write"}, "chat.stopStream": {"chat:write"}, "chat.update": {"chat:write"},
		"canvases.access.set": {"canvases:write"}, "canvases.create": {"canvases:write"}, "canvases.delete": {"canvases:write"},
		"conversations.history": {"im:history"}, // outside of threads there are only direct messages
		"conversations.info":    {"channels:read", "groups:read", "mpim:read"},
		"conversations.replies": {"channels:history", "groups:history", "im:history", "mpim:history"},
		"conversations.members": {"channels:read", "groups:read", "mpim:read"},
		"usergroups.list":       {"usergroups:read"},
		"users.conversations":   {"channels:read", "groups:read", "im:read", "mpim:read"},
		"users.info":            {"users:read", "users:read.email"},
		"users.list":            {"users:read"},
		"auth.teams.list":       nil,
		"views.open":            nil, "views.publish": nil, "views.push": nil, "views.update": nil,
	}
	heard := map[string]string{
		uninstalledEvent: "", revokedEvent: "", "app_home_opened": "", "app_mention": "app_mentions:read", assistantEvent: "assistant:write", agentEvent: "assistant:write", contextEvent: "",
		"message.channels": "channels:history", "message.groups": "groups:history", "message.im": "im:history", "message.mpim": "mpim:history",
	}
	needed := map[string]bool{"commands": true, "files:read": true}
	for method := range definitions {
		list, ok := methods[method]
		if !ok {
			t.Errorf("which scopes does %s need?", method)
		}
		for _, s := range list {
			needed[s] = true
		}
	}
	for _, e := range append(slices.Clone(events), assistantEvent, agentEvent, contextEvent) {
		scope, ok := heard[e]
		if !ok {
			t.Errorf("which scope does %s need?", e)
		}
		if scope != "" {
			needed[scope] = true
		}
	}
	if got, want := allScopes(), slices.Sorted(maps.Keys(needed)); !slices.Equal(got, want) {
		t.Errorf("the manifest asks for %v, needed are %v", got, want)
	}
}

func TestManifest(t *testing.T) {
	const at = "https://bot.example.com/slack"
	for _, o := range []ManifestOptions{{}, {URL: at}, {Assistant: true}, {Organisation: true}} {
		data, err := Manifest(o)
		if err != nil {
			t.Fatal(err)
		}
		var m struct {
			Features map[string]any
			Settings struct {
				Socket        bool `json:"socket_mode_enabled"`
				Organisation  bool `json:"org_deploy_enabled"`
				Interactivity map[string]any
				Events        map[string]any `json:"event_subscriptions"`
			}
		}
		if err := json.Unmarshal(data, &m); err != nil {
			t.Fatal(err)
		}
		if heard := fmt.Sprint(m.Settings.Events["bot_events"]); strings.Contains(heard, agentEvent) == o.Assistant || strings.Contains(heard, assistantEvent) != o.Assistant {
			t.Errorf("%+v: Slack sends %s", o, heard)
		}
		if m.Settings.Organisation != o.Organisation || strings.Contains(fmt.Sprint(m.Settings.Events["bot_events"]), contextEvent) == o.Assistant {
			t.Errorf("%+v: %s", o, data)
		}
		if m.Settings.Socket != (o.URL == "") || strings.Count(string(data), at) != 3*len(o.URL)/len(at) {
			t.Errorf("%+v: %s", o, data)
		}
		if _, agent := m.Features["agent_view"]; agent == o.Assistant {
			t.Errorf("%+v: agent view %v", o, agent)
		}
	}
	for _, wrong := range []string{"http://bot.example.com/slack", "bot.example.com", "https://", "::"} {
		if _, err := Manifest(ManifestOptions{URL: wrong}); err == nil {
			t.Errorf("%s is taken", wrong)
		}
	}
}

// TestManifestIsWhatSlacksTypesSay holds the manifests against the published type. That
// lacks an event and two scopes, which Slack documents: agent_session_stopped,
// assistant:write and canvases:write.
func TestManifestIsWhatSlacksTypesSay(t *testing.T) {
	s := loadSchemas(t)
	for _, o := range []ManifestOptions{{}, {URL: "https://bot.example.com/slack"}, {Assistant: true}, {Organisation: true}} {
		data, err := Manifest(o)
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		known := strings.NewReplacer(`"`+agentEvent+`",`, "", `"assistant:write",`, "", `"canvases:write",`, "").Replace(string(data))
		if err := json.Unmarshal([]byte(known), &m); err != nil {
			t.Fatal(err)
		}
		if err := s.Check("AppsManifestValidateArguments", map[string]any{"manifest": m}); err != nil {
			t.Errorf("%+v: %v", o, err)
		}
	}
}
