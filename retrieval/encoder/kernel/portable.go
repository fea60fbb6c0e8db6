package kernel

import "math"

// Portable returns the set in plain Go, the reference and the fallback.
func Portable() *Set {
	return &Set{
		Name:     "portable",
		Linear:   linear,
		Multiply: multiply,
		Softmax:  softmax,
		GELU:     gelu,
		AddNorm:  addNorm,
		MaxAbs:   maxAbs,
		Quantise: quantise,
		Dot:      dot,
	}
}

func linear(dst []float32, a *Quantised, l *Linear) {
	for j := 0; j < l.Out; j += 4 {
		// The weights of four outputs for four inputs are 16 bytes that lie together.
		w := l.Packed[j/panel*panel*l.In+j%panel*4:]
		for i := range a.Rows {
			row := a.Values[i*a.Width : i*a.Width+l.In]
			start := a.Start[i]
			s0, s1, s2, s3 := sumColumns(row, w)
			out, scale, bias := dst[i*l.Out+j:][:4], l.Scale[j:][:4], l.Bias[j:][:4]
			out[0] = float32(start+s0)*a.Scale[i]*scale[0] + bias[0]
			out[1] = float32(start+s1)*a.Scale[i]*scale[1] + bias[1]
			out[2] = float32(start+s2)*a.Scale[i]*scale[2] + bias[2]
			out[3] = float32(start+s3)*a.Scale[i]*scale[3] + bias[3]
		}
	}
}

// sumColumns returns the products of a row with four neighbouring columns, whose
// weights begin at w.
func sumColumns(row []int8, w []byte) (s0, s1, s2, s3 int32) {
	for len(row) >= 4 && len(w) >= 16 {
		a0, a1, a2, a3 := int32(row[0]), int32(row[1]), int32(row[2]), int32(row[3])
		s0 += a0*int32(w[0]) + a1*int32(w[1]) + a2*int32(w[2]) + a3*int32(w[3])
		s1 += a0*int32(w[4]) + a1*int32(w[5]) + a2*int32(w[6]) + a3*int32(w[7])
		s2 += a0*int32(w[8]) + a1*int32(w[9]) + a2*int32(w[10]) + a3*int32(w[11])
		s3 += a0*int32(w[12]) + a1*int32(w[13]) + a2*int32(w[14]) + a3*int32(w[15])
		row = row[4:]
		if len(w) < 4*panel {
			break
		}
		w = w[4*panel:]
	}
	return s0, s1, s2, s3
}

func multiply(dst, a, b Matrix, scale []float32) {
	for i := range a.Rows {
		out := dst.Values[i*dst.Stride:][:b.Width]
		clear(out)
		for x, f := range a.Values[i*a.Stride:][:b.Rows] {
			row := b.Values[x*b.Stride:][:len(out)]
			for j, v := range row {
				out[j] += f * v
			}
		}
		for j := range out {
			out[j] *= scale[i]
		}
	}
}

func softmax(x []float32, n int) float32 {
	x = x[:n]
	largest := x[0]
	for _, v := range x {
		largest = max(largest, v)
	}
	var sum float32
	for i, v := range x {
		x[i] = exp(v - largest)
		sum += x[i]
	}
	return sum
}

// exp returns e to the power of x, for x between -87 and 87; what is beyond counts
// as the nearest. It is 2 to the whole part of x/ln 2 by the bits of a float, times
// a polynomial for the rest, with an error of some millionths of the value.
func exp(x float32) float32 {
	x = min(max(x, -87), 87) * (1 / math.Ln2)
	whole := float32(math.RoundToEven(float64(x)))
	rest := x - whole
	p := float32(expPoly[5])
	for i := 4; i >= 0; i-- {
		p = p*rest + expPoly[i]
	}
	return math.Float32frombits(math.Float32bits(p) + uint32(int32(whole))<<23)
}

// expPoly is the beginning of the series of 2^x.
var expPoly = [6]float32{1, 0.6931472, 0.24022651, 0.05550411, 0.00961813, 0.00133336}

// GELU in the form with tanh is x·σ(x·(geluLinear + geluCubic·x²)).
const (
	geluLinear = 1.5957691216 // 2·√(2/π)
	geluCubic  = 0.0713548163 // geluLinear · 0.044715
)

func gelu(x []float32) (largest float32) {
	for i, v := range x {
		v /= 1 + exp(-v*(geluLinear+geluCubic*v*v))
		x[i] = v
		largest = max(largest, abs(v))
	}
	return largest
}

func addNorm(x, y, gain, bias, channel []float32) (largest float32) {
	y, gain, bias, channel = y[:len(x)], gain[:len(x)], bias[:len(x)], channel[:len(x)]
	var sum float32
	for i, v := range y {
		x[i] += v
		sum += x[i]
	}
	mean := sum / float32(len(x))
	var squares float32
	for _, v := range x {
		squares += (v - mean) * (v - mean)
	}
	inverse := float32(1 / math.Sqrt(float64(squares/float32(len(x))+normEpsilon)))
	for i, v := range x {
		x[i] = (v-mean)*inverse*gain[i] + bias[i]
		largest = max(largest, abs(x[i]*channel[i]))
	}
	return largest
}

// normEpsilon keeps layer normalisation from dividing by zero, as BERT does.
const normEpsilon = 1e-12

func maxAbs(x []float32) (largest float32) {
	for _, v := range x {
		largest = max(largest, abs(v))
	}
	return largest
}

func abs(x float32) float32 { return math.Float32frombits(math.Float32bits(x) &^ (1 << 31)) }

func quantise(dst []int8, x, channel []float32, factor float32) (sum int32) {
	dst = dst[:len(x)]
	for i, v := range x {
		v *= factor
		if channel != nil {
			v *= channel[i]
		}
		n := int32(math.RoundToEven(float64(v)))
		dst[i] = int8(n)
		sum += n
	}
	return sum
}

func dot(dst []int32, query, vectors []int8) {
	for i := range dst {
		var sum int32
		v := vectors[i*len(query):][:len(query)]
		for j, q := range query {
			sum += int32(q) * int32(v[j])
		}
		dst[i] = sum
	}
}
