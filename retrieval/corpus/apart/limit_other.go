//go:build !linux && !windows

package apart

// prepareProcess has nothing to do: these systems keep no limits that mean what a
// Go program takes. The process watches itself, and its parent it.
func prepareProcess(int64) {}

func limitMemory(int64) {}

func liftMemory() {}

// memoryInUse is what the process takes of memory, bytes.
func memoryInUse() int64 { return runtimeMemory() }
