package pdf

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestNobodyIsHeldByAStart has a start that takes long: whoever waits for it
// can leave, and there is one start for all.
func TestNobodyIsHeldByAStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		starts, release := 0, make(chan struct{})
		e := &Engine{startPDFium: func(context.Context) (*engineParts, error) {
			starts++
			<-release
			return nil, errors.New("no memory")
		}}
		for range 3 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			if _, err := e.Acquire(ctx); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("while it starts: %v", err)
			}
			cancel()
		}
		close(release)
		if _, err := e.Acquire(t.Context()); err == nil || !strings.Contains(err.Error(), "no memory") {
			t.Errorf("it didn't start: %v", err)
		}
		if starts != 1 {
			t.Errorf("%d starts", starts)
		}
	})
}

// TestStartsAgain tries a start that failed again, though not for each file.
func TestStartsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		starts := 0
		e := &Engine{startPDFium: func(context.Context) (*engineParts, error) {
			if starts++; starts == 1 {
				panic("no memory for the code")
			}
			return nil, errors.New("no memory")
		}}
		for range 3 {
			if _, err := e.Acquire(t.Context()); err == nil || !strings.Contains(err.Error(), "for the code") {
				t.Errorf("the first start: %v", err)
			}
		}
		time.Sleep(startAgain)
		if _, err := e.Acquire(t.Context()); err == nil || strings.Contains(err.Error(), "for the code") || starts != 2 {
			t.Errorf("after %d starts: %v", starts, err)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
}

// TestCloseEndsAStart that nobody waits for.
func TestCloseEndsAStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &Engine{startPDFium: func(ctx context.Context) (*engineParts, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := e.Acquire(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("while it starts: %v", err)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
		if _, err := e.Acquire(t.Context()); !errors.Is(err, ErrClosed) {
			t.Errorf("closed: %v", err)
		}
	})
}
