package pace

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestTurnsComeInOrderAndApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, began := New(time.Second), time.Now()
		var mu sync.Mutex
		var order []int
		var at []time.Duration
		var wg sync.WaitGroup
		for i := range 5 {
			wg.Go(func() {
				_ = l.Do(t.Context(), "c", func() error {
					mu.Lock()
					defer mu.Unlock()
					order, at = append(order, i), append(at, time.Since(began))
					return nil
				})
			})
			synctest.Wait() // it stands in the queue
		}
		wg.Wait()
		if fmt.Sprint(order) != "[0 1 2 3 4]" || fmt.Sprint(at) != "[0s 1s 2s 3s 4s]" {
			t.Errorf("turns %v at %v", order, at)
		}
	})
}

func TestLanesDontWaitForOneAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, began := New(time.Hour), time.Now()
		for i := range 1500 {
			if err := l.Do(t.Context(), fmt.Sprint(i), func() error { return nil }); err != nil {
				t.Fatal(err)
			}
		}
		if time.Since(began) != 0 {
			t.Errorf("waited %v", time.Since(began))
		}
		if l.Free("0") || !l.Free("another") {
			t.Error("Free tells a lane that was just used from one that wasn't wrongly")
		}
	})
}

func TestWhoGivesUpHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(time.Second)
		hold := make(chan struct{})
		go func() { _ = l.Do(t.Context(), "c", func() error { <-hold; return nil }) }()
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		gone := make(chan error, 1)
		go func() { gone <- l.Do(ctx, "c", func() error { return nil }) }()
		synctest.Wait()
		done := make(chan error, 1)
		go func() { done <- l.Do(t.Context(), "c", func() error { return nil }) }()
		synctest.Wait()
		cancel()
		if err := <-gone; !errors.Is(err, context.Canceled) {
			t.Errorf("who gave up got %v", err)
		}
		close(hold)
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}
