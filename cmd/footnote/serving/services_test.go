package serving

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
)

func TestServicesStopInOrder(t *testing.T) {
	var mu sync.Mutex
	var order []string
	note := func(s string) {
		mu.Lock()
		defer mu.Unlock()
		order = append(order, s)
	}
	up := make(chan struct{}, 3)
	part := func(name string) Service {
		return Service{Name: name, Run: func(ctx context.Context) error {
			up <- struct{}{}
			<-ctx.Done()
			note(name)
			return ctx.Err()
		}}
	}
	broken := errors.New("no connection")
	for _, c := range []struct {
		name  string
		third Service
		end   bool // ctx ends
		want  []string
		err   error
	}{
		{"told to stop", part("slack"), true, []string{"slack", "bot", "index"}, nil},
		{"one fails", Service{Name: "slack", Run: func(context.Context) error { return broken }}, false, []string{"bot", "index"}, broken},
	} {
		t.Run(c.name, func(t *testing.T) {
			order = nil
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if c.end {
				go func() {
					for range 3 {
						<-up
					}
					cancel()
				}()
			}
			err := RunServices(ctx, slog.New(slog.DiscardHandler), part("index"), part("bot"), c.third)
			if !errors.Is(err, c.err) || c.err == nil && err != nil {
				t.Errorf("error %v, want %v", err, c.err)
			}
			if !slices.Equal(order, c.want) {
				t.Errorf("stopped %v, want %v", order, c.want)
			}
		})
	}
}
