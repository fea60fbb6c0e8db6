package discord

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/bot/secret"
)

// twin is the Discord of the npm package discord-digital-twin.
type twin struct {
	API, Token, Channel string

	t   *testing.T
	in  io.Writer
	out *bufio.Scanner
}

func startTwin(t *testing.T) *twin {
	dir := nodeFolder(t)
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, "node", filepath.Join(dir, "twin.mjs"))
	cmd.Dir, cmd.WaitDelay = dir, time.Second
	w := &twin{t: t}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = cmd.Wait()
		if t.Failed() {
			t.Log(log.String())
		}
	})
	w.in, w.out = in, bufio.NewScanner(out)
	w.out.Buffer(nil, 1<<22)
	w.read(w)
	return w
}

// read reads the next line of JSON.
func (w *twin) read(v any) {
	w.t.Helper()
	for w.out.Scan() {
		if json.Unmarshal(w.out.Bytes(), v) == nil && w.out.Bytes()[0] == '{' {
			return
		}
	}
	w.t.Fatal("the twin has ended")
}

// twinState is what there is in the twin's channel and its threads.
type twinState struct {
	Threads  []string
	Messages []struct {
		ID         string
		Channel    string `json:"channel_id"`
		Components json.RawMessage
	}
}

// do has the twin do something and returns what there is then.
func (w *twin) do(v map[string]any) twinState {
	w.t.Helper()
	if _, err := w.in.Write(append(mustJSON(w.t, v), '\n')); err != nil {
		w.t.Fatal(err)
	}
	var state twinState
	w.read(&state)
	return state
}

// says waits for so many messages of the bot's that say something and returns
// the last one's id and channel.
func (w *twin) says(part string, n int) (id, channel string) {
	w.t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		found := 0
		for _, m := range w.do(map[string]any{}).Messages {
			if strings.Contains(string(m.Components), part) {
				found++
				id, channel = m.ID, m.Channel
			}
		}
		if found == n {
			return id, channel
		}
		if time.Now().After(deadline) {
			w.t.Fatalf("%d messages say %q, want %d", found, part, n)
		}
	}
}

// TestAgainstTheTwin puts commands, mentions, follow-ups and clicks to a Discord
// that others have written, over its gateway, and reads the answers from it.
func TestAgainstTheTwin(t *testing.T) {
	w := startTwin(t)
	s := contract.NewService()
	d, err := New(Options{
		Token: secret.New(w.Token), API: strings.TrimSuffix(w.API, "/v10") + "/v10", PostGap: 1,
		Threads: []string{"*"}, MessageContent: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	d.Use(s)
	s.Messenger = d
	realbot.Background(t, d.Run)
	// Until the gateway is ready, what people do isn't heard.
	realbot.Await(t, "the gateway", func() bool {
		list := d.Connections()
		return len(list) > 0 && !slices.ContainsFunc(list, func(c Connection) bool { return !c.Up })
	})
	question := []any{map[string]any{"name": "question", "type": 3, "value": "When does the lease end?"}}
	w.do(map[string]any{"command": "ask", "options": question})
	const answer = "The lease ends on 30 June 2027."
	id, _ := w.says(answer, 1)

	// The twin puts a click's answer in the place of what was clicked on, not
	// below it as Discord does.
	w.do(map[string]any{"click": "footnote|more|R1|0", "on": id})
	w.says("**More sources**", 1)
	w.do(map[string]any{"select": "footnote|context|R1|0", "on": id, "values": []string{"1"}})
	w.says("What comes before.", 1)
	w.do(map[string]any{"click": "footnote|rate|R1|up", "on": id})
	w.says("Thank you.", 1)
	if len(s.Ratings) != 1 || s.Ratings[0].Vote != bot.Up {
		t.Errorf("kept are the ratings %+v", s.Ratings)
	}
	w.do(map[string]any{"click": "footnote|share|R1|", "on": id})
	w.says(answer, 1)

	w.do(map[string]any{"message": "@bot When does the lease end?"})
	_, thread := w.says(answer, 2)
	if thread == w.Channel {
		t.Fatal("the mention isn't answered in a thread")
	}
	w.do(map[string]any{"message": "And who pays?", "thread": thread})
	if _, at := w.says(answer, 3); at != thread {
		t.Errorf("the follow-up is answered in %s, not in %s", at, thread)
	}
	if list := s.Texts(); list[len(list)-1] != "And who pays?" {
		t.Errorf("asked are %q", list)
	}
	for _, err := range s.Failed {
		t.Error(err)
	}
}

// TestTheTwinIsAskedWhileNobodyListens stops the adapter, has somebody ask, and starts
// another one. The twin resumes no session.
func TestTheTwinIsAskedWhileNobodyListens(t *testing.T) {
	w := startTwin(t)
	s := contract.NewService()
	run := func() (stop func()) {
		d, err := New(Options{Token: secret.New(w.Token), API: strings.TrimSuffix(w.API, "/v10") + "/v10", PostGap: 1, MessageContent: true})
		if err != nil {
			t.Fatal(err)
		}
		d.Use(s)
		s.Messenger = d
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- d.Run(ctx) }()
		realbot.Await(t, "the gateway", func() bool {
			list := d.Connections()
			return len(list) > 0 && !slices.ContainsFunc(list, func(c Connection) bool { return !c.Up })
		})
		return func() {
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	}
	const answer = "The lease ends on 30 June 2027."
	stop := run()
	w.do(map[string]any{"message": "@bot One?"})
	w.says(answer, 1)
	stop()
	for _, q := range []string{"@bot Two?", "nothing", "@bot Three?"} {
		w.do(map[string]any{"message": q})
	}
	stop = run()
	w.says(answer, 3)
	stop()
	if got := s.Texts(); !slices.Equal(got, []string{"One?", "Two?", "Three?"}) {
		t.Errorf("asked are %q", got)
	}
	for _, err := range s.Failed {
		t.Error(err)
	}
}
