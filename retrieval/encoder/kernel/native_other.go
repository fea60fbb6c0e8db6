//go:build !amd64 && !arm64

package kernel

// native returns nothing: this processor runs the portable set.
func native() []*Set { return nil }
