package slack

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

func nodeFolder(t *testing.T) string { return contract.NodeFolder(t, "FOOTNOTE_SLACK_NODE", "slack") }

func loadSchemas(t *testing.T) *contract.Schemas {
	t.Helper()
	return contract.LoadSchemas(t, filepath.Join(nodeFolder(t), "schemas.json"))
}

// definitions are Slack's types for the arguments of the methods.
var definitions = map[string]string{
	"agents.sessions.setStatus":             "AgentsSessionsSetStatusArguments",
	"auth.teams.list":                       "AuthTeamsListArguments",
	"assistant.threads.setStatus":           "AssistantThreadsSetStatusArguments",
	"assistant.threads.setSuggestedPrompts": "AssistantThreadsSetSuggestedPromptsArguments",
	"assistant.threads.setTitle":            "AssistantThreadsSetTitleArguments",
	"canvases.access.set":                   "CanvasesAccessSetArguments",
	"canvases.create":                       "CanvasesCreateArguments",
	"canvases.delete":                       "CanvasesDeleteArguments",
	"chat.appendStream":                     "ChatAppendStreamArguments",
	"chat.delete":                           "ChatDeleteArguments",
	"chat.postEphemeral":                    "ChatPostEphemeralArguments",
	"chat.postMessage":                      "ChatPostMessageArguments",
	"chat.startStream":                      "ChatStartStreamArguments",
	"chat.stopStream":                       "ChatStopStreamArguments",
	"chat.update":                           "ChatUpdateArguments",
	"conversations.history":                 "ConversationsHistoryArguments",
	"conversations.info":                    "ConversationsInfoArguments",
	"conversations.replies":                 "ConversationsRepliesArguments",
	"conversations.members":                 "ConversationsMembersArguments",
	"usergroups.list":                       "UsergroupsListArguments",
	"users.conversations":                   "UsersConversationsArguments",
	"users.info":                            "UsersInfoArguments",
	"users.list":                            "UsersListArguments",
	"views.open":                            "ViewsOpenArguments",
	"views.publish":                         "ViewsPublishArguments",
	"views.push":                            "ViewsPushArguments",
	"views.update":                          "ViewsUpdateArguments",
}

// chunkTypes are the types of what is streamed.
var chunkTypes = map[string]string{"markdown_text": "MarkdownTextChunk", "plan_update": "PlanUpdateChunk", "task_update": "TaskUpdateChunk"}

// arguments returns what a call sends as the types have it: forms carry text
// only, with JSON in some fields.
func (c call) arguments() (map[string]any, error) {
	args := make(map[string]any)
	if c.body != nil {
		err := json.Unmarshal(c.body, &args)
		return args, err
	}
	for name := range c.values {
		v := c.values.Get(name)
		switch name {
		case "token":
		case "blocks", "chunks", "metadata", "prompts", "view", "limit", "unfurl_links", "unfurl_media", "include_all_metadata", "include_locale", "include_users", "exclude_archived", "include_num_members", "inclusive", "link_names",
			"document_content", "channel_ids", "user_ids":
			if v == "0" || v == "1" && name != "limit" { // how forms write false and true
				v = map[string]string{"0": "false", "1": "true"}[v]
			}
			var parsed any
			if err := json.Unmarshal([]byte(v), &parsed); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			args[name] = parsed
		default:
			args[name] = v
		}
	}
	return args, nil
}

// TestPayloadsAreWhatSlacksTypesSay does all that the adapter can do and holds
// each call against Slack's published types.
func TestPayloadsAreWhatSlacksTypesSay(t *testing.T) {
	s := loadSchemas(t)
	seen, chunked := make(map[string]bool), make(map[string]bool)
	for _, calls := range [][]call{everything(t), contractCalls(t)} {
		for _, c := range calls {
			args, err := c.arguments()
			if err != nil {
				t.Errorf("%s: %v", c.method, err)
				continue
			}
			if definition, ok := definitions[c.method]; ok {
				seen[c.method] = true
				if err := s.Check(definition, args); err != nil {
					t.Errorf("%s: %v\n%.600s", c.method, err, mustJSON(t, args))
				}
			} else if c.method != "auth.test" && c.method != "apps.connections.open" && c.method != "response_url" {
				t.Errorf("%s is checked against nothing", c.method)
			}
			chunks, _ := args["chunks"].([]any) // which may be any by the types
			for _, one := range chunks {
				kind, _ := one.(map[string]any)["type"].(string)
				definition := chunkTypes[kind]
				chunked[kind] = true
				if err := s.Check(definition, one); err != nil {
					t.Errorf("%s: a chunk of type %q: %v", c.method, kind, err)
				}
			}
			// The types allow any block beside those known; we send known ones.
			view, _ := args["view"].(map[string]any)
			for _, blocks := range []any{args["blocks"], view["blocks"]} {
				list, _ := blocks.([]any)
				for _, b := range list {
					if err := s.Check("KnownBlock", b); err != nil {
						t.Errorf("%s: %v\n%.600s", c.method, err, mustJSON(t, b))
					}
				}
			}
		}
	}
	for kind := range chunkTypes {
		if !chunked[kind] {
			t.Errorf("no chunk of type %s was streamed", kind)
		}
	}
	for method := range definitions {
		if !seen[method] {
			t.Errorf("%s was never called", method)
		}
	}
}

