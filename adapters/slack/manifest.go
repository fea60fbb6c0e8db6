package slack

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
)

// ManifestOptions choose between the ways in and the generations of the pane.
type ManifestOptions struct {
	// URL, if set, is where Slack reaches [Slack.Handler]; else Socket Mode is
	// used.
	URL string
	// Assistant asks for the assistant view, which only apps from before mid-2026 can
	// have, instead of the agent view.
	Assistant bool
	// Organisation lets an organisation install the app for several of its workspaces.
	Organisation bool
}

// scopes are the rights that the bot asks for, each with its purpose.
var scopes = map[string]string{
	"app_mentions:read": "hear mentions",
	"assistant:write":   "sessions, status, title and suggested prompts of the pane",
	"channels:history":  "follow its threads, see edits, find its own answers after a restart",
	"channels:read":     "tell channels that are shared with other organisations",
	"chat:write":        "answer",
	"commands":          "/ask and Find sources",
	"groups:history":    "as channels:history, in private channels",
	"groups:read":       "as channels:read, in private channels",
	"im:history":        "hear direct messages",
	"mpim:history":      "hear group messages",
	"mpim:read":         "as channels:read, in group messages",
}

// optionalScopes are further rights. Without one the bot lacks what it is for.
var optionalScopes = map[string]string{
	"canvases:write":   "canvases for replies that do not fit one message",
	"files:read":       "files in messages",
	"im:read":          "direct messages that came while the bot was down for long",
	"usergroups:read":  "access rules that name user groups",
	"users:read":       "names of people who are mentioned inside of a question, and access rules that close to guests",
	"users:read.email": "access rules that name people, and one list of questions here and on the page",
}

// events are the events that Slack sends to the bot.
var events = []string{
	"app_home_opened", "app_mention",
	"message.channels", "message.groups", "message.im", "message.mpim",
	uninstalledEvent, revokedEvent,
}

// Events that say that a token may be refused from now on.
const (
	uninstalledEvent = "app_uninstalled"
	revokedEvent     = "tokens_revoked"
)

// Events of one generation of the pane only. Without agentEvent its sessions have no stop
// button, without contextEvent messages don't tell what their authors have in view.
const (
	contextEvent   = "app_context_changed"
	agentEvent     = "agent_session_stopped"
	assistantEvent = "assistant_thread_started"
)

// allScopes returns the scopes and the optional ones, in order.
func allScopes() []string {
	return slices.Sorted(func(yield func(string) bool) {
		for _, list := range []map[string]string{scopes, optionalScopes} {
			for scope := range list {
				if !yield(scope) {
					return
				}
			}
		}
	})
}

// Manifest returns the app manifest, as JSON: what to paste into
// https://api.slack.com/apps?new_app=1.
func Manifest(o ManifestOptions) ([]byte, error) {
	if o.URL != "" {
		u, err := url.Parse(o.URL)
		if err != nil || u.Scheme != "https" || u.Host == "" {
			return nil, fmt.Errorf("Slack can't reach %q (give the https address under which it reaches this program, such as https://bot.example.com%s)", o.URL, Path)
		}
	}
	heard := append(slices.Clone(events), agentEvent, contextEvent)
	if o.Assistant {
		heard = append(slices.Clone(events), assistantEvent)
	}
	slices.Sort(heard)
	command := map[string]any{"command": "/ask", "description": "Ask the documents", "usage_hint": "When does the lease end?", "should_escape": false}
	settings := map[string]any{
		"interactivity":          map[string]any{"is_enabled": true},
		"event_subscriptions":    map[string]any{"bot_events": heard},
		"org_deploy_enabled":     o.Organisation,
		"socket_mode_enabled":    o.URL == "",
		"token_rotation_enabled": false,
	}
	if o.URL != "" {
		command["url"] = o.URL
		settings["interactivity"].(map[string]any)["request_url"] = o.URL
		settings["event_subscriptions"].(map[string]any)["request_url"] = o.URL
	}
	const purpose = "Answers questions about your documents with verbatim, cited excerpts."
	features := map[string]any{
		"app_home":       map[string]any{"home_tab_enabled": true, "messages_tab_enabled": true, "messages_tab_read_only_enabled": false},
		"bot_user":       map[string]any{"display_name": "footnote", "always_online": true},
		"shortcuts":      []any{map[string]any{"name": "Find sources", "type": "message", "callback_id": callbackFind, "description": "Check a message against the documents"}},
		"slash_commands": []any{command},
	}
	if o.Assistant {
		features["assistant_view"] = map[string]any{"assistant_description": purpose}
	} else {
		features["agent_view"] = map[string]any{"agent_description": purpose}
	}
	manifest, err := json.MarshalIndent(map[string]any{
		"display_information": map[string]any{"name": "Footnote", "description": purpose},
		"features":            features,
		"oauth_config":        map[string]any{"scopes": map[string]any{"bot": allScopes()}},
		"settings":            settings,
	}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the manifest: %w", err)
	}
	return append(manifest, '\n'), nil
}
