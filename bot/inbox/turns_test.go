package inbox

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"footnote/retrieval"
)

// views are Views of no index, which may fail.
type views struct{ err error }

func (v views) View(context.Context) (*retrieval.View, error) {
	if v.err != nil {
		return nil, v.err
	}
	return retrieval.NewView(nil, func() {}), nil
}

func TestQuestionsAreLookedUpInTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := turns{views{}, make(chan struct{}, 1)}
		first, err := in.View(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		second := make(chan *retrieval.View, 1)
		go func() {
			v, err := in.View(t.Context())
			if err != nil {
				t.Error(err)
			}
			second <- v
		}()
		synctest.Wait()
		if len(second) > 0 {
			t.Error("two have their turn")
		}
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := in.View(ended); !errors.Is(err, context.Canceled) {
			t.Errorf("who doesn't want to wait any more gets %v", err)
		}
		first.Close()
		first.Close() // which frees no other's turn
		v := <-second
		if len(in.free) != 1 {
			t.Errorf("%d have their turn, want 1", len(in.free))
		}
		v.Close()
		in.Views = views{errors.New("no index")}
		for range 2 { // what fails holds no turn
			if _, err := in.View(t.Context()); err == nil || len(in.free) > 0 {
				t.Errorf("after a failure (%v) %d have their turn", err, len(in.free))
			}
		}
	})
}
