package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// served is a running "footnote serve".
type served struct {
	t     testing.TB
	cmd   *exec.Cmd
	url   string      // of its page
	lines chan string // what it says, closed at its end
	said  string      // what was read of them
}

// anyPort lets the system choose one.
const anyPort = "127.0.0.1:0"

// serve starts the program itself with a page.
func serve(t testing.TB, args ...string) *served {
	t.Helper()
	return serveFor(t, time.Minute, args...)
}

// serveFor is serve for a test that takes longer.
func serveFor(t testing.TB, most time.Duration, args ...string) *served {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no interrupt signals between processes on Windows")
	}
	name, err := exec.LookPath("footnote") // the test binary, by testscript.Main
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), most)
	s := &served{t: t, lines: make(chan string, 1000)}
	t.Cleanup(func() {
		cancel()
		if t.Failed() {
			t.Logf("serve said:\n%s", s.said)
		}
	})
	s.cmd = exec.CommandContext(ctx, name, append([]string{"serve"}, args...)...)
	s.cmd.Dir = t.TempDir()
	stderr, err := s.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(s.lines)
		for lines := bufio.NewScanner(stderr); lines.Scan(); {
			s.lines <- lines.Text()
		}
	}()
	s.url = regexp.MustCompile(`http://[\d.:\[\]]+`).FindString(s.waitFor("the page to ask is http://"))
	return s
}

// waitFor waits until the program says something, and returns the line.
func (s *served) waitFor(text string) string {
	s.t.Helper()
	for line := range s.lines {
		s.said += line + "\n"
		if strings.Contains(line, text) {
			return line
		}
	}
	s.t.Fatalf("it never said %q: %s", text, s.said)
	return ""
}

// stop interrupts it as a person would and returns what it said.
func (s *served) stop() string {
	s.t.Helper()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		s.t.Fatal(err)
	}
	for line := range s.lines {
		s.said += line + "\n"
	}
	if err := s.cmd.Wait(); err != nil {
		s.t.Errorf("interrupted: %v: %s", err, s.said)
	}
	return s.said
}

// TestServeWithoutTokensAnswersOnAPage is a newcomer's first try.
func TestServeWithoutTokensAnswersOnAPage(t *testing.T) {
	t.Setenv("FOOTNOTE_CORPUS", "")
	data := t.TempDir()
	s := serve(t, "--data", data, "--http-addr", anyPort)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	get := func(path string) string {
		t.Helper()
		r, err := browser.Get(s.url + path)
		if err != nil {
			t.Fatal(err)
		}
		return body(t, r)
	}
	home := get("/")
	form := askForm(home, "How many trafficking networks did Morocco dismantle in 2017?")
	r, err := browser.PostForm(s.url+"/ask", form)
	if err != nil {
		t.Fatal(err)
	}
	answer := body(t, r)
	if !strings.Contains(answer, `class="reply answered"`) || !strings.Contains(answer, "80") {
		t.Fatalf("the page shows:\n%s", answer)
	}
	conversation := r.Request.URL.Path
	for path, want := range map[string]string{
		"/healthz": "ok", "/readyz": "ok", "/status": "14", "/metrics": "footnote_", "/static/status.css": "--",
		"/documents": "<time datetime=",
	} {
		if page := get(path); !strings.Contains(page, want) {
			t.Errorf("%s lacks %q:\n%s", path, want, page)
		}
	}
	if code, out, stderr := footnote(t, "health", s.url); code != exitOK {
		t.Errorf("health: exit code %d: %s%s", code, out, stderr)
	}
	s.stop()

	s = serve(t, "--data", data, "--http-addr", strings.TrimPrefix(s.url, "http://")) // cookies belong to a port
	if again := get(conversation); !strings.Contains(again, `class="reply answered"`) {
		t.Errorf("after a restart the conversation is:\n%s", again)
	}
	s.stop()
}

