//go:build !unix

package ocr

import (
	"context"
	"os/exec"
)

// limitedCommand is a command that is limited by the time on the wall only.
func limitedCommand(ctx context.Context, program string, arguments []string) *exec.Cmd {
	return exec.CommandContext(ctx, program, arguments...)
}
