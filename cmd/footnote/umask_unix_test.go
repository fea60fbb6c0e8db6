//go:build unix

package main

import "syscall"

// setUmask sets which rights files are made without, of this process and those
// that it starts.
func setUmask(mask int) (before int) { return syscall.Umask(mask) }
