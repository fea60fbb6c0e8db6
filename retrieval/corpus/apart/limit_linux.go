package apart

import (
	"bytes"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// mostFiles is how many files a child may have open. Parsers open none; PDFium's
// compiled code comes from some.
const mostFiles = 128

// prepareProcess sets the limits that hold for all jobs. Those that can't be set
// are missing: others stand behind them.
func prepareProcess(int64) {
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
	_ = unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: mostFiles, Max: mostFiles})
	// Where the machine has no memory left, a child is to go, not its parent.
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte("900"), 0)
}

// limitMemory has the system give no more than so many bytes beyond what is taken
// now. It counts what can be written to, RLIMIT_AS all that the Go runtime merely
// keeps free, which is more than a gigabyte.
func limitMemory(memory int64) {
	if taken := statm(5); taken > 0 {
		setDataLimit(uint64(taken + memory))
	}
}

func liftMemory() { setDataLimit(unix.RLIM_INFINITY) }

// setDataLimit sets the limit that can be raised again.
func setDataLimit(n uint64) {
	var now unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_DATA, &now) == nil {
		_ = unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: min(n, now.Max), Max: now.Max})
	}
}

// memoryInUse is what of the machine's memory the process takes, bytes.
func memoryInUse() int64 {
	if n := statm(1); n > 0 {
		return n
	}
	return runtimeMemory()
}

// statm returns a field of /proc/self/statm in bytes, 0 if it can't be read: 1 is
// what is in memory, 5 is data and stack.
func statm(field int) int64 {
	data, err := os.ReadFile("/proc/self/statm")
	fields := bytes.Fields(data)
	if err != nil || len(fields) <= field {
		return 0
	}
	pages, _ := strconv.ParseInt(string(fields[field]), 10, 64)
	return pages * int64(os.Getpagesize())
}
