//go:build !linux

package corpus

import "time"

// threadClock is the clock of the whole program, as good as this system has it.
func threadClock() (used func() time.Duration, release func()) { return programClock() }
