package library_test

import (
	"log/slog"
	"testing"

	"footnote/retrieval/blevex"
	"footnote/retrieval/library"
	"footnote/retrieval/library/contract"
)

// TestEmbeddedEngineKeepsTheContract runs the suite of engines on the embedded one.
func TestEmbeddedEngineKeepsTheContract(t *testing.T) {
	contract.Run(t, func(t *testing.T) contract.Open {
		dir := t.TempDir()
		return func() library.Store {
			return library.Embedded(blevex.NewStore(dir, "test", slog.New(slog.DiscardHandler)))
		}
	})
}
