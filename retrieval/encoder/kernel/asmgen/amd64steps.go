package main

// The steps that go value by value. Lengths are multiples of 16 and above 0.

// each writes a loop over AX, the index of a value, from 0 to CX.
func (a *amd64) each(label string, body func()) {
	a.op("XORQ AX, AX")
	a.label(label)
	body()
	a.op("ADDQ $%d, AX", a.lanes)
	a.op("CMPQ AX, CX")
	a.op("JLT %s", label)
}

func (a *amd64) writeSteps() {
	a.writeConstants()
	a.softmax()
	a.gelu()
	a.addNorm()
	a.maxAbs()
	a.quantise()
}

func (a *amd64) softmax() {
	r := a.reg
	a.function("softmax"+a.suffix, "x *float32, n int) (sum float32", 20)
	a.op("MOVQ x+0(FP), DI")
	a.op("MOVQ n+8(FP), CX")
	a.loadTable()
	a.loadExp()
	a.op("VBROADCASTSS (DI), %s7", r)
	a.each("largest", func() { a.op("VMAXPS (DI)(AX*4), %s7, %[1]s7", r) })
	a.reduce("VMAXPS", 7, 6)
	a.op("VBROADCASTSS X7, %s7", r)
	a.zero(6)
	a.each("power", func() {
		a.op("VMOVUPS (DI)(AX*4), %s0", r)
		a.op("VSUBPS %s7, %[1]s0, %[1]s0", r)
		a.exp(0, 1, 2)
		a.op("VMOVUPS %s0, (DI)(AX*4)", r)
		a.op("VADDPS %s0, %[1]s6, %[1]s6", r)
	})
	a.reduce("VADDPS", 6, 0)
	a.op("VMOVSS X6, sum+16(FP)")
	a.ret()
}

func (a *amd64) gelu() {
	r := a.reg
	a.function("gelu"+a.suffix, "x *float32, n int) (largest float32", 20)
	a.op("MOVQ x+0(FP), DI")
	a.op("MOVQ n+8(FP), CX")
	a.loadTable()
	a.loadExp()
	a.constant(geluLin, 7)
	a.constant(geluCub, 6)
	a.zero(5)
	a.each("value", func() {
		a.op("VMOVUPS (DI)(AX*4), %s4", r)
		a.op("VMULPS %s4, %[1]s4, %[1]s0", r)
		a.op("VFMADD213PS %s7, %[1]s6, %[1]s0", r)
		a.op("VMULPS %s4, %[1]s0, %[1]s0", r)
		a.zero(1)
		a.op("VSUBPS %s0, %[1]s1, %[1]s0", r)
		a.op("VBROADCASTSS %d(R8), %s1", mostExp, r)
		a.op("VMINPS %s1, %[1]s0, %[1]s0", r)
		a.exp(0, 1, 2)
		a.op("VADDPS %s13, %[1]s0, %[1]s0", r)
		a.op("VDIVPS %s0, %[1]s4, %[1]s4", r)
		a.op("VMOVUPS %s4, (DI)(AX*4)", r)
		a.op("VBROADCASTSS %d(R8), %s1", magnitude, r)
		a.op("%s %[2]s1, %[2]s4, %[2]s4", a.and, r)
		a.op("VMAXPS %s4, %[1]s5, %[1]s5", r)
	})
	a.reduce("VMAXPS", 5, 0)
	a.op("VMOVSS X5, largest+16(FP)")
	a.ret()
}

