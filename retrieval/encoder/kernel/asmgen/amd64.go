package main

import "math"

// amd64 is what differs between AVX2 and AVX-512 in the steps that go value by value.
type amd64 struct {
	*writer
	suffix string // of the functions' names
	reg    string // Y or Z
	lanes  int    // values in a register
	round  string // instruction that rounds to whole numbers
	and    string
	xor    string
	table  string // name of the constants
}

func newAMD64(w *writer, suffix, reg string) *amd64 {
	a := &amd64{writer: w, suffix: suffix, reg: reg, lanes: 8, round: "VROUNDPS", and: "VANDPS", xor: "VXORPS", table: "constants" + suffix}
	if reg == "Z" {
		a.lanes, a.round, a.and, a.xor = 16, "VRNDSCALEPS", "VPANDD", "VPXORD"
	}
	return a
}

// Places in the table of constants, in bytes.
const (
	log2e     = 4 * iota // 1/ln 2
	leastExp             // -87, what exp takes for less
	mostExp              // 87
	poly0                // the series of 2^x
	poly1                //
	poly2                //
	poly3                //
	poly4                //
	poly5                //
	geluLin              // of GELU
	geluCub              //
	magnitude            // mask of all bits but the sign
	epsilon              // of layer normalisation
)

func (a *amd64) writeConstants() {
	f := math.Float32bits
	a.constants(a.table, f(1/math.Ln2), f(-87), f(87),
		f(1), f(.6931472), f(.24022651), f(.05550411), f(.00961813), f(.00133336),
		f(1.5957691216), f(.0713548163), 0x7fffffff, f(1e-12))
}

// bytes is the size of a register.
func (a *amd64) bytes() int { return 4 * a.lanes }

// constant broadcasts a constant into register n; R8 points to the table.
func (a *amd64) constant(offset, n int) { a.op("VBROADCASTSS %d(R8), %s%d", offset, a.reg, n) }

// loadTable makes R8 point to the table.
func (a *amd64) loadTable() { a.op("LEAQ ·%s(SB), R8", a.table) }

func (a *amd64) zero(n int) { a.op("%s %[2]s%[3]d, %[2]s%[3]d, %[2]s%[3]d", a.xor, a.reg, n) }

// exp replaces register x by its exponential, with t and p as scratch. Registers 8
// to 15 hold the constants that loadExp loads.
func (a *amd64) exp(x, t, p int) {
	r := a.reg
	a.op("VMAXPS %s14, %[1]s%[2]d, %[1]s%[2]d", r, x)
	a.op("VMULPS %s15, %[1]s%[2]d, %[1]s%[2]d", r, x)
	a.op("%s $0, %s%d, %[2]s%[4]d", a.round, r, x, t)
	a.op("VSUBPS %s%d, %[1]s%[3]d, %[1]s%[3]d", r, t, x)
	a.op("VMOVAPS %s8, %[1]s%[2]d", r, p)
	for c := 9; c <= 13; c++ {
		a.op("VFMADD213PS %s%d, %[1]s%[3]d, %[1]s%[4]d", r, c, x, p)
	}
	a.op("VCVTPS2DQ %s%d, %[1]s%[2]d", r, t)
	a.op("VPSLLD $23, %s%d, %[1]s%[2]d", r, t)
	a.op("VPADDD %s%d, %[1]s%[3]d, %[1]s%[4]d", r, t, p, x)
}

// loadExp loads the constants of exp: 15 1/ln 2, 14 the least x, 13 to 8 the series.
func (a *amd64) loadExp() {
	a.constant(log2e, 15)
	a.constant(leastExp, 14)
	for i := range 6 {
		a.constant(poly0+4*i, 13-i)
	}
}

// reduce combines the values of register n into the lowest one of X n; t is scratch.
func (a *amd64) reduce(op string, n, t int) {
	if a.reg == "Z" {
		a.op("VEXTRACTF64X4 $1, Z%d, Y%d", n, t)
		a.op("%s Y%d, Y%d, Y%[3]d", op, t, n)
	}
	a.op("VEXTRACTF128 $1, Y%d, X%d", n, t)
	a.op("%s X%d, X%d, X%[3]d", op, t, n)
	a.op("VPSHUFD $0x0e, X%d, X%d", n, t)
	a.op("%s X%d, X%d, X%[3]d", op, t, n)
	a.op("VPSHUFD $0x01, X%d, X%d", n, t)
	a.op("%s X%d, X%d, X%[3]d", op, t, n)
}

func (a *amd64) ret() {
	a.op("VZEROUPPER")
	a.op("RET")
}
