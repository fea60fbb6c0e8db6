package kernel

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// others runs a test with each set of this processor that isn't the reference.
func others(t *testing.T, test func(t *testing.T, s *Set)) {
	sets := native()
	if len(sets) == 0 {
		t.Skip("this processor runs the portable kernels only")
	}
	for _, s := range sets {
		t.Run(s.Name, func(t *testing.T) { test(t, s) })
	}
}

// shapes makes matrices of random values.
type shapes struct{ *rand.Rand }

func newShapes(seed uint64) shapes { return shapes{rand.New(rand.NewPCG(seed, 1))} }

// floats returns n values around 0.
func (r shapes) floats(n int, spread float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64() * spread)
	}
	return x
}

// signed returns n bytes from -127 to 127; often all are the largest ones.
func (r shapes) signed(n int) []int8 {
	x, extreme := make([]int8, n), r.IntN(3) == 0
	for i := range x {
		x[i] = int8(r.IntN(255) - 127)
		if extreme {
			x[i] = int8(127 - 254*r.IntN(2))
		}
	}
	return x
}

func (r shapes) linear(in, out int) *Linear {
	l := &Linear{In: in, Out: out, Packed: make([]byte, in*out), Scale: r.floats(out, .01), Bias: r.floats(out, 1)}
	extreme := r.IntN(3) == 0
	for i := range l.Packed {
		l.Packed[i] = byte(1 + r.IntN(127))
		if extreme {
			l.Packed[i] = byte(127 - 126*r.IntN(2))
		}
	}
	return l
}

func (r shapes) quantised(rows, width int) *Quantised {
	q := NewQuantised(rows, width)
	q.Rows, q.Width = rows, width
	copy(q.Values, r.signed(rows*width))
	for i := range rows {
		q.Scale[i] = float32(r.Float64())
		for _, v := range q.Values[i*width:][:width] {
			q.Start[i] -= Zero * int32(v)
		}
	}
	return q
}

// compare fails the test where two results differ by more than rounding.
func compare(t *testing.T, what string, got, want []float32, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i, g := range got {
		w := want[i]
		if math.Abs(float64(g-w)) > tolerance*(1+math.Abs(float64(w))) || g != g {
			t.Fatalf("%s: value %d is %v, want %v", what, i, g, w)
		}
	}
}

// checkLinear compares a set with the reference, and the bytes behind the last row
// with what they were.
func checkLinear(t *testing.T, s *Set, seed uint64, rows, in, out int) {
	t.Helper()
	r := newShapes(seed)
	a, l := r.quantised(rows, in), r.linear(in, out)
	got, want := make([]float32, max(rows, Rows)*out+7), make([]float32, rows*out)
	for i := range got {
		got[i] = 7
	}
	linear(want, a, l)
	s.Linear(got, a, l)
	compare(t, "linear", got[:rows*out], want, 1e-5)
	for _, v := range got[max(rows, Rows)*out:] {
		if v != 7 {
			t.Fatalf("%d×%d×%d: wrote behind the end", rows, in, out)
		}
	}
}

func checkMultiply(t *testing.T, s *Set, seed uint64, rows, k, width, more int) {
	t.Helper()
	r := newShapes(seed)
	room := max(rows, Rows)
	a := Matrix{r.floats(room*(k+more), 1), rows, k, k + more}
	b := Matrix{r.floats(k*(width+more), 1), k, width, width + more}
	got := Matrix{make([]float32, room*(width+more)), rows, width, width + more}
	want := Matrix{make([]float32, room*(width+more)), rows, width, width + more}
	scale := r.floats(room, 1)
	for i := range got.Values {
		got.Values[i], want.Values[i] = 7, 7
	}
	multiply(want, a, b, scale)
	s.Multiply(got, a, b, scale)
	compare(t, "multiply", got.Values[:rows*(width+more)], want.Values[:rows*(width+more)], 1e-4)
}

// checkSteps compares the steps that go value by value. n is a multiple of 16.
func checkSteps(t *testing.T, s *Set, seed uint64, n int, spread float64) {
	t.Helper()
	r := newShapes(seed)
	x, y, gain, bias, channel := r.floats(n, spread), r.floats(n, 1), r.floats(n, 1), r.floats(n, 1), r.floats(n, 1)

	got, want := slices.Clone(x), slices.Clone(x)
	compare(t, "GELU's magnitude", []float32{s.GELU(got)}, []float32{gelu(want)}, 1e-5)
	compare(t, "GELU", got, want, 1e-5)

	got, want = slices.Clone(x), slices.Clone(x)
	compare(t, "norm's magnitude", []float32{s.AddNorm(got, y, gain, bias, channel)}, []float32{addNorm(want, y, gain, bias, channel)}, 1e-4)
	compare(t, "norm", got, want, 1e-4)

	compare(t, "magnitude", []float32{s.MaxAbs(x)}, []float32{maxAbs(x)}, 0)

	length := n - r.IntN(16)
	got, want = slices.Clone(x), slices.Clone(x)
	compare(t, "softmax's sum", []float32{s.Softmax(got, length)}, []float32{softmax(want, length)}, 1e-5)
	compare(t, "softmax", got[:length], want[:length], 1e-5)

	for _, channel := range [][]float32{nil, channel} {
		largest := maxAbs(x)
		if channel != nil {
			largest *= maxAbs(channel)
		}
		q, p := make([]int8, n), make([]int8, n)
		gotSum, wantSum := s.Quantise(q, x, channel, 127/largest), quantise(p, x, channel, 127/largest)
		if !slices.Equal(q, p) || gotSum != wantSum {
			t.Fatalf("quantise: %v, sum %d, want %v, sum %d", q, gotSum, p, wantSum)
		}
	}
}

