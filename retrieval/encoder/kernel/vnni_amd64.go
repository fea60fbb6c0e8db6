package kernel

// vnni returns the set for processors with AVX-512 and VNNI, which multiplies bytes
// and adds four products in one step: Intel's servers since 2019, AMD since Zen 4.
func vnni() *Set {
	return &Set{
		Name:     "vnni",
		Fast:     true,
		Linear:   linearBy(linearVNNI, 2),
		Multiply: multiplyBy(multiplyVNNI, 32),
		Softmax:  softmaxBy(softmaxVNNI),
		GELU:     reduceBy(geluVNNI),
		AddNorm:  addNormBy(addNormVNNI),
		MaxAbs:   reduceBy(maxAbsVNNI),
		Quantise: quantiseBy(quantiseVNNI),
		Dot: func(dst []int32, query, vectors []int8) {
			if len(dst) == 0 {
				return
			}
			var sum int32
			for _, v := range query {
				sum += int32(v)
			}
			vectors = vectors[:len(dst)*len(query)]
			dotVNNI(&dst[0], &query[0], &vectors[0], len(dst), len(query), -128*sum)
		},
	}
}

//go:noescape
func linearVNNI(dst *float32, dstStride int, a *int8, rows, k int, w *byte, start *int32, rowScale, colScale, bias *float32)

//go:noescape
func multiplyVNNI(dst *float32, dstStride int, a *float32, aStride int, rows, k int, b *float32, bStride int, scale *float32)

//go:noescape
func softmaxVNNI(x *float32, n int) (sum float32)

//go:noescape
func geluVNNI(x *float32, n int) (largest float32)

//go:noescape
func addNormVNNI(x, y, gain, bias, channel *float32, n int, inverse float32) (largest float32)

//go:noescape
func maxAbsVNNI(x *float32, n int) (largest float32)

//go:noescape
func quantiseVNNI(dst *int8, x, channel *float32, n int, factor float32) (sum int32)

//go:noescape
func dotVNNI(dst *int32, query, vectors *int8, count, length int, start int32)