func (a *amd64) addNorm() {
	r := a.reg
	a.function("addNorm"+a.suffix, "x, y, gain, bias, channel *float32, n int, inverse float32) (largest float32", 60)
	for i, arg := range []string{"x", "y", "gain", "bias", "channel", "n"} {
		a.op("MOVQ %s+%d(FP), %s", arg, 8*i, []string{"DI", "SI", "R9", "R10", "R11", "CX"}[i])
	}
	a.loadTable()
	a.zero(7)
	a.each("sum", func() {
		a.op("VMOVUPS (DI)(AX*4), %s0", r)
		a.op("VADDPS (SI)(AX*4), %s0, %[1]s0", r)
		a.op("VMOVUPS %s0, (DI)(AX*4)", r)
		a.op("VADDPS %s0, %[1]s7, %[1]s7", r)
	})
	a.reduce("VADDPS", 7, 0)
	a.op("VMULSS inverse+48(FP), X7, X7")
	a.op("VBROADCASTSS X7, %s7", r)
	a.zero(6)
	a.each("square", func() {
		a.op("VMOVUPS (DI)(AX*4), %s0", r)
		a.op("VSUBPS %s7, %[1]s0, %[1]s0", r)
		a.op("VFMADD231PS %s0, %[1]s0, %[1]s6", r)
	})
	a.reduce("VADDPS", 6, 0)
	a.op("VMULSS inverse+48(FP), X6, X6")
	a.op("VADDSS %d(R8), X6, X6", epsilon)
	a.op("VSQRTSS X6, X6, X6")
	a.op("VMOVSS %d(R8), X0", poly0)
	a.op("VDIVSS X6, X0, X6")
	a.op("VBROADCASTSS X6, %s6", r)
	a.zero(5)
	a.constant(magnitude, 4)
	a.each("scale", func() {
		a.op("VMOVUPS (DI)(AX*4), %s0", r)
		a.op("VSUBPS %s7, %[1]s0, %[1]s0", r)
		a.op("VMULPS %s6, %[1]s0, %[1]s0", r)
		a.op("VMOVUPS (R9)(AX*4), %s1", r)
		a.op("VFMADD213PS (R10)(AX*4), %s1, %[1]s0", r)
		a.op("VMOVUPS %s0, (DI)(AX*4)", r)
		a.op("VMULPS (R11)(AX*4), %s0, %[1]s0", r)
		a.op("%s %[2]s4, %[2]s0, %[2]s0", a.and, r)
		a.op("VMAXPS %s0, %[1]s5, %[1]s5", r)
	})
	a.reduce("VMAXPS", 5, 0)
	a.op("VMOVSS X5, largest+56(FP)")
	a.ret()
}

func (a *amd64) maxAbs() {
	r := a.reg
	a.function("maxAbs"+a.suffix, "x *float32, n int) (largest float32", 20)
	a.op("MOVQ x+0(FP), DI")
	a.op("MOVQ n+8(FP), CX")
	a.loadTable()
	a.constant(magnitude, 4)
	a.zero(5)
	a.each("value", func() {
		a.op("%s (DI)(AX*4), %s4, %[2]s0", a.and, r)
		a.op("VMAXPS %s0, %[1]s5, %[1]s5", r)
	})
	a.reduce("VMAXPS", 5, 0)
	a.op("VMOVSS X5, largest+16(FP)")
	a.ret()
}

// quantise goes by 16 values. channel may be nil.
func (a *amd64) quantise() {
	a.function("quantise"+a.suffix, "dst *int8, x, channel *float32, n int, factor float32) (sum int32", 44)
	for i, arg := range []string{"dst", "x", "channel", "n"} {
		a.op("MOVQ %s+%d(FP), %s", arg, 8*i, []string{"DI", "SI", "R9", "CX"}[i])
	}
	a.op("VBROADCASTSS factor+32(FP), %s7", a.reg)
	a.zero(6)
	a.op("XORQ AX, AX")
	a.op("TESTQ R9, R9")
	a.op("JZ plain")
	for _, label := range []string{"channels", "plain"} {
		a.label(label)
		for i := range 16 / a.lanes {
			a.op("VMULPS %d(SI)(AX*4), %s7, %[2]s%[3]d", i*a.bytes(), a.reg, i)
			if label == "channels" {
				a.op("VMULPS %d(R9)(AX*4), %s%d, %[2]s%[3]d", i*a.bytes(), a.reg, i)
			}
			a.op("VCVTPS2DQ %s%d, %[1]s%[2]d", a.reg, i)
			a.op("VPADDD %s%d, %[1]s6, %[1]s6", a.reg, i)
		}
		if a.reg == "Z" {
			a.op("VPMOVSDB Z0, (DI)(AX*1)")
		} else {
			a.op("VPACKSSDW Y1, Y0, Y0")
			a.op("VPERMQ $0xd8, Y0, Y0")
			a.op("VEXTRACTI128 $1, Y0, X1")
			a.op("VPACKSSWB X1, X0, X0")
			a.op("VMOVDQU X0, (DI)(AX*1)")
		}
		a.op("ADDQ $16, AX")
		a.op("CMPQ AX, CX")
		a.op("JLT %s", label)
		if label == "channels" {
			a.op("JMP done")
		}
	}
	a.label("done")
	a.reduce("VPADDD", 6, 0)
	a.op("VMOVD X6, AX")
	a.op("MOVL AX, sum+40(FP)")
	a.ret()
}
