package encoder

import "footnote/retrieval/encoder/kernel"

// headWidth is the number of values of an attention head.
const headWidth = 32

// attend writes what the pieces from … to of a text gather from each other to
// s.context. Texts must be taken in their order: what is written behind a short one
// is overwritten by the next.
func (e *Encoder) attend(s *scratch, from, to int) {
	n := to - from
	stride := (n + kernel.Columns - 1) / kernel.Columns * kernel.Columns
	for head := range Size / headWidth {
		query := kernel.Matrix{Values: s.qkv[from*3*Size+head*headWidth:], Rows: n, Width: headWidth, Stride: 3 * Size}
		value := kernel.Matrix{Values: query.Values[2*Size:], Rows: n, Width: headWidth, Stride: 3 * Size}
		keys := kernel.Matrix{Values: s.keys, Rows: headWidth, Width: stride, Stride: stride}
		scores := kernel.Matrix{Values: s.scores, Rows: n, Width: n, Stride: stride}
		transpose(keys, query.Values[Size:], n)
		e.kernel.Multiply(scores, query, keys, s.ones)
		for r := range n {
			s.inverse[r] = 1 / e.kernel.Softmax(s.scores[r*stride:], n)
		}
		out := kernel.Matrix{Values: s.context[from*Size+head*headWidth:], Rows: n, Width: headWidth, Stride: Size}
		e.kernel.Multiply(out, scores, value, s.inverse)
	}
}

// transpose writes n rows of a head's keys as columns; the columns behind are zero.
func transpose(dst kernel.Matrix, rows []float32, n int) {
	for i := range dst.Rows {
		column := dst.Values[i*dst.Stride:][:dst.Width]
		for t := range n {
			column[t] = rows[t*3*Size+i]
		}
		clear(column[n:])
	}
}
