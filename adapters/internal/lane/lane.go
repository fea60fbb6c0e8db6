// Package lane works on what comes in several lanes at once, and in order on
// what shares a key, such as the events of one channel.
package lane

import (
	"hash/maphash"
	"sync"
)

// lanes is how many are worked on at once.
const lanes = 16

// Lanes hand values to a function. They are made by New.
type Lanes[T any] struct {
	queues [lanes]chan T
	seed   maphash.Seed
	wg     sync.WaitGroup
}

// New returns Lanes of which each has room for so many values that wait.
func New[T any](room int, work func(T)) *Lanes[T] {
	l := &Lanes[T]{seed: maphash.MakeSeed()}
	for i := range l.queues {
		l.queues[i] = make(chan T, room)
		l.wg.Go(func() {
			for v := range l.queues[i] {
				work(v)
			}
		})
	}
	return l
}

// Put appends a value to the lane of its key. It waits while that is full.
func (l *Lanes[T]) Put(key string, v T) {
	l.queues[maphash.String(l.seed, key)%lanes] <- v
}

// Close returns when all that was put is worked on. Nothing may be put after it
// is called.
func (l *Lanes[T]) Close() {
	for _, q := range l.queues {
		close(q)
	}
	l.wg.Wait()
}
