package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// town is a Discord that forgets nothing: what is written stands in its channels, events
// of a session are sent again from where it is resumed, and a session may be lost. It
// knows no nonces: what is posted twice stands twice.
type town struct {
	*httptest.Server
	mu       sync.Mutex
	socket   *websocket.Conn // of the session that is heard, nil if nobody listens
	session  int
	sequence int
	events   []string                    // of the session
	loses    bool                        // sessions can't be resumed
	said     map[string][]map[string]any // by channel, the oldest first
	clock    int64
}

func newTown(t *testing.T) *town {
	g := &town{said: make(map[string][]map[string]any)}
	g.Server = serveDiscord(t, g.listen, g.route)
	return g
}

// nextID returns an id of now. The caller holds the lock.
func (g *town) nextID() string {
	const firstID, timeBits = 1420070400000, 22
	g.clock++
	return strconv.FormatInt((time.Now().UnixMilli()-firstID)<<timeBits|g.clock, 10)
}

func (g *town) route(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	parts := strings.Split(strings.TrimPrefix(r.URL.Path, "/api/v10/"), "/")
	reply := introduceDiscord(r)
	switch {
	case reply != nil:
	case parts[0] == "guilds" && len(parts) == 4:
		reply = map[string]any{"roles": []string{}}
	case len(parts) == 3 && parts[2] == "messages" && r.Method == http.MethodPost:
		m := make(map[string]any)
		_ = json.Unmarshal(body, &m)
		m["id"], m["channel_id"], m["author"] = g.nextID(), parts[1], map[string]any{"id": discordBot, "bot": true}
		g.said[parts[1]] = append(g.said[parts[1]], m)
		reply = m
	case len(parts) == 4 && r.Method == http.MethodPatch:
		for _, m := range g.said[parts[1]] {
			if m["id"] == parts[3] {
				_ = json.Unmarshal(body, &m)
				reply = m
			}
		}
	case len(parts) == 3 && parts[2] == "messages":
		list := []any{}
		for _, m := range g.said[parts[1]] {
			if id := m["id"].(string); id > r.FormValue("after") {
				list = append(list, m)
			}
		}
		reply = list
	}
	if reply == nil {
		reply = []any{}
	}
	_ = json.NewEncoder(w).Encode(reply)
}

