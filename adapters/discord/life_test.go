package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
)

// life is one process after another over what is kept and what stands in Discord. All
// meet the same gateway.
type life struct {
	t      *testing.T
	f      *fake
	s      *contract.Service
	script func(*peer)
}

func newLife(t *testing.T) *life {
	l := &life{t: t, f: newFake(t), s: contract.NewService()}
	newGateway(t, l.f, func(p *peer) { l.script(p) })
	return l
}

// process runs an adapter with a gateway that plays a script, until the script calls
// stop.
func (l *life) process(script func(p *peer, stop func()), set ...func(*Options)) {
	l.t.Helper()
	done := make(chan struct{})
	var once sync.Once
	stop := func() { once.Do(func() { close(done) }) }
	l.script = func(p *peer) {
		script(p, stop)
		for range p.opcode { // until it is closed
		}
	}
	o := l.f.options()
	for _, change := range set {
		change(&o)
	}
	d, err := New(o)
	if err != nil {
		l.t.Fatal(err)
	}
	d.Use(l.s)
	l.s.Messenger = d
	l.t.Run("process", func(t *testing.T) {
		realbot.Background(t, d.Run)
		select {
		case <-done:
		case <-time.After(time.Minute):
			t.Error("it doesn't come to an end")
		}
	})
	l.s.Work.Wait()
}

func (l *life) awaitTexts(n int) {
	l.t.Helper()
	realbot.Await(l.t, fmt.Sprint(n, " questions"), func() bool { return l.s.Count() >= n })
}

// awaitKept waits until a session is kept with a number up to which its events were
// taken, and nothing is being read again: only then it is resumed.
func (l *life) awaitKept(id string, sequence int64) {
	l.t.Helper()
	realbot.Await(l.t, "the session on disk", func() bool {
		var kept session
		data, _ := l.s.Value(context.Background(), sessionKey(0, 1))
		return json.Unmarshal(data, &kept) == nil && kept.ID == id && kept.Sequence == sequence && !kept.Behind
	})
}

// said is a message of a person, as the history has it: without its server.
func said(id, channel, content string, more ...any) map[string]any {
	m := map[string]any{"id": id, "channel_id": channel, "type": 0, "content": content, "author": map[string]any{"id": person}}
	for i := 0; i+1 < len(more); i += 2 {
		m[more[i].(string)] = more[i+1]
	}
	return m
}

const mentionsMe = "<@" + botUser + "> "

// event is a message of a person, as the gateway sends it.
func gatewayMessage(t *testing.T, sequence int, m map[string]any, guild string) string {
	v := map[string]any{"guild_id": guild}
	for k, x := range m {
		v[k] = x
	}
	if guild == "" {
		delete(v, "guild_id")
	}
	return fmt.Sprintf(`{"op":0,"t":"MESSAGE_CREATE","s":%d,"d":%s}`, sequence, mustJSON(t, v))
}

var testsBegan = time.Now()

// later returns the id of a message that is written so many seconds after the tests began.
func later(seconds int) string { return idAt(testsBegan.Add(time.Duration(seconds) * time.Second)) }

func TestANewProcessResumesTheSession(t *testing.T) {
	l := newLife(t)
	l.process(func(p *peer, stop func()) {
		p.hello("60000")
		p.next(opIdentify)
		p.ready("S1")
		p.send(gatewayMessage(t, 2, said(later(0), textChannel, mentionsMe+"One?"), guild))
		l.awaitTexts(1)
		l.awaitKept("S1", 2)
		stop()
	})
	l.process(func(p *peer, stop func()) {
		resumed(t, p, "2")
		p.send(gatewayMessage(t, 3, said(later(1), textChannel, mentionsMe+"Two?"), guild))
		p.send(`{"op":0,"t":"RESUMED","s":4,"d":{}}`)
		l.awaitTexts(2)
		stop()
	})
	if got := l.s.Texts(); !slices.Equal(got, []string{"One?", "Two?"}) {
		t.Errorf("asked are %q", got)
	}
}

