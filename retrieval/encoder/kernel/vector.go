//go:build amd64 || arm64

package kernel

// What the sets in assembly share: from slices to pointers, with their bounds
// checked, and from whole matrices to columns that a kernel takes at once.

// linearTile multiplies all rows of bytes by the columns of some panels. The stride
// is in bytes.
type linearTile func(dst *float32, dstStride int, a *int8, rows, k int, w *byte, start *int32, rowScale, colScale, bias *float32)

// linearBy returns Set.Linear by a kernel that takes so many panels at once.
func linearBy(tile linearTile, panels int) func([]float32, *Quantised, *Linear) {
	width := panels * panel
	return func(dst []float32, a *Quantised, l *Linear) {
		rows := max(a.Rows, Rows) // those that may be touched
		dst, values := dst[:rows*l.Out], a.Values[:rows*l.In]
		start, scale := a.Start[:rows], a.Scale[:rows]
		packed, colScale, bias := l.Packed[:l.In*l.Out], l.Scale[:l.Out], l.Bias[:l.Out]
		for j := 0; j < l.Out; j += width {
			tile(&dst[j], 4*l.Out, &values[0], a.Rows, l.In, &packed[j*l.In], &start[0], &scale[0], &colScale[j], &bias[j])
		}
	}
}

// multiplyTile multiplies all rows of a, of k values each, by some columns of b.
// Strides are in bytes.
type multiplyTile func(dst *float32, dstStride int, a *float32, aStride int, rows, k int, b *float32, bStride int, scale *float32)

// multiplyBy returns Set.Multiply by a kernel that takes so many columns at once.
func multiplyBy(tile multiplyTile, width int) func(dst, a, b Matrix, scale []float32) {
	return func(dst, a, b Matrix, scale []float32) {
		rows := max(a.Rows, Rows)
		out := dst.Values[:(rows-1)*dst.Stride+b.Width]
		av, bv := a.Values[:(rows-1)*a.Stride+b.Rows], b.Values[:(b.Rows-1)*b.Stride+b.Width]
		scale = scale[:rows]
		for j := 0; j < b.Width; j += width {
			tile(&out[j], 4*dst.Stride, &av[0], 4*a.Stride, a.Rows, b.Rows, &bv[j], 4*b.Stride, &scale[0])
		}
	}
}

// softmaxBy returns Set.Softmax by a kernel that takes multiples of 16 values.
func softmaxBy(kernel func(x *float32, n int) float32) func([]float32, int) float32 {
	return func(x []float32, n int) float32 {
		padded := x[:(n+15)&^15]
		for i := n; i < len(padded); i++ {
			padded[i] = -1e30
		}
		return kernel(&padded[0], len(padded))
	}
}

// reduceBy returns a function of one slice by a kernel.
func reduceBy(kernel func(x *float32, n int) float32) func([]float32) float32 {
	return func(x []float32) float32 { return kernel(&x[0], len(x)) }
}

// addNormBy returns Set.AddNorm by a kernel, which gets 1/n.
func addNormBy(kernel func(x, y, gain, bias, channel *float32, n int, inverse float32) float32) func(x, y, gain, bias, channel []float32) float32 {
	return func(x, y, gain, bias, channel []float32) float32 {
		n := len(x)
		y, gain, bias, channel = y[:n], gain[:n], bias[:n], channel[:n]
		return kernel(&x[0], &y[0], &gain[0], &bias[0], &channel[0], n, 1/float32(n))
	}
}

// quantiseBy returns Set.Quantise by a kernel, whose channel may be nil.
func quantiseBy(kernel func(dst *int8, x, channel *float32, n int, factor float32) int32) func([]int8, []float32, []float32, float32) int32 {
	return func(dst []int8, x, channel []float32, factor float32) int32 {
		n := len(x)
		dst = dst[:n]
		if channel == nil {
			return kernel(&dst[0], &x[0], nil, n, factor)
		}
		channel = channel[:n]
		return kernel(&dst[0], &x[0], &channel[0], n, factor)
	}
}
