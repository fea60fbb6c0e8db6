//go:build unix

package ocr

import (
	"context"
	"fmt"
	"os/exec"
)

// limitedCommand is a command with a limit of processor time, which the shell sets: it
// isn't for this process.
func limitedCommand(ctx context.Context, program string, arguments []string) *exec.Cmd {
	script := fmt.Sprintf(`ulimit -t %d; exec "$0" "$@"`, processorTime)
	command := exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", script, program}, arguments...)...)
	endWithParent(command)
	return command
}
