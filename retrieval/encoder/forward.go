package encoder

import (
	"math"

	"footnote/retrieval/encoder/weights"
)

// forward runs the texts in s through the model. It leaves the states of their
// pieces after the last layer in s.state.
func (e *Encoder) forward(s *scratch) {
	e.lookUp(s, nil)
	e.runLayers(s, e.model.Layers)
}

// runLayers runs the states of texts through some layers.
func (e *Encoder) runLayers(s *scratch, layers []weights.Layer) {
	for i := range layers {
		l := &layers[i]
		e.kernel.Linear(s.qkv, s.states, &l.QKV)
		for t := 1; t < len(s.bounds); t++ {
			e.attend(s, s.bounds[t-1], s.bounds[t])
		}
		for r := range s.rows() {
			row := s.context[r*Size:][:Size]
			s.states.SetRow(e.kernel, r, row, nil, e.kernel.MaxAbs(row))
		}
		e.kernel.Linear(s.change, s.states, &l.Out)
		e.addChange(s, l.OutNorm)
		for from := 0; from < s.rows(); from += block {
			e.feedForward(s, l, from, min(from+block, s.rows()))
		}
		e.addChange(s, l.DownNorm)
	}
}

// lookUp fills the state with the sum of each piece's vector and its position's, and
// in the second segment of a text that of the segment's kind.
func (e *Encoder) lookUp(s *scratch, kind []float32) {
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
			if kind != nil && r >= s.seconds[t-1] {
				for i, v := range kind {
					row[i] += v
				}
			}
		}
	}
	e.addChange(s, e.model.Norm)
}

// addChange adds the change to the state, normalises it and quantises it.
func (e *Encoder) addChange(s *scratch, n weights.Norm) {
	for r := range s.rows() {
		row := s.state[r*Size:][:Size]
		largest := e.kernel.AddNorm(row, s.change[r*Size:][:Size], n.Gain, n.Bias, n.Channel)
		s.states.SetRow(e.kernel, r, row, n.Channel, largest)
	}
}

// feedForward writes the change of some rows by the feed-forward step.
func (e *Encoder) feedForward(s *scratch, l *weights.Layer, from, to int) {
	rows, width := to-from, l.Up.Out
	s.part = s.states.Part(from, to)
	e.kernel.Linear(s.inner, &s.part, &l.Up)
	s.inners.Rows, s.inners.Width = rows, width
	for r := range rows {
		row := s.inner[r*width:][:width]
		s.inners.SetRow(e.kernel, r, row, nil, e.kernel.GELU(row))
	}
	e.kernel.Linear(s.change[from*Size:], s.inners, &l.Down)
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
