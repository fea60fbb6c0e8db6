//go:build unix

package corpus

import (
	"io/fs"
	"syscall"
)

// deviceOf returns the number of the file system that a file is on, 0 if it
// isn't known.
func deviceOf(info fs.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Dev)
	}
	return 0
}
