package retry

import (
	"math/rand/v2"
	"time"
)

// The longest pauses between attempts to connect.
const (
	// LongestOutage is short: when the platform is back, people ask.
	LongestOutage = 30 * time.Second
	// LongestRefusal is longer: somebody has to act first.
	LongestRefusal = 5 * time.Minute
)

// Pauses are those between attempts: each may be twice as long as the one before,
// up to Most, and is at random between a half of that and the whole, so that
// several connections that were lost together don't come back in step.
type Pauses struct {
	First, Most time.Duration
	longest     time.Duration // of the last pause
}

// Next returns the next pause.
func (p *Pauses) Next() time.Duration {
	p.longest = min(max(2*p.longest, p.First), p.Most)
	return p.longest/2 + rand.N(p.longest/2+1)
}

// Reset begins with First again.
func (p *Pauses) Reset() { p.longest = 0 }
