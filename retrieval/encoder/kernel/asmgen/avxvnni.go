package main

// generateAVXVNNI writes what AVX-VNNI adds to the kernels for AVX2.
func generateAVXVNNI(w *writer) {
	linearAVXVNNI(w)
}

// vpdpbusd adds to each value of register d the products of its four unsigned bytes
// in n with the signed ones in m. Go's assembler has only the form of AVX-512, so
// the instruction is written as bytes: VEX.256.66.0F38.W0 50 /r, in the manual of
// Intel, volume 2, under VPDPBUSD.
func vpdpbusd(w *writer, m, n, d int) {
	second := 0xe2 // map 0F38; the upper bits are the inverted fourth bits of d and m
	if d > 7 {
		second &^= 0x80
	}
	if m > 7 {
		second &^= 0x20
	}
	third := (^n&15)<<3 | 0x05 // 256 bits, prefix 66
	w.op("BYTE $0xc4; BYTE $0x%02x; BYTE $0x%02x; BYTE $0x50; BYTE $0x%02x // vpdpbusd ymm%d, ymm%d, ymm%d",
		second, third, 0xc0|d&7<<3|m&7, d, n, m)
}

// linearAVXVNNI multiplies six rows by a panel of 16 columns.
func linearAVXVNNI(w *writer) {
	const rows = 6
	w.function("linearAVXVNNI", linearArgs, 80)
	loadLinear(w)
	tiles(w, rows, func() {
		w.op("MOVQ start+48(FP), AX")
		for r := range rows {
			w.op("VPBROADCASTD %d(AX)(BX*4), Y%d", 4*r, 2*r)
			w.op("VMOVDQA Y%d, Y%d", 2*r, 2*r+1)
		}
		w.op("MOVQ BX, R12")
		w.op("IMULQ R9, R12")
		w.op("ADDQ SI, R12 // the tile's first row")
		w.op("LEAQ (R9)(R9*2), AX")
		w.op("ADDQ R12, AX // its fourth row")
		w.op("MOVQ DX, R13 // weights")
		w.op("MOVQ R9, CX")
		w.label("step")
		w.op("VMOVDQU (R13), Y12")
		w.op("VMOVDQU 32(R13), Y13")
		for r, place := range []string{"(R12)", "(R12)(R9*1)", "(R12)(R9*2)", "(AX)", "(AX)(R9*1)", "(AX)(R9*2)"} {
			w.op("VPBROADCASTD %s, Y%d", place, 14+r%2)
			vpdpbusd(w, 14+r%2, 12, 2*r)
			vpdpbusd(w, 14+r%2, 13, 2*r+1)
		}
		w.op("ADDQ $4, R12")
		w.op("ADDQ $4, AX")
		w.op("ADDQ $64, R13")
		w.op("SUBQ $4, CX")
		w.op("JNZ step")
		storeLinear(w, "Y", rows, 2, 32)
	})
	w.op("VZEROUPPER")
	w.op("RET")
}
