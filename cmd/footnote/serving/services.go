package serving

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
)

// Service is a part of a server. Run serves until ctx ends, finishes what it
// has begun and returns; an error before that ends the whole server.
type Service struct {
	Name string
	Run  func(ctx context.Context) error
}

// RunServices runs services until ctx ends or one of them does. They are
// stopped one after the other, the last of the list first: what others need
// stands before them.
func RunServices(ctx context.Context, log *slog.Logger, list ...Service) error {
	type running struct {
		Service
		stop  context.CancelFunc
		ended chan error
	}
	down := make(chan struct{}, len(list)) // one of them ended
	var started []running
	for _, s := range list {
		own, stop := context.WithCancel(context.WithoutCancel(ctx))
		r := running{Service: s, stop: stop, ended: make(chan error, 1)}
		go func() {
			r.ended <- s.Run(own)
			down <- struct{}{}
		}()
		started = append(started, r)
	}
	select {
	case <-ctx.Done():
	case <-down:
	}
	var errs []error
	for i := len(started) - 1; i >= 0; i-- {
		r := started[i]
		log.Debug("stopping", "service", r.Name)
		r.stop()
		if err := <-r.ended; err != nil && !errors.Is(err, context.Canceled) {
			errs = append(errs, fmt.Errorf("%s: %w", r.Name, err))
		}
	}
	return errors.Join(errs...)
}
