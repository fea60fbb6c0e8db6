package encoder

import (
	"math"

	"footnote/retrieval/encoder/kernel"
	"footnote/retrieval/encoder/weights"
)

// layer is a layer of the model as the kernels take it.
type layer struct {
	qkv, out, up, down kernel.Linear
	outNorm, downNorm  weights.Norm
}

func linkLayers(m *weights.Model) []layer {
	link := func(l weights.Linear) kernel.Linear {
		return kernel.Linear{In: l.In, Out: l.Out, Packed: l.Packed, Scale: l.Scale, Bias: l.Bias}
	}
	layers := make([]layer, len(m.Layers))
	for i, l := range m.Layers {
		layers[i] = layer{link(l.QKV), link(l.Out), link(l.Up), link(l.Down), l.OutNorm, l.DownNorm}
	}
	return layers
}

// forward runs the texts in s through the model. It leaves the states of their
// pieces after the last layer in s.state.
func (e *Encoder) forward(s *scratch) {
	e.lookUp(s)
	for i := range e.layers {
		l := &e.layers[i]
		e.kernel.Linear(s.qkv, s.states, &l.qkv)
		for t := 1; t < len(s.bounds); t++ {
			e.attend(s, s.bounds[t-1], s.bounds[t])
		}
		for r := range s.rows() {
			row := s.context[r*Size:][:Size]
			s.states.SetRow(e.kernel, r, row, nil, e.kernel.MaxAbs(row))
		}
		e.kernel.Linear(s.change, s.states, &l.out)
		e.addChange(s, 0, s.rows(), l.outNorm)
		for from := 0; from < s.rows(); from += block {
			e.feedForward(s, l, from, min(from+block, s.rows()))
		}
		e.addChange(s, 0, s.rows(), l.downNorm)
	}
}

// lookUp fills the state with the sum of each piece's vector and its position's.
func (e *Encoder) lookUp(s *scratch) {
	s.states.Rows, s.states.Width = s.rows(), Size
	clear(s.change[:s.rows()*Size])
	for t := 1; t < len(s.bounds); t++ {
		for r := s.bounds[t-1]; r < s.bounds[t]; r++ {
			piece, scale := e.model.Words.Row(int(s.ids[r]))
			position := e.model.Positions[(r-s.bounds[t-1])*Size*4:][:Size*4]
			row := s.state[r*Size:][:Size]
			for i := range row {
				row[i] = float32(int8(piece[i]))*scale + position.At(i)
			}
		}
	}
	e.addChange(s, 0, s.rows(), e.model.Norm)
}

// addChange adds the change to the state, normalises it and quantises it.
func (e *Encoder) addChange(s *scratch, from, to int, n weights.Norm) {
	for r := from; r < to; r++ {
		row := s.state[r*Size:][:Size]
		largest := e.kernel.AddNorm(row, s.change[r*Size:][:Size], n.Gain, n.Bias, n.Channel)
		s.states.SetRow(e.kernel, r, row, n.Channel, largest)
	}
}

// feedForward writes the change of some rows by the feed-forward step.
func (e *Encoder) feedForward(s *scratch, l *layer, from, to int) {
	rows, width := to-from, l.up.Out
	s.part = s.states.Part(from, to)
	e.kernel.Linear(s.inner, &s.part, &l.up)
	s.inners.Rows, s.inners.Width = rows, width
	for r := range rows {
		row := s.inner[r*width:][:width]
		s.inners.SetRow(e.kernel, r, row, nil, e.kernel.GELU(row))
	}
	e.kernel.Linear(s.change[from*Size:], s.inners, &l.down)
}

// pool writes the mean of the states of a text, scaled to length 1.
func (e *Encoder) pool(s *scratch, text int, dst []float32) {
	clear(dst)
	for r := s.bounds[text]; r < s.bounds[text+1]; r++ {
		for i, v := range s.state[r*Size:][:Size] {
			dst[i] += v
		}
	}
	var squares float64
	for _, v := range dst {
		squares += float64(v) * float64(v)
	}
	if squares == 0 {
		return
	}
	factor := float32(1 / math.Sqrt(squares))
	for i := range dst {
		dst[i] *= factor
	}
}
