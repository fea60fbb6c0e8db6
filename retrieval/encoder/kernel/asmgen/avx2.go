package main

// generateAVX2 writes the kernels for AVX2 and FMA.
func generateAVX2(w *writer) {
	newAMD64(w, "AVX2", "Y").writeSteps()
	w.line("")
	linearAVX2(w)
	multiplyAVX2(w)
	dotAVX2(w)
}

// linearArgs are the arguments of the kernels that multiply bytes: all rows of a by
// one panel of weights, or by two.
const linearArgs = "dst *float32, dstStride int, a *int8, rows, k int, w *byte, start *int32, rowScale, colScale, bias *float32"

// loadLinear loads the arguments: DI dst, R8 its stride, SI a, R10 rows, R9 k, DX w.
func loadLinear(w *writer) {
	for i, arg := range []string{"dst", "dstStride", "a", "rows", "k", "w"} {
		w.op("MOVQ %s+%d(FP), %s", arg, 8*i, []string{"DI", "R8", "SI", "R10", "R9", "DX"}[i])
	}
}

// tiles writes a loop over tiles of so many rows. BX is the first row of a tile. The
// last tile ends with the last row and may overlap the one before it: it computes
// the same values once more. R10 is the number of rows.
func tiles(w *writer, rows int, body func()) {
	w.op("XORQ BX, BX")
	w.label("tile")
	body()
	w.op("ADDQ $%d, BX", rows)
	w.op("CMPQ BX, R10")
	w.op("JGE done")
	w.op("LEAQ -%d(R10), AX", rows)
	w.op("CMPQ BX, AX")
	w.op("CMOVQGT AX, BX")
	w.op("JMP tile")
	w.label("done")
}

// linearAVX2 multiplies four rows by a panel of 16 columns. VPMADDUBSW adds two
// products of an unsigned weight and a signed value in 16 bits, which 127·127·2 fits.
func linearAVX2(w *writer) {
	const rows = 4
	w.function("linearAVX2", linearArgs, 80)
	loadLinear(w)
	w.op("LEAQ (R9)(R9*2), R11")
	w.op("VPCMPEQW Y15, Y15, Y15")
	w.op("VPSRLW $15, Y15, Y15 // sixteen times 1")
	tiles(w, rows, func() {
		w.op("MOVQ start+48(FP), AX")
		for r := range rows {
			w.op("VPBROADCASTD %d(AX)(BX*4), Y%d", 4*r, 2*r)
			w.op("VMOVDQA Y%d, Y%d", 2*r, 2*r+1)
		}
		w.op("MOVQ BX, R12")
		w.op("IMULQ R9, R12")
		w.op("ADDQ SI, R12 // the tile's first row")
		w.op("MOVQ DX, R13 // weights")
		w.op("MOVQ R9, CX")
		w.label("step")
		w.op("VMOVDQU (R13), Y8")
		w.op("VMOVDQU 32(R13), Y9")
		for r, place := range []string{"(R12)", "(R12)(R9*1)", "(R12)(R9*2)", "(R12)(R11*1)"} {
			w.op("VPBROADCASTD %s, Y%d", place, 10)
			x, y := 11+2*(r%2), 12+2*(r%2)
			w.op("VPMADDUBSW Y10, Y8, Y%d", x)
			w.op("VPMADDUBSW Y10, Y9, Y%d", y)
			w.op("VPMADDWD Y15, Y%d, Y%[1]d", x)
			w.op("VPMADDWD Y15, Y%d, Y%[1]d", y)
			w.op("VPADDD Y%d, Y%d, Y%[2]d", x, 2*r)
			w.op("VPADDD Y%d, Y%d, Y%[2]d", y, 2*r+1)
		}
		w.op("ADDQ $4, R12")
		w.op("ADDQ $64, R13")
		w.op("SUBQ $4, CX")
		w.op("JNZ step")
		storeLinear(w, "Y", rows, 2, 32)
	})
	w.op("VZEROUPPER")
	w.op("RET")
}

// storeLinear writes the sums of a tile, times the scales of row and column, plus
// the bias. Row r's sums are in perRow registers from r·perRow on.
func storeLinear(w *writer, reg string, rows, perRow, bytes int) {
	scale := rows * perRow
	w.op("MOVQ rowScale+56(FP), R12")
	w.op("MOVQ colScale+64(FP), CX")
	w.op("MOVQ bias+72(FP), R13")
	w.op("MOVQ BX, AX")
	w.op("IMULQ R8, AX")
	w.op("ADDQ DI, AX")
	for r := range rows {
		w.op("VBROADCASTSS %d(R12)(BX*4), %s%d", 4*r, reg, scale)
		for i := range perRow {
			n := r*perRow + i
			w.op("VCVTDQ2PS %s%d, %[1]s%[2]d", reg, n)
			w.op("VMULPS %s%d, %[1]s%[3]d, %[1]s%[3]d", reg, scale, n)
			w.op("VMOVUPS %d(CX), %s%d", i*bytes, reg, scale+1)
			w.op("VFMADD213PS %d(R13), %s%d, %[2]s%[4]d", i*bytes, reg, scale+1, n)
			w.op("VMOVUPS %s%d, %d(AX)", reg, n, i*bytes)
		}
		if r < rows-1 {
			w.op("ADDQ R8, AX")
		}
	}
}

