// Package clustered sets up the cluster that keeps the index, if one is set.
package clustered

import (
	"fmt"
	"log/slog"

	"footnote/bot/secret"
	"footnote/retrieval/blevex"
	"footnote/retrieval/meaning"
	"footnote/retrieval/opensearch"
)

// Settings say where the index is, if not in the data folder. The address may hold a
// password.
type Settings struct {
	Index secret.String `name:"index" env:"FOOTNOTE_INDEX" placeholder:"ADDRESS" group:"Settings" help:"OpenSearch cluster that keeps the index, for several servers or very many documents, as opensearch://host:9200/prefix or, with TLS, opensearchs://user:password@host:9200/prefix (default: none, the index is kept in the data folder)."`
}

// Check returns what is wrong with the setting.
func (s Settings) Check() error {
	if !s.Index.IsSet() {
		return nil
	}
	if _, err := opensearch.ParseAddress(s.Index.Reveal()); err != nil {
		return fmt.Errorf("--index (FOOTNOTE_INDEX): %w", err)
	}
	return nil
}

// Open returns the store on the cluster, nil if none is set. Nothing is asked of the
// cluster yet.
func (s Settings) Open(vectors *meaning.Store, log *slog.Logger) (*opensearch.Store, error) {
	if !s.Index.IsSet() {
		return nil, nil
	}
	a, err := opensearch.ParseAddress(s.Index.Reveal())
	if err != nil {
		return nil, err
	}
	return opensearch.NewStore(opensearch.Options{Address: a, Analyzer: blevex.NewAnalyzer(), Vectors: vectors, Log: log})
}