func checkDot(t *testing.T, s *Set, seed uint64, count, length int) {
	t.Helper()
	r := newShapes(seed)
	query, vectors := r.signed(length), r.signed(count*length)
	got, want := make([]int32, count), make([]int32, count)
	s.Dot(got, query, vectors)
	dot(want, query, vectors)
	if !slices.Equal(got, want) {
		t.Fatalf("dot %d×%d: %v, want %v", count, length, got, want)
	}
}

func TestLinearIsTheReference(t *testing.T) {
	others(t, func(t *testing.T, s *Set) {
		for rows := 1; rows <= 18; rows++ {
			checkLinear(t, s, uint64(rows), rows, 32*(1+rows%3), 32*(1+rows%2))
		}
		checkLinear(t, s, 99, 5, 1536, 64)
	})
}

func TestMultiplyIsTheReference(t *testing.T) {
	others(t, func(t *testing.T, s *Set) {
		for rows := 1; rows <= 18; rows++ {
			checkMultiply(t, s, uint64(rows), rows, 1+rows*3%40, 32*(1+rows%3), rows%5)
		}
	})
}

func TestStepsAreTheReference(t *testing.T) {
	others(t, func(t *testing.T, s *Set) {
		for seed := range uint64(12) {
			checkSteps(t, s, seed, int(16*(1+seed)), []float64{.1, 1, 5, 100}[seed%4])
		}
	})
}

func TestDotIsTheReference(t *testing.T) {
	others(t, func(t *testing.T, s *Set) {
		for count := range 10 {
			checkDot(t, s, uint64(count), count, []int{64, 384, 1024, 4096}[count%4])
		}
	})
}

// FuzzKernels compares all sets with the reference on shapes that are looked for.
func FuzzKernels(f *testing.F) {
	f.Add(uint64(1), uint8(7), uint8(1), uint8(2), 1.)
	f.Add(uint64(2), uint8(33), uint8(12), uint8(3), 30.)
	f.Fuzz(func(t *testing.T, seed uint64, rows, in, out uint8, spread float64) {
		n, k, m := 1+int(rows)%64, 1+int(in)%16, 1+int(out)%8
		if !(spread > 1e-3 && spread < 1e3) {
			spread = 1
		}
		for _, s := range native() {
			checkLinear(t, s, seed, n, 32*k, 32*m)
			checkMultiply(t, s, seed, n, int(in)+1, 32*m, int(out)%7)
			checkSteps(t, s, seed, 16*k, spread)
			checkDot(t, s, seed, n, 64*k)
		}
	})
}

func TestKernelsAllocateNothing(t *testing.T) {
	for _, s := range All() {
		r := newShapes(1)
		a, l, dst, x := r.quantised(9, 64), r.linear(64, 32), make([]float32, 9*32), r.floats(64, 1)
		scale := make([]float32, 9)
		b, c := Matrix{r.floats(9*32, 1), 9, 32, 32}, Matrix{r.floats(32*32, 1), 32, 32, 32}
		bytes, dots := r.signed(64), make([]int32, 1)
		if n := testing.AllocsPerRun(3, func() {
			s.Linear(dst, a, l)
			s.Multiply(Matrix{dst, 9, 32, 32}, b, c, scale)
			s.Softmax(x, 60)
			s.AddNorm(x, x, x, x, x)
			a.SetRow(s, 1, x, nil, max(s.GELU(x), s.MaxAbs(x)))
			s.Dot(dots, bytes, bytes)
		}); n != 0 {
			t.Errorf("%s: %v allocations", s.Name, n)
		}
	}
}

func TestExp(t *testing.T) {
	for x := float32(-90); x < 88; x += .37 {
		want := math.Exp(float64(min(max(x, -87), 87)))
		if got := float64(exp(x)); math.Abs(got/want-1) > 3e-6+2e-7*math.Abs(float64(x)) {
			t.Errorf("exp(%v) = %v, want %v", x, got, want)
		}
	}
}

func TestZeroRowsAreZero(t *testing.T) {
	for _, s := range All() {
		q := NewQuantised(1, 16)
		q.Width = 16
		q.SetRow(s, 0, make([]float32, 16), nil, 0)
		if q.Scale[0] != 0 || q.Start[0] != 0 || slices.Max(q.Values[:16]) != 0 {
			t.Errorf("%s: %+v", s.Name, q)
		}
	}
}
