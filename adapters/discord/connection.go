package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Opcodes, see
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opAck            = 11
)

const (
	helloTimeout = 20 * time.Second
	writeTimeout = 10 * time.Second
	maxFrame     = 16 << 20
	// closeResumable is our close code for connections to resume. 1000 and 1001
	// would end the session.
	closeResumable = 4000
	// spareSends are kept for our own frames: heartbeats that Discord asks for are
	// sent only while more sends than these are left in the minute.
	spareSends = 20
)

// frame is what goes over the gateway.
type frame struct {
	Op       int             `json:"op"`
	Data     json.RawMessage `json:"d"`
	Sequence *int64          `json:"s"`
	Type     string          `json:"t"`
}

// connection is one websocket.
type connection struct {
	ws       *websocket.Conn
	sequence atomic.Int64
	acked    atomic.Bool

	resuming *time.Timer // closes it unless Discord resumes the session; nil if that isn't asked for

	mu    sync.Mutex // of what follows and of writing
	sends []time.Time
	cause error // why we closed it
}

// holdConnection holds one connection until it ends. It always returns an error.
func (s *shard) holdConnection(ctx context.Context) error {
	url, err := s.connectAddress(ctx)
	if err != nil {
		return fmt.Errorf("find the gateway: %w", err)
	}
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: helloTimeout}
	ws, response, err := dialer.DialContext(ctx, url, nil)
	if response != nil && response.Body != nil {
		_ = response.Body.Close()
	}
	if err != nil {
		if s.unreached++; s.unreached >= mostUnreached { // where the session was may be no more
			s.forgetSession()
		}
		return fmt.Errorf("connect to the gateway: %w", err)
	}
	s.unreached = 0
	c := &connection{ws: ws}
	c.sequence.Store(s.sequence)
	ws.SetReadLimit(maxFrame)
	defer ws.Close()
	defer context.AfterFunc(ctx, func() { c.closeWith(closeResumable, ctx.Err()) })()
	defer func() { s.sequence = c.sequence.Load() }()
	defer c.closeWith(closeResumable, nil) // for the ends that aren't Discord's

	_ = ws.SetReadDeadline(time.Now().Add(helloTimeout))
	hello, err := c.readFrame()
	if err != nil {
		return err
	}
	var pace struct {
		Interval int `json:"heartbeat_interval"` // in milliseconds
	}
	if err := json.Unmarshal(hello.Data, &pace); err != nil || hello.Op != opHello || pace.Interval <= 0 {
		return fmt.Errorf("the gateway begins with opcode %d, not with a greeting", hello.Op)
	}
	_ = ws.SetReadDeadline(time.Time{}) // from here on heartbeats tell whether it lives
	beating, stop := context.WithCancel(ctx)
	defer stop()
	c.acked.Store(true)
	go c.keepBeating(beating, time.Duration(pace.Interval)*time.Millisecond)
	if err := s.startSession(c); err != nil {
		return err
	}
	for {
		f, err := c.readFrame()
		if err != nil {
			return err
		}
		if err := s.handleFrame(ctx, c, f); err != nil {
			return err
		}
	}
}

// startSession resumes the session, or begins a new one.
func (s *shard) startSession(c *connection) error {
	token := s.d.api.Load().token.Reveal()
	if s.session != "" {
		// A gateway that has nothing to say to this would be listened to for ever.
		c.resuming = time.AfterFunc(s.d.options.Waits.Resume, func() { c.closeWith(closeResumable, errNotResumed) })
		return c.sendFrame(opResume, map[string]any{"token": token, "session_id": s.session, "seq": s.sequence})
	}
	intents := discordgo.IntentGuilds | discordgo.IntentGuildMessages | discordgo.IntentDirectMessages
	if s.d.options.MessageContent {
		intents |= discordgo.IntentMessageContent
	}
	return c.sendFrame(opIdentify, map[string]any{
		"token": token, "intents": intents, "shard": [2]int{s.id, s.count}, "compress": false,
		"properties": map[string]string{"os": runtime.GOOS, "browser": "footnote", "device": "footnote"},
	})
}

func (s *shard) handleFrame(ctx context.Context, c *connection, f frame) error {
	if f.Sequence != nil {
		c.sequence.Store(*f.Sequence)
	}
	switch f.Op {
	case opAck:
		c.acked.Store(true)
	case opHeartbeat:
		if c.hasRoom(spareSends) {
			return c.sendHeartbeat()
		}
	case opReconnect:
		return errReconnect
	case opInvalidSession:
		if string(f.Data) != "true" { // true: it can be resumed
			s.forgetSession()
			c.sequence.Store(0)
		}
		return errInvalidSession
	case opDispatch:
		if c.resuming != nil { // what was missed comes before Discord says that it is all
			c.resuming.Stop()
		}
		return s.handleEvent(ctx, c, f)
	}
	return nil
}