// multiplyArgs are the arguments of the kernels that multiply floats: all rows of a,
// of k values, by so many columns of b. Strides are in bytes.
const multiplyArgs = "dst *float32, dstStride int, a *float32, aStride int, rows, k int, b *float32, bStride int, scale *float32"

// loadMultiply loads the arguments: DI dst, R8 its stride, SI a, R9 its stride, R10
// rows, DX b, R12 its stride.
func loadMultiply(w *writer) {
	for i, reg := range []string{"DI", "R8", "SI", "R9", "R10", "", "DX", "R12"} {
		if reg != "" {
			w.op("MOVQ %s+%d(FP), %s", []string{"dst", "dstStride", "a", "aStride", "rows", "", "b", "bStride"}[i], 8*i, reg)
		}
	}
}

// storeMultiply writes the sums of a tile, times the scale of the row.
func storeMultiply(w *writer, reg string, rows, perRow, bytes int) {
	w.op("MOVQ scale+64(FP), CX")
	w.op("MOVQ BX, AX")
	w.op("IMULQ R8, AX")
	w.op("ADDQ DI, AX")
	for r := range rows {
		w.op("VBROADCASTSS %d(CX)(BX*4), %s%d", 4*r, reg, rows*perRow)
		for i := range perRow {
			n := r*perRow + i
			w.op("VMULPS %s%d, %[1]s%[3]d, %[1]s%[3]d", reg, rows*perRow, n)
			w.op("VMOVUPS %s%d, %d(AX)", reg, n, i*bytes)
		}
		if r < rows-1 {
			w.op("ADDQ R8, AX")
		}
	}
}

// multiplyAVX2 multiplies six rows by 16 columns.
func multiplyAVX2(w *writer) {
	const rows = 6
	w.function("multiplyAVX2", multiplyArgs, 72)
	loadMultiply(w)
	tiles(w, rows, func() {
		for n := range 2 * rows {
			w.op("VXORPS Y%d, Y%[1]d, Y%[1]d", n)
		}
		w.op("MOVQ BX, R13")
		w.op("IMULQ R9, R13")
		w.op("ADDQ SI, R13 // the tile's first row")
		w.op("LEAQ (R9)(R9*2), AX")
		w.op("ADDQ R13, AX // its fourth row")
		w.op("MOVQ DX, R11 // a row of b")
		w.op("MOVQ k+40(FP), CX")
		w.label("step")
		w.op("VMOVUPS (R11), Y12")
		w.op("VMOVUPS 32(R11), Y13")
		for r, place := range []string{"(R13)", "(R13)(R9*1)", "(R13)(R9*2)", "(AX)", "(AX)(R9*1)", "(AX)(R9*2)"} {
			w.op("VBROADCASTSS %s, Y%d", place, 14+r%2)
			w.op("VFMADD231PS Y12, Y%d, Y%d", 14+r%2, 2*r)
			w.op("VFMADD231PS Y13, Y%d, Y%d", 14+r%2, 2*r+1)
		}
		w.op("ADDQ $4, R13")
		w.op("ADDQ $4, AX")
		w.op("ADDQ R12, R11")
		w.op("DECQ CX")
		w.op("JNZ step")
		storeMultiply(w, "Y", rows, 2, 32)
	})
	w.op("VZEROUPPER")
	w.op("RET")
}

// dotAVX2 multiplies a query, widened to 16 bits, with vectors of bytes. The length
// is a multiple of 64.
func dotAVX2(w *writer) {
	w.function("dotAVX2", "dst *int32, query *int16, vectors *int8, count, length int", 40)
	for i, arg := range []string{"dst", "query", "vectors", "count", "length"} {
		w.op("MOVQ %s+%d(FP), %s", arg, 8*i, []string{"DI", "SI", "DX", "R10", "CX"}[i])
	}
	w.label("vector")
	for n := range 4 {
		w.op("VPXOR Y%d, Y%[1]d, Y%[1]d", n)
	}
	w.op("XORQ AX, AX")
	w.label("step")
	for n := range 4 {
		w.op("VPMOVSXBW %d(DX)(AX*1), Y%d", 16*n, 4+n)
		w.op("VPMADDWD %d(SI)(AX*2), Y%d, Y%[2]d", 32*n, 4+n)
		w.op("VPADDD Y%d, Y%d, Y%[2]d", 4+n, n)
	}
	w.op("ADDQ $64, AX")
	w.op("CMPQ AX, CX")
	w.op("JLT step")
	w.op("ADDQ CX, DX")
	w.op("VPADDD Y1, Y0, Y0")
	w.op("VPADDD Y3, Y2, Y2")
	w.op("VPADDD Y2, Y0, Y0")
	newAMD64(w, "AVX2", "Y").reduce("VPADDD", 0, 1)
	w.op("VMOVD X0, (DI)")
	w.op("ADDQ $4, DI")
	w.op("DECQ R10")
	w.op("JNZ vector")
	w.op("VZEROUPPER")
	w.op("RET")
}
