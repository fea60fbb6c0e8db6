package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"
)

// listen listens on the address that a setting gives. Unless another program
// has it, an address that can't be listened on is a wrong setting.
func listen(setting, address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if err == nil {
		return listener, nil
	}
	err = fmt.Errorf("listen on %s: %w (choose another %s)", address, err, setting)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, err
	}
	return nil, usageError("%w", err)
}

// hangUp stops listening, if serving hasn't.
func hangUp(listener net.Listener) error {
	if err := listener.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("stop listening: %w", err)
	}
	return nil
}

// httpServer is one that serves.
type httpServer struct {
	*http.Server
	at    net.Addr
	ended chan error
}

// startHTTP serves on a listener from now on; end, if not nil, ends at the
// shutdown what would go on for ever.
func startHTTP(log *slog.Logger, listener net.Listener, handler http.Handler, end func()) *httpServer {
	s := &httpServer{
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
