package encoder

import (
	"math"

	"footnote/retrieval/encoder/kernel"
)

// unit is how many steps of a quantised vector make 1. Values of real vectors stay
// below .22, so ±127 steps of 1/512 hold them, and each is off by at most .001.
const unit = 512

// Cosine is what 1 in a product of two quantised vectors stands for: multiplied by
// it, the product is the cosine of the texts, within about .003.
const Cosine = 1.0 / (unit * unit)

// Quantize writes a vector of length 1 as signed bytes, in steps of 1/512, the same
// for all vectors. dst and src have Size values.
func Quantize(dst []int8, src []float32) {
	dst = dst[:len(src)]
	for i, v := range src {
		dst[i] = int8(max(-127, min(127, math.RoundToEven(float64(v)*unit))))
	}
}

// Scan writes the products of a quantised vector with each of many, which lie one
// after the other: len(vectors) is len(dst)·Size. Multiplied by Cosine they are the
// cosines of the texts.
func (e *Encoder) Scan(dst []int32, query, vectors []int8) {
	e.kernel.Dot(dst, query[:Size], vectors[:len(dst)*Size])
}

// NewScan returns what Encoder.Scan does, for vectors of any length that is a multiple
// of 64, at most 4096: that of query.
func NewScan() func(dst []int32, query, vectors []int8) {
	dot := kernel.All()[0].Dot
	return func(dst []int32, query, vectors []int8) { dot(dst, query, vectors[:len(dst)*len(query)]) }
}
