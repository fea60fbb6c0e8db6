package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"footnote/bot/bottest"
)

// TestServingLeavesNothing runs a whole server in this process: people ask on the
// page and in Slack, a model writes, many hang up in the middle, and the documents
// change. While it runs it holds one state of the index, and when it has ended
// everything is as it was before: goroutines, open files, mappings.
func TestServingLeavesNothing(t *testing.T) {
	const question = "Which colour has the boat of the harbour master?"
	corpus, data := t.TempDir(), t.TempDir()
	paint := func(colour string) {
		t.Helper()
		// An older time tells the watcher that nobody is writing any more.
		path, before := filepath.Join(corpus, "boat.txt"), time.Now().Add(-time.Hour)
		check(t, os.WriteFile(path+".part", []byte("The boat of the harbour master has a "+colour+" colour. It lies at the pier.\n"), 0o644))
		check(t, os.Chtimes(path+".part", before, before))
		check(t, os.Rename(path+".part", path))
	}
	paint("green")
	check(t, os.WriteFile(filepath.Join(corpus, "pier.txt"), []byte("The pier of the harbour is 80 metres long. A boat may lie there for 3 days.\n"), 0o644))
	model := bottest.NewModelServer(func(int, bottest.ModelRequest) bottest.Turn {
		return bottest.Turn{Text: "The boat of the harbour master lies at the pier [1].", Piece: 9}
	})
	t.Cleanup(model.Stop)
	slack := newWorkspace(t)
	for name, value := range map[string]string{
		"FOOTNOTE_CORPUS": corpus, "FOOTNOTE_QUESTIONS_PER_PERSON": "0", "FOOTNOTE_MODEL": "scripted", "FOOTNOTE_MODEL_URL": model.BaseURL(),
		"FOOTNOTE_SLACK_BOT_TOKEN": "xoxb-1", "FOOTNOTE_SLACK_APP_TOKEN": "xapp-1", "FOOTNOTE_SLACK_API": slack.URL + "/api/", "FOOTNOTE_SLACK_CONNECTIONS": "1",
	} {
		t.Setenv(name, value)
	}
	before := takeInventory(t)

	s := serveHere(t, "--data", data, "--http-addr", anyPort)
	answer := s.ask(question)
	slack.ask(t, "1700000001.000100", question)
	for _, colour := range []string{"yellow", "red", "blue"} {
		for range 40 {
			for _, path := range []string{"/readyz", "/answer/" + answer, "/answer/" + answer + "/sources", "/source?doc=boat.txt", "/documents", "/events/" + answer, "/metrics"} {
				s.hangUpOn("GET "+path, "")
			}
		}
		s.hangUpOn("POST /ask", askForm(s.get("/"), question).Encode())
		paint(colour)
		s.await("the new document", func() string { return lacks(s.get("/source?doc=boat.txt"), colour) })
		s.ask(question)
	}
	s.await("one state of the index", func() string {
		held := regexp.MustCompile(`footnote_index_generations \d+\n`).FindString(s.get("/metrics"))
		return lacks(held, "footnote_index_generations 1\n")
	})
	s.await("no file that was removed from the index", func() string { return strings.Join(removedFiles(t, data), "\n") })
	s.stop()

	http.DefaultTransport.(*http.Transport).CloseIdleConnections() // the adapters' to the model and to Slack
	s.await("nothing left", func() string { return strings.Join(takeInventory(t).beyond(before), "\n") })
	if !filesTold {
		t.Skip("no goroutine and no state of the index is left; only Linux tells of open files")
	}
}

// servedHere is a "footnote serve" in this process.
type servedHere struct {
	*http.Client
	t    *testing.T
	url  string
	stop func()
}

// serveHere starts the program with a page, but for the handling of signals.
func serveHere(t *testing.T, args ...string) *servedHere {
	t.Helper()
	said, stderr := io.Pipe()
	command, err := parseCommand(allPlatforms(), append([]string{"serve"}, args...), io.Discard, stderr)
	check(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended, lines := make(chan error, 1), make(chan string, 1000)
	go func() {
		err := command.run(ctx, strings.NewReader(""), io.Discard, stderr)
		_ = stderr.Close()
		ended <- err
	}()
	go func() {
		defer close(lines)
		for scan := bufio.NewScanner(said); scan.Scan(); {
			select {
			case lines <- scan.Text():
			default: // nobody needs to read all of it
			}
		}
	}()
	jar, err := cookiejar.New(nil)
	check(t, err)
	s := &servedHere{Client: &http.Client{Jar: jar, Transport: &http.Transport{}}, t: t}
	s.stop = func() {
		t.Helper()
		s.CloseIdleConnections()
		cancel()
		check(t, <-ended)
		for range lines {
		}
	}
	t.Cleanup(cancel)
	for line := range lines {
		if s.url = regexp.MustCompile(`http://[\d.:]+`).FindString(line); s.url != "" {
			return s
		}
	}
	t.Fatalf("it ended: %v", <-ended)
	return nil
}

func (s *servedHere) get(path string) string {
	s.t.Helper()
	r, err := s.Get(s.url + path)
	check(s.t, err)
	return body(s.t, r)
}

// ask asks on the page, waits for the answer and returns its ID.
func (s *servedHere) ask(question string) string {
	s.t.Helper()
	r, err := s.PostForm(s.url+"/ask", askForm(s.get("/"), question))
	check(s.t, err)
	page := body(s.t, r)
	id := regexp.MustCompile(`id="q-([A-Z0-9]+)"`).FindStringSubmatch(page)
	if id == nil {
		s.t.Fatalf("the page has no question:\n%s", page)
	}
	s.await("the answer", func() string { return lacks(s.get("/answer/"+id[1]), `class="reply answered"`) })
	return id[1]
}

// hangUpOn sends a request and is gone at once, as a prober with a short timeout
// or a browser that is closed.
func (s *servedHere) hangUpOn(request, form string) {
	s.t.Helper()
	at, err := url.Parse(s.url)
	check(s.t, err)
	r, err := http.NewRequest("", s.url, nil)
	check(s.t, err)
	for _, c := range s.Jar.Cookies(at) {
		r.AddCookie(c)
	}
	conn, err := net.Dial("tcp", at.Host)
	check(s.t, err)
	_, err = fmt.Fprintf(conn, "%s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
		request, at.Host, r.Header.Get("Cookie"), len(form), form)
	check(s.t, err)
	check(s.t, conn.(*net.TCPConn).SetLinger(0)) // a reset
	check(s.t, conn.Close())
}

// await waits until missing returns nothing. What ends by itself, such as a
// connection's goroutine, tells nobody when it has.
func (s *servedHere) await(what string, missing func() string) {
	s.t.Helper()
	deadline := time.Now().Add(time.Minute)
	for {
		text := missing()
		if text == "" {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("%s doesn't come:\n%s", what, text)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// lacks returns a page that doesn't have a text, "" if it has.
func lacks(page, text string) string {
	if strings.Contains(page, text) {
		return ""
	}
	return "no " + text + " in:\n" + page
}
