package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
)

// gatewayServer is a gateway of our own. Each connection is played by the next
// script; the last one is played again and again.
type gatewayServer struct {
	mu      sync.Mutex
	scripts []func(*peer)
	peers   int
}

// peer is the server's side of one connection.
type peer struct {
	n      int
	ws     *websocket.Conn
	path   string
	closed chan int // the code that the client closed with
	opcode chan frame
}

func newGateway(t testing.TB, f *fake, scripts ...func(*peer)) *gatewayServer {
	g := &gatewayServer{scripts: scripts}
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	f.gateway = "ws" + strings.TrimPrefix(server.URL, "http")
	return g
}

func (g *gatewayServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer ws.Close()
	g.mu.Lock()
	script := g.scripts[min(g.peers, len(g.scripts)-1)]
	p := &peer{n: g.peers, ws: ws, path: r.URL.String(), closed: make(chan int, 1), opcode: make(chan frame, 1000)}
	g.peers++
	g.mu.Unlock()
	go func() {
		defer close(p.opcode)
		for {
			var f frame
			if err := ws.ReadJSON(&f); err != nil {
				code := 0
				if e, ok := err.(*websocket.CloseError); ok {
					code = e.Code
				}
				p.closed <- code
				return
			}
			p.opcode <- f
		}
	}()
	script(p)
}

func (p *peer) send(v string) { _ = p.ws.WriteMessage(websocket.TextMessage, []byte(v)) }

func (p *peer) hello(interval string) {
	p.send(`{"op":10,"d":{"heartbeat_interval":` + interval + `}}`)
}

// next returns the next frame of an opcode, and acknowledges heartbeats.
func (p *peer) next(op int) (frame, bool) {
	for f := range p.opcode {
		if f.Op == op {
			return f, true
		}
		if f.Op == opHeartbeat {
			p.send(`{"op":11}`)
		}
	}
	return frame{}, false
}

func (p *peer) ready(session string) {
	p.send(`{"op":0,"t":"READY","s":1,"d":{"session_id":"` + session + `","resume_gateway_url":"ws://` + p.ws.LocalAddr().String() + `/resume","user":{"id":"` + botUser + `"}}}`)
}

func (p *peer) closeWith(code int) {
	_ = p.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	<-p.closed
}

