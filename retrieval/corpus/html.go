package corpus

import (
	"context"

	"footnote/retrieval"
)

type htmlReader struct{}

func (htmlReader) sniff(in *input) bool { return false }

func (htmlReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	return nil
}
