package main

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/adapters/openai"
	"footnote/adapters/sqlite"
	"footnote/bot"
	"footnote/bot/inbox"
	"footnote/cmd/footnote/console"
	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/platforms"
	"footnote/cmd/footnote/server"
	"footnote/cmd/footnote/writing"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// TestStatus watches a real index and store, as serve does.
func TestStatus(t *testing.T) {
	corpus := boats(t, "green")
	for name, text := range map[string]string{
		"de/hafen.md": "# Der Hafen\n\nDer Hafen liegt im Norden der Stadt und ist für Boote aller Größen offen.\n", "empty.txt": "", "broken.pdf": "%PDF-1.7\nnothing\n",
	} {
		path := filepath.Join(corpus, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	ctx := t.Context()
	a := newApp(settings{
		Indexing: indexing.Settings{Corpus: []string{corpus}, Data: t.TempDir(), MaxFileSize: 1 << 20},
		Console:  console.Settings{LogLevel: "error", Color: "never"},
		Model:    writing.Settings{Name: "scripted", URL: openai.DefaultBaseURL, Deadline: time.Second, Context: 6000},
	}, strings.NewReader(""), io.Discard, io.Discard)
	l, err := a.UseLibrary(true)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.OpenDocuments(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	if err := a.SyncAtStart(ctx, l); err != nil {
		t.Fatal(err)
	}
	live, err := l.Store.OpenLive(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = live.Close() })
	store, err := sqlite.Open(ctx, filepath.Join(l.Data, datafolder.Questions))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	model, err := writing.Open(a.settings.Model, blevex.NewAnalyzer(), store, a.Log)
	if err != nil {
		t.Fatal(err)
	}
	a.platforms = allPlatforms()
	list, err := platforms.Open(serveArgs(t, "serve", "--slack-bot-token", "xoxb-test", "--slack-app-token", "xapp-test").Platforms.Each(a.platforms), a.environment(), nil)
	if err != nil {
		t.Fatal(err)
	}
	board, err := server.NewStatus(l, live, store, model, list, false, a.Log)
	if err != nil {
		t.Fatal(err)
	}
	service, err := inbox.New(inbox.Options{Store: store, Views: live, Observe: board.Observe})
	if err != nil {
		t.Fatal(err)
	}
	board.Use(service)
	if _, err := service.Submit(ctx, bot.Request{Keys: []string{"k"}, Text: " ", Place: bot.Place{Platform: "slack"}}); err == nil {
		t.Fatal("nothing is taken for a question")
	}
	if _, err := service.Submit(ctx, bot.Request{Keys: []string{"k"}, Text: "Why?", Place: bot.Place{Platform: "slack"}}); err != nil {
		t.Fatal(err)
	}

	c, err := board.Documents.Census(ctx)
	if err != nil || c.Files != 4 || c.Documents != 2 || c.Skipped != 1 || c.Passages < 2 || c.TextBytes == 0 || c.FileBytes == 0 || c.Since.IsZero() {
		t.Errorf("counted %+v, %v", c, err)
	}
	if len(c.Unread) != 1 || c.Unread[0].File != "broken.pdf" || c.Unread[0].Reason == "" {
		t.Errorf("unread: %+v", c.Unread)
	}
	if len(c.Types) != 2 || len(c.Collections) != 2 || c.Collections[0].Name != "" || c.Collections[1].Name != "de" || c.Collections[1].Bytes == 0 || len(c.Languages) != 2 {
		t.Errorf("counted %+v", c)
	}
	if s := board.Documents.Syncs(); s.Done != 1 || s.Failed != 0 || s.Last.IsZero() {
		t.Errorf("synced: %+v", s)
	}

	// The documents change.
	writeBoat(t, corpus, "yellow, and sometimes red,")
	if err := os.WriteFile(filepath.Join(corpus, "new.txt"), []byte("A new boat lies at the pier."), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := a.SyncIndex(ctx, l, retrieval.SyncOptions{}); err != nil {
		t.Fatal(err)
	}
	if again, err := board.Documents.Census(ctx); err != nil || again.Documents != 3 || again.Since.Before(c.Since) {
		t.Errorf("counted again: %+v, %v", again, err)
	}

	rec := httptest.NewRecorder()
	board.Metrics().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, want := range []string{`footnote_refusals_total{platform="slack",reason="empty"} 1`, "footnote_queue_length 1", `footnote_index_syncs_total{result="done"} 2`, "footnote_model_calls_total 0"} {
		if !strings.Contains(rec.Body.String(), want) {
			t.Errorf("the metrics lack %s", want)
		}
	}
	rec = httptest.NewRecorder()
	board.Ready().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/readyz", nil))
	if want := "index: ok\nquestions: ok\nslack: not ready, it hasn't been connected yet\n"; rec.Code != http.StatusServiceUnavailable || rec.Body.String() != want {
		t.Errorf("ready: %d\n%s", rec.Code, rec.Body)
	}
	if err := live.Close(); err != nil {
		t.Fatal(err)
	}
	if err := board.Documents.Ready(ctx); err == nil {
		t.Error("an index that is closed is ready")
	}
}