func (g *town) listen(conn *websocket.Conn) {
	for {
		var frame struct {
			Op int
			D  json.RawMessage
		}
		err := conn.ReadJSON(&frame)
		g.mu.Lock()
		switch {
		case err != nil:
			if g.socket == conn {
				g.socket = nil
			}
		case frame.Op == 2:
			g.identify(conn)
		case frame.Op == 6:
			g.resume(conn, frame.D)
		}
		g.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// identify begins a session and tells of the channels. The caller holds the lock.
func (g *town) identify(conn *websocket.Conn) {
	g.session++
	g.sequence, g.events, g.socket = 0, nil, conn
	g.send("READY", map[string]any{"session_id": fmt.Sprint("S", g.session), "guilds": []any{map[string]any{"id": "800"}},
		"resume_gateway_url": "ws" + strings.TrimPrefix(g.URL, "http") + "/gateway"})
	var channels []any
	for id, list := range g.said { // an empty one has no last message
		channels = append(channels, map[string]any{"id": id, "type": 0, "last_message_id": list[len(list)-1]["id"]})
	}
	g.send("GUILD_CREATE", map[string]any{"id": "800", "channels": channels})
}

// resume sends again what came after a number. The caller holds the lock.
func (g *town) resume(conn *websocket.Conn, data json.RawMessage) {
	var from struct {
		Session string `json:"session_id"`
		Seq     int
	}
	_ = json.Unmarshal(data, &from)
	if g.loses || from.Session != fmt.Sprint("S", g.session) {
		_ = conn.WriteMessage(websocket.TextMessage, []byte(`{"op":9,"d":false}`))
		return
	}
	for _, e := range g.events[min(from.Seq, len(g.events)):] {
		_ = conn.WriteMessage(websocket.TextMessage, []byte(e))
	}
	g.socket = conn
	g.send("RESUMED", map[string]any{})
}

// send sends an event, or keeps it for whoever resumes. The caller holds the lock.
func (g *town) send(kind string, data any) {
	g.sequence++
	e, _ := json.Marshal(map[string]any{"op": 0, "t": kind, "s": g.sequence, "d": data})
	g.events = append(g.events, string(e))
	if g.socket != nil {
		_ = g.socket.WriteMessage(websocket.TextMessage, e)
	}
}

// mention has somebody ask the bot, and returns the message's id.
func (g *town) mention(channel, user, question string) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	m := map[string]any{"id": g.nextID(), "channel_id": channel, "type": 0, "content": "<@" + discordBot + "> " + question, "author": map[string]any{"id": user}}
	g.said[channel] = append(g.said[channel], m)
	heard := map[string]any{"guild_id": "800"}
	for k, v := range m {
		heard[k] = v
	}
	g.send("MESSAGE_CREATE", heard)
	return m["id"].(string)
}

// replies returns what the bot has replied to each message, and its messages without a
// final reply.
func (g *town) replies() (final map[string]int, placeholders int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	final = make(map[string]int)
	for _, list := range g.said {
		for _, m := range list {
			to, _ := m["message_reference"].(map[string]any)
			id, _ := to["message_id"].(string)
			switch body, _ := json.Marshal(m); {
			case id == "":
			case strings.Contains(string(body), "⏳"):
				placeholders++
			case strings.Contains(string(body), "dismantled 80 trafficking networks"):
				final[id]++
			}
		}
	}
	return final, placeholders
}

// TestNothingAskedInDiscordIsLost kills the process three times while 60 mentions come.
func TestNothingAskedInDiscordIsLost(t *testing.T) {
	const mentions, channels, kills = 60, 6, 3
	for name, loses := range map[string]bool{"sessions are resumed": false, "sessions are lost": true} {
		t.Run(name, func(t *testing.T) {
			g := newTown(t)
			g.loses = loses
			for key, value := range map[string]string{
				"FOOTNOTE_DISCORD_TOKEN": "token", "FOOTNOTE_DISCORD_API": g.URL + "/api/v10", "FOOTNOTE_SEMANTIC": "off",
			} {
				t.Setenv(key, value)
			}
			data := t.TempDir()
			start := func() *served { return serve(t, "--data", data, "--http-addr", anyPort) }
			s := start()
			await(t, "the connection", func() bool {
				g.mu.Lock()
				defer g.mu.Unlock()
				return g.socket != nil
			})
			var asked []string
			for n := range mentions {
				asked = append(asked, g.mention(fmt.Sprint(700+n%channels), fmt.Sprint(600+n), "How many trafficking networks did Morocco dismantle in 2017?"))
				switch n % (mentions / kills) {
				case mentions/kills/2 - 1: // with work in every stage
					check(t, s.cmd.Process.Kill())
					_ = s.cmd.Wait()
				case mentions/kills - 5: // half of what comes meanwhile
					s = start()
				}
			}
			defer func() {
				final, placeholders := g.replies()
				if !t.Failed() {
					return
				}
				t.Logf("%d of %d are answered, %d placeholders stand", len(final), len(asked), placeholders)
				_ = s.cmd.Process.Kill()
				for line := range s.lines {
					t.Log(line)
				}
			}()
			await(t, "all answers", func() bool {
				final, placeholders := g.replies()
				return len(final) >= len(asked) && placeholders == 0
			})
			final, placeholders := g.replies()
			lost, twice := 0, 0
			for _, id := range asked {
				switch final[id] {
				case 0:
					lost++
				case 1:
				default:
					twice++
				}
			}
			if lost+twice+placeholders > 0 || len(final) != len(asked) {
				t.Errorf("%d questions: %d lost, %d answered twice, %d placeholders left, %d others answered", len(asked), lost, twice, placeholders, len(final)-len(asked))
			}
			s.stop()
		})
	}
}
