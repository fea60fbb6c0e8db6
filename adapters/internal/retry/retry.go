// Package retry repeats calls to a platform as far as that makes sense: errors
// say by their type whether it does and when.
package retry

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"time"

	"footnote/bot"
)

const (
	first = 200 * time.Millisecond // wait before the first repetition
	most  = 10 * time.Second       // longest wait that isn't the platform's wish
)

// Do calls op until it succeeds, fails finally, meets a platform that refuses the
// bot, or has failed attempts times.
// Between the calls it waits as long as a *bot.DeliveryError asks, else a
// growing while. If ctx has less time left than the wait takes, it gives up at
// once with the error at hand.
func Do(ctx context.Context, attempts int, op func(context.Context) error) error {
	wait := first
	for n := 1; ; n++ {
		err := op(ctx)
		if err == nil || n == attempts || ctx.Err() != nil {
			return err
		}
		pause := wait/2 + rand.N(wait/2)
		if d := (*bot.DeliveryError)(nil); errors.As(err, &d) {
			if d.Final || d.Refused {
				return err
			}
			pause = max(pause, d.After)
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < pause {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return err
		}
		wait = min(2*wait, most)
	}
}

// Passing reports whether the same call can succeed later after an HTTP status.
func Passing(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	}
	return status >= 500 && status != http.StatusNotImplemented
}
