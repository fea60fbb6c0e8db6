package web

import (
	"context"
	"footnote/bot/inbox"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
)

// slow is a bot.Summarizer that takes until it is let go.
type slow chan struct{}

func (s slow) Summarize(ctx context.Context, a bot.Answer, _ func(bot.Answer)) (bot.Answer, error) {
	select {
	case <-s:
		return a, nil
	case <-ctx.Done():
		return a, ctx.Err()
	}
}

func TestAPageWaitsOnAfterARestart(t *testing.T) {
	const id, talk = "LEFTUNDONE22", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	store, model := bottest.NewStore(), make(slow)
	left := bot.Record{Step: bot.Opened, Ref: id, Request: bot.Request{
		ID: id, Keys: []string{"web/jane/x"}, Kind: bot.Ask, Place: bot.Place{Platform: Platform, Direct: true},
		Conversation: "web/jane/" + talk, Asker: "web/jane", Text: asked, Received: time.Date(2026, 11, 24, 11, 59, 0, 0, time.UTC),
	}}
	if _, err := store.Add(t.Context(), left); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, sample(t), func(_ *Options, o *inbox.Options) {
		o.Store, o.Summarizer, o.Now = store, model, func() time.Time { return left.Received }
	})
	b := w.browser("jane")
	for _, path := range []string{"/c/" + talk, "/answer/" + id} {
		r, page := b.get(path)
		if r.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, r.Status)
		}
		has(t, page, `id="q-`+id+`"`, `data-events="/events/`+id+`"`)
	}
	if r, _ := w.browser("joe").get("/answer/" + id); r.StatusCode == http.StatusOK {
		t.Error("another sees what is being answered")
	}
	close(model)
	_, events := b.get("/events/" + id)
	has(t, events, `class="reply answered"`, "event: done")
}

func TestAPageThatWaitsIsToldThatTheQuestionIsForgotten(t *testing.T) {
	model := make(slow)
	w := newWorld(t, sample(t), func(_ *Options, o *inbox.Options) { o.Summarizer = model })
	b := w.browser("jane")
	_, home := b.get("/")
	_, page := b.post("/ask", form(home, asked))
	id := regexp.MustCompile(`id="q-([A-Z0-9]+)"`).FindStringSubmatch(page)[1]
	stream, err := b.Get(b.base + "/events/" + id)
	if err != nil {
		t.Fatal(err)
	}
	first := make([]byte, 1)
	if _, err := stream.Body.Read(first); err != nil { // it waits now
		t.Fatal(err)
	}
	b.post("/answer/"+id+"/forget", nil)
	_, rest := b.read(stream, nil)
	has(t, rest, "class=\"failure\"", "no longer kept", "event: done")
	close(model)
}

func TestBeforeThereIsAnythingToAsk(t *testing.T) {
	w, err := New(Options{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	for path, status := range map[string]int{"/": 503, "/c/x": 503, "/static/page.css": 200} {
		rw := httptest.NewRecorder()
		w.Starting().ServeHTTP(rw, httptest.NewRequest(http.MethodGet, path, nil))
		if rw.Code != status || status == 503 && (rw.Header().Get("Refresh") == "" || !strings.Contains(rw.Body.String(), "being read")) {
			t.Errorf("%s: %d: %s", path, rw.Code, rw.Body)
		}
	}
	rw, sent := httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/ask", nil)
	sent.Header.Set("X-Footnote-Part", "1")
	w.Starting().ServeHTTP(rw, sent)
	if rw.Code != 503 || strings.Contains(rw.Body.String(), "<html") || !strings.Contains(rw.Body.String(), "being read") {
		t.Errorf("the script is told %d: %s", rw.Code, rw.Body)
	}
}
