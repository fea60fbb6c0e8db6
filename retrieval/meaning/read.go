package meaning

import (
	"context"
	"sync"

	"footnote/retrieval/processors"
)

// Reader tells how well texts answer a question, as encoder.Reader does.
type Reader interface {
	Read(ctx context.Context, question string, texts []string) ([]float32, error)
	IsFast() bool
}

// UseReader has texts read by r. Without one Meaning.Read returns nil.
func (s *Store) UseReader(r Reader) { s.reader = r }

// Read implements retrieval.Meaning, on all processors.
func (m *Meaning) Read(ctx context.Context, question string, texts []string) []float32 {
	r := m.store.reader
	if r == nil || !r.IsFast() || len(texts) == 0 {
		return nil
	}
	scores := make([]float32, len(texts))
	share := (len(texts) + processors.Count() - 1) / processors.Count()
	var all sync.WaitGroup
	for from := 0; from < len(texts); from += share {
		to := min(from+share, len(texts))
		all.Go(func() {
			read, _ := r.Read(ctx, question, texts[from:to]) // the only error is that of ctx
			copy(scores[from:], read)
		})
	}
	all.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return scores
}
