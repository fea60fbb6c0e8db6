package realbot

import (
	"context"

	"footnote/bot/answering"
	"footnote/retrieval"
)

// blockedViews are views that nobody gets before a channel is closed.
type blockedViews struct {
	answering.Views
	until <-chan struct{}
}

// BlockViews returns views that nobody gets before a channel is closed: whoever answers
// waits.
func BlockViews(v answering.Views, until <-chan struct{}) answering.Views {
	return blockedViews{v, until}
}

// View implements answering.Views.
func (b blockedViews) View(ctx context.Context) (*retrieval.View, error) {
	select {
	case <-b.until:
		return b.Views.View(ctx)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
