package kernel

// neon returns the set for arm64 with the dot product instructions, which nearly all
// have since 2018: Apple's M1, Neoverse, the Raspberry Pi 5, but not the Pi 4.
func neon() *Set {
	return &Set{
		Name:     "neon",
		Fast:     true,
		Linear:   linearBy(linearNEON, 1),
		Multiply: multiplyBy(multiplyNEON, 16),
		Softmax:  softmaxBy(softmaxNEON),
		GELU:     reduceBy(geluNEON),
		AddNorm:  addNormBy(addNormNEON),
		MaxAbs:   reduceBy(maxAbsNEON),
		Quantise: quantiseBy(quantiseNEON),
		Dot: func(dst []int32, query, vectors []int8) {
			if len(dst) == 0 {
				return
			}
			vectors = vectors[:len(dst)*len(query)]
			dotNEON(&dst[0], &query[0], &vectors[0], len(dst), len(query))
		},
	}
}

//go:noescape
func linearNEON(dst *float32, dstStride int, a *int8, rows, k int, w *byte, start *int32, rowScale, colScale, bias *float32)

//go:noescape
func multiplyNEON(dst *float32, dstStride int, a *float32, aStride int, rows, k int, b *float32, bStride int, scale *float32)

//go:noescape
func softmaxNEON(x *float32, n int) (sum float32)

//go:noescape
func geluNEON(x *float32, n int) (largest float32)

//go:noescape
func addNormNEON(x, y, gain, bias, channel *float32, n int, inverse float32) (largest float32)

//go:noescape
func maxAbsNEON(x *float32, n int) (largest float32)

//go:noescape
func quantiseNEON(dst *int8, x, channel *float32, n int, factor float32) (sum int32)

//go:noescape
func dotNEON(dst *int32, query, vectors *int8, count, length int)
