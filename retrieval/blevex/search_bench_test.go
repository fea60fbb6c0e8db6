package blevex

import (
	"context"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/question"
)

// BenchmarkSearch measures the first stage, and the whole search with its
// re-ranking, over a part of the shared documentation.
func BenchmarkSearch(b *testing.B) {
	docs, _ := documentation(b, 24<<20)
	store := NewStore(b.TempDir(), "bench", quiet())
	fill(b, store, docs)
	x, err := store.Open(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	q := retrieval.Query{Question: question.Parse("How do I change the size of the root volume of a running instance?")}
	b.Run("candidates", func(b *testing.B) {
		for b.Loop() {
			if _, err := x.Candidates(context.Background(), q, 50); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			if _, err := retrieval.Search(context.Background(), x, q); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("cold open", func(b *testing.B) {
		for b.Loop() {
			x, err := NewStore(store.dir, "bench", quiet()).Open(context.Background())
			if err != nil {
				b.Fatal(err)
			}
			_ = x.Close()
		}
	})
}
