//go:build !(linux || darwin || freebsd)

package doctor

// freeSpace isn't known here.
func freeSpace(string) (bytes int64, known bool) { return 0, false }
