package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
)

// TestUnreadRepliesAreToldSo: a reply with the mention off comes without text
// where the privileged intent is missing.
func TestUnreadRepliesAreToldSo(t *testing.T) {
	for _, intent := range []bool{false, true} {
		f, s := newFake(t), contract.NewService()
		s.Refuse = &bot.Complaint{Reason: bot.Empty, Text: "There is no question in this."}
		d := start(t, f, s, func(o *Options) { o.MessageContent = intent })
		m := mustJSON(t, map[string]any{
			"id": "1000000000000000001", "channel_id": textChannel, "guild_id": guild, "type": 19, "content": "", "mentions": []any{},
			"author": map[string]any{"id": person}, "referenced_message": map[string]any{"author": map[string]any{"id": botUser}},
		})
		for range 2 { // delivered twice
			if err := d.onMessage(t.Context(), m); err != nil {
				t.Fatal(err)
			}
		}
		d.Wait()
		word := "Mention me"
		if intent { // then it is known to be empty
			word = "There is no question in this."
		}
		f.says(t, word, false)
		if len(f.messages) != 1 || !intent && len(s.ByKey) > 0 {
			t.Errorf("with the intent %v: %d messages", intent, len(f.messages))
		}
	}
}

func TestTheBotsRoleIsAskedForOnce(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	for n := range 3 {
		m := mustJSON(t, map[string]any{
			"id": fmt.Sprint(n), "channel_id": textChannel, "guild_id": guild, "type": 0, "content": "<@&2> hello",
			"mention_roles": []string{"2"}, "author": map[string]any{"id": person},
		})
		if err := d.onMessage(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	if n := f.count(http.MethodGet, "/roles"); n != 1 || len(s.Texts()) > 0 {
		t.Errorf("%d calls, submitted are %q", n, s.Texts())
	}
}

// dropped is a transport whose calls take effect, but the answers of the first
// so many of a method come too late.
type dropped struct {
	*fake
	mu   sync.Mutex
	late map[string]int
}

func (d *dropped) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := d.fake.RoundTrip(r)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.late[r.Method] > 0 {
		d.late[r.Method]--
		return nil, os.ErrDeadlineExceeded
	}
	return response, err
}

// TestSlowCallsAnswerOnce: what Discord has done but not said in time is done
// again, and stands once.
func TestSlowCallsAnswerOnce(t *testing.T) {
	for name, in := range map[string]func(*Discord) error{
		"command": func(d *Discord) error { return d.onGatewayInteraction(context.Background(), ask(1, "")) },
		"private": func(d *Discord) error {
			return d.onGatewayInteraction(context.Background(), ask(1, `,{"name":"private","type":5,"value":true}`))
		},
		"mention": func(d *Discord) error {
			var m struct{ D json.RawMessage }
			_ = json.Unmarshal([]byte(asked), &m)
			return d.onMessage(context.Background(), m.D)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, s := newFake(t), contract.NewService()
			slow := &dropped{fake: f}
			d := start(t, f, s, func(o *Options) { o.Transport = slow })
			slow.late = map[string]int{http.MethodPost: 2, http.MethodPatch: 3}
			if err := in(d); err != nil {
				t.Fatal(err)
			}
			s.Work.Wait()
			d.Wait()
			f.says(t, "The lease ends on 30 June 2027.", name == "private")
			if len(f.messages) != 1 || slow.late[http.MethodPost]+slow.late[http.MethodPatch] > 0 {
				t.Errorf("%d messages stand; still to be late are %v", len(f.messages), slow.late)
			}
		})
	}
}

// TestPartsStandOnce cuts the network at the first, middle and last parts of a
// long answer, before they are posted or after.
func TestPartsStandOnce(t *testing.T) {
	whole := contract.Huge("R1")
	out := renderReply(whole, nil)
	out.pieces = append(out.pieces, replyControls(false, whole, nil)...)
	want := len(packReply("R1", out))
	for name, set := range map[string]func(f *fake, post int){
		"after":  func(f *fake, post int) { f.lose = post },
		"before": func(f *fake, post int) { f.cut = post },
	} {
		for _, post := range []int{1, 2, want / 2, want - 1, want} {
			t.Run(fmt.Sprintf("mention, %s post %d", name, post), func(t *testing.T) {
				t.Parallel()
				interrupt(t, &platform{}, func(f *fake) { set(f, post) }, whole, want)
			})
			if post == want {
				continue // the first part of a command's answer is an edit
			}
			t.Run(fmt.Sprintf("command, %s post %d", name, post), func(t *testing.T) {
				t.Parallel()
				interrupt(t, &platform{command: true}, func(f *fake) { set(f, post) }, whole, want)
			})
		}
	}
}

