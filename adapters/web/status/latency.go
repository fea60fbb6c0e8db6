package status

import (
	"slices"
	"sync"
	"time"
)

// recentTimes is how many durations of a stage are remembered.
const recentTimes = 1000

// latencies are how long the stages of the last questions took. The zero value
// is ready.
type latencies struct {
	mu     sync.Mutex
	stages map[string]*ring
}

// ring is the last durations of one stage.
type ring struct {
	times []time.Duration
	next  int // where the next one goes once times is full
}

func (l *latencies) addLatency(stage string, took time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stages == nil {
		l.stages = make(map[string]*ring)
	}
	r := l.stages[stage]
	if r == nil {
		r = &ring{}
		l.stages[stage] = r
	}
	if len(r.times) < recentTimes {
		r.times = append(r.times, took)
		return
	}
	r.times[r.next] = took
	r.next = (r.next + 1) % recentTimes
}

// timesOf returns the remembered durations of a stage, the oldest first.
func (l *latencies) timesOf(stage string) []time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.stages[stage]
	if r == nil {
		return nil
	}
	return slices.Concat(r.times[r.next:], r.times[:r.next])
}

// timeQuantile returns the duration within which a share of all stayed, by nearest
// rank; times must be in order of length and not empty.
func timeQuantile(times []time.Duration, share float64) time.Duration {
	rank := int(share*float64(len(times)) + .999999) // rounded up
	return times[min(max(rank, 1), len(times))-1]
}
