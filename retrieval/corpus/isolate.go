package corpus

import (
	"context"
	"errors"
	"time"

	"footnote/retrieval"
)

// grace is how long a parser may take to notice that its time is up.
const grace = 2 * time.Second

var errTooSlow = errors.New("time limit")

// readIsolated parses in on a goroutine of its own, so that a parser that takes
// too long is noticed, even if it never looks at its context. The caller's
// goroutine emits the documents, and the time that emit takes doesn't count. What
// a parser that doesn't end goes on to take is up to the process that this runs
// in: a child of package apart ends with it.
func (c *Corpus) readIsolated(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	documents, emitted := make(chan *retrieval.Document), make(chan error)
	done := make(chan error, 1)
	in.meter = newMeter(&c.limits, in.id, len(in.data))
	go func() {
		used, release := c.limits.clock()
		defer release()
		in.meter.beginCounting(used)
		done <- in.readDocuments(ctx, c.completeDocuments(func(d *retrieval.Document) error {
			return in.meter.runUncounted(func() error {
				select {
				case documents <- d:
					return <-emitted
				case <-ctx.Done():
					return ctx.Err()
				}
			})
		}))
	}()

	wait := min(c.limits.timeOf(len(in.data)), stillTime)
	if c.limits.program != nil {
		wait = min(wait, programLook)
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		select {
		case d := <-documents:
			emitted <- emit(d)
		case err := <-done:
			return err
		case <-ctx.Done():
			return c.giveUp(done, ctx.Err())
		case <-timer.C:
			select {
			case err := <-done: // in time, if only just
				return err
			default:
			}
			exceeded, next := in.meter.checkLimits(wait)
			if exceeded != "" {
				cancel(errTooSlow)
				return c.giveUp(done, in.failNow(nil, "%s", exceeded))
			}
			wait = next
			timer.Reset(wait)
		}
	}
}

// giveUp waits a little for a parser whose context is cancelled, and leaves it
// to itself if it doesn't end: from outside it can't be stopped.
func (c *Corpus) giveUp(done <-chan error, err error) error {
	select {
	case <-done:
		return err
	case <-time.After(grace):
	}
	c.running.Add(1)
	go func() {
		<-done
		c.running.Add(-1)
	}()
	return err
}
