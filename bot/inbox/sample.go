package inbox

import (
	"sync"
	"time"
)

// sampleEvery is how often the log tells of what happens again and again. Metrics count
// each time.
const sampleEvery = 10 * time.Second

// sampler chooses what is logged of a kind of event that may come by the thousand: the
// first one, and then one now and then with how many there were in between.
type sampler struct {
	mu      sync.Mutex
	last    map[string]time.Time // by kind
	skipped map[string]int
}

// next reports whether the log is to tell of an event of a kind, and how many it hasn't
// told of since the last one.
func (s *sampler) next(kind string, now time.Time) (skipped int, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		s.last, s.skipped = make(map[string]time.Time), make(map[string]int)
	}
	if last, before := s.last[kind]; before && now.Sub(last) < sampleEvery {
		s.skipped[kind]++
		return 0, false
	}
	skipped = s.skipped[kind]
	s.last[kind], s.skipped[kind] = now, 0
	return skipped, true
}
