package main

import "math"

// The steps that go value by value, four at once. Lengths are multiples of 16.

func (a a64) writeSteps() {
	f := math.Float32bits
	a.constants("constantsNEON", f(1/math.Ln2), f(-87), f(87),
		f(1), f(.6931472), f(.24022651), f(.05550411), f(.00961813), f(.00133336),
		f(1.5957691216), f(.0713548163))
	a.softmax()
	a.gelu()
	a.addNorm()
	a.maxAbs()
	a.quantise()
}

// loadArgs loads arguments of 8 bytes into R0, R1, …
func (a a64) loadArgs(names ...string) {
	for i, name := range names {
		a.op("MOVD %s+%d(FP), R%d", name, 8*i, i)
	}
}

// each writes a loop that counts R10 down from R9 by four values.
func (a a64) each(label string, body func()) {
	a.op("MOVD R9, R10")
	a.label(label)
	body()
	a.op("SUBS $4, R10, R10")
	a.op("BGT %s", label)
}

// Registers of the constants that loadConstants loads.
const (
	vLog2e = 16 + iota
	vLeast
	vMost
	vPoly             // and the next five
	vLin  = vPoly + 6 // of GELU
	vCub  = vLin + 1
)

func (a a64) loadConstants() {
	a.op("MOVD $·constantsNEON(SB), R8")
	for n := vLog2e; n <= vCub; n++ {
		a.op("VLD1R.P 4(R8), [V%d.S4]", n)
	}
}

// exp replaces register x by its exponential, with t, p and q as scratch.
func (a a64) exp(x, t, p, q int) {
	a.three("fmax", x, x, vLeast)
	a.three("fmin", x, x, vMost)
	a.three("fmul", x, x, vLog2e)
	a.two("frintn", t, x)
	a.three("fsub", x, x, t)
	a.move(p, vPoly+5)
	for i := 4; i >= 0; i-- {
		a.move(q, vPoly+i)
		a.three("fmla", q, p, x)
		p, q = q, p
	}
	a.two("fcvtns", t, t)
	a.shiftExponent(t, t)
	a.three("add", x, t, p)
}

func (a a64) softmax() {
	a.function("softmaxNEON", "x *float32, n int) (sum float32", 20)
	a.loadArgs("x", "n")
	a.loadConstants()
	a.op("MOVD R1, R9")
	a.op("MOVD R0, R2")
	a.op("VLD1 (R0), [V7.S4]")
	a.each("largest", func() {
		a.op("VLD1.P 16(R2), [V0.S4]")
		a.three("fmax", 7, 7, 0)
	})
	a.largest(7, 7)
	a.spread(7)
	a.zero(6)
	a.each("power", func() {
		a.op("VLD1 (R0), [V0.S4]")
		a.three("fsub", 0, 0, 7)
		a.exp(0, 1, 2, 3)
		a.op("VST1.P [V0.S4], 16(R0)")
		a.three("fadd", 6, 6, 0)
	})
	a.sum(6, 6)
	a.op("FMOVS F6, sum+16(FP)")
	a.op("RET")
}

func (a a64) gelu() {
	a.function("geluNEON", "x *float32, n int) (largest float32", 20)
	a.loadArgs("x", "n")
	a.loadConstants()
	a.op("MOVD R1, R9")
	a.zero(5)
	a.each("value", func() {
		a.op("VLD1 (R0), [V4.S4]")
		a.three("fmul", 1, 4, 4)
		a.move(0, vLin)
		a.three("fmla", 0, 1, vCub)
		a.three("fmul", 0, 0, 4)
		a.two("fneg", 0, 0)
		a.exp(0, 1, 2, 3)
		a.three("fadd", 0, 0, vPoly) // 1
		a.three("fdiv", 4, 4, 0)
		a.op("VST1.P [V4.S4], 16(R0)")
		a.two("fabs", 4, 4)
		a.three("fmax", 5, 5, 4)
	})
	a.largest(5, 5)
	a.op("FMOVS F5, largest+16(FP)")
	a.op("RET")
}

