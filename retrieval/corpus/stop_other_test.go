//go:build !unix

package corpus

func stopProcess() { select {} }
