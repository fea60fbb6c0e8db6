package kernel

import "golang.org/x/sys/cpu"

// native returns the sets for what this processor has, the best one first.
func native() []*Set {
	if cpu.ARM64.HasASIMD && cpu.ARM64.HasASIMDDP {
		return []*Set{neon()}
	}
	return nil
}
