package platforms

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"

	"footnote/adapters"
)

// called is a platform that calls the bot.
type called struct {
	adapters.Bot
	run     func(context.Context) error
	handler http.HandlerFunc
	address string
}

func (c called) Run(ctx context.Context) error { return c.run(ctx) }

func (c called) Endpoint() *adapters.Endpoint {
	return &adapters.Endpoint{Setting: "FOOTNOTE_FAX_LISTEN", Address: c.address, Path: "/fax", Handler: c.handler}
}

// TestWhereAPlatformCallsTheBot: what a platform has begun to tell is taken before
// the bot on it ends, and an error of the bot ends the whole part.
func TestWhereAPlatformCallsTheBot(t *testing.T) {
	const anyPort = "127.0.0.1:0"
	log := slog.New(slog.DiscardHandler)
	never := func(func() error) { t.Error("it listens") }
	if _, err := runBot(log, called{address: "nowhere"}, never); !errors.As(err, new(*adapters.SettingError)) || !strings.Contains(err.Error(), "choose another FOOTNOTE_FAX_LISTEN") {
		t.Errorf("an address that can't be: %v", err)
	}
	release := func(free func() error) { t.Cleanup(func() { _ = free() }) }

	broken := errors.New("out of paper")
	run, err := runBot(log, called{address: anyPort, handler: http.NotFound, run: func(context.Context) error { return broken }}, release)
	check(t, err)
	if err := run(t.Context()); !errors.Is(err, broken) {
		t.Errorf("its error is %v", err)
	}

	listener, err := net.Listen("tcp", anyPort)
	check(t, err)
	free := listener.Addr().String()
	check(t, listener.Close())
	arrived, answered := make(chan struct{}), make(chan struct{})
	up, ended := make(chan struct{}), make(chan error, 1)
	run, err = runBot(log, called{
		address: free,
		handler: func(w http.ResponseWriter, _ *http.Request) {
			close(arrived)
			<-answered
			w.WriteHeader(http.StatusAccepted)
		},
		run: func(ctx context.Context) error {
			close(up)
			<-ctx.Done()
			select {
			case <-answered:
			default:
				return errors.New("the bot ended before a call was answered")
			}
			return nil
		},
	}, release)
	check(t, err)
	ctx, stop := context.WithCancel(t.Context())
	go func() { ended <- run(ctx) }()
	<-up
	status := make(chan int, 1)
	go func() {
		r, err := http.Post("http://"+free+"/fax", "text/plain", strings.NewReader("?"))
		if err != nil {
			status <- 0
			return
		}
		_ = r.Body.Close()
		status <- r.StatusCode
	}()
	<-arrived
	stop()
	close(answered)
	if code := <-status; code != http.StatusAccepted {
		t.Errorf("the call gets status %d", code)
	}
	check(t, <-ended)
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
