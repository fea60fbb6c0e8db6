package opensearch_test

import (
	"log/slog"
	"testing"

	"footnote/retrieval/blevex"
	"footnote/retrieval/library"
	"footnote/retrieval/library/contract"
	"footnote/retrieval/opensearch"
	"footnote/retrieval/opensearch/realcluster"
)

// newStore returns a store at an address, as a process of its own would have it.
func newStore(t testing.TB, a opensearch.Address) *opensearch.Store {
	t.Helper()
	s, err := opensearch.NewStore(opensearch.Options{Address: a, Analyzer: blevex.NewAnalyzer(), Corpus: "test", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestClusterKeepsTheContract runs the suite of engines on a real cluster.
func TestClusterKeepsTheContract(t *testing.T) {
	contract.Run(t, func(t *testing.T) contract.Open {
		_, a := realcluster.Address(t)
		return func() library.Store { return library.Clustered(newStore(t, a)) }
	})
}
