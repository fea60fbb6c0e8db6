package discord

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/bot/inbox"
)

// rejection is something that people do, and the method of the bot that fails.
type rejection struct {
	name   string
	event  string // of the gateway; "INTERACTION_CREATE" comes over HTTP, too
	data   json.RawMessage
	method string
	told   bool // people hear of it
}

func rejections(t *testing.T) []rejection {
	message := func(more ...any) json.RawMessage {
		m := map[string]any{"id": "1000000000000000001", "channel_id": textChannel, "guild_id": guild, "type": 0,
			"content": "<@" + botUser + "> When does the lease end?", "author": map[string]any{"id": person}, "mentions": []any{map[string]any{"id": botUser}}}
		for i := 0; i+1 < len(more); i += 2 {
			m[more[i].(string)] = more[i+1]
		}
		return mustJSON(t, m)
	}
	edit := message("edited_timestamp", "2026-01-01T00:00:00Z")
	const interaction = "INTERACTION_CREATE"
	return []rejection{
		{"a mention", "MESSAGE_CREATE", message(), "Submit", true},
		{"a direct message", "MESSAGE_CREATE", message("guild_id", "", "mentions", nil), "Submit", true},
		{"a reply", "MESSAGE_CREATE", message("content", "And the rent?", "mentions", nil, "referenced_message", map[string]any{"author": map[string]any{"id": botUser}}), "Submit", true},
		{"a follow-up", "MESSAGE_CREATE", message("channel_id", "333", "content", "And the rent?", "mentions", nil), "Submit", true},
		{"a follow-up, when the thread is looked up", "MESSAGE_CREATE", message("channel_id", "333", "content", "And the rent?", "mentions", nil), "Value", false},
		{"an edit", "MESSAGE_UPDATE", edit, "Edit", true},
		{"an edit that makes it a question", "MESSAGE_UPDATE", edit, "Submit", true},
		{"a deletion", "MESSAGE_DELETE", message(), "Delete", false},
		{"a deletion in bulk", "MESSAGE_DELETE_BULK", mustJSON(t, map[string]any{"ids": []string{"1", "2"}, "channel_id": textChannel}), "Delete", false},
		{"ask", interaction, ask(1, ""), "Submit", true},
		{"search", interaction, interact(1, 2, `{"name":"search","type":1,"options":[{"name":"query","value":"lease"}]}`), "Submit", true},
		{"find sources", interaction, interact(1, 2, `{"name":"Find sources","type":3,"target_id":"5","resolved":{"messages":{"5":{"id":"5","content":"Pigs fly."}}}}`), "Submit", true},
		{"sources", interaction, interact(1, 2, `{"name":"sources","type":1}`), "Overview", true},
		{"a title", interaction, interact(1, 2, `{"name":"sources","type":1,"options":[{"name":"title","value":"x"}]}`), "Titles", true},
		{"titles while typing", interaction, interact(1, 4, `{"name":"sources","type":1,"options":[{"name":"title","value":"x","focused":true}]}`), "Titles", false},
		{"context", interaction, interact(1, 3, `{"custom_id":"footnote|context|R1|0","component_type":3,"values":["1"]}`), "Context", true},
		{"more sources", interaction, interact(1, 3, `{"custom_id":"footnote|more|R1|0","component_type":2}`), "Sources", true},
		{"sharing", interaction, interact(1, 3, `{"custom_id":"footnote|share|R1|","component_type":2}`), "Recall", true},
		{"a thumb", interaction, interact(1, 3, `{"custom_id":"footnote|rate|R1|up","component_type":2}`), "Rate", true},
		{"a comment", interaction, interact(1, 5, `{"custom_id":"footnote|comment|R1|","components":[{"type":1,"components":[{"custom_id":"comment","value":"wrong year"}]}]}`), "Rate", true},
	}
}