// TestWhatWasAskedMeanwhileIsRead loses the session: what was written in a channel, a
// thread, an archived one and in direct messages is answered once, and nothing else.
func TestWhatWasAskedMeanwhileIsRead(t *testing.T) {
	const (
		other, thread, archived, direct = "700000000000000002", "700000000000000003", "700000000000000004", "500000000000000001"
		closed                          = "700000000000000005"
	)
	for name, gone := range map[string]func(p *peer){
		"the session is invalid":           func(p *peer) { p.next(opResume); p.send(`{"op":9,"d":false}`) },
		"the session is no more":           func(p *peer) { p.next(opResume); p.closeWith(4009) },
		"the gateway says nothing to that": func(p *peer) { p.next(opResume) },
	} {
		t.Run(name, func(t *testing.T) {
			l := newLife(t)
			l.process(func(p *peer, stop func()) {
				p.hello("60000")
				p.next(opIdentify)
				p.ready("S1")
				p.send(gatewayMessage(t, 2, said(later(0), textChannel, mentionsMe+"One?"), guild))
				p.send(gatewayMessage(t, 3, said(later(1), direct, "Two?"), ""))
				p.send(gatewayMessage(t, 4, said(later(2), archived, mentionsMe+"Three?"), guild))
				l.awaitTexts(3)
				l.awaitKept("S1", 4)
				stop()
			})
			l.f.mu.Lock()
			l.f.said = map[string][]any{
				textChannel: {said(later(0), textChannel, mentionsMe+"One?"), said(later(100), textChannel, "How are you?"), said(later(101), textChannel, mentionsMe+"Four?")},
				other:       {said(later(102), other, mentionsMe+"Five?"), said(later(103), other, mentionsMe+"I am a bot", "author", map[string]any{"id": "1", "bot": true})},
				thread:      {said(later(104), thread, mentionsMe+"Six?")},
				archived:    {said(later(2), archived, mentionsMe+"Three?"), said(later(105), archived, mentionsMe+"Seven?")},
				direct:      {said(later(1), direct, "Two?"), said(later(106), direct, "Eight?")},
			}
			l.f.mu.Unlock()
			var connection atomic.Int32
			l.process(func(p *peer, stop func()) {
				p.hello("60000")
				if connection.Add(1) == 1 {
					gone(p)
					return
				}
				p.next(opIdentify)
				p.send(`{"op":0,"t":"READY","s":1,"d":{"session_id":"S2","guilds":[{"id":"` + guild + `"}],"resume_gateway_url":"ws://` + p.ws.LocalAddr().String() + `/resume"}}`)
				p.send(`{"op":0,"t":"GUILD_CREATE","s":2,"d":{"id":"` + guild + `","channels":[
					{"id":"` + textChannel + `","type":0,"last_message_id":"` + later(101) + `"},{"id":"` + other + `","type":0,"last_message_id":"` + later(103) + `"},
					{"id":"` + closed + `","type":0,"last_message_id":"` + later(-500) + `"},{"id":"9","type":0,"last_message_id":null}],
					"threads":[{"id":"` + thread + `","type":11,"parent_id":"` + textChannel + `","last_message_id":"` + later(104) + `"}]}}`)
				p.send(gatewayMessage(t, 3, said(later(101), textChannel, mentionsMe+"Four?"), guild)) // which is read, too
				l.awaitTexts(8)
				stop()
			}, func(o *Options) { o.Waits.Resume = 1e8 })
			got := l.s.Texts()
			slices.Sort(got)
			if want := []string{"Eight?", "Five?", "Four?", "One?", "Seven?", "Six?", "Three?", "Two?"}; !slices.Equal(got, want) {
				t.Errorf("asked are %q, want %q", got, want)
			}
			if n := l.f.count("GET", closed+"/messages") + l.f.count("GET", "/9/messages"); n > 0 {
				t.Error("channels are read in which nothing was written")
			}
			for _, r := range l.s.Requests {
				if r.Text == "Five?" && (r.Place.Space != guild || !slices.Equal(r.Place.Roles, []string{"1"})) {
					t.Errorf("the place of a question that was read is %+v", r.Place)
				}
			}
			for _, err := range l.s.Failed {
				t.Error(err)
			}
		})
	}
}

// TestHalfReadHistoryIsReadAgain kills the process while it reads: the next one doesn't
// resume, but reads from where the first one had to.
func TestHalfReadHistoryIsReadAgain(t *testing.T) {
	l := newLife(t)
	l.s.Values[sessionKey(0, 1)] = mustJSON(t, session{ID: "S1", URL: "ws://127.0.0.1:1", Sequence: 9, Application: application, Mark: later(0), Behind: true})
	l.f.said = map[string][]any{textChannel: {said(later(1), textChannel, mentionsMe+"One?")}}
	l.process(func(p *peer, stop func()) {
		p.hello("60000")
		if _, ok := p.next(opIdentify); !ok {
			t.Error("it doesn't identify")
		}
		p.send(`{"op":0,"t":"READY","s":1,"d":{"session_id":"S2","guilds":[{"id":"` + guild + `"}]}}`)
		p.send(`{"op":0,"t":"GUILD_CREATE","s":2,"d":{"id":"` + guild + `","channels":[{"id":"` + textChannel + `","last_message_id":"` + later(1) + `"}]}}`)
		l.awaitTexts(1)
		l.awaitKept("S2", 2)
		stop()
	})
}

