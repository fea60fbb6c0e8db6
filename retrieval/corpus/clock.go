package corpus

import "time"

// sharedClock is for systems where no thread can read another one's time. It
// takes the processor time of the whole program for that of the goroutine, but
// never more than the wall clock shows. That is too much on a busy program, and
// nothing while the program is stopped.
func sharedClock(wall, processor func() time.Duration) (used func() time.Duration) {
	lastWall, lastProcessor := wall(), processor()
	var sum time.Duration
	return func() time.Duration {
		w, p := wall(), processor()
		sum += max(0, min(w-lastWall, p-lastProcessor))
		lastWall, lastProcessor = w, p
		return sum
	}
}

// programClock is the clock of the whole program.
func programClock() (used func() time.Duration, release func()) {
	began := time.Now()
	return sharedClock(func() time.Duration { return time.Since(began) }, programTime), func() {}
}
