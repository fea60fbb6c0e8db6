package inbox_test

import (
	"context"
	"footnote/bot/bottest"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"log/slog"
	"strings"
	"testing"
)

func documents() []*retrieval.Document {
	filler := strings.Repeat("The harbour has a long history of trade and fishing. Many ships call at its quays each year. ", 12)
	var docs []*retrieval.Document
	for id, text := range map[string]string{
		"anna.txt":   "The ferry Anna was built in 1987. It carries 250 passengers to the island. " + filler,
		"bruno.txt":  "The tug Bruno belongs to the harbour master. Its colour is green. " + filler,
		"crlf.txt":   "The lighthouse keeper is Ingrid Solberg.\r\nShe lives on the rock.\r\n",
		"nfd.txt":    "The cafe\u0301 Me\u0301duse opens at seven. 👩\u200d🍳 cooks.",
		"arabic.txt": "القارب الأزرق في الميناء القديم. يملكه الصياد سالم.",
		"long.txt":   strings.Repeat("barnacle", 1<<17),
	} {
		docs = append(docs, &retrieval.Document{ID: id, Title: strings.TrimSuffix(id, ".txt"), Text: text})
	}
	return docs
}

// index makes an index of docs with a store to change it. A test that leaves a
// view of it open fails.
func index(t testing.TB, docs []*retrieval.Document) (*blevex.Store, *bottest.Views) {
	t.Helper()
	store := blevex.NewStore(t.TempDir(), "test", slog.New(slog.DiscardHandler))
	put(t, store, docs)
	live, err := blevex.OpenLive(context.Background(), store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = live.Close() })
	return store, bottest.NewViews(t, live)
}

func put(t testing.TB, store *blevex.Store, docs []*retrieval.Document, deletes ...string) {
	t.Helper()
	ctx := context.Background()
	c, err := store.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := c.Put(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range deletes {
		if err := c.Delete(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Commit(ctx, nil); err != nil {
		t.Fatal(err)
	}
}
