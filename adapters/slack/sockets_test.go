package slack

import (
	"encoding/json"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// sockets is the Socket Mode side of the fake: it sends envelopes, notes
// acknowledgements and sends again what isn't acknowledged.
type sockets struct {
	t        testing.TB
	mu       sync.Mutex
	open     []*websocket.Conn
	acked    map[string]json.RawMessage // by envelope id
	dropAcks int                        // that many acknowledgements get lost
	changed  *sync.Cond
}

func newSockets(t testing.TB, mux *http.ServeMux) *sockets {
	s := &sockets{t: t, acked: make(map[string]json.RawMessage)}
	s.changed = sync.NewCond(&s.mu)
	mux.HandleFunc("/socket", s.serve)
	t.Cleanup(s.disconnect)
	return s
}

func (s *sockets) serve(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	s.mu.Lock()
	_ = conn.WriteJSON(map[string]any{"type": "hello", "num_connections": 1})
	s.open = append(s.open, conn)
	s.changed.Broadcast()
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		for i, c := range s.open {
			if c == conn {
				s.open = append(s.open[:i], s.open[i+1:]...)
				break
			}
		}
		_ = conn.Close()
	}()
	for {
		var ack struct {
			Envelope string          `json:"envelope_id"`
			Payload  json.RawMessage `json:"payload"`
		}
		if err := conn.ReadJSON(&ack); err != nil {
			return
		}
		s.mu.Lock()
		if s.dropAcks > 0 {
			s.dropAcks--
		} else {
			s.acked[ack.Envelope] = ack.Payload
			s.changed.Broadcast()
		}
		s.mu.Unlock()
	}
}

// send sends raw text to one of the connections, waiting for one.
func (s *sockets) send(raw []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.open) == 0 {
		s.changed.Wait()
	}
	conn := s.open[len(s.open)-1]
	_ = conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
	_ = conn.WriteMessage(websocket.TextMessage, raw) // a lost connection is found out by the missing acknowledgement
}

// envelope sends a payload under an id.
func (s *sockets) envelope(id, kind string, payload any) {
	raw, err := json.Marshal(map[string]any{"envelope_id": id, "type": kind, "payload": payload, "accepts_response_payload": kind != kindEvents})
	if err != nil {
		s.t.Error(err)
	}
	s.send(raw)
}

// deliver sends a payload until it is acknowledged, as Slack does, and returns
// the body of the acknowledgement.
func (s *sockets) deliver(id, kind string, payload any) json.RawMessage {
	for range 20 {
		s.envelope(id, kind, payload)
		if body, ok := s.waitAck(id, time.Second); ok {
			return body
		}
	}
	s.t.Errorf("%s was never acknowledged", id)
	return nil
}

func (s *sockets) waitAck(id string, patience time.Duration) (json.RawMessage, bool) {
	timer := time.AfterFunc(patience, s.changed.Broadcast)
	defer timer.Stop()
	deadline := time.Now().Add(patience)
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		if body, ok := s.acked[id]; ok {
			return body, true
		}
		if !time.Now().Before(deadline) {
			return nil, false
		}
		s.changed.Wait()
	}
}

// disconnect breaks all connections without a word.
func (s *sockets) disconnect() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.open {
		_ = c.UnderlyingConn().Close()
	}
	s.open = nil
}
