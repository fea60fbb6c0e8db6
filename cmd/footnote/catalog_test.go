package main

import (
	"context"
	"log/slog"
	"testing"

	"footnote/bot"
	"footnote/retrieval/blevex"
)

// TestCatalog sees what the sample corpus holds, as App Home does.
func TestCatalog(t *testing.T) {
	dir := t.TempDir()
	program(t, exitOK, "index", "--data", dir)
	store := blevex.NewStore(dir, sampleCorpus, slog.New(slog.DiscardHandler))
	live, err := blevex.OpenLive(context.Background(), store)
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	titles, synced, err := (&catalog{live: live, store: store}).Titles(t.Context())
	if err != nil || synced.IsZero() || len(titles) < 10 {
		t.Fatalf("%d documents, %v", len(titles), err)
	}
	found := false
	for _, title := range titles {
		found = found || title == bot.Title{Document: "reference/glossary.md", Title: "Glossary"}
	}
	if !found {
		t.Errorf("the glossary is missing: %v", titles)
	}
}
