package retry

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"footnote/bot"
)

func TestDo(t *testing.T) {
	passing, final := errors.New("passing"), &bot.DeliveryError{Final: true, Err: errors.New("final")}
	refused := &bot.DeliveryError{Refused: true, Err: errors.New("refused")}
	for _, c := range []struct {
		name  string
		errs  []error // of the calls in turn, then success
		calls int
		want  error
	}{
		{"at once", nil, 1, nil},
		{"after two", []error{passing, passing}, 3, nil},
		{"never", []error{passing, passing, passing, passing}, 3, passing},
		{"final", []error{final, nil}, 1, final},
		{"refused", []error{refused, nil}, 1, refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				calls := 0
				err := Do(t.Context(), 3, func(context.Context) error {
					calls++
					if calls <= len(c.errs) {
						return c.errs[calls-1]
					}
					return nil
				})
				if calls != c.calls || !errors.Is(err, c.want) {
					t.Errorf("%d calls and %v, want %d and %v", calls, err, c.calls, c.want)
				}
			})
		})
	}
}

func TestDoWaitsAsLongAsThePlatformAsks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began, calls := time.Now(), 0
		op := func(context.Context) error {
			if calls++; calls == 1 {
				return &bot.DeliveryError{After: 30 * time.Second, Err: errors.New("too many requests")}
			}
			return nil
		}
		if err := Do(t.Context(), 2, op); err != nil || time.Since(began) < 30*time.Second {
			t.Errorf("called again after %v (%v), want 30s", time.Since(began), err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		began, calls = time.Now(), 0
		if err := Do(ctx, 2, op); err == nil || time.Since(began) != 0 {
			t.Errorf("waited %v for what can't come in time (%v)", time.Since(began), err)
		}
	})
}

func TestPassing(t *testing.T) {
	for status, want := range map[int]bool{429: true, 500: true, 503: true, 408: true, 400: false, 403: false, 404: false, 501: false} {
		if Passing(status) != want {
			t.Errorf("Passing(%d) = %v", status, !want)
		}
	}
}
