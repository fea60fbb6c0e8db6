package inbox

import (
	"context"
	"sync"

	"footnote/bot/answering"
	"footnote/retrieval"
)

// turns lets so many questions at once be looked up in an index. More than there are
// processors would be done no sooner, and what is asked meanwhile, of which an
// acknowledgement is due at once, would have to share the processors with all of them.
type turns struct {
	answering.Views
	free chan struct{} // has room for as many as may go on
}

// View implements answering.Views: it waits for its turn, which ends when the view is
// closed.
func (t turns) View(ctx context.Context) (*retrieval.View, error) {
	select {
	case t.free <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	end := sync.OnceFunc(func() { <-t.free })
	inner, err := t.Views.View(ctx)
	if err != nil {
		end()
		return nil, err
	}
	return retrieval.NewView(inner.Index, func() {
		inner.Close()
		end()
	}), nil
}
