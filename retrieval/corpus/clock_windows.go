package corpus

import (
	"syscall"
	"time"
)

// programTime is the processor time that the program has taken.
func programTime() time.Duration {
	process, err := syscall.GetCurrentProcess()
	if err != nil {
		return 0
	}
	var created, exited, kernel, user syscall.Filetime
	if syscall.GetProcessTimes(process, &created, &exited, &kernel, &user) != nil {
		return 0
	}
	return convertTicks(kernel) + convertTicks(user)
}

// convertTicks returns a span of time that Windows counts in units of 100 ns.
func convertTicks(t syscall.Filetime) time.Duration {
	return time.Duration(int64(t.HighDateTime)<<32|int64(t.LowDateTime)) * 100
}