// TestAServerThatComesLateIsRead tells of a server when all else is read and the session
// could be resumed: what was written there is read all the same.
func TestAServerThatComesLateIsRead(t *testing.T) {
	l := newLife(t)
	l.s.Values[sessionKey(0, 1)] = mustJSON(t, session{Application: application, Mark: later(0)})
	l.f.said = map[string][]any{textChannel: {said(later(1), textChannel, mentionsMe+"One?")}}
	l.process(func(p *peer, stop func()) {
		p.hello("60000")
		p.next(opIdentify)
		p.send(`{"op":0,"t":"READY","s":1,"d":{"session_id":"S1","guilds":[{"id":"` + guild + `"}]}}`)
		l.awaitKept("S1", 1)
		p.send(`{"op":0,"t":"GUILD_CREATE","s":2,"d":{"id":"` + guild + `","channels":[{"id":"` + textChannel + `","last_message_id":"` + later(1) + `"}]}}`)
		l.awaitTexts(1)
		l.awaitKept("S1", 2)
		stop()
	}, func(o *Options) { o.Waits.Guild = 1 })
}

// TestABotThatIsNewReadsNoHistory: what was written before it came isn't for it, but
// what was while it was connecting is.
func TestABotThatIsNewReadsNoHistory(t *testing.T) {
	const other = "700000000000000002"
	l := newLife(t)
	l.f.said = map[string][]any{
		textChannel: {said(later(-100), textChannel, mentionsMe+"One?")},
		other:       {said(later(-100), other, mentionsMe+"Two?"), said(later(100), other, mentionsMe+"Three?")},
	}
	l.process(func(p *peer, stop func()) {
		p.hello("60000")
		p.next(opIdentify)
		p.send(`{"op":0,"t":"READY","s":1,"d":{"session_id":"S1","guilds":[{"id":"` + guild + `"}]}}`)
		p.send(`{"op":0,"t":"GUILD_CREATE","s":2,"d":{"id":"` + guild + `","channels":[
			{"id":"` + textChannel + `","last_message_id":"` + later(-100) + `"},{"id":"` + other + `","last_message_id":"` + later(100) + `"}]}}`)
		l.awaitTexts(1)
		p.send(gatewayMessage(t, 3, said(later(101), textChannel, mentionsMe+"Four?"), guild))
		l.awaitTexts(2)
		stop()
	})
	if got := l.s.Texts(); !slices.Equal(got, []string{"Three?", "Four?"}) || l.f.count("GET", textChannel+"/messages") > 0 {
		t.Errorf("asked are %q", got)
	}
}

// TestACommandThatComesLateIsAnsweredInTheChannel: a session that is resumed brings the
// commands of meanwhile, whose tokens Discord takes no more.
func TestACommandThatComesLateIsAnsweredInTheChannel(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	f.dead["token-1"] = true
	f.fail("POST callback", status(404, `{"code":10062,"message":"Unknown interaction"}`))
	s.Messenger = late{d} // its request was received when it was sent
	over(t, d, s, ask(1, ""))
	f.says(t, "The lease ends on 30 June 2027.", false)
	if m := f.messages[len(f.messages)-1]; m.channel != textChannel || m.token != "" {
		t.Errorf("the answer stands in %+v", m)
	}
}

// late is a messenger to which requests come long after they were sent.
type late struct{ *Discord }

func (l late) Show(ctx context.Context, r *bot.Request, ref string, reply *bot.Reply) (string, error) {
	r.Received = r.Received.Add(-tokenLife / 2)
	return l.Discord.Show(ctx, r, ref, reply)
}

func TestProgressWaitsForWhatIsOpen(t *testing.T) {
	var p progress
	first := p.take(1, later(10))
	second := p.take(2, later(20))
	p.read(3)
	want := func(sequence int64, mark string) {
		t.Helper()
		if n, m, behind := p.state(); n != sequence || m != idBefore(mark, lag) || behind {
			t.Errorf("the progress is %d, %s, %v; want %d, %s", n, m, behind, sequence, idBefore(mark, lag))
		}
	}
	want(0, later(10))
	second()
	want(0, later(10))
	first()
	want(3, later(20))
	p.fallBehind(later(5))
	p.take(4, later(30))()
	if _, mark, behind := p.state(); mark != later(5) || !behind {
		t.Errorf("behind, the mark is %s", mark)
	}
	p.catchUp(later(5))
	want(4, later(30))
}

func TestPlacesAreRemembered(t *testing.T) {
	s := contract.NewService()
	var a, b askedPlaces
	for n := range mostAsked + 10 {
		if err := a.note(t.Context(), s, askedPlace{fmt.Sprint(n), guild}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.load(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if list := b.list(); len(list) != mostAsked || list[0].Channel != "10" || !slices.Equal(list, a.list()) {
		t.Errorf("%d places are kept, from %v", len(list), list[0])
	}
	if p := (askedPlace{"1", "4194304"}); p.shardOf(2) != 1 || p.shardOf(1) != 0 || (askedPlace{Channel: "1"}).shardOf(2) != 0 {
		t.Error("places belong to other shards than Discord says")
	}
}
