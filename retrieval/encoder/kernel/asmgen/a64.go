package main

// a64 writes instructions for arm64. Go's assembler knows only some of those that
// work on vectors: the others are written as words, with their usual spelling
// behind. The encodings are those of the Arm Architecture Reference Manual, C7.
type a64 struct{ *writer }

// word writes an instruction by its bits.
func (a a64) word(bits int, text string, args ...any) {
	a.op("WORD $0x%08x // "+text, append([]any{bits}, args...)...)
}

// three writes an operation on registers of four 32-bit values.
func (a a64) three(name string, d, n, m int) {
	bits := map[string]int{
		"fadd": 0x4e20d400,
		"fsub": 0x4ea0d400,
		"fmul": 0x6e20dc00,
		"fdiv": 0x6e20fc00,
		"fmla": 0x4e20cc00,
		"fmax": 0x4e20f400,
		"fmin": 0x4ea0f400,
		"add":  0x4ea08400,
	}[name]
	a.word(bits|m<<16|n<<5|d, "%s v%d.4s, v%d.4s, v%d.4s", name, d, n, m)
}

// two writes an operation on one register of four 32-bit values.
func (a a64) two(name string, d, n int) {
	bits := map[string]int{
		"fabs":   0x4ea0f800,
		"fneg":   0x6ea0f800,
		"frintn": 0x4e218800,
		"fcvtns": 0x4e21a800,
		"scvtf":  0x4e21d800,
	}[name]
	a.word(bits|n<<5|d, "%s v%d.4s, v%d.4s", name, d, n)
}

// lowest writes an operation with the lowest value of m for all values of n.
func (a a64) lowest(name string, d, n, m int) {
	bits := map[string]int{"fmla": 0x4f801000, "fmul": 0x4f809000}[name]
	a.word(bits|m<<16|n<<5|d, "%s v%d.4s, v%d.4s, v%d.s[0]", name, d, n, m)
}

// sdot adds to each value of d the four products of its bytes in n with the bytes
// of m, those of one value of m for all if part isn't negative.
func (a a64) sdot(d, n, m, part int) {
	if part < 0 {
		a.word(0x4e809400|m<<16|n<<5|d, "sdot v%d.4s, v%d.16b, v%d.16b", d, n, m)
		return
	}
	a.word(0x4f80e000|(part&1)<<21|m<<16|(part>>1)<<11|n<<5|d, "sdot v%d.4s, v%d.16b, v%d.4b[%d]", d, n, m, part)
}

// narrow writes the values of n, with saturation, in half their width to the lower
// or the upper half of d. bits is the new width.
func (a a64) narrow(d, n, bits int, upper bool) {
	code := map[int]int{8: 0x0e214800, 16: 0x0e614800}[bits]
	text := map[int]string{8: "sqxtn v%d.8b, v%d.8h", 16: "sqxtn v%d.4h, v%d.4s"}[bits]
	if upper {
		code |= 1 << 30
		text = map[int]string{8: "sqxtn2 v%d.16b, v%d.8h", 16: "sqxtn2 v%d.8h, v%d.4s"}[bits]
	}
	a.word(code|n<<5|d, text, d, n)
}

// shiftExponent shifts the values of n left to where a float has its exponent.
func (a a64) shiftExponent(d, n int) {
	a.word(0x4f005400|(32+23)<<16|n<<5|d, "shl v%d.4s, v%d.4s, #23", d, n)
}

// sum adds the four values of n up into the lowest of d, which may be n.
func (a a64) sum(d, n int) {
	a.word(0x6e20d400|n<<16|n<<5|d, "faddp v%d.4s, v%d.4s, v%d.4s", d, n, n)
	a.word(0x7e30d800|d<<5|d, "faddp s%d, v%d.2s", d, d)
}

// largest puts the largest of the four values of n into the lowest of d.
func (a a64) largest(d, n int) { a.word(0x6e30f800|n<<5|d, "fmaxv s%d, v%d.4s", d, n) }

// sumWhole adds the four whole numbers of n up into the lowest of d.
func (a a64) sumWhole(d, n int) { a.word(0x4eb1b800|n<<5|d, "addv s%d, v%d.4s", d, n) }

func (a a64) zero(n int) { a.op("VEOR V%d.B16, V%[1]d.B16, V%[1]d.B16", n) }

func (a a64) move(d, n int) { a.op("VMOV V%d.B16, V%d.B16", n, d) }

// spread puts the lowest value of n into all four of it.
func (a a64) spread(n int) { a.op("VDUP V%d.S[0], V%[1]d.S4", n) }
