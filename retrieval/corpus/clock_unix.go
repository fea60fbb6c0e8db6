//go:build unix

package corpus

import (
	"syscall"
	"time"
)

// programTime is the processor time that the program has taken.
func programTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
