package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

// start returns an adapter that knows who it is, with a bot that answers.
func start(t testing.TB, f *fake, s *contract.Service, set ...func(*Options)) *Discord {
	t.Helper()
	o := f.options()
	for _, change := range set {
		change(&o)
	}
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	d.Use(s)
	s.Messenger = d
	if err := d.Identify(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

// interact is an interaction in a channel; n names it.
func interact(n, kind int, data string) json.RawMessage {
	return json.RawMessage(fmt.Sprintf(`{"id":"10000000000000%05d","application_id":"%s","type":%d,"token":"token-%d","guild_id":"%s","channel_id":"%s","channel":{"id":"%s","type":0},
		"member":{"user":{"id":"%s"},"roles":["1"]},"context":0,"data":%s}`, n, application, kind, n, guild, textChannel, textChannel, person, data))
}

func ask(n int, options string) json.RawMessage {
	return interact(n, 2, `{"name":"ask","type":1,"options":[{"name":"question","type":3,"value":"When does the lease end?"}`+options+`]}`)
}

// over takes an interaction over the gateway and waits for all that follows.
func over(t *testing.T, d *Discord, s *contract.Service, raw json.RawMessage) {
	t.Helper()
	if err := d.onGatewayInteraction(t.Context(), raw); err != nil {
		t.Fatal(err)
	}
	s.Work.Wait()
	d.Wait()
	for _, err := range s.Failed {
		t.Error(err)
	}
}

// says fails unless one message stands that says part.
func (f *fake) says(t *testing.T, part string, private bool) {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, m := range f.messages {
		v := m.visible()
		if strings.Contains(v.Text, part) {
			if m.private != private {
				t.Errorf("for the asker alone: %v, want %v", m.private, private)
			}
			for _, p := range v.Problems {
				t.Error(p)
			}
			return
		}
	}
	t.Errorf("no message of %d says %q", len(f.messages), part)
}

func TestCommandIsDeferredAndAnswered(t *testing.T) {
	for _, private := range []bool{false, true} {
		f, s := newFake(t), contract.NewService()
		d := start(t, f, s)
		options := ""
		if private {
			options = `,{"name":"private","type":5,"value":true}`
		}
		for range 2 { // delivered twice
			over(t, d, s, ask(1, options))
		}
		f.says(t, "The lease ends on 30 June 2027.", private)
		if n := len(f.messages); n != 1 || len(s.Order) != 1 {
			t.Errorf("%d messages to %d questions", n, len(s.Order))
		}
		if r := s.Last(t); r.Place.Direct != private || r.Place.Space != guild || r.Asker != "discord/"+person || r.Place.Roles[0] != "1" {
			t.Errorf("submitted is %+v", r)
		}
	}
}

func TestCommandsAndClicks(t *testing.T) {
	for name, c := range map[string]struct {
		kind    int
		data    string
		says    string
		private bool
	}{
		"search":       {2, `{"name":"search","type":1,"options":[{"name":"query","value":"lease"}]}`, "The lease ends", false},
		"find sources": {2, `{"name":"Find sources","type":3,"target_id":"5","resolved":{"messages":{"5":{"id":"5","content":"Pigs fly.","components":[{"type":77}]}}}}`, "The lease ends", true},
		"sources":      {2, `{"name":"sources","type":1}`, "12 documents", true},
		"no title":     {2, `{"name":"sources","type":1,"options":[{"name":"title","value":"x"}]}`, "No document has this title", true},
		"unknown":      {2, `{"name":"old","type":1}`, "Reload Discord", true},
		"context":      {3, `{"custom_id":"footnote|context|R1|0","component_type":3,"values":["1"]}`, "What comes before.", true},
		"more":         {3, `{"custom_id":"footnote|more|R1|0","component_type":2}`, "More sources", true},
		"share":        {3, `{"custom_id":"footnote|share|R1|","component_type":2}`, "The lease ends", false},
		"gone":         {3, `{"custom_id":"footnote|share|R9|","component_type":2}`, "no longer kept", true},
		"thumb":        {3, `{"custom_id":"footnote|rate|R1|up","component_type":2}`, "Thank you", true},
		"comment":      {5, `{"custom_id":"footnote|comment|R1|","components":[{"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"comment","value":"wrong year"}}]}`, "Thank you", true},
		"old comment":  {5, `{"custom_id":"footnote|comment|R1|","components":[{"type":1,"components":[{"custom_id":"comment","value":"wrong year"}]}]}`, "Thank you", true},
	} {
		t.Run(name, func(t *testing.T) {
			f, s := newFake(t), contract.NewService()
			s.Requests["R1"] = bot.Request{ID: "R1"}
			// A new process has nothing in memory.
			over(t, start(t, f, s), s, interact(1, c.kind, c.data))
			f.says(t, c.says, c.private)
		})
	}
}

func TestThumbDownAsksWhy(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	over(t, start(t, f, s), s, interact(1, 3, `{"custom_id":"footnote|rate|R1|down","component_type":2}`))
	if len(s.Ratings) != 1 || s.Ratings[0].Vote != bot.Down {
		t.Fatalf("kept are %+v", s.Ratings)
	}
	if last := string(f.calls[len(f.calls)-1].body); !strings.Contains(last, `"type":9`) || !strings.Contains(last, `"components":[{"type":18,`) || !strings.Contains(last, "footnote|comment|R1|") {
		t.Errorf("the response is %s", last)
	}
}

func TestAutocompleteAlwaysHasAList(t *testing.T) {
	for titles, want := range map[int]int{0: 0, maxChoices: maxChoices, maxChoices + 1: maxChoices} {
		f, s := newFake(t), contract.NewService()
		s.TitleCount = titles
		over(t, start(t, f, s), s, interact(1, 4, `{"name":"sources","type":1,"options":[{"name":"title","value":"x","focused":true}]}`))
		body := string(f.calls[len(f.calls)-1].body)
		if strings.Count(body, `"name"`) != want || !strings.Contains(body, `"choices":[`) {
			t.Errorf("of %d titles: %s", titles, body)
		}
	}
}

func TestRefusalsAreToldToTheAsker(t *testing.T) {
	for name, set := range map[string]func(*Options, *contract.Service){
		"guild":   func(o *Options, _ *contract.Service) { o.Guilds = []string{"1"} },
		"channel": func(o *Options, _ *contract.Service) { o.Channels = []string{"1"} },
		"role":    func(o *Options, _ *contract.Service) { o.Roles = []string{"2"} },
		"busy": func(_ *Options, s *contract.Service) {
			s.Refuse = &bot.Complaint{Reason: bot.Busy, Text: "Ask me later. FOOTNOTE_DISCORD_"}
		},
	} {
		f, s := newFake(t), contract.NewService()
		d := start(t, f, s, func(o *Options) { set(o, s) })
		over(t, d, s, ask(1, ""))
		f.says(t, "FOOTNOTE_DISCORD_", true)
		if len(s.Order) > 0 {
			t.Errorf("%s: it is submitted", name)
		}
	}
}

// TestExpiredTokenOfAPrivateAnswer must not show it in the channel.
func TestExpiredTokenOfAPrivateAnswer(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	data, _ := json.Marshal(origin{Guild: guild, Channel: textChannel, User: person, Interaction: "1", Application: application, Token: "dead", Private: true})
	r := &bot.Request{ID: "R1", Origin: data, Received: time.Now().Add(-time.Hour)}
	if _, err := d.Show(t.Context(), r, "{}", contract.Answered("R1")); err != nil {
		t.Fatal(err)
	}
	if len(f.messages) != 1 || f.messages[0].channel == textChannel {
		t.Errorf("it stands in %s", f.messages[0].channel)
	}
}

func TestRateLimitIsWaitedForButNotForEver(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	limited := status(429, `{"retry_after":0.001,"message":"slow down"}`, "Retry-After", "0.001")
	f.fail("PATCH @original", limited, limited)
	over(t, d, s, ask(1, ""))
	f.says(t, "The lease ends", false)
	f.fail("GET @me", status(429, `{"retry_after":3600,"message":"slow down"}`, "Retry-After", "3600"))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := d.Identify(ctx); err == nil {
		t.Error("an hour's wait is no error")
	}
}

func TestMessages(t *testing.T) {
	type edit map[string]any
	message := func(more edit) json.RawMessage {
		m := edit{"id": "1000000000000000001", "channel_id": textChannel, "guild_id": guild, "type": 0,
			"content": "When does the lease end?", "author": map[string]any{"id": person}}
		for k, v := range more {
			m[k] = v
		}
		return mustJSON(t, m)
	}
	called := []any{map[string]any{"id": botUser}}
	for name, c := range map[string]struct {
		more edit
		want int
	}{
		"not for the bot": {edit{}, 0},
		"mention":         {edit{"mentions": called, "content": "<@" + botUser + "> When does the lease end?"}, 1},
		"its role":        {edit{"mention_roles": []string{botRole}, "content": "<@&" + botRole + "> When does the lease end?"}, 1},
		"another role":    {edit{"mention_roles": []string{"2"}, "content": "<@&2> When does the lease end?"}, 0},
		"reply":           {edit{"referenced_message": map[string]any{"author": map[string]any{"id": botUser}}}, 1},
		"direct":          {edit{"guild_id": ""}, 1},
		"from a bot":      {edit{"guild_id": "", "author": map[string]any{"id": person, "bot": true}}, 0},
		"webhook":         {edit{"guild_id": "", "webhook_id": "1"}, 0},
		"in its thread":   {edit{"channel_id": "333"}, 1},
		"without content": {edit{"channel_id": "333", "content": ""}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f, s := newFake(t), contract.NewService()
			s.Values[threadKey("333")] = []byte(textChannel)
			d := start(t, f, s)
			for range 2 {
				if err := d.onMessage(t.Context(), message(c.more)); err != nil {
					t.Fatal(err)
				}
			}
			got := s.Texts()
			if len(got) != c.want || c.want > 0 && got[0] != "When does the lease end?" {
				t.Errorf("submitted are %q", got)
			}
			if len(f.messages) != c.want {
				t.Errorf("%d messages", len(f.messages))
			}
			if c.want == 0 {
				return
			}
			c.more["edited_timestamp"], c.more["content"] = "2026-01-01T00:00:00Z", "And the rent?"
			if err := d.onEdit(t.Context(), message(c.more)); err != nil || len(s.Edits) != 1 || s.Edits[0] != "And the rent?" {
				t.Errorf("edits are %q, %v", s.Edits, err)
			}
			if err := d.onDelete(t.Context(), message(c.more)); err != nil || len(s.Deleted) != 1 {
				t.Errorf("deleted are %q, %v", s.Deleted, err)
			}
		})
	}
}

func TestMentionOpensAThreadOnce(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s, func(o *Options) { o.Threads = []string{"*"} })
	var m struct{ D json.RawMessage }
	_ = json.Unmarshal([]byte(asked), &m)
	if err := d.onMessage(t.Context(), m.D); err != nil {
		t.Fatal(err)
	}
	s.Texts()
	if got := string(s.Values[threadKey("1000000000000000001")]); got != textChannel {
		t.Errorf("kept as the parent is %q", got)
	}
	if len(f.messages) != 1 || f.messages[0].channel != "1000000000000000001" {
		t.Errorf("the answer isn't in the thread: %+v", f.messages)
	}
}

