package discord

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"footnote/bot/inbox"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/bot/bottest"
)

// real is the adapter with the real bot, on the fake and its gateway.
type real struct {
	*fake
	t       testing.TB
	adapter *Discord
	service *inbox.Service
	events  chan string
	n       int
}

// newReal begins them. Run's commands are registered, its gateway is ready.
func newReal(t testing.TB, start func(bot.Messenger) *inbox.Service, set ...func(*Options)) *real {
	r := &real{fake: newFake(t), t: t, events: make(chan string, 1000)}
	newGateway(t, r.fake, func(p *peer) {
		p.hello("60000")
		p.next(opIdentify)
		p.ready("S1")
		for {
			select {
			case e := <-r.events:
				p.send(e)
			case <-p.closed:
				return
			}
		}
	})
	o := r.options()
	for _, change := range set {
		change(&o)
	}
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	r.adapter, r.service = d, start(d)
	d.Use(r.service)
	realbot.Background(t, d.Run)
	return r
}

// event sends one over the gateway.
func (r *real) event(kind string, data []byte) {
	r.n++
	r.events <- fmt.Sprintf(`{"op":0,"t":%q,"s":%d,"d":%s}`, kind, r.n+1, data)
}

// message is one that somebody writes; in a server unless more says otherwise.
func (r *real) message(id, channel, content string, more ...any) []byte {
	m := map[string]any{
		"id": id, "channel_id": channel, "guild_id": guild, "type": 0, "content": content,
		"author": map[string]any{"id": person}, "member": map[string]any{"roles": []string{"1"}},
	}
	for i := 0; i+1 < len(more); i += 2 {
		m[more[i].(string)] = more[i+1]
	}
	return mustJSON(r.t, m)
}

// linksToPaths has each link name its document.
func linksToPaths(o *Options) {
	o.Link = func(_ string, c bot.Citation) string { return "https://footnote.example/" + c.Document }
}

// final waits for a message with all these parts, in its text or its links, among those from a number on,
// in a channel if one is given.
func (r *real) final(from int, channel string, parts ...string) (found *shown, text string) {
	r.t.Helper()
	defer func() {
		if found == nil { // Await has given up
			r.mu.Lock()
			defer r.mu.Unlock()
			for _, m := range r.messages[min(from, len(r.messages)):] {
				r.t.Logf("there is, in %q: %q", m.channel, m.visible().Text)
			}
		}
	}()
	realbot.Await(r.t, fmt.Sprintf("a message with %q", parts), func() bool {
		r.mu.Lock()
		defer r.mu.Unlock()
		for _, m := range r.messages[min(from, len(r.messages)):] {
			v := m.visible()
			v.Text += strings.Join(v.Links, "\n")
			lacks := func(part string) bool { return !strings.Contains(v.Text, part) }
			if channel != "" && m.channel != channel || slices.ContainsFunc(parts, lacks) {
				continue
			}
			copied := *m
			found, text = &copied, v.Text
			for _, problem := range v.Problems {
				r.t.Errorf("%s: %s", text, problem)
			}
			return true
		}
		return false
	})
	return found, text
}

// stand is how many messages of the bot's there are.
func (r *real) stand() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.messages)
}

var customIDs = regexp.MustCompile(`"custom_id":"(footnote\|[^"]*)"`)

// control returns the id of a message's menu or button for an action.
func (m *shown) control(t testing.TB, action string) string {
	t.Helper()
	for _, id := range customIDs.FindAllStringSubmatch(string(m.body), -1) {
		if strings.HasPrefix(id[1], idPrefix+"|"+action) {
			return id[1]
		}
	}
	t.Fatalf("there is nothing for %s in %s", action, m.body)
	return ""
}

// click chooses or presses what a message has for an action.
func (r *real) click(n int, m *shown, action, more string) {
	r.t.Helper()
	r.event("INTERACTION_CREATE", interact(n, 3, fmt.Sprintf(`{"custom_id":%q,"component_type":2%s}`, m.control(r.t, action), more)))
}

// askFor is a command that asks a question.
func askFor(n int, question, more string) []byte {
	return interact(n, 2, fmt.Sprintf(`{"name":"ask","type":1,"options":[{"name":"question","type":3,"value":%q}%s]}`, question, more))
}

const (
	theAnswer     = "dismantled 80 trafficking networks in 2017"
	otherQuestion = "Where did the 35th FOPREL forum take place?"
)