// interrupt delivers a reply with a fault, steps repeated as the bot does.
func interrupt(t *testing.T, p *platform, set func(*fake), reply *bot.Reply, want int) {
	p.fake, p.t, p.service = newFake(t), t, contract.NewService()
	r := p.Request("R1", bot.Ask, "Tell me all.")
	set(p.fake)
	m, ref := p.Messenger(), ""
	repeat := func(step func() (string, error)) {
		for n := 1; ; n++ {
			next, err := step()
			if err == nil {
				ref = next
				return
			}
			if n == 3 {
				t.Fatal(err)
			}
		}
	}
	repeat(func() (string, error) { return m.Open(t.Context(), r) })
	repeat(func() (string, error) { return m.Show(t.Context(), r, ref, reply) })
	if p.lose > 0 || p.cut > 0 {
		t.Error("nothing was interrupted")
	}
	if len(p.fake.messages) != want {
		t.Errorf("%d messages stand, want %d", len(p.fake.messages), want)
	}
	for i, m := range p.fake.messages {
		if !strings.Contains(string(m.body), fmt.Sprintf("-# %d/%d ", i+1, want)) {
			t.Errorf("message %d isn't part %d", i, i+1)
		}
	}
}

// TestGlobalLimitHoldsAllButInteractions: those aren't bound by it, and have
// three seconds.
func TestGlobalLimitHoldsAllButInteractions(t *testing.T) {
	l, now := newLimiter(nil), time.Now()
	messages, deferrals := bucketRoute("POST", "/api/v10/channels/"+textChannel+"/messages"), bucketRoute("POST", "/api/v10/interactions/1/token/callback")
	l.learnLimits(messages, &http.Response{StatusCode: 429, Header: http.Header{
		"Content-Type": {"application/json"}, "X-Ratelimit-Global": {"true"}, "Retry-After": {"2.5"},
	}}, now)
	other := bucketRoute("GET", "/api/v10/guilds/"+guild+"/roles")
	for key, want := range map[string]time.Duration{messages: 2500 * time.Millisecond, other: 2500 * time.Millisecond, deferrals: 0} {
		if got := l.takePlace(key, now); got != want {
			t.Errorf("%q waits %v, want %v", key, got, want)
		}
		if got := l.takePlace(key, now.Add(2500*time.Millisecond)); got > 0 {
			t.Errorf("%q waits %v when the limit is over", key, got)
		}
	}
	// One of another kind holds its own route only.
	l = newLimiter(nil)
	l.learnLimits(messages, &http.Response{StatusCode: 429, Header: http.Header{
		"Content-Type": {"application/json; charset=utf-8"}, "X-Ratelimit-Remaining": {"0"}, "X-Ratelimit-Reset-After": {"1"}, "Retry-After": {"1"},
	}}, now)
	if l.takePlace(messages, now) != time.Second || l.takePlace(other, now) != 0 {
		t.Error("a bucket holds what isn't in it")
	}
}

func TestAGlobalLimitDelaysAnswersOnly(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	f.fail("POST messages", status(429, `{"retry_after":0.05,"global":true,"message":"slow down"}`, "Retry-After", "0.05", "X-RateLimit-Global", "true"))
	var m struct{ D json.RawMessage }
	_ = json.Unmarshal([]byte(asked), &m)
	if err := d.onMessage(t.Context(), m.D); err != nil {
		t.Fatal(err)
	}
	over(t, d, s, ask(1, ""))
	f.says(t, "The lease ends", false)
	if len(f.messages) != 2 {
		t.Errorf("%d messages stand, want one for each question", len(f.messages))
	}
}

