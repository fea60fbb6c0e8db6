package main

// generateNEON writes the kernels for arm64 with the dot product instructions.
func generateNEON(w *writer) {
	a := a64{w}
	a.writeSteps()
	a.line("")
	a.linear()
	a.multiply()
	a.dot()
}

// tiles writes a loop over tiles of four rows. R11 is the first row of a tile, R3
// the number of rows. The last tile ends with the last row and may overlap the one
// before it: it computes the same values once more.
func (a a64) tiles(body func()) {
	a.op("MOVD $0, R11")
	a.label("tile")
	body()
	a.op("ADD $4, R11")
	a.op("CMP R3, R11")
	a.op("BGE done")
	a.op("SUB $4, R3, R12")
	a.op("CMP R12, R11")
	a.op("CSEL GT, R12, R11, R11")
	a.op("B tile")
	a.label("done")
}

// rowPointers makes R20 to R23 point to the rows of a tile at base.
func (a a64) rowPointers(base, stride string) {
	a.op("MUL %s, R11, R20", stride)
	a.op("ADD %s, R20, R20", base)
	for r := 21; r <= 23; r++ {
		a.op("ADD %s, R%d, R%d", stride, r-1, r)
	}
}

// linear multiplies four rows by a panel of 16 columns. Sums are in V0 to V15, those
// of row r from V 4·r on.
func (a a64) linear() {
	a.function("linearNEON", linearArgs, 80)
	a.loadArgs("dst", "dstStride", "a", "rows", "k", "w", "start", "rowScale", "colScale", "bias")
	a.tiles(func() {
		a.op("ADD R11<<2, R6, R12")
		for r := range 4 {
			a.op("VLD1R.P 4(R12), [V%d.S4]", 4*r)
			for i := 1; i < 4; i++ {
				a.move(4*r+i, 4*r)
			}
		}
		a.rowPointers("R2", "R4")
		a.op("MOVD R5, R13 // weights")
		a.op("MOVD R4, R10")
		a.label("step")
		for r := range 4 {
			a.op("VLD1.P 16(R%d), [V%d.B16]", 20+r, 16+r)
		}
		for part := range 4 {
			from := 20 + part%2*4
			a.op("VLD1.P 64(R13), [V%d.B16, V%d.B16, V%d.B16, V%d.B16]", from, from+1, from+2, from+3)
			for r := range 4 {
				for i := range 4 {
					a.sdot(4*r+i, from+i, 16+r, part)
				}
			}
		}
		a.op("SUBS $16, R10, R10")
		a.op("BGT step")
		a.op("VLD1 (R8), [V16.S4, V17.S4, V18.S4, V19.S4] // scales of the columns")
		a.op("ADD R11<<2, R7, R12")
		a.rowPointers("R0", "R1")
		for r := range 4 {
			a.op("VLD1 (R9), [V20.S4, V21.S4, V22.S4, V23.S4] // biases")
			a.op("FMOVS.P 4(R12), F24")
			for i := range 4 {
				a.two("scvtf", 4*r+i, 4*r+i)
				a.lowest("fmul", 4*r+i, 4*r+i, 24)
				a.three("fmla", 20+i, 4*r+i, 16+i)
			}
			a.op("VST1 [V20.S4, V21.S4, V22.S4, V23.S4], (R%d)", 20+r)
		}
	})
	a.op("RET")
}

// multiply multiplies four rows of floats by 16 columns.
func (a a64) multiply() {
	a.function("multiplyNEON", multiplyArgs, 72)
	for i, name := range []string{"dst", "dstStride", "a", "", "", "k", "b", "bStride", "scale"} {
		if name != "" {
			a.op("MOVD %s+%d(FP), R%d", name, 8*i, i)
		}
	}
	a.op("MOVD aStride+24(FP), R4")
	a.op("MOVD rows+32(FP), R3")
	a.tiles(func() {
		for n := range 16 {
			a.zero(n)
		}
		a.rowPointers("R2", "R4")
		a.op("MOVD R6, R13 // a row of b")
		a.op("MOVD R5, R10")
		a.label("step")
		a.op("VLD1 (R13), [V16.S4, V17.S4, V18.S4, V19.S4]")
		a.op("ADD R7, R13, R13")
		for r := range 4 {
			a.op("FMOVS.P 4(R%d), F%d", 20+r, 20+r)
			for i := range 4 {
				a.lowest("fmla", 4*r+i, 16+i, 20+r)
			}
		}
		a.op("SUBS $1, R10, R10")
		a.op("BGT step")
		a.op("ADD R11<<2, R8, R12")
		a.rowPointers("R0", "R1")
		for r := range 4 {
			a.op("FMOVS.P 4(R12), F24")
			for i := range 4 {
				a.lowest("fmul", 4*r+i, 4*r+i, 24)
			}
			a.op("VST1 [V%d.S4, V%d.S4, V%d.S4, V%d.S4], (R%d)", 4*r, 4*r+1, 4*r+2, 4*r+3, 20+r)
		}
	})
	a.op("RET")
}

// dot multiplies a query with vectors of bytes. The length is a multiple of 64.
func (a a64) dot() {
	a.function("dotNEON", "dst *int32, query, vectors *int8, count, length int", 40)
	a.loadArgs("dst", "query", "vectors", "count", "length")
	a.label("vector")
	for n := range 4 {
		a.zero(n)
	}
	a.op("MOVD R1, R5")
	a.op("MOVD R4, R10")
	a.label("step")
	a.op("VLD1.P 64(R5), [V16.B16, V17.B16, V18.B16, V19.B16]")
	a.op("VLD1.P 64(R2), [V20.B16, V21.B16, V22.B16, V23.B16]")
	for n := range 4 {
		a.sdot(n, 16+n, 20+n, -1)
	}
	a.op("SUBS $64, R10, R10")
	a.op("BGT step")
	a.three("add", 0, 0, 1)
	a.three("add", 2, 2, 3)
	a.three("add", 0, 0, 2)
	a.sumWhole(0, 0)
	a.op("FMOVS.P F0, 4(R0)")
	a.op("SUBS $1, R3, R3")
	a.op("BGT vector")
	a.op("RET")
}
