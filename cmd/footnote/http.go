package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// serveHTTP listens and serves until ctx ends, and then finishes what has
// begun.
func serveHTTP(ctx context.Context, log *slog.Logger, address string, handler http.Handler) error {
	listener, err := listen(address)
	if err != nil {
		return err
	}
	return startHTTP(log, listener, handler, nil).run(ctx)
}

func listen(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return listener, nil
}

// httpServer is one that serves.
type httpServer struct {
	*http.Server
	at    net.Addr
	ended chan error
}

// startHTTP serves on a listener from now on; hangUp, if not nil, ends at the
// shutdown what would go on for ever.
func startHTTP(log *slog.Logger, listener net.Listener, handler http.Handler, hangUp func()) *httpServer {
	s := &httpServer{
		&http.Server{
			Handler: handler, MaxHeaderBytes: 64 << 10,
			ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug), // what strangers send is no error of ours
			ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute,
		},
		listener.Addr(), make(chan error, 1),
	}
	if hangUp != nil {
		s.RegisterOnShutdown(hangUp)
	}
	go func() { s.ended <- s.Serve(listener) }()
	return s
}

// run goes on until ctx ends, and then finishes what has begun.
func (s *httpServer) run(ctx context.Context) error {
	const grace = 5 * time.Second
	select {
	case err := <-s.ended:
		return fmt.Errorf("serve on %s: %w", s.at, err)
	case <-ctx.Done():
	}
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := s.Shutdown(bounded); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop listening on %s: %w", s.at, err)
	}
	return nil
}
