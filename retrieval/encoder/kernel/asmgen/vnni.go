package main

// generateVNNI writes the kernels for AVX-512 with VNNI.
func generateVNNI(w *writer) {
	newAMD64(w, "VNNI", "Z").writeSteps()
	w.line("")
	linearVNNI(w)
	multiplyAVX512(w)
	dotVNNI(w)
}

// eightRows are the places of a tile's rows: R12 is the first one, AX the fifth one,
// R9 the stride and R11 three times that.
var eightRows = []string{"(R12)", "(R12)(R9*1)", "(R12)(R9*2)", "(R12)(R11*1)", "(AX)", "(AX)(R9*1)", "(AX)(R9*2)", "(AX)(R11*1)"}

// linearVNNI multiplies eight rows by two panels of 16 columns.
func linearVNNI(w *writer) {
	const rows = 8
	w.function("linearVNNI", linearArgs, 80)
	loadLinear(w)
	w.op("LEAQ (R9)(R9*2), R11")
	tiles(w, rows, func() {
		w.op("MOVQ start+48(FP), AX")
		for r := range rows {
			w.op("VPBROADCASTD %d(AX)(BX*4), Z%d", 4*r, 2*r)
			w.op("VMOVDQA32 Z%d, Z%d", 2*r, 2*r+1)
		}
		w.op("MOVQ BX, R12")
		w.op("IMULQ R9, R12")
		w.op("ADDQ SI, R12")
		w.op("LEAQ (R12)(R9*4), AX")
		w.op("MOVQ R9, CX")
		w.op("SHLQ $4, CX")
		w.op("MOVQ DX, R13 // weights of the first panel")
		w.op("ADDQ DX, CX // of the second one")
		w.op("MOVQ CX, R14 // where the first panel ends")
		w.label("step")
		// Two times four inputs: lengths are multiples of 32.
		for step := range 2 {
			w.op("VMOVDQU32 %d(R13), Z16", 64*step)
			w.op("VMOVDQU32 %d(CX), Z17", 64*step)
			for r, place := range eightRows {
				w.op("VPBROADCASTD %d%s, Z%d", 4*step, place, 18+r)
				w.op("VPDPBUSD Z%d, Z16, Z%d", 18+r, 2*r)
				w.op("VPDPBUSD Z%d, Z17, Z%d", 18+r, 2*r+1)
			}
		}
		w.op("ADDQ $8, R12")
		w.op("ADDQ $8, AX")
		w.op("ADDQ $128, R13")
		w.op("ADDQ $128, CX")
		w.op("CMPQ R13, R14")
		w.op("JLT step")
		storeLinear(w, "Z", rows, 2, 64)
	})
	w.op("VZEROUPPER")
	w.op("RET")
}

// multiplyAVX512 multiplies eight rows by 32 columns.
func multiplyAVX512(w *writer) {
	const rows = 8
	w.function("multiplyVNNI", multiplyArgs, 72)
	loadMultiply(w)
	w.op("LEAQ (R9)(R9*2), R11")
	tiles(w, rows, func() {
		for n := range 2 * rows {
			w.op("VPXORD Z%d, Z%[1]d, Z%[1]d", n)
		}
		w.op("MOVQ b+48(FP), DX")
		w.op("MOVQ bStride+56(FP), R13")
		w.op("MOVQ BX, R12")
		w.op("IMULQ R9, R12")
		w.op("ADDQ SI, R12")
		w.op("LEAQ (R12)(R9*4), AX")
		w.op("MOVQ k+40(FP), CX")
		w.label("step")
		w.op("VMOVUPS (DX), Z16")
		w.op("VMOVUPS 64(DX), Z17")
		for r, place := range eightRows {
			w.op("VBROADCASTSS %s, Z%d", place, 18+r)
			w.op("VFMADD231PS Z16, Z%d, Z%d", 18+r, 2*r)
			w.op("VFMADD231PS Z17, Z%d, Z%d", 18+r, 2*r+1)
		}
		w.op("ADDQ $4, R12")
		w.op("ADDQ $4, AX")
		w.op("ADDQ R13, DX")
		w.op("DECQ CX")
		w.op("JNZ step")
		storeMultiply(w, "Z", rows, 2, 64)
	})
	w.op("VZEROUPPER")
	w.op("RET")
}

// dotVNNI multiplies a query with vectors of bytes. A vector's bytes are made unsigned by turning their highest bit, which adds 128 times the sum
// of the query: start is that, negated. The length is a multiple of 64.
func dotVNNI(w *writer) {
	a := newAMD64(w, "VNNI", "Z")
	w.function("dotVNNI", "dst *int32, query, vectors *int8, count, length int, start int32", 44)
	for i, arg := range []string{"dst", "query", "vectors", "count", "length"} {
		w.op("MOVQ %s+%d(FP), %s", arg, 8*i, []string{"DI", "SI", "DX", "R10", "CX"}[i])
	}
	w.op("MOVL start+40(FP), AX")
	w.op("VMOVD AX, X31")
	w.op("MOVL $0x80808080, AX")
	w.op("VPBROADCASTD AX, Z30")
	w.label("vector")
	w.op("VMOVDQA32 Z31, Z0")
	w.op("VPXORD Z1, Z1, Z1")
	w.op("XORQ AX, AX")
	w.label("step")
	w.op("VPXORD (DX)(AX*1), Z30, Z2")
	w.op("VMOVDQU32 (SI)(AX*1), Z3")
	w.op("VPDPBUSD Z3, Z2, Z0")
	w.op("ADDQ $64, AX")
	w.op("CMPQ AX, CX")
	w.op("JLT step")
	w.op("ADDQ CX, DX")
	a.reduce("VPADDD", 0, 1)
	w.op("VMOVD X0, (DI)")
	w.op("ADDQ $4, DI")
	w.op("DECQ R10")
	w.op("JNZ vector")
	w.op("VZEROUPPER")
	w.op("RET")
}
