package corpus

import (
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// threadClock is the clock of the goroutine's thread, to which it is bound
// until it is released.
func threadClock() (used func() time.Duration, release func()) {
	runtime.LockOSThread()
	// As pthread_getcpuclockid has it: the clock of any thread of the program.
	const perThread, scheduled = 4, 2
	id := int32(^unix.Gettid()<<3 | perThread | scheduled)
	var t unix.Timespec
	if unix.ClockGettime(id, &t) != nil {
		runtime.UnlockOSThread()
		return programClock()
	}
	began := time.Duration(t.Nano())
	return func() time.Duration {
		var t unix.Timespec
		if unix.ClockGettime(id, &t) != nil {
			return 0 // the thread has ended
		}
		return time.Duration(t.Nano()) - began
	}, runtime.UnlockOSThread
}