// TestShardsDivideTheServers runs two processes with two shards each. The
// gateway sends every server's mention to the shard that Discord's formula says.
func TestShardsDivideTheServers(t *testing.T) {
	const count, servers = 4, 16
	f := newFake(t)
	var mu sync.Mutex
	var identified []int
	newGateway(t, f, func(p *peer) {
		p.hello("60000")
		hello, _ := p.next(opIdentify)
		var who struct{ Shard [2]int }
		_ = json.Unmarshal(hello.Data, &who)
		mu.Lock()
		identified = append(identified, who.Shard[0])
		mu.Unlock()
		if who.Shard[1] != count {
			t.Errorf("it identifies as a shard of %d", who.Shard[1])
		}
		p.ready("S1")
		for n := range servers {
			if id := (1_000_000 + n) << 22; (id>>22)%count == who.Shard[0] {
				p.send(fmt.Sprintf(`{"op":0,"t":"MESSAGE_CREATE","s":%d,"d":{"id":"%d","channel_id":"%d","guild_id":"%d","type":0,"content":"<@%s> Lease %d?","author":{"id":"%s"},"mentions":[{"id":"%s"}]}}`,
					n+2, id+1, id+2, id, botUser, n, person, botUser))
			}
		}
		<-p.closed
	})
	var services []*contract.Service
	for first := 0; first < count; first += 2 {
		o := f.options()
		o.FirstShard, o.LastShard, o.ShardCount = first, first+1, count
		d, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		s := contract.NewService()
		s.Messenger = d
		d.Use(s)
		s.Prefix = fmt.Sprint("process-", first, "-")
		services = append(services, s)
		realbot.Background(t, d.Run)
	}
	realbot.Await(t, "an answer for each server", func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		return len(f.messages) >= servers
	})
	var all []string
	for i, s := range services {
		got := s.Texts()
		if len(got) != servers/2 {
			t.Errorf("process %d is asked %q", i, got)
		}
		all = append(all, got...)
	}
	slices.Sort(all)
	if all = slices.Compact(all); len(all) != servers || len(f.messages) != servers {
		t.Errorf("%d questions, %d messages", len(all), len(f.messages))
	}
	slices.Sort(identified)
	if !slices.Equal(identified, []int{0, 1, 2, 3}) {
		t.Errorf("the shards are %v", identified)
	}
}

// TestNoSessionIsBegunUntilThereAreMore: to go on would reset the bot's token.
func TestNoSessionIsBegunUntilThereAreMore(t *testing.T) {
	f, stop := newFake(t), make(chan struct{})
	limit := func(remaining int) map[string]any {
		return map[string]any{"total": 1000, "remaining": remaining, "reset_after": 1, "max_concurrency": 1}
	}
	f.limit = limit(0)
	g := newGateway(t, f, func(p *peer) { began(t, p); close(stop); <-p.closed })
	var log bytes.Buffer
	d, err := New(f.options())
	if err != nil {
		t.Fatal(err)
	}
	d.log = slog.New(slog.NewTextHandler(&log, nil))
	d.Use(contract.NewService())
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	go func() {
		for f.count(http.MethodGet, "gateway/bot") < 5 {
			time.Sleep(time.Millisecond)
		}
		g.mu.Lock()
		if g.peers > 0 {
			t.Error("it connects though no session is left")
		}
		g.mu.Unlock()
		f.mu.Lock()
		f.limit = limit(1)
		f.mu.Unlock()
		<-stop
		cancel()
	}()
	if err := d.Run(ctx); err != nil {
		t.Fatal(err)
	}
	if g.peers != 1 || !strings.Contains(log.String(), "begin no more sessions") {
		t.Errorf("%d connections; said is %s", g.peers, log.String())
	}
}

// TestTokenExpiresWhileTheAnswerIsFound: the answer comes as an ordinary message.
func TestTokenExpiresWhileTheAnswerIsFound(t *testing.T) {
	for _, private := range []bool{false, true} {
		f, s := newFake(t), contract.NewService()
		d := start(t, f, s)
		f.deferReply("token", textChannel, private)
		f.dead["token"] = true
		o := origin{Guild: guild, Channel: textChannel, User: person, Interaction: "1000000000000000001", Application: application, Token: "token", Private: private}
		r, err := o.newRequest(bot.Ask, "Lease?", "k")
		if err != nil {
			t.Fatal(err)
		}
		r.ID, r.Received = "R1", time.Now().Add(-time.Minute) // its token should live
		ref := "{}"
		for range 2 { // the second time it is known
			if ref, err = d.Show(t.Context(), &r, ref, contract.Answered("R1")); err != nil {
				t.Fatal(err)
			}
		}
		channel := textChannel
		if private {
			channel = "500000000000000001" // theirs
		}
		if len(f.messages) != 2 || f.messages[1].channel != channel || f.messages[1].token != "" {
			t.Errorf("for the asker alone: %v; there stand %+v", private, f.messages)
		}
	}
}
