package main

import (
	"context"
	"log/slog"
	"testing"

	"footnote/bot"
	"footnote/retrieval"
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
	syncs := &syncRecord{}
	syncs.note(retrieval.SyncReport{}, nil)
	last := syncs.read().Last
	list := &catalog{live: live, store: store, syncs: syncs}
	titles, synced, err := list.Titles(t.Context())
	if err != nil || !synced.Equal(last) || len(titles) < 10 {
		t.Fatalf("%d documents as of %v, want %v, %v", len(titles), synced, last, err)
	}
	// What is remembered isn't of a later time.
	syncs.note(retrieval.SyncReport{}, nil)
	if _, synced, err := list.Titles(t.Context()); err != nil || !synced.Equal(last) {
		t.Errorf("the same list is as of %v, want %v, %v", synced, last, err)
	}
	found := false
	for _, title := range titles {
		found = found || title == bot.Title{Document: "reference/glossary.md", Title: "Glossary"}
	}
	if !found {
		t.Errorf("the glossary is missing: %v", titles)
	}
}
