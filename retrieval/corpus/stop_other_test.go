//go:build !unix

package corpus

func interruptProcess() {}

func stopProcess() { select {} }