// listenOn runs an adapter until stop is closed and returns what Run returns.
func listenOn(t *testing.T, f *fake, s *contract.Service, stop <-chan struct{}) error {
	t.Helper()
	d, err := New(f.options())
	if err != nil {
		t.Fatal(err)
	}
	d.Use(s)
	s.Messenger = d
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	go func() {
		select {
		case <-stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	return d.Run(ctx)
}

// began is a connection that identifies; resumed one that resumes.
func began(t *testing.T, p *peer) {
	t.Helper()
	p.hello("60000")
	f, ok := p.next(opIdentify)
	if !ok || !strings.Contains(string(f.Data), `"intents":4609`) || !strings.Contains(string(f.Data), `"shard":[0,1]`) {
		t.Errorf("it identifies by %s", f.Data)
	}
	p.ready("S1")
}

func resumed(t *testing.T, p *peer, sequence string) {
	t.Helper()
	p.hello("60000")
	f, ok := p.next(opResume)
	if !ok || !strings.Contains(string(f.Data), `"seq":`+sequence) || !strings.Contains(string(f.Data), `"session_id":"S1"`) {
		t.Errorf("it resumes by %s", f.Data)
	}
	if !strings.HasPrefix(p.path, "/resume?v=10") {
		t.Errorf("it resumes at %s", p.path)
	}
}

const asked = `{"op":0,"t":"MESSAGE_CREATE","s":2,"d":{"id":"1000000000000000001","channel_id":"` + textChannel + `","guild_id":"` + guild +
	`","type":0,"content":"<@` + botUser + `> When does the lease end?","author":{"id":"` + person + `"},"mentions":[{"id":"` + botUser + `"}],"components":[{"type":99}]}}`

func TestGatewayResumes(t *testing.T) {
	for name, fault := range map[string]func(*peer){
		"op 7":                       func(p *peer) { p.send(`{"op":7,"d":null}`); <-p.closed },
		"op 9 that can be resumed":   func(p *peer) { p.send(`{"op":9,"d":true}`); <-p.closed },
		"close code 4000":            func(p *peer) { p.closeWith(4000) },
		"connection is cut":          func(p *peer) { _ = p.ws.Close(); <-p.closed },
		"a frame that can't be read": func(p *peer) { p.send(`{`); <-p.closed },
	} {
		t.Run(name, func(t *testing.T) {
			f, s, stop := newFake(t), contract.NewService(), make(chan struct{})
			newGateway(t, f, func(p *peer) {
				began(t, p)
				p.send(asked)
				fault(p)
			}, func(p *peer) {
				resumed(t, p, "2")
				p.send(asked) // again
				close(stop)
				<-p.closed
			})
			if err := listenOn(t, f, s, stop); err != nil {
				t.Fatal(err)
			}
			if got := s.Texts(); len(got) != 1 || got[0] != "When does the lease end?" {
				t.Errorf("submitted are %q", got)
			}
			for _, err := range s.Failed {
				t.Error(err)
			}
		})
	}
}

func TestGatewayBeginsAnew(t *testing.T) {
	for name, fault := range map[string]func(*peer){
		"op 9":            func(p *peer) { p.send(`{"op":9,"d":false}`); <-p.closed },
		"close code 4009": func(p *peer) { p.closeWith(4009) },
	} {
		t.Run(name, func(t *testing.T) {
			f, stop := newFake(t), make(chan struct{})
			newGateway(t, f, func(p *peer) { began(t, p); fault(p) }, func(p *peer) {
				began(t, p)
				close(stop)
				<-p.closed
			})
			if err := listenOn(t, f, contract.NewService(), stop); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestGatewayIsTriedAgainAfterFinalCodes: meanwhile the operator sees what to do.
func TestGatewayIsTriedAgainAfterFinalCodes(t *testing.T) {
	for code, word := range map[int]string{4004: "FOOTNOTE_DISCORD_TOKEN", 4010: "SHARDS", 4011: "SHARDS", 4012: "update", 4013: "update", 4014: "Message Content"} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			f, seen := newFake(t), make(chan struct{})
			newGateway(t, f, func(p *peer) { p.hello("60000"); p.next(opIdentify); p.closeWith(code) }, func(p *peer) {
				<-seen
				began(t, p)
				<-p.closed
			})
			d, err := New(f.options())
			if err != nil {
				t.Fatal(err)
			}
			d.Use(contract.NewService())
			realbot.Background(t, d.Run)
			eventually(t, d, "refused with what to do", func(list []Connection) bool {
				return len(list) == 1 && list[0].Refused && strings.Contains(list[0].Reason, word)
			})
			close(seen)
			eventually(t, d, "up again", func(list []Connection) bool { return len(list) == 1 && list[0].Up })
		})
	}
}

// TestGatewayWatchesHeartbeats never acknowledges: the second heartbeat isn't
// sent, the connection is closed so that the session lives, and resumed.
func TestGatewayWatchesHeartbeats(t *testing.T) {
	f, stop := newFake(t), make(chan struct{})
	g := newGateway(t, f, func(p *peer) {
		p.hello("400")
		beats := 0
		for fr := range p.opcode {
			switch fr.Op {
			case opIdentify:
				p.ready("S1")
			case opHeartbeat:
				if beats++; beats == 2 { // nobody watches: it would go on for ever
					t.Error("a second heartbeat comes though the first wasn't acknowledged")
					_ = p.ws.Close()
				}
			}
		}
		if code := <-p.closed; code != closeResumable && beats < 2 {
			t.Errorf("closed with %d", code)
		}
	}, func(p *peer) {
		p.hello("60000")
		// READY has come long before the second heartbeat was due.
		if fr, ok := p.next(opResume); !ok || !strings.Contains(string(fr.Data), `"session_id":"S1"`) {
			t.Errorf("it resumes by %s", fr.Data)
		}
		close(stop)
		<-p.closed // were it closed here, the bot might connect again before it stops
	})
	if err := listenOn(t, f, contract.NewService(), stop); err != nil {
		t.Fatal(err)
	}
	if g.peers != 2 {
		t.Errorf("%d connections, want 2", g.peers)
	}
}

func TestHeartbeatsOnDemandLeaveRoom(t *testing.T) {
	c := &connection{}
	for n := range maxGatewaySends {
		if got, want := c.hasRoom(spareSends), n < maxGatewaySends-spareSends; got != want {
			t.Fatalf("after %d sends there is room: %v", n, got)
		}
		c.sends = append(c.sends, time.Now())
	}
}

func mustJSON(t testing.TB, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
