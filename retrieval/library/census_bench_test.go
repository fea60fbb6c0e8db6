package library

import (
	"log/slog"
	"os"
	"testing"

	"footnote/retrieval/blevex"
)

// BenchmarkCensus counts the index in FOOTNOTE_BENCH_DATA, a folder that
// footnote index --data made.
func BenchmarkCensus(b *testing.B) {
	dir := os.Getenv("FOOTNOTE_BENCH_DATA")
	if dir == "" {
		b.Skip("FOOTNOTE_BENCH_DATA names no index")
	}
	store := blevex.NewStore(dir, "", slog.New(slog.DiscardHandler))
	live, err := blevex.OpenLive(b.Context(), store)
	if err != nil {
		b.Fatal(err)
	}
	defer live.Close()
	for _, again := range []bool{false, true} {
		name := "first"
		if again {
			name = "again"
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			c := (&Library{Store: Embedded(store)}).Counter(live)
			if again {
				if _, err := c.Census(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				if !again {
					c.state = ""
				}
				n, err := c.Census(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(n.Documents), "documents")
			}
		})
	}
}
