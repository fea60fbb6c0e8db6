package ocr

import (
	"os/exec"
	"syscall"
)

// endWithParent has the program end when the process that waits for it does.
func endWithParent(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
