//go:build unix

package corpus

import (
	"os"
	"syscall"
)

// interruptProcess sends this process what a terminal or a supervisor would.
func interruptProcess() {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		_ = syscall.Kill(os.Getpid(), s)
	}
}

// stopProcess stops this process as no program can prevent.
func stopProcess() {
	_ = syscall.Kill(os.Getpid(), syscall.SIGSTOP)
	select {} // it may take a moment
}
