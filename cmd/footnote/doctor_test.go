package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"footnote/adapters/discord"
	"footnote/adapters/slack"
)

// finds runs the checks with the given settings and returns the lines on one
// subject.
func finds(t *testing.T, code int, check string, args ...string) string {
	t.Helper()
	for _, name := range knownSettings(t) {
		t.Setenv(name, "") // restores it
		_ = os.Unsetenv(name)
	}
	got, out, errs := footnote(t, append([]string{"doctor", "--data", t.TempDir()}, args...)...)
	if got != code {
		t.Errorf("exit code %d, want %d: %s%s", got, code, out, errs)
	}
	var lines []string
	for line := range strings.Lines(out) {
		if strings.Contains(line[:min(len(line), 30)], "  "+check+": ") {
			lines = append(lines, line)
		}
	}
	if strings.Contains(out+errs, "hush") {
		t.Errorf("a secret is printed: %s%s", out, errs)
	}
	return strings.Join(lines, "")
}

func want(t *testing.T, got string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(got, part) {
			t.Errorf("%q isn't in %q", part, got)
		}
	}
}

func serveJSON(t *testing.T, answers map[string]string, header func(http.Header)) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, ok := answers[r.URL.Path]
		w.Header().Set("Content-Type", "application/json")
		if header != nil {
			header(w.Header())
		}
		status := http.StatusOK
		if !ok {
			answer, status = `{"error":{"message":"no such thing"},"message":"404: Not Found","code":0}`, http.StatusNotFound
		}
		if code, rest, cut := strings.Cut(answer, " "); cut && len(code) == 3 {
			_, _ = fmt.Sscan(code, &status)
			answer = rest
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func TestDoctorTriesSlack(t *testing.T) {
	manifest, err := slack.Manifest(slack.ManifestOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var scopes []string
	for _, scope := range []string{"app_mentions:read", "canvases:write", "assistant:write", "channels:history", "channels:read", "chat:write", "commands", "groups:history", "groups:read", "im:history", "mpim:history", "mpim:read", "files:read", "im:read", "usergroups:read", "users:read.email", "users:read"} {
		if !strings.Contains(string(manifest), `"`+scope+`"`) {
			t.Fatalf("the manifest has no %s", scope)
		}
		scopes = append(scopes, scope)
	}
	answers := map[string]string{
		"/auth.test":             `{"ok":true,"user":"footnote","team":"Acme","user_id":"U1","team_id":"T1"}`,
		"/apps.connections.open": `{"ok":true,"url":"wss://example.com/"}`,
	}
	args := func(has []string, more ...string) []string {
		url := serveJSON(t, answers, func(h http.Header) { h.Set("X-OAuth-Scopes", strings.Join(has, ",")) })
		return append([]string{"--slack-api", url, "--slack-bot-token", "xoxb-hush", "--slack-app-token", "xapp-hush"}, more...)
	}
	want(t, finds(t, exitOK, "slack", args(scopes)...), "ok", "footnote in Acme, with all scopes, by socket")
	want(t, finds(t, exitFailure, "slack", args(scopes[1:])...), "error", "lacks the scopes app_mentions:read (", "footnote slack manifest")
	want(t, finds(t, exitOK, "slack", args(scopes[:len(scopes)-1])...), "warning", "lacks the scope users:read; the bot works without names of people")
	want(t, finds(t, exitFailure, "slack", args(scopes, "--slack-mode", "http")...), "error", "set FOOTNOTE_SLACK_SIGNING_SECRET")
	want(t, finds(t, exitOK, "slack", args(nil)...), "warning", "doesn't say which scopes")
	answers["/apps.connections.open"] = `{"ok":false,"error":"invalid_auth"}`
	want(t, finds(t, exitFailure, "slack", args(scopes)...), "error", "try the app token")
	answers["/auth.test"] = `{"ok":false,"error":"token_revoked"}`
	want(t, finds(t, exitFailure, "slack", args(scopes)...), "error", "try the bot token")
}

func TestDoctorTriesDiscord(t *testing.T) {
	var commands []string
	for _, c := range discord.Commands() {
		commands = append(commands, fmt.Sprintf(`{"name":%q,"type":%d}`, c.Name, c.Type))
	}
	key := strings.Repeat("ab", 32)
	const app, list = "/applications/@me", "/applications/7/commands"
	answers := map[string]string{}
	reset := func(flags int, endpoint string) {
		answers[app] = fmt.Sprintf(`{"id":"7","name":"Footnote","flags":%d,"verify_key":%q,"interactions_endpoint_url":%s}`, flags, key, endpoint)
		answers[list] = "[" + strings.Join(commands, ",") + "]"
	}
	args := func(more ...string) []string {
		return append([]string{"--discord-api", serveJSON(t, answers, nil), "--discord-token", "hush"}, more...)
	}
	reset(0, "null")
	want(t, finds(t, exitOK, "discord", args()...), "ok", "Footnote, with all commands, by gateway")
	want(t, finds(t, exitFailure, "discord", args("--discord-message-content")...), "error", "turn on Message Content Intent")
	for _, flag := range []int{1 << 18, 1 << 19} {
		reset(flag, "null")
		want(t, finds(t, exitOK, "discord", args("--discord-message-content")...), "ok")
	}
	want(t, finds(t, exitFailure, "discord", args("--discord-mode", "http", "--discord-public-key", key)...), "error", "set Interactions Endpoint URL")
	reset(0, `"https://bot.example.com/discord"`)
	want(t, finds(t, exitOK, "discord", args("--discord-mode", "http", "--discord-public-key", key)...), "ok")
	want(t, finds(t, exitFailure, "discord", args("--discord-mode", "http", "--discord-public-key", strings.Repeat("cd", 32))...), "error", "is not the key of the application")
	want(t, finds(t, exitFailure, "discord", args()...), "error", "clear Interactions Endpoint URL")
	reset(0, "null")
	answers[list] = "[]"
	want(t, finds(t, exitOK, "discord", args()...), "warning", "are not registered", "footnote discord commands --register")
	answers[app] = `401 {"message":"401: Unauthorized","code":0}`
	want(t, finds(t, exitFailure, "discord", args()...), "error", "check FOOTNOTE_DISCORD_TOKEN")
}

func TestDoctorTriesTheModel(t *testing.T) {
	const said = "data: {\"choices\":[{\"delta\":{\"content\":\"yes\"}}]}\n\ndata: [DONE]\n\n"
	answers := map[string]string{"/v1/chat/completions": said}
	args := func(name, path string) []string {
		return []string{"--model", name, "--model-url", serveJSON(t, answers, nil) + path, "--model-key", "hush"}
	}
	want(t, finds(t, exitOK, "model", args("large", "/v1")...), "ok", "large at http")
	// A server that lists the model and completes nothing won't do.
	answers["/v1/models"] = `{"data":[{"id":"small"},{"id":"large"}]}`
	answers["/v1/chat/completions"] = `400 {"error":{"message":"huge can't chat"}}`
	want(t, finds(t, exitFailure, "model", args("huge", "/v1")...), "error", "huge can't chat", "the server has small, large", "check FOOTNOTE_MODEL")
	answers["/v1/models"] = `401 {"error":{"message":"wrong key"}}`
	answers["/v1/chat/completions"] = answers["/v1/models"]
	want(t, finds(t, exitFailure, "model", args("large", "/v1")...), "error", "wrong key", "FOOTNOTE_MODEL_KEY")
	answers["/chat/completions"] = `404 {"detail":"Not Found"}`
	want(t, finds(t, exitFailure, "model", args("large", "")...), "error", "doesn't speak chat completions (404 Not Found, application/json)", "/v1", "correct FOOTNOTE_MODEL_URL")
}

func TestDoctorTriesThePublicURL(t *testing.T) {
	url := serveJSON(t, map[string]string{"/healthz": "ok"}, nil)
	want(t, finds(t, exitOK, "public url", "--public-url", url+"/"), "ok", "answers")
	other := serveJSON(t, map[string]string{"/": "ok"}, nil)
	want(t, finds(t, exitFailure, "public url", "--public-url", other), "error", "status 404", "/healthz")
	want(t, finds(t, exitFailure, "public url", "--public-url", "http://footnote.invalid"), "warning", "isn't https", "error", "doesn't answer")
	want(t, finds(t, exitFailure, "public url", "--public-url", "https://"), "error", `FOOTNOTE_PUBLIC_URL is "https://"`)
}

func TestDoctorChecksThePage(t *testing.T) {
	want(t, finds(t, exitOK, "page"), "ok", "for whoever is at this machine")
	want(t, finds(t, exitOK, "page", "--http-addr", "off"), "ok", "none")
	want(t, finds(t, exitFailure, "page", "--http-addr", "0.0.0.0:8067"), "error", "FOOTNOTE_WEB_TOKEN")
	want(t, finds(t, exitOK, "page", "--http-addr", "0.0.0.0:8067", "--web-token", "a-token-that-is-long-enough"), "ok", "for those who have the token")
	want(t, finds(t, exitFailure, "page", "--public-url", "https://footnote.example.com",
		"--oidc-issuer", "http://127.0.0.1:1", "--oidc-client-id", "x", "--oidc-allow", "*"), "error", "nobody can sign in")
}
