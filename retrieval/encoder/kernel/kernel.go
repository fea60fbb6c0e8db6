// Package kernel does the arithmetic of a sentence encoder, in plain Go and in the
// vector instructions of some processors.
//
// A Set is the arithmetic for one kind of processor. Portable is the reference: the
// integer steps of all sets give the same numbers, the others differ by rounding.
// The assembly is written by the generator in the folder asmgen.
package kernel

//go:generate go run ./asmgen .

// Rows is how many rows of matrices the kernels may touch at once: buffers of rows
// must have at least that many, whatever they hold, and what a kernel writes beyond
// the rows it was asked for, up to that number, is undefined.
const Rows = 8

// Columns is what the width of matrices must be a multiple of.
const Columns = 32

// Set is the arithmetic for one kind of processor. Its functions don't allocate and
// keep nothing. Slices may be longer than what is needed.
type Set struct {
	Name string // such as "avx2"
	Fast bool   // whether it is fast enough to embed whole corpora

	// Linear writes dst[i][j] = a[i]·l[j] for a.Rows rows, with stride l.Out.
	Linear func(dst []float32, a *Quantised, l *Linear)
	// Multiply writes dst[i][j] = scale[i]·Σ_x a[i][x]·b[x][j] for the rows of a.
	Multiply func(dst, a, b Matrix, scale []float32)
	// Softmax replaces the first n values of x by exp(x - max x) and returns their
	// sum. What is behind them, up to the next multiple of 16, is undefined after it.
	Softmax func(x []float32, n int) float32
	// GELU replaces values by their GELU (in the form with tanh) and returns the
	// largest magnitude of the results. The length is a multiple of 16.
	GELU func(x []float32) float32
	// AddNorm replaces x by the layer normalisation of x + y, with gain and bias. It
	// returns the largest magnitude of x·channel. The length is a multiple of 16.
	AddNorm func(x, y, gain, bias, channel []float32) float32
	// MaxAbs returns the largest magnitude. The length is a multiple of 16.
	MaxAbs func(x []float32) float32
	// Quantise writes x·channel·factor rounded, which must be between -127 and 127,
	// and returns the sum of what it wrote. Without a channel it is x·factor. The
	// length is a multiple of 16.
	Quantise func(dst []int8, x, channel []float32, factor float32) int32
	// Dot writes the products of query with each of the vectors, which lie one after
	// the other and are as long. That length is a multiple of 64, at most 4096.
	Dot func(dst []int32, query, vectors []int8)
}

// Matrix is rows of Width values, Stride apart.
type Matrix struct {
	Values              []float32
	Rows, Width, Stride int
}

// Linear is a linear step: a matrix of In × Out weights of seven bits with a scale for
// each output, y[j] = Scale[j]·Σ (Packed(i,j) - Zero)·x[i] + Bias[j].
//
// The weights lie as the kernels read them, [Out/16][In/4][16][4]: panels of 16
// outputs, in each the weights of four inputs together. They are 1 to 127, so that
// they are valid both as signed and as unsigned bytes, and so that two products
// with a signed byte fit 16 bits: AVX2's VPMADDUBSW, VNNI's VPDPBUSD and NEON's
// SDOT all give the same exact sums.
type Linear struct {
	In, Out     int // multiples of Columns
	Packed      []byte
	Scale, Bias []float32 // [Out]
}

// Zero is the packed weight that stands for 0.
const Zero = 64

// panel is the number of outputs whose weights lie together.
const panel = 16

// Index returns where the weight from input i to output j lies in Packed.
func (l *Linear) Index(i, j int) int {
	return (j/panel*l.In+i&^3)*panel + j%panel*4 + i%4
}

// Quantised is rows of signed bytes, each row with its scale.
type Quantised struct {
	Rows, Width int
	Values      []int8    // [Rows][Width]
	Scale       []float32 // [Rows]: what 1 stands for
	Start       []int32   // [Rows]: -64 · the sum of the row, which the offset of packed weights asks for
}

// NewQuantised returns room for so many rows.
func NewQuantised(rows, width int) *Quantised {
	rows = max(rows, Rows)
	return &Quantised{Values: make([]int8, rows*width), Scale: make([]float32, rows), Start: make([]int32, rows)}
}

// Part returns the rows from … to, which share their memory with q.
func (q *Quantised) Part(from, to int) Quantised {
	return Quantised{to - from, q.Width, q.Values[from*q.Width:], q.Scale[from:], q.Start[from:]}
}

// SetRow quantises row i as x·channel, whose largest magnitude is known. Without a
// channel it is x.
func (q *Quantised) SetRow(s *Set, i int, x, channel []float32, largest float32) {
	scale, factor := largest/127, float32(0)
	if scale > 1e-30 {
		factor = 1 / scale
	}
	q.Scale[i] = scale
	q.Start[i] = -Zero * s.Quantise(q.Values[i*q.Width:(i+1)*q.Width], x, channel, factor)
}

// All returns the sets that this processor can run, the best one first.
func All() []*Set { return append(native(), Portable()) }
