//go:build !unix

package corpus

import "io/fs"

// deviceOf isn't known here.
func deviceOf(fs.FileInfo) uint64 { return 0 }
