package kernel

// avxvnni returns the set for processors with AVX-VNNI, the dot products of
// AVX-512 in registers of AVX2: Intel's desktops and laptops since 2021, which have
// no AVX-512.
func avxvnni() *Set {
	s := avx2()
	s.Name = "avxvnni"
	s.Linear = linearBy(linearAVXVNNI, 1)
	return s
}

//go:noescape
func linearAVXVNNI(dst *float32, dstStride int, a *int8, rows, k int, w *byte, start *int32, rowScale, colScale, bias *float32)
