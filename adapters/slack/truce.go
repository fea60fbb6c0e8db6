package slack

import (
	"sync/atomic"
	"time"
)

// truce is a time in which nothing is asked of Slack that it has refused, such as for
// want of a right.
type truce struct {
	until atomic.Int64 // in Unix seconds
}

// begin begins one, or makes it longer.
func (t *truce) begin(d time.Duration) { t.until.Store(time.Now().Add(d).Unix()) }

// isOn reports whether it lasts.
func (t *truce) isOn() bool { return time.Now().Unix() < t.until.Load() }
