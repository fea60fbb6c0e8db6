package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestMCPOverStandardInput has the SDK's client start the program.
func TestMCPOverStandardInput(t *testing.T) {
	corpus := boats(t, "green")
	name, err := exec.LookPath("footnote")
	check(t, err)
	cmd := exec.CommandContext(t.Context(), name, "mcp", "--corpus", corpus, "--data", t.TempDir())
	var said strings.Builder
	cmd.Stderr = &said
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), &mcp.CommandTransport{Command: cmd, TerminateDuration: 20 * time.Second}, nil)
	if err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	ask := func(question string) string {
		t.Helper()
		r, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "ask", Arguments: map[string]any{"question": question, "conversation": "c"}})
		if err != nil || r.IsError {
			t.Fatalf("%v: %+v: %s", err, r, said.String())
		}
		return r.Content[0].(*mcp.TextContent).Text
	}
	if text := ask("Which colour has the boat of the harbour master?"); !strings.Contains(text, "green colour. [1]") {
		t.Errorf("the answer is:\n%s", text)
	}
	r, err := session.ListResources(t.Context(), nil)
	if err != nil || len(r.Resources) != 1 || r.Resources[0].URI != "footnote://documents/boat.txt" {
		t.Errorf("the resources are %+v, %v", r, err)
	}
	if err := session.Close(); err != nil { // it ends by itself when its input does
		t.Errorf("ended: %v: %s", err, said.String())
	}
}

// TestTokensOfPrograms: a running server lets in the tokens that are given out
// meanwhile, to what their scopes open, with the rights that the rules give them.
func TestTokensOfPrograms(t *testing.T) {
	corpus, data, rules := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "access.yaml")
	for path, text := range map[string]string{"open/a.txt": "The harbour is open.\n", "legal/b.txt": "The price of the harbour is 7 crowns.\n"} {
		path = filepath.Join(corpus, path)
		check(t, errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)))
	}
	check(t, os.WriteFile(rules, []byte(`{open: {web: {users: ["*"]}}, legal: {web: {tokens: [lawyer], groups: [legal]}}}`), 0o600))
	t.Setenv("FOOTNOTE_WEB_TOKEN", "a-token-that-is-long-enough")
	s := serve(t, "--corpus", corpus, "--data", data, "--http-addr", anyPort, "--access", rules)
	give := func(args ...string) string {
		t.Helper()
		code, out, stderr := footnote(t, append([]string{"token", "add", "--corpus", corpus, "--data", data}, args...)...)
		if code != exitOK {
			t.Fatalf("exit code %d: %s", code, stderr)
		}
		return strings.TrimSpace(out)
	}
	call := func(token, method, path, body string) (int, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(context.Background(), method, s.url+path, strings.NewReader(body))
		check(t, err)
		r.Header.Set("Authorization", "Bearer "+token)
		response, err := http.DefaultClient.Do(r)
		check(t, err)
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		check(t, err)
		return response.StatusCode, string(text)
	}
	const question = `{"question":"What is the price of the harbour?"}`
	given := make(map[string]string) // tokens by name
	for name, c := range map[string]struct {
		args []string
		sees bool
	}{
		"lawyer": {nil, true}, "intern": {nil, false}, "of-a-group": {[]string{"--group", "legal"}, true},
	} {
		token := give(append([]string{name}, c.args...)...)
		given[name] = token
		if status, body := call(token, "POST", "/api/v1/ask", question); status != http.StatusOK || strings.Contains(body, "7 crowns") != c.sees {
			t.Errorf("%s: %d %s", name, status, body)
		}
		if status, _ := call(token, "GET", "/metrics", ""); status != http.StatusForbidden {
			t.Errorf("%s may see the figures: %d", name, status)
		}
		if status, _ := call(token, "GET", "/status", ""); status != http.StatusForbidden {
			t.Errorf("%s may see the status: %d", name, status)
		}
	}
	metrics := give("prometheus", "--scope", "metrics")
	if status, body := call(metrics, "GET", "/metrics", ""); status != http.StatusOK || !strings.Contains(body, "footnote_") {
		t.Errorf("the figures: %d", status)
	}
	if status, body := call(metrics, "POST", "/api/v1/ask", question); status != http.StatusForbidden || !strings.Contains(body, "insufficient_scope") {
		t.Errorf("a question without its scope: %d %s", status, body)
	}
	for path, want := range map[string]int{"/debug/pprof/": http.StatusOK, "/debug/pprof/heap": http.StatusOK, "/debug/pprof/cmdline": http.StatusNotFound} {
		if status, _ := call("a-token-that-is-long-enough", "GET", path, ""); status != want {
			t.Errorf("%s for an operator: %d", path, status)
		}
		if status, body := call(metrics, "GET", path, ""); status != http.StatusForbidden || strings.Contains(body, "goroutine") {
			t.Errorf("%s for a program: %d", path, status)
		}
		if r, err := http.Get(s.url + path); err != nil || r.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s for anybody: %v, %v", path, r, err)
		}
	}
	slow := give("slow", "--per-minute", "1")
	_, _ = call(slow, "POST", "/api/v1/ask", question)
	if status, body := call(slow, "POST", "/api/v1/ask", question); status != http.StatusTooManyRequests || !strings.Contains(body, "retry_after") {
		t.Errorf("one question too many: %d %s", status, body)
	}
	if code, _, stderr := footnote(t, "token", "remove", "lawyer", "--corpus", corpus, "--data", data); code != exitOK {
		t.Error(stderr)
	}
	for what, token := range map[string]string{"is none": "fnt_AAAAAAAAAAAAAAAAAAAAAAAAAA", "was taken back": given["lawyer"]} {
		if status, _ := call(token, "POST", "/api/v1/ask", question); status != http.StatusUnauthorized {
			t.Errorf("a token that %s: %d", what, status)
		}
	}
	if status, body := call("a-token-that-is-long-enough", "POST", "/api/v1/ask", question); status != http.StatusOK || strings.Contains(body, "7 crowns") {
		t.Errorf("the shared token: %d %s", status, body)
	}
	s.stop()
}

// TestProgramsOfThisMachine keep no cookies and no token, and find again what they
// asked.
func TestProgramsOfThisMachine(t *testing.T) {
	s := serve(t, "--corpus", boats(t, "green"), "--data", t.TempDir(), "--http-addr", anyPort)
	call := func(method, path, body string) (out struct{ ID, Conversation, Understood, Outcome string }) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, s.url+path, strings.NewReader(body))
		check(t, err)
		response, err := http.DefaultClient.Do(r)
		check(t, err)
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		check(t, err)
		if response.StatusCode >= http.StatusBadRequest {
			t.Fatalf("%s %s: %s %s", method, path, response.Status, text)
		}
		if len(text) > 0 {
			check(t, json.Unmarshal(text, &out))
		}
		return out
	}
	a := call("POST", "/api/v1/ask", `{"question":"Which colour has the boat of the harbour master?"}`)
	if again := call("GET", "/api/v1/answers/"+a.ID, ""); again.ID != a.ID {
		t.Errorf("found again is %+v", again)
	}
	_ = call("POST", "/api/v1/feedback", `{"answer":"`+a.ID+`","vote":"up"}`)
	if next := call("POST", "/api/v1/ask", `{"question":"and where does it lie?","conversation":"`+a.Conversation+`"}`); next.Understood == "" {
		t.Errorf("a follow-up was understood as %+v", next)
	}
	for range 25 { // more than a person may ask in a minute
		_ = call("POST", "/api/v1/search", `{"query":"boat"}`)
	}
	s.stop()
}