// askForm is the form of a page, filled in.
func askForm(page, question string) url.Values {
	form := url.Values{"question": {question}}
	for _, m := range regexp.MustCompile(`name="(conversation|key)" value="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		form.Set(m[1], m[2])
	}
	return form
}

func body(t testing.TB, r *http.Response) string {
	t.Helper()
	return bodyOf(t, r, http.StatusOK)
}

func bodyOf(t testing.TB, r *http.Response, status int) string {
	t.Helper()
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if r.StatusCode != status {
		t.Fatalf("%s: %s\n%s", r.Request.URL, r.Status, text)
	}
	return string(text)
}

func TestServeSaysWhenItsAddressIsTaken(t *testing.T) {
	t.Setenv("FOOTNOTE_CORPUS", "")
	s := serve(t, "--data", t.TempDir(), "--http-addr", anyPort)
	code, _, stderr := footnote(t, "serve", "--data", t.TempDir(), "--http-addr", strings.TrimPrefix(s.url, "http://"))
	if code != exitFailure || !strings.Contains(stderr, "choose another FOOTNOTE_HTTP_ADDR") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	s.stop()
}

// TestServeBeyondThisMachineWantsALogin keeps a page from being open to a
// network by accident.
func TestServeBeyondThisMachineWantsALogin(t *testing.T) {
	t.Setenv("FOOTNOTE_CORPUS", "")
	code, _, stderr := footnote(t, "serve", "--data", t.TempDir(), "--http-addr", "0.0.0.0:0")
	if code != exitUsage || !strings.Contains(stderr, "FOOTNOTE_WEB_TOKEN") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	t.Setenv("FOOTNOTE_WEB_TOKEN", "a-token-that-is-long-enough")
	data := t.TempDir()
	s := serve(t, "--data", data, "--http-addr", "0.0.0.0:0")
	at := regexp.MustCompile(`http://\S+:`).ReplaceAllString(s.url, "http://127.0.0.1:")
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	get := func() string {
		t.Helper()
		request, err := http.NewRequest(http.MethodGet, at+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept", "text/html")
		r, err := browser.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		return body(t, r)
	}
	if page := get(); !strings.Contains(page, `name="token"`) || strings.Contains(page, `id="question"`) {
		t.Errorf("without signing in the page is:\n%s", page)
	}
	r, err := browser.PostForm(at+"/login", url.Values{"token": {"a-token-that-is-long-enough"}, "to": {"/"}})
	if err != nil {
		t.Fatal(err)
	}
	if page := body(t, r); !strings.Contains(page, `id="question"`) || !strings.Contains(page, "Sign out") {
		t.Errorf("after signing in the page is:\n%s", page)
	}
	here, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	session := jar.Cookies(here)
	if r, err = browser.PostForm(at+"/logout", nil); err != nil {
		t.Fatal(err)
	}
	_ = body(t, r)
	if said := s.stop(); strings.Contains(said, "a-token-that") {
		t.Errorf("the token was printed: %s", said)
	}

	s = serve(t, "--data", data, "--http-addr", "0.0.0.0:"+here.Port()) // cookies belong to a port
	jar.SetCookies(here, session)
	if page := get(); !strings.Contains(page, `name="token"`) {
		t.Errorf("with the cookie of who signed out before a restart the page is:\n%s", page)
	}
	s.stop()
}

// TestServeLogsForMachines: one object a line, with the id of each request and
// not what it asks.
func TestServeLogsForMachines(t *testing.T) {
	t.Setenv("FOOTNOTE_CORPUS", "")
	t.Setenv("FOOTNOTE_LOG_FORMAT", "json")
	t.Setenv("FOOTNOTE_LOG_LEVEL", "info")
	s := serve(t, "--data", t.TempDir(), "--http-addr", anyPort)
	browser := &http.Client{}
	r, err := browser.Get(s.url + "/")
	if err != nil {
		t.Fatal(err)
	}
	form := askForm(body(t, r), "How many trafficking networks did Morocco dismantle in 2017?")
	request, err := http.NewRequest(http.MethodPost, s.url+"/ask", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.AddCookie(r.Cookies()[0])
	if r, err = browser.Do(request); err != nil {
		t.Fatal(err)
	}
	_ = r.Body.Close()
	said := s.stop()
	replied := false
	for line := range strings.Lines(said) {
		var entry struct{ Msg, Request, Outcome string }
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Errorf("%v: %s", err, line)
		}
		if entry.Msg == "replied" && entry.Request != "" && entry.Outcome == "answered" {
			replied = true
		}
	}
	if !replied || strings.Contains(said, "trafficking") {
		t.Errorf("the log is:\n%s", said)
	}
}

// TestStatusHidesWhatTheRulesHide from people who share a token, all of whom
// are operators, and from scripts that send one beside a provider.
func TestStatusHidesWhatTheRulesHide(t *testing.T) {
	const token = "a-token-that-is-long-enough"
	corpus, rules := t.TempDir(), filepath.Join(t.TempDir(), "access.yaml")
	for path, text := range map[string]string{"open/a.txt": "The harbour is open.\n", "takeover/b.txt": "The price is 7 crowns.\n"} {
		path = filepath.Join(corpus, path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("FOOTNOTE_WEB_TOKEN", token)
	provider := []string{"--oidc-issuer", "http://127.0.0.1:1", "--oidc-client-id", "footnote", "--oidc-allow", "*", "--public-url", "http://localhost"}
	for name, c := range map[string]struct {
		rules string
		sees  bool
		more  []string
	}{
		"some are hidden":                   {`open: {web: {users: ["*"]}}`, false, nil},
		"some are hidden beside a provider": {`open: {web: {users: ["*"]}}`, false, provider},
		"none is hidden":                    {`"*": {web: {users: ["*"]}}`, true, nil},
		"none is hidden beside a provider":  {`"*": {web: {users: ["*"]}}`, true, provider},
		"no rules":                          {"", true, nil},
	} {
		t.Run(name, func(t *testing.T) {
			args := []string{"--corpus", corpus, "--data", t.TempDir(), "--http-addr", anyPort}
			if c.rules != "" {
				if err := os.WriteFile(rules, []byte(c.rules), 0o600); err != nil {
					t.Fatal(err)
				}
				args = append(args, "--access", rules)
			}
			s := serve(t, append(args, c.more...)...)
			for path, sees := range map[string]bool{"/": c.sees, "/documents": c.sees, "/status": c.sees, "/metrics": true} {
				request, err := http.NewRequest(http.MethodGet, s.url+path, nil)
				if err != nil {
					t.Fatal(err)
				}
				request.Header.Set("Authorization", "Bearer "+token)
				r, err := http.DefaultClient.Do(request)
				if err != nil {
					t.Fatal(err)
				}
				page, err := io.ReadAll(r.Body)
				if err := errors.Join(err, r.Body.Close()); err != nil {
					t.Fatal(err)
				}
				if ok := r.StatusCode == http.StatusOK; path == "/status" && ok != sees || path != "/status" && !ok {
					t.Errorf("%s: %s", path, r.Status)
				}
				if !sees && (strings.Contains(string(page), "takeover") || strings.Contains(string(page), `href="/status"`)) {
					t.Errorf("%s shows what is hidden:\n%s", path, page)
				}
			}
			s.stop()
		})
	}
}
