package kernel

// avx2 returns the set for processors with AVX2 and FMA, which are nearly all of
// Intel since 2013 and of AMD since 2015.
func avx2() *Set {
	return &Set{
		Name:     "avx2",
		Fast:     true,
		Linear:   linearBy(linearAVX2, 1),
		Multiply: multiplyBy(multiplyAVX2, 16),
		Softmax:  softmaxBy(softmaxAVX2),
		GELU:     reduceBy(geluAVX2),
		AddNorm:  addNormBy(addNormAVX2),
		MaxAbs:   reduceBy(maxAbsAVX2),
		Quantise: quantiseBy(quantiseAVX2),
		Dot: func(dst []int32, query, vectors []int8) {
			if len(dst) == 0 {
				return
			}
			var wide [4096]int16
			for i, v := range query {
				wide[i] = int16(v)
			}
			vectors = vectors[:len(dst)*len(query)]
			dotAVX2(&dst[0], &wide[0], &vectors[0], len(dst), len(query))
		},
	}
}

//go:noescape
func linearAVX2(dst *float32, dstStride int, a *int8, rows, k int, w *byte, start *int32, rowScale, colScale, bias *float32)

//go:noescape
func multiplyAVX2(dst *float32, dstStride int, a *float32, aStride int, rows, k int, b *float32, bStride int, scale *float32)

//go:noescape
func softmaxAVX2(x *float32, n int) (sum float32)

//go:noescape
func geluAVX2(x *float32, n int) (largest float32)

//go:noescape
func addNormAVX2(x, y, gain, bias, channel *float32, n int, inverse float32) (largest float32)

//go:noescape
func maxAbsAVX2(x *float32, n int) (largest float32)

//go:noescape
func quantiseAVX2(dst *int8, x, channel *float32, n int, factor float32) (sum int32)

//go:noescape
func dotAVX2(dst *int32, query *int16, vectors *int8, count, length int)