// handleEvent handles what Discord tells of the session, and puts all else into the
// lanes.
func (s *shard) handleEvent(ctx context.Context, c *connection, f frame) error {
	switch {
	case f.Type == "READY":
		var ready struct {
			Session string         `json:"session_id"`
			URL     string         `json:"resume_gateway_url"`
			User    discordgo.User `json:"user"`
			Guilds  []struct {
				ID string `json:"id"`
			} `json:"guilds"`
		}
		if err := json.Unmarshal(f.Data, &ready); err != nil {
			return fmt.Errorf("read Discord's greeting: %w", err)
		}
		s.mu.Lock()
		s.session, s.resumeURL = ready.Session, ready.URL
		s.mu.Unlock()
		s.progress.restart()
		s.progress.read(c.sequence.Load())
		var guilds []string
		for _, g := range ready.Guilds {
			guilds = append(guilds, g.ID)
		}
		s.beginCatchUp(ctx, guilds)
		s.d.uplinks.Up(shardName(s.id))
		s.log.Info("connected to Discord")
	case f.Type == "RESUMED":
		s.progress.read(c.sequence.Load())
		s.d.uplinks.Up(shardName(s.id))
		s.log.Info("connected to Discord again; nothing was lost")
	case isTaken(f.Type):
		s.putEvent(c.sequence.Load(), f)
	default:
		s.progress.read(c.sequence.Load())
	}
	return nil
}

// putEvent puts an event into its lane. It counts as taken when the lane has worked on
// it.
func (s *shard) putEvent(sequence int64, f frame) {
	message := ""
	if f.Type == "MESSAGE_CREATE" {
		var m struct {
			ID string `json:"id"`
		}
		_ = json.Unmarshal(f.Data, &m)
		message = m.ID
	}
	taken := s.progress.take(sequence, message)
	if f.Type == "GUILD_CREATE" && s.catching != nil {
		s.catching.noteGuild(f.Data)
	}
	s.events.putEvent(event{f.Type, f.Data, taken})
}

// keepBeating sends heartbeats. It closes the connection as dead if Discord hasn't
// acknowledged one before the next is due.
func (c *connection) keepBeating(ctx context.Context, interval time.Duration) {
	pauseFor(ctx, rand.N(interval))
	for ctx.Err() == nil {
		if !c.acked.Swap(false) {
			c.closeWith(closeResumable, errNoAck)
			return
		}
		if err := c.sendHeartbeat(); err != nil {
			c.closeWith(closeResumable, err)
			return
		}
		pauseFor(ctx, interval)
	}
}

func (c *connection) sendHeartbeat() error {
	if n := c.sequence.Load(); n > 0 {
		return c.sendFrame(opHeartbeat, n)
	}
	return c.sendFrame(opHeartbeat, nil)
}

func (c *connection) readFrame() (frame, error) {
	var f frame
	_, data, err := c.ws.ReadMessage()
	if err != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.cause != nil {
			return f, c.cause
		}
		return f, fmt.Errorf("read from the gateway: %w", err)
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return f, fmt.Errorf("read from the gateway: %w", err)
	}
	return f, nil
}

// hasRoom reports whether more than spare sends are left in this minute.
func (c *connection) hasRoom(spare int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.sends) > 0 && time.Since(c.sends[0]) > time.Minute {
		c.sends = c.sends[1:]
	}
	return len(c.sends) < maxGatewaySends-spare
}

func (c *connection) sendFrame(op int, data any) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sends = append(c.sends, time.Now())
	if len(c.sends) > maxGatewaySends {
		c.sends = c.sends[1:]
	}
	_ = c.ws.SetWriteDeadline(time.Now().Add(writeTimeout))
	if err := c.ws.WriteJSON(map[string]any{"op": op, "d": data}); err != nil {
		return fmt.Errorf("write to the gateway: %w", err)
	}
	return nil
}

// closeWith ends the connection with a close code. Only the cause of the first call
// is kept.
func (c *connection) closeWith(code int, cause error) {
	c.mu.Lock()
	if c.cause == nil {
		c.cause = cause
	}
	c.mu.Unlock()
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	_ = c.ws.Close()
}
