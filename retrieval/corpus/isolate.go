package corpus

import (
	"context"
	"errors"
	"time"

	"footnote/retrieval"
)

// limits bound what one file may cost.
type limits struct {
	fileBytes int64
	time      time.Duration // of one file, or one file in a bundle
}

const (
	// bundleTime is how long a bundle may take in all, in times of a file.
	bundleTime = 40
	// grace is how long a parser may take to notice that its time is up.
	grace = 2 * time.Second
)

var errTooSlow = errors.New("time limit")

// Running returns how many parsers have been given up for taking too long and
// haven't ended. They can't be stopped from outside and cost a processor each
// until the program ends.
func (c *Corpus) Running() int { return int(c.running.Load()) }

// read parses in on a goroutine of its own, so that a parser that takes too
// long, even one that never looks at its context, costs that file only.
// Documents are emitted by the caller's goroutine, and the time that emit
// takes doesn't count.
func (c *Corpus) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	documents, emitted := make(chan *retrieval.Document), make(chan error)
	alive, done := make(chan struct{}, 1), make(chan error, 1)
	in.alive = func() {
		select {
		case alive <- struct{}{}:
		default:
		}
	}
	go func() {
		done <- in.read(ctx, c.finish(func(d *retrieval.Document) error {
			select {
			case documents <- d:
				return <-emitted
			case <-ctx.Done():
				return ctx.Err()
			}
		}))
	}()

	left := bundleTime * in.limits.time
	timer := time.NewTimer(in.limits.time)
	defer timer.Stop()
	began := time.Now()
	renew := func() {
		left -= time.Since(began)
		began = time.Now()
		timer.Reset(max(0, min(left, in.limits.time)))
	}
	for {
		select {
		case d := <-documents:
			if left -= time.Since(began); left < 0 {
				emitted <- errTooSlow
				cancel(errTooSlow)
				return c.giveUp(done, in.fail(nil, "it took longer than %s to parse", in.limits.time))
			}
			err := emit(d)
			began = time.Now()
			renew()
			emitted <- err
		case <-alive:
			renew()
		case err := <-done:
			return err
		case <-ctx.Done():
			return c.giveUp(done, ctx.Err())
		case <-timer.C:
			cancel(errTooSlow)
			return c.giveUp(done, in.fail(nil, "it took longer than %s to parse", in.limits.time))
		}
	}
}

// giveUp waits a little for a parser whose context is cancelled, and leaves it
// to itself if it doesn't end.
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