func TestSchemasRefuseWhatIsWrong(t *testing.T) {
	s := loadSchemas(t)
	for definition, wrong := range map[string]string{
		"KnownBlock":               `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text"}]}]}`,
		"ChatUpdateArguments":      `{"channel":"C1","text":"x"}`,
		"ViewsOpenArguments":       `{"trigger_id":"1","view":{"type":"modal","blocks":[]}}`,
		"ChatStartStreamArguments": `{"channel":"C1"}`,
	} {
		var v any
		if err := json.Unmarshal([]byte(wrong), &v); err != nil {
			t.Fatal(err)
		}
		if s.Check(definition, v) == nil {
			t.Errorf("%s takes %s", definition, wrong)
		}
	}
}

// everything walks through all that people can do.
func everything(t *testing.T) []call {
	w := newWorld(t, func(o *Options) {
		o.Follow, o.Link = []string{"*"}, func(_ string, c bot.Citation) string { return contract.Linked(c) }
	})
	whole := contract.Answered("")
	w.Answer = func(r bot.Request) []*bot.Reply {
		final := *whole
		final.Request = r.ID
		draft, more := final, final
		draft.Final, more.Final = false, false
		a := *whole.Answer
		a.Sentences = append(slices.Clone(a.Sentences), bot.Sentence{Text: "And more.", Citations: []int{1}})
		a.Summary = &bot.Summary{Writing: true}
		more.Answer = &a
		planned := *whole.Answer
		planned.Summary, planned.Sentences = a.Summary, []bot.Sentence{{Text: "It ends in June.", Start: 1, End: 2, Citations: []int{1}}}
		draft.Answer = &planned
		a.Sentences = slices.Insert(a.Sentences, 0, planned.Sentences[0])
		return []*bot.Reply{&draft, &more, &final}
	}
	for _, e := range []map[string]any{
		mention("C1", "1700000001.000100", "Lease?"),
		mention("C1", "1700000001.000200", "Who is <@U2> of the lease?"),
		{"type": "message", "user": "U1", "channel": "D1", "channel_type": "im", "ts": "1700000002.000100", "text": "Lease?"},
		{"type": "message", "user": "U1", "channel": "D1", "channel_type": "im", "ts": "1700000003.000100", "thread_ts": "1700000002.000200", "text": "Lease?"},
		{"type": "assistant_thread_started", "assistant_thread": map[string]any{"user_id": "U1", "channel_id": "D1", "thread_ts": "1700000000.000100"}},
		{"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"},
	} {
		if err := w.event(e); err != nil {
			t.Fatal(err)
		}
		w.Texts()
	}
	w.command("Lease?", "C2")
	w.Texts()
	w.click(actionContext, "C1", packValue("R1", 1))
	w.click(actionMore, "C1", packValue("R1", 0))
	w.click(actionContext, "", packValue("R1", 1), "view", map[string]any{"id": "V1", "private_metadata": "C1|R1"})
	w.click(actionMore, "", packValue("R1", 1), "view", map[string]any{"id": "V1", "hash": "1.x", "private_metadata": "C1|R1"})
	w.click(actionRate, "C1", packValue("R1", bot.Down))
	w.click(actionUnfollow, "C1", messageKey(team, "C1", "1700000001.000100"))
	return append(w.calls, catchUpCalls(t)...)
}

// catchUpCalls are those of a bot that comes back and has rules about people.
func catchUpCalls(t *testing.T) []call {
	rules := parseRules(t, "a: {slack: {teams: [T0TEAM], groups: [S1]}}")
	w := away(t, func(o *Options) { o.Names = rules.HasKind })
	staffed(w.fake)
	w.organisation = true
	if err := w.slack.Identify(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.runUntilHeard(time.Now().Add(-time.Minute))
	w.Texts()
	return slices.DeleteFunc(w.calls, func(c call) bool { return c.method == "apps.connections.open" }) // it has no arguments
}

// contractCalls are the calls of a delivery after a restart, and of one that is
// taken back.
func contractCalls(t *testing.T) []call {
	f := newFake(t)
	f.canvas = true
	f.fail("canvases.access.set", refused("invalid_parameters")) // so that it is deleted
	for _, channel := range []string{"C1", "D1"} {
		p := &platform{fake: f, t: t, channel: channel, service: contract.NewService()}
		r := p.Request("R-"+channel, bot.Ask, "Lease?")
		ref, err := p.Messenger().Open(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		for _, reply := range []*bot.Reply{contract.HostileReply(r.ID), contract.Huge(r.ID)} {
			if ref, err = p.Messenger().Show(t.Context(), r, ref, reply); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.Messenger().Retract(t.Context(), r, ref); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.HasPrefix(f.calls[0].method, "auth") {
		t.Errorf("the first call is %s", f.calls[0].method)
	}
	return f.calls
}
