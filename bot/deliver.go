package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"
)

const (
	// showTries is how often a reply is handed to a Messenger at the least, and
	// outage for how long: a platform that is down for minutes still shows it.
	showTries   = 5
	outage      = 15 * time.Minute
	firstWait   = time.Second     // before the second try; doubled each time
	longestWait = 2 * time.Minute // whatever the platform asks for
	// callTime is how long one call of a Messenger may take, waiting for the
	// platform's rate limits included.
	callTime = time.Minute
)

// retract takes a placeholder back.
func (s *Service) retract(ctx context.Context, r *Record) {
	m := s.Messengers[r.Place.Platform]
	if m == nil || r.Ref == "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	if err := guarded(func() error { return m.Retract(ctx, &r.Request, r.Ref) }); err != nil {
		s.Log.Warn("a placeholder can't be taken back", "request", r.ID, "err", err)
	}
}

func (s *Service) undeliverable(ctx context.Context, r *Record, err error) error {
	var pause *pauseError
	if ctx.Err() != nil || errors.As(err, &pause) {
		return err
	}
	return s.close(ctx, r, err.Error())
}

// pauseError says that a step may succeed later.
type pauseError struct {
	after time.Duration
	err   error
}

func (e *pauseError) Error() string {
	return fmt.Sprintf("to be tried again in %v: %v", e.after, e.err)
}
func (e *pauseError) Unwrap() error { return e.err }

// failures are how often a step of a record has failed, and since when.
type failures struct {
	record Record
	count  int
	since  time.Time
}

// try calls a Messenger. A failure that may pass is a *pauseError, until there
// have been too many for too long; a panic doesn't pass by waiting.
func (s *Service) try(ctx context.Context, r *Record, call func(context.Context) error) error {
	err := guarded(func() error {
		ctx, cancel := context.WithTimeout(ctx, callTime)
		defer cancel()
		return call(ctx)
	})
	if err == nil {
		s.failed.Delete(r.ID)
		return nil
	}
	before, _ := s.failed.LoadOrStore(r.ID, failures{since: s.Now()})
	so := before.(failures)
	so.record, so.count = *r, so.count+1
	var delivery *DeliveryError
	tired := so.count >= showTries && (errors.Is(err, errPanic) || s.Now().Sub(so.since) >= outage)
	if ctx.Err() != nil || errors.As(err, &delivery) && delivery.Final || tired {
		return err
	}
	s.failed.Store(r.ID, so)
	pause := min(firstWait<<min(so.count-1, 10), longestWait)
	if delivery != nil && delivery.After > 0 {
		pause = min(delivery.After, longestWait)
	}
	return &pauseError{pause, err}
}

// errPanic is what a panic is when it was caught.
var errPanic = errors.New("panic")

// guarded calls f; a panic is an error.
func guarded(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v\n%s", errPanic, p, debug.Stack())
		}
	}()
	return f()
}