func TestCommandsAreRegisteredWhenTheyChange(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	for n, want := range []bool{true, false} {
		if did, err := start(t, f, s).Register(t.Context(), false); err != nil || did != want {
			t.Errorf("start %d: %v, %v", n, did, err)
		}
	}
	if n := f.count(http.MethodPut, "/commands"); n != 1 {
		t.Errorf("registered %d times", n)
	}
}

func TestInteractionsOverHTTP(t *testing.T) {
	public, private, _ := ed25519.GenerateKey(nil)
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s, func(o *Options) { o.PublicKey = hex.EncodeToString(public) })
	h, err := d.Handler()
	if err != nil {
		t.Fatal(err)
	}
	send := func(key ed25519.PrivateKey, body []byte) *httptest.ResponseRecorder { return signed(h, key, body) }
	_, other, _ := ed25519.GenerateKey(nil)
	if w := send(other, []byte(`{"type":1}`)); w.Code != http.StatusUnauthorized {
		t.Errorf("another key: %d", w.Code)
	}
	if w := send(private, []byte(`{"type":1}`)); w.Code != 200 || strings.TrimSpace(w.Body.String()) != `{"type":1}` {
		t.Errorf("ping: %d %s", w.Code, w.Body)
	}
	f.deferReply("token-1", textChannel, false) // what the response does
	if w := send(private, ask(1, "")); strings.TrimSpace(w.Body.String()) != `{"type":5}` {
		t.Errorf("ask: %d %s", w.Code, w.Body)
	}
	s.Work.Wait()
	f.says(t, "The lease ends", false)
	if n := f.count(http.MethodPost, "/callback"); n > 0 {
		t.Errorf("%d callbacks", n)
	}
}