// TestWhatIsRejectedIsAnswered: whatever people do and whatever keeps the bot from
// it, interactions get their response, and who asked a reason.
func TestWhatIsRejectedIsAnswered(t *testing.T) {
	reasons := []bot.Reason{bot.Busy, bot.TooMany, bot.Forbidden, bot.Empty, bot.TooLong, bot.Late, bot.Broken, bot.Gone, bot.Absent, ""}
	public, private, _ := ed25519.GenerateKey(nil)
	for _, way := range []string{"gateway", "http"} {
		for i := range len(rejections(t)) * len(reasons) {
			c, reason := rejections(t)[i/len(reasons)], reasons[i%len(reasons)]
			if way == "http" && c.event != "INTERACTION_CREATE" {
				continue
			}
			t.Run(way+"/"+c.name+"/"+string(reason), func(t *testing.T) {
				says, err := "Something went wrong on my side", errors.New("disk full") // which isn't for people
				if reason != "" {
					says = "Not now, because " + string(reason) + "."
					err = fmt.Errorf("it is refused: %w", &bot.Complaint{Reason: reason, Text: says, Request: "R77"})
				}
				f, s := newFake(t), contract.NewService()
				s.Values[threadKey("333")] = []byte(textChannel)
				var log logged
				d := start(t, f, s, func(o *Options) {
					o.PublicKey, o.MessageContent, o.Log = hex.EncodeToString(public), true, slog.New(slog.NewTextHandler(&log, nil))
				})
				d.Use(&contract.Rejecting{Service: s, Method: c.method, Err: err})
				h, err := d.Handler()
				if err != nil {
					t.Fatal(err)
				}
				if way == "http" {
					f.deferReply("token-1", textChannel, true) // what the response does
					w := signed(h, private, c.data)
					if w.Code != 200 || !strings.HasPrefix(strings.TrimSpace(w.Body.String()), `{"type":`) {
						t.Errorf("it is answered with %d %s", w.Code, w.Body)
					}
					var sent struct {
						Type int
						Data json.RawMessage
					}
					check(t, json.Unmarshal(w.Body.Bytes(), &sent))
					if sent.Type == 4 {
						f.mu.Lock()
						f.tokens["token-1"].set(sent.Data)
						f.mu.Unlock()
					}
				} else {
					d.dispatchEvent(event{kind: c.event, data: c.data})
				}
				d.Wait()
				if n := f.count("POST", "/callback"); way == "gateway" && c.event == "INTERACTION_CREATE" && n != 1 {
					t.Errorf("%d responses", n)
				}
				n := 0
				for _, m := range f.messages {
					n += strings.Count(m.visible().Text, says)
				}
				if c.told && n != 1 || !c.told && n > 0 {
					t.Errorf("the reason is told %d times", n)
				}
				if reason != "" && c.told && strings.Contains(log.String(), "level=ERROR") {
					t.Errorf("a refusal is taken for an error:\n%s", log.String())
				}
			})
		}
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
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

// TestUnknownClicksAreAnswered: those of an earlier version's buttons and forms.
func TestUnknownClicksAreAnswered(t *testing.T) {
	for _, kind := range []int{3, 5} {
		for _, id := range []string{"old", "footnote|old|R1|"} {
			f, s := newFake(t), contract.NewService()
			over(t, start(t, f, s), s, interact(1, kind, `{"custom_id":"`+id+`"}`))
			f.says(t, "any more", true)
		}
	}
}

// TestTheRealBotRejectsEdits of questions that become too long or are too many: the
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
			f := newFake(t)
			d, err := New(f.options())
			check(t, err)
			answers := realbot.Start(t, platformName, d, func(o *inbox.Options) { o.Limits = c.limits })
			d.Use(answers)
			check(t, d.Identify(t.Context()))
			message := func(text string) json.RawMessage {
				return mustJSON(t, map[string]any{"id": "1000000000000000001", "channel_id": textChannel, "guild_id": guild, "type": 0, "edited_timestamp": "2026-01-01T00:00:00Z",
					"content": "<@" + botUser + "> " + text, "author": map[string]any{"id": person}, "mentions": []any{map[string]any{"id": botUser}}})
			}
			d.dispatchEvent(event{kind: "MESSAGE_CREATE", data: message(realbot.Question)})
			texts := func() (list []string) {
				f.mu.Lock()
				defer f.mu.Unlock()
				for _, m := range f.messages {
					list = append(list, m.visible().Text)
				}
				return list
			}
			realbot.Await(t, "the answer", func() bool { list := texts(); return len(list) == 1 && strings.Contains(list[0], realbot.Answer) })
			for n := range 2 {
				for range 2 { // delivered twice
					d.dispatchEvent(event{kind: "MESSAGE_UPDATE", data: message(c.text + strings.Repeat("?", n))})
					d.Wait()
				}
				if list := texts(); len(list) != n+2 || !strings.Contains(list[n+1], c.says) || !strings.Contains(list[0], realbot.Answer) {
					t.Errorf("after edit %d stand %q", n, list)
				}
			}
		})
	}
}
