package apart

import (
	"sync/atomic"
	"time"
)

// signEvery is how often a child gives a sign of life.
const signEvery = 500 * time.Millisecond

// silenceWatch kills a child that gives no sign of life. It counts its own steps
// and not the time between them, which goes on while the whole machine sleeps.
type silenceWatch struct {
	silent atomic.Int64 // steps without a sign
	paused atomic.Bool  // nobody listens
	done   chan struct{}
}

func (c *child) watchSilence() *silenceWatch {
	w := &silenceWatch{done: make(chan struct{})}
	const steps = 100
	go func() {
		ticker := time.NewTicker(c.silence / steps)
		defer ticker.Stop()
		for {
			select {
			case <-w.done:
				return
			case <-ticker.C:
				if !w.paused.Load() && w.silent.Add(1) >= steps {
					c.killFor(ErrSilent)
					return
				}
			}
		}
	}()
	return w
}

func (w *silenceWatch) noteSign() { w.silent.Store(0) }

func (w *silenceWatch) setPaused(paused bool) {
	w.noteSign()
	w.paused.Store(paused)
}

func (w *silenceWatch) stop() { close(w.done) }
