package blevex

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"footnote/retrieval"
)

// BuildTemporary makes an index of a few documents in a folder below parent that goes
// with the view: closing it removes the folder. What a dead process has left there is
// the caller's to remove.
func BuildTemporary(ctx context.Context, parent string, docs []*retrieval.Document) (*retrieval.View, error) {
	dir, err := os.MkdirTemp(parent, "index-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for a small index: %w", err)
	}
	view, err := buildIn(ctx, dir, docs)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return retrieval.NewView(view, func() {
		_ = view.Close()
		_ = os.RemoveAll(dir) // what is left is removed at the next start
	}), nil
}

func buildIn(ctx context.Context, dir string, docs []*retrieval.Document) (*Index, error) {
	s := NewStore(dir, "", slog.New(slog.DiscardHandler))
	c, err := s.Begin(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range docs {
		if err := c.Put(ctx, d); err != nil {
			return nil, errors.Join(err, c.Abort())
		}
	}
	if err := c.Commit(ctx, nil); err != nil {
		return nil, err
	}
	return s.Open(ctx)
}