// TestMemoryStaysFlat puts so many interactions that anything kept for each
// token would show.
func TestMemoryStaysFlat(t *testing.T) {
	const few, many = 2_000, 100_000
	d, err := New(Options{Token: newFake(t).options().Token, Transport: nothing{}})
	if err != nil {
		t.Fatal(err)
	}
	heap := func(n, from int) uint64 {
		for i := range n {
			o := origin{Interaction: fmt.Sprint(from + i), Application: application, Token: fmt.Sprintf("token-%0200d", from+i)}
			if err := d.respondTo(t.Context(), o, deferResponse(false)); err != nil {
				t.Fatal(err)
			}
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap(few, 0)
	if after := heap(many, few); after > before+2<<20 {
		t.Errorf("the heap grew from %d to %d bytes", before, after)
	}
}

type nothing struct{}

func (nothing) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 204, Status: "204", Body: http.NoBody, Request: r, Header: http.Header{
		"X-Ratelimit-Remaining": {"4"}, "X-Ratelimit-Reset-After": {"1"},
	}}, nil
}

// TestAThreadIsSeenAsItsChannel: Discord is asked what somebody else's thread is a
// part of.
func TestAThreadIsSeenAsItsChannel(t *testing.T) {
	const thread = "1000000000000000077"
	f, s := newFake(t), contract.NewService()
	f.fail("GET "+thread, status(http.StatusOK, `{"id":"`+thread+`","type":11,"parent_id":"`+textChannel+`"}`))
	d := start(t, f, s)
	if got := d.parentOf(t.Context(), thread); got != textChannel {
		t.Errorf("the thread is taken for a part of %q", got)
	}
}
