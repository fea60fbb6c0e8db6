package platforms

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"

	"footnote/adapters"
	"footnote/cmd/footnote/serving"
)

// runBot returns what runs the bot on a platform, with the server of its endpoint
// if it has one. The bot ends last: what came in is done by then.
func runBot(log *slog.Logger, b adapters.Bot, release func(func() error)) (func(context.Context) error, error) {
	endpoint := b.Endpoint()
	if endpoint == nil {
		return b.Run, nil
	}
	listener, err := serving.Listen(endpoint.Setting, endpoint.Address)
	if err != nil {
		return nil, err
	}
	release(func() error { return serving.HangUp(listener) })
	mux := http.NewServeMux()
	mux.Handle(endpoint.Path, endpoint.Handler)
	return func(ctx context.Context) error {
		own, stop := context.WithCancel(context.WithoutCancel(ctx))
		defer stop()
		ctx, end := context.WithCancel(ctx)
		defer end()
		var wg sync.WaitGroup
		var err error
		wg.Go(func() {
			defer end()
			err = b.Run(own)
		})
		served := serving.StartHTTP(log, listener, mux, nil).Run(ctx)
		stop()
		wg.Wait()
		return errors.Join(served, err)
	}, nil
}
