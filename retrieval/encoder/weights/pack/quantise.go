package pack

import (
	"fmt"
	"math"

	"footnote/retrieval/encoder/kernel"
)

// dense is a linear step of the model: weight[out][in].
type dense struct {
	in, out      int
	weight, bias []float32
}

func (p *packer) matrix(name string, in, out int) dense {
	return dense{in, out, p.floats(name+".weight", in*out), p.floats(name+".bias", out)}
}

// attention returns query, key and value of a layer as one linear step. The factor
// of the scores, one by the root of a head's width, goes into the query.
func (p *packer) attention(layer int) dense {
	name := fmt.Sprintf("encoder.layer.%d.attention.self.", layer)
	h := p.dims.Hidden
	all := dense{in: h, out: 3 * h}
	for _, part := range []string{"query", "key", "value"} {
		m := p.matrix(name+part, h, h)
		if part == "query" {
			factor := float32(1 / math.Sqrt(float64(h/p.dims.Heads)))
			scaleAll(m.weight, factor)
			scaleAll(m.bias, factor)
		}
		all.weight = append(all.weight, m.weight...)
		all.bias = append(all.bias, m.bias...)
	}
	return all
}

// balance returns what each input of the step is to be multiplied by before it is
// rounded, and divides the weights by it. The factor is that of SmoothQuant
// (arXiv:2211.10438) with an even split: the root of the largest weight over the
// largest input. On the texts of golden.json it raises the mean cosine with the
// model's own vectors from .994 to .997, and the least one from .981 to .992.
func (m *dense) balance(inputs []float64) []float32 {
	channel := make([]float32, m.in)
	for i := range channel {
		var weight float64
		for j := range m.out {
			weight = max(weight, math.Abs(float64(m.weight[j*m.in+i])))
		}
		channel[i] = float32(math.Sqrt(weight / max(inputs[i], .01)))
	}
	m.divideBy(channel)
	return channel
}

// divideBy divides the weights of each input by what the input is multiplied by.
func (m *dense) divideBy(channel []float32) {
	for i, c := range channel {
		for j := range m.out {
			m.weight[j*m.in+i] /= c
		}
	}
}

func scaleAll(x []float32, factor float32) {
	for i := range x {
		x[i] *= factor
	}
}

// writeLinear writes a linear step with weights of seven bits, packed for the
// kernels, and a scale for each output.
func (p *packer) writeLinear(m dense) {
	const limit = kernel.Zero - 1
	l := kernel.Linear{In: m.in, Out: m.out, Packed: make([]byte, m.in*m.out), Scale: make([]float32, m.out)}
	for j := range m.out {
		row := m.weight[j*m.in : (j+1)*m.in]
		l.Scale[j] = p.chooseScale(row, limit)
		for i, w := range row {
			l.Packed[l.Index(i, j)] = byte(kernel.Zero + roundTo(w, l.Scale[j], limit))
		}
	}
	p.part(l.Packed)
	p.writeFloats(l.Scale)
	p.writeFloats(m.bias)
}

// chooseScale returns the step to round values with.
func (p *packer) chooseScale(values []float32, limit int) float32 {
	if p.source.isRough() {
		return wholeScale(values, limit)
	}
	return bestScale(values, limit)
}

// wholeScale returns the step with which no value is cut off.
func wholeScale(values []float32, limit int) float32 {
	if largest := largestOf(values); largest > 0 {
		return largest / float32(limit)
	}
	return 1
}

// largestOf returns the largest magnitude.
func largestOf(values []float32) (largest float32) {
	for _, v := range values {
		largest = max(largest, float32(math.Abs(float64(v))))
	}
	return largest
}

// bestScale returns the step with which rounding the values to integers of at most
// limit has the least squared error. Cutting a few outliers off is often better
// than the coarse steps that they would need.
func bestScale(values []float32, limit int) float32 {
	largest := largestOf(values)
	if largest == 0 {
		return 1
	}
	best, least := float32(0), math.Inf(1)
	for percent := 100; percent >= 50; percent -= 2 {
		scale := largest * float32(percent) / 100 / float32(limit)
		var sum float64
		for _, v := range values {
			d := float64(v - float32(scale*float32(roundTo(v, scale, limit)))) // the conversions keep processors from fusing
			sum += float64(d * d)
		}
		if sum < least {
			best, least = scale, sum
		}
	}
	return best
}

// roundTo returns v/scale as an integer between -limit and limit.
func roundTo(v, scale float32, limit int) int {
	n := int(math.RoundToEven(float64(v / scale)))
	return min(max(n, -limit), limit)
}
