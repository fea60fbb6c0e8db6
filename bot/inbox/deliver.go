package inbox

import (
	"context"
	"errors"
	"fmt"
	"footnote/bot"
	"runtime/debug"
	"time"
)

const (
	// showTries is how often a reply is handed to a Messenger at the least, and
	// outage for how long: a platform that is down for minutes still shows it.
	showTries   = 5
	outage      = 15 * time.Minute
	firstWait   = time.Second      // before the second try; doubled each time
	outageWait  = 30 * time.Second // the longest that doubling comes to
	longestWait = 2 * time.Minute  // whatever the platform asks for
	// callTime is how long one call of a Messenger may take, waiting for the
	// platform's rate limits included.
	callTime = time.Minute
)

// retractPlaceholder takes a placeholder back.
func (s *Service) retractPlaceholder(ctx context.Context, r *bot.Record) {
	m := s.Messengers[r.Place.Platform]
	if m == nil || r.Ref == "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	if err := guardAgainstPanic(func() error { return m.Retract(ctx, &r.Request, r.Ref) }); err != nil {
		s.Log.Warn("a placeholder can't be taken back", "request", r.ID, "err", err)
	}
}

func (s *Service) closeUndelivered(ctx context.Context, r *bot.Record, err error) error {
	var pause *pauseError
	if ctx.Err() != nil || errors.As(err, &pause) {
		return err
	}
	if !s.showFailure(ctx, r) {
		s.tellUndelivered(ctx, r, err)
	}
	return s.closeRequest(ctx, r, err.Error())
}

// showFailure puts into the place of a reply that the platform doesn't take, such as one that
// it finds malformed, that something went wrong: nobody should wait for what doesn't come.
// It reports whether that stands there.
func (s *Service) showFailure(ctx context.Context, r *bot.Record) bool {
	if r.Step != bot.Replied || r.Ref == "" || r.Reply.Failure != nil {
		return false
	}
	if r.Unasked { // nobody waits
		s.retractPlaceholder(ctx, r)
		return true
	}
	m := s.Messengers[r.Place.Platform]
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	err := guardAgainstPanic(func() error {
		ref, err := m.Show(ctx, &r.Request, r.Ref, s.failureReply(r, bot.Broken))
		if err == nil {
			r.Ref = ref
		}
		return err
	})
	if err != nil {
		s.Log.Info("that a reply can't be shown can't be shown either", "request", r.ID, "err", err)
	}
	return err == nil
}

// tellUndelivered has the platform tell the asker elsewhere that there is no reply.
func (s *Service) tellUndelivered(ctx context.Context, r *bot.Record, cause error) {
	teller, ok := s.Messengers[r.Place.Platform].(bot.Teller)
	if !ok || r.Unasked { // nobody waits
		return
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	if err := guardAgainstPanic(func() error { return teller.TellUndelivered(ctx, &r.Request, cause) }); err != nil {
		s.Log.Info("the asker can't be told that there is no reply", "request", r.ID, "err", err)
	}
}

// pauseError says that a step may succeed later.
type pauseError struct {
	after time.Duration
	err   error
	held  int // how often the platform has refused the bot, 0 for another failure
}

func (e *pauseError) Error() string {
	return fmt.Sprintf("to be tried again in %v: %v", e.after, e.err)
}
func (e *pauseError) Unwrap() error { return e.err }

// failures are how often a step of a record has failed in a row, and since when.
// held is how often in a row the platform has refused the bot: those don't count.
type failures struct {
	record bot.Record
	count  int
	since  time.Time
	held   int
}

// tryCall calls a Messenger. A failure that may pass is a *pauseError, until there
// have been too many for too long; a panic doesn't pass by waiting. While the
// platform refuses the bot itself, it is always a *pauseError.
func (s *Service) tryCall(ctx context.Context, r *bot.Record, call func(context.Context) error) error {
	err := guardAgainstPanic(func() error {
		ctx, cancel := context.WithTimeout(ctx, callTime)
		defer cancel()
		return call(ctx)
	})
	if err == nil {
		s.failed.Delete(r.ID)
		s.holds.removeRequest(r)
		return nil
	}
	if bot.IsRefused(err) && ctx.Err() == nil {
		return s.holdRequest(ctx, r, err)
	}
	s.holds.removeRequest(r)
	before, _ := s.failed.LoadOrStore(r.ID, failures{since: s.Now()})
	so := before.(failures)
	if so.count == 0 {
		so.since = s.Now() // being held before doesn't count
	}
	so.record, so.count, so.held = *r, so.count+1, 0
	var delivery *bot.DeliveryError
	tired := so.count >= showTries && (errors.Is(err, errPanic) || s.Now().Sub(so.since) >= outage)
	if ctx.Err() != nil || errors.As(err, &delivery) && delivery.Final || tired {
		return err
	}
	s.failed.Store(r.ID, so)
	pause := min(firstWait<<min(so.count-1, 10), outageWait)
	if delivery != nil && delivery.After > 0 {
		pause = min(delivery.After, longestWait)
	}
	return &pauseError{after: pause, err: err}
}

// errPanic is what a panic is when it was caught.
var errPanic = errors.New("panic")

// guardAgainstPanic calls f; a panic is an error.
func guardAgainstPanic(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v\n%s", errPanic, p, debug.Stack())
		}
	}()
	return f()
}
