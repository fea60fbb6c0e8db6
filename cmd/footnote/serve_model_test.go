package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"footnote/bot/bottest"
)

// TestServeTriesTheModel at its start: where something else answers at its
// address it says so, and serves all the same; a model that answers is worth no
// word.
func TestServeTriesTheModel(t *testing.T) {
	t.Setenv("FOOTNOTE_CORPUS", "")
	t.Setenv("FOOTNOTE_MODEL", "scripted")
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!doctype html>")
	}))
	t.Cleanup(site.Close)
	t.Setenv("FOOTNOTE_MODEL_URL", site.URL)
	s := serve(t, "--data", t.TempDir(), "--http-addr", anyPort)
	if said := s.waitFor("the model doesn't answer"); !strings.Contains(said, "the server at "+site.URL+" doesn't speak chat completions (text/html)") || !strings.Contains(said, "/v1") {
		t.Error(said)
	}
	if page := s.get("/", http.StatusOK); !strings.Contains(page, `id="question"`) {
		t.Errorf("the page is:\n%s", page)
	}
	s.stop()

	tried := make(chan struct{}, 10)
	model := bottest.NewModelServer(func(int, bottest.ModelRequest) bottest.Turn {
		tried <- struct{}{}
		return bottest.Turn{Text: "Yes."}
	})
	t.Cleanup(model.Stop)
	t.Setenv("FOOTNOTE_MODEL_URL", model.BaseURL())
	s = serve(t, "--data", t.TempDir(), "--http-addr", anyPort)
	<-tried
	if said := s.stop(); strings.Contains(said, "the model doesn't answer") {
		t.Error(said)
	}
}