func TestTheRealBotAnswersInDiscord(t *testing.T) {
	public, private, _ := ed25519.GenerateKey(nil)
	store := bottest.NewStore()
	r := newReal(t, func(m bot.Messenger) *inbox.Service {
		return realbot.Start(t, platformName, m, func(o *inbox.Options) { o.Store = store })
	}, func(o *Options) {
		o.Threads, o.MessageContent, o.PublicKey = []string{textChannel}, true, hex.EncodeToString(public)
	})

	// A command, and what can be done with its answer.
	r.event("INTERACTION_CREATE", askFor(1, realbot.Question, ""))
	answer, said := r.final(0, "", theAnswer, "[1]", "16 November 2017")
	if answer.private || strings.Contains(said, "Zerouali belongs to") {
		t.Errorf("the answer has its excerpt, too, or is hidden: %q", said)
	}
	r.click(2, answer, actionContext, "")
	if m, text := r.final(1, "", theAnswer, "16 November 2017", "Zerouali belongs to"); !m.private || strings.Contains(text, "[1][") || len(text) <= len("> "+theAnswer) {
		t.Errorf("the context is %q", text)
	}
	r.click(3, answer, actionMore, "")
	if m, _ := r.final(2, "", "More sources", realbot.Question, "[4]"); !m.private {
		t.Error("more sources are for all")
	}
	r.click(4, answer, actionRate+"|"+requestOf(answer)+"|down", "")
	realbot.Await(t, "the question for a comment", func() bool { return r.count(http.MethodPost, "token-4/callback") == 1 })
	r.event("INTERACTION_CREATE", interact(5, 5, fmt.Sprintf(`{"custom_id":"footnote|comment|%s|","components":[{"type":1,"components":[{"custom_id":"comment","value":"It was 81."}]}]}`, requestOf(answer))))
	r.final(3, "", "Thank you.")
	if got := votes(t, store); got != "down It was 81." {
		t.Errorf("kept is the rating %q", got)
	}

	// Only for the asker, then shared.
	r.event("INTERACTION_CREATE", askFor(6, otherQuestion, `,{"name":"private","type":5,"value":true}`))
	hidden, _ := r.final(4, "", "FOPREL", "[1]")
	r.click(7, hidden, actionShare, "")
	if shared, _ := r.final(5, "", "FOPREL", "[1]"); !hidden.private || shared.private {
		t.Errorf("for the asker alone: %v; shared: %v", hidden.private, !shared.private)
	}

	// Over HTTP.
	h, err := r.adapter.Handler()
	if err != nil {
		t.Fatal(err)
	}
	r.mu.Lock()
	r.deferReply("token-8", textChannel, false) // what the response does
	r.mu.Unlock()
	if w := signed(h, private, askFor(8, realbot.Question, "")); strings.TrimSpace(w.Body.String()) != `{"type":5}` {
		t.Errorf("over HTTP: %d %s", w.Code, w.Body)
	}
	r.final(6, "", theAnswer, "[1]")

	// A mention is answered in a thread, and so is what follows there.
	const asking = "1000000000000000500"
	r.event("MESSAGE_CREATE", r.message(asking, textChannel, "<@"+botUser+"> "+realbot.Question))
	r.final(7, asking, theAnswer, "[1]")
	r.event("MESSAGE_CREATE", r.message("1000000000000000501", asking, "<@"+botUser+"> And in 2016?"))
	r.final(7, asking, "Understood as", "in 2016", "No document mentions: 2016.")

	// A direct message, and its edit.
	const home = "500000000000000001"
	r.event("MESSAGE_CREATE", r.message("1000000000000000502", home, realbot.Question, "guild_id", ""))
	first, _ := r.final(9, home, theAnswer)
	r.event("MESSAGE_UPDATE", r.message("1000000000000000502", home, otherQuestion, "guild_id", "", "edited_timestamp", "2026-01-01T00:00:00Z"))
	if second, _ := r.final(9, home, "Rabat", "[1]"); second.id != first.id {
		t.Errorf("the edited question is answered in %s, not in %s", second.id, first.id)
	}
	r.event("MESSAGE_DELETE", mustJSON(t, map[string]string{"id": "1000000000000000502", "channel_id": home}))
	// Whether the answer is taken back depends on how far it had come.
	realbot.Await(t, "the end of the question", func() bool {
		_, err := store.ByKey(t.Context(), messageKey(home, "1000000000000000502"))
		return errors.Is(err, bot.ErrUnknown)
	})
}

// requestOf returns the id of the request that a message answers.
func requestOf(m *shown) string {
	_, request, _, _ := parseCustomID(string(customIDs.FindSubmatch(m.body)[1]))
	return request
}

func votes(t *testing.T, store bot.Store) string {
	t.Helper()
	var list []string
	for j, err := range store.Judged(t.Context(), time.Time{}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range j.Ratings {
			list = append(list, string(x.Vote)+" "+x.Comment)
		}
	}
	return strings.Join(list, ", ")
}

// signed sends an interaction over HTTP.
func signed(h http.Handler, key ed25519.PrivateKey, body []byte) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, Path, bytes.NewReader(body))
	r.Header.Set("X-Signature-Timestamp", "1700000000")
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(key, append([]byte("1700000000"), body...))))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
