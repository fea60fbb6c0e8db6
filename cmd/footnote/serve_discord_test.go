package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/websocket"
)

const discordBot = "900000000000000001"

// guild is as much of Discord as one bot in one channel needs: the routes that
// post and edit, and a gateway.
type guild struct {
	*httptest.Server
	mu       sync.Mutex
	socket   *websocket.Conn
	messages map[string]string // components by id
	clock    int
	refuses  bool // the token
}

func newGuild(t *testing.T) *guild {
	g := &guild{messages: make(map[string]string)}
	g.Server = serveDiscord(t, g.listen, g.route)
	return g
}

// serveDiscord serves the routes of Discord, and a gateway that has said hello.
func serveDiscord(t *testing.T, listen func(*websocket.Conn), route http.HandlerFunc) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/v10/", route)
	mux.HandleFunc("/gateway", func(w http.ResponseWriter, r *http.Request) {
		upgrader := websocket.Upgrader{}
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		_ = conn.WriteMessage(websocket.TextMessage, []byte(`{"op":10,"d":{"heartbeat_interval":60000}}`))
		listen(conn)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

// introduceDiscord returns what Discord says to a bot that comes, nil to anything else.
func introduceDiscord(r *http.Request) any {
	switch strings.TrimPrefix(r.URL.Path, "/api/v10/") {
	case "applications/@me":
		return map[string]any{"id": discordBot, "bot": map[string]any{"id": discordBot}}
	case "gateway/bot":
		return map[string]any{"url": "ws://" + r.Host + "/gateway", "shards": 1,
			"session_start_limit": map[string]any{"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}}
	}
	return nil
}

// refuse makes Discord refuse the token from now on, or take it.
func (g *guild) refuse(refuses bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.refuses = refuses
}

func (g *guild) route(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	path := strings.TrimPrefix(r.URL.Path, "/api/v10/")
	reply := introduceDiscord(r)
	switch {
	case g.refuses:
		w.WriteHeader(http.StatusUnauthorized)
		reply = map[string]any{"code": 0, "message": "401: Unauthorized"}
	case reply != nil:
	case r.Method == http.MethodPost && strings.HasSuffix(path, "/messages"):
		g.clock++
		id := fmt.Sprint(1000000000000001000 + g.clock)
		g.messages[id] = string(body)
		reply = map[string]any{"id": id, "channel_id": "1"}
	case r.Method == http.MethodPatch:
		id := path[strings.LastIndex(path, "/")+1:]
		g.messages[id] = string(body)
		reply = map[string]any{"id": id, "channel_id": "1"}
	default:
		reply = []any{}
	}
	_ = json.NewEncoder(w).Encode(reply)
}

func (g *guild) listen(conn *websocket.Conn) {
	for {
		var frame struct{ Op int }
		if err := conn.ReadJSON(&frame); err != nil {
			return
		}
		if frame.Op == 2 { // identifies
			_ = conn.WriteMessage(websocket.TextMessage, []byte(`{"op":0,"t":"READY","s":1,"d":{"session_id":"S1","resume_gateway_url":"ws://127.0.0.1:1","user":{"id":"`+discordBot+`"}}}`))
			g.mu.Lock()
			g.socket = conn
			g.mu.Unlock()
		}
	}
}

// ask mentions the bot and waits for a message that says part.
func (g *guild) ask(t *testing.T, id, question, part string) {
	t.Helper()
	await(t, "the connection to Discord", func() bool {
		g.mu.Lock()
		defer g.mu.Unlock()
		return g.socket != nil
	})
	g.mu.Lock()
	check(t, g.socket.WriteJSON(map[string]any{"op": 0, "t": "MESSAGE_CREATE", "s": 2, "d": map[string]any{
		"id": id, "channel_id": "700000000000000001", "guild_id": "800000000000000001", "type": 0, "content": "<@" + discordBot + "> " + question,
		"author": map[string]any{"id": "600000000000000001"}, "mentions": []any{map[string]any{"id": discordBot}},
	}}))
	g.mu.Unlock()
	await(t, "the answer in Discord", func() bool {
		g.mu.Lock()
		defer g.mu.Unlock()
		for _, m := range g.messages {
			if strings.Contains(m, part) {
				return true
			}
		}
		return false
	})
}
