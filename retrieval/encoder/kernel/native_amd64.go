package kernel

import "golang.org/x/sys/cpu"

// native returns the sets for what this processor has, the best one first.
func native() []*Set {
	var sets []*Set
	x := cpu.X86
	if x.HasAVX512F && x.HasAVX512BW && x.HasAVX512DQ && x.HasAVX512VL && x.HasAVX512VNNI && x.HasAVX2 && x.HasFMA {
		sets = append(sets, vnni())
	}
	if x.HasAVXVNNI && x.HasAVX2 && x.HasFMA {
		sets = append(sets, avxvnni())
	}
	if x.HasAVX2 && x.HasFMA {
		sets = append(sets, avx2())
	}
	return sets
}
