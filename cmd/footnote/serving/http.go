// Package serving runs the parts of a server and ends them in order. It has what
// they need of HTTP: listening, serving, and asking another server whether it is
// well.
package serving

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// HangUp stops listening, if serving hasn't.
func HangUp(listener net.Listener) error {
	if err := listener.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("stop listening: %w", err)
	}
	return nil
}

// HTTP is a server that serves.
type HTTP struct {
	*http.Server
	At    net.Addr
	ended chan error
}

// StartHTTP serves on a listener from now on; end, if not nil, ends at the
// shutdown what would go on for ever.
func StartHTTP(log *slog.Logger, listener net.Listener, handler http.Handler, end func()) *HTTP {
	s := &HTTP{
		&http.Server{
			Handler: handler, MaxHeaderBytes: 64 << 10,
			ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug), // what strangers send is no error of ours
			ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute,
		},
		listener.Addr(), make(chan error, 1),
	}
	if end != nil {
		s.RegisterOnShutdown(end)
	}
	go func() { s.ended <- s.Serve(listener) }()
	return s
}

// Run goes on until ctx ends, and then finishes what has begun.
func (s *HTTP) Run(ctx context.Context) error {
	const grace = 5 * time.Second
	select {
	case err := <-s.ended:
		return fmt.Errorf("serve on %s: %w", s.At, err)
	case <-ctx.Done():
	}
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := s.Shutdown(bounded); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop listening on %s: %w", s.At, err)
	}
	return nil
}
