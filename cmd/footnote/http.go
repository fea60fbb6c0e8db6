package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// serveHTTP listens and serves until ctx ends, and then finishes what has
// begun.
func serveHTTP(ctx context.Context, address string, handler http.Handler) error {
	listener, err := listen(address)
	if err != nil {
		return err
	}
	return serveOn(ctx, listener, handler, nil)
}

func listen(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return listener, nil
}

// serveOn serves on a listener until ctx ends, and then finishes what has
// begun; hangUp, if not nil, ends what would go on for ever.
func serveOn(ctx context.Context, listener net.Listener, handler http.Handler, hangUp func()) error {
	const grace = 5 * time.Second
	server := &http.Server{
		Handler: handler, MaxHeaderBytes: 64 << 10,
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute,
	}
	if hangUp != nil {
		server.RegisterOnShutdown(hangUp)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve on %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(bounded); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop listening on %s: %w", listener.Addr(), err)
	}
	return nil
}
