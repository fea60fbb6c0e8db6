package discord

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

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

// do has the twin do something and returns the messages that then stand.
func (w *twin) do(v map[string]any) string {
	w.t.Helper()
	if _, err := w.in.Write(append(mustJSON(w.t, v), '\n')); err != nil {
		w.t.Fatal(err)
	}
	var r struct{ Messages json.RawMessage }
	w.read(&r)
	return string(r.Messages)
}

// TestAgainstTheTwin puts a command and a mention to a Discord that others have
// written, over its gateway, and reads the answers from it.
func TestAgainstTheTwin(t *testing.T) {
	w := startTwin(t)
	s := newService()
	d, err := New(Options{Token: secret.New(w.Token), API: strings.TrimSuffix(w.API, "/v10") + "/v10", PostGap: 1})
	if err != nil {
		t.Fatal(err)
	}
	d.Use(s)
	s.messenger = d
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	// Until the gateway is ready, what people do isn't heard.
	deadline := time.Now().Add(20 * time.Second)
	answered := func(n int) bool { return strings.Count(w.do(map[string]any{}), "The lease ends on 30 June 2027.") >= n }
	question := []any{map[string]any{"name": "question", "type": 3, "value": "When does the lease end?"}}
	for _, act := range []map[string]any{{"command": "ask", "options": question}, {"message": "@bot When does the lease end?"}} {
		before := len(s.texts())
		for len(s.texts()) == before && time.Now().Before(deadline) {
			w.do(act)
			time.Sleep(300 * time.Millisecond)
		}
		if len(s.texts()) == before {
			t.Fatalf("%v isn't heard", act)
		}
	}
	for !answered(2) && time.Now().Before(deadline) {
		time.Sleep(100 * time.Millisecond)
	}
	if !answered(2) {
		t.Errorf("there stand %s", w.do(map[string]any{}))
	}
	for _, err := range s.failed {
		t.Error(err)
	}
}