func (a a64) addNorm() {
	a.function("addNormNEON", "x, y, gain, bias, channel *float32, n int, inverse float32) (largest float32", 60)
	a.loadArgs("x", "y", "gain", "bias", "channel", "n")
	a.op("FMOVS inverse+48(FP), F16")
	a.op("MOVD R5, R9")
	a.op("MOVD R0, R6")
	a.zero(7)
	a.each("sum", func() {
		a.op("VLD1 (R6), [V0.S4]")
		a.op("VLD1.P 16(R1), [V1.S4]")
		a.three("fadd", 0, 0, 1)
		a.op("VST1.P [V0.S4], 16(R6)")
		a.three("fadd", 7, 7, 0)
	})
	a.sum(7, 7)
	a.op("FMULS F16, F7, F7")
	a.spread(7)
	a.zero(6)
	a.op("MOVD R0, R6")
	a.each("square", func() {
		a.op("VLD1.P 16(R6), [V0.S4]")
		a.three("fsub", 0, 0, 7)
		a.three("fmla", 6, 0, 0)
	})
	a.sum(6, 6)
	a.op("FMULS F16, F6, F6")
	a.op("MOVD $0x%08x, R6 // 1e-12", math.Float32bits(1e-12))
	a.op("FMOVS R6, F1")
	a.op("FADDS F1, F6, F6")
	a.op("FSQRTS F6, F6")
	a.op("FMOVS $1.0, F1")
	a.op("FDIVS F6, F1, F6")
	a.spread(6)
	a.zero(5)
	a.each("scale", func() {
		a.op("VLD1 (R0), [V0.S4]")
		a.op("VLD1.P 16(R2), [V1.S4]")
		a.op("VLD1.P 16(R3), [V2.S4]")
		a.op("VLD1.P 16(R4), [V3.S4]")
		a.three("fsub", 0, 0, 7)
		a.three("fmul", 0, 0, 6)
		a.three("fmla", 2, 0, 1)
		a.op("VST1.P [V2.S4], 16(R0)")
		a.three("fmul", 2, 2, 3)
		a.two("fabs", 2, 2)
		a.three("fmax", 5, 5, 2)
	})
	a.largest(5, 5)
	a.op("FMOVS F5, largest+56(FP)")
	a.op("RET")
}

func (a a64) maxAbs() {
	a.function("maxAbsNEON", "x *float32, n int) (largest float32", 20)
	a.loadArgs("x", "n")
	a.op("MOVD R1, R9")
	a.zero(5)
	a.each("value", func() {
		a.op("VLD1.P 16(R0), [V0.S4]")
		a.two("fabs", 0, 0)
		a.three("fmax", 5, 5, 0)
	})
	a.largest(5, 5)
	a.op("FMOVS F5, largest+16(FP)")
	a.op("RET")
}

// quantise goes by 16 values. channel may be nil.
func (a a64) quantise() {
	a.function("quantiseNEON", "dst *int8, x, channel *float32, n int, factor float32) (sum int32", 44)
	a.loadArgs("dst", "x", "channel", "n")
	a.op("FMOVS factor+32(FP), F7")
	a.spread(7)
	a.zero(6)
	a.op("CBZ R2, plain")
	for _, label := range []string{"channels", "plain"} {
		a.label(label)
		a.op("VLD1.P 64(R1), [V0.S4, V1.S4, V2.S4, V3.S4]")
		if label == "channels" {
			a.op("VLD1.P 64(R2), [V16.S4, V17.S4, V18.S4, V19.S4]")
		}
		for i := range 4 {
			a.three("fmul", i, i, 7)
			if label == "channels" {
				a.three("fmul", i, i, 16+i)
			}
			a.two("fcvtns", i, i)
			a.three("add", 6, 6, i)
		}
		a.narrow(4, 0, 16, false)
		a.narrow(4, 1, 16, true)
		a.narrow(5, 2, 16, false)
		a.narrow(5, 3, 16, true)
		a.narrow(0, 4, 8, false)
		a.narrow(0, 5, 8, true)
		a.op("VST1.P [V0.B16], 16(R0)")
		a.op("SUBS $16, R3, R3")
		a.op("BGT %s", label)
		if label == "channels" {
			a.op("B done")
		}
	}
	a.label("done")
	a.sumWhole(6, 6)
	a.op("FMOVS F6, R0")
	a.op("MOVW R0, sum+40(FP)")
	a.op("RET")
}
