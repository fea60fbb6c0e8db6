package pack

import (
	"math"
	"testing"

	"footnote/retrieval/encoder/weights"
	"footnote/retrieval/encoder/weights/pack/packtest"
)

func TestNanoIsPacked(t *testing.T) {
	file := packtest.Nano(packtest.Pieces())
	packed, err := Nano(file, "toy")
	if err != nil {
		t.Fatal(err)
	}
	m, err := weights.Parse(packed)
	if err != nil {
		t.Fatal(err)
	}
	if m.Info.Name != "toy" || m.Info.Query != "query: " || m.Info.Longest != len("\u2581passage") || m.Dims.Depth != 1 || m.Dims.Positions != 256 {
		t.Errorf("info %+v, dims %+v", m.Info, m.Dims)
	}
	n, err := parseNano(file)
	if err != nil {
		t.Fatal(err)
	}
	want, err := n.floats("embeddings.word_embeddings.weight", 6*384, 384)
	if err != nil {
		t.Fatal(err)
	}
	row, scale := m.Words.Row(6)
	for i, v := range want {
		if got := float32(int8(row[i])) * scale; math.Abs(float64(got-v)) > float64(scale)/2+1e-6 {
			t.Fatalf("value %d of row 6 is %v, want %v", i, got, v)
		}
	}
	for id, piece := range packtest.Pieces() {
		longest := -1
		m.Unigram.EachPiece([]byte(piece), func(n, id int, _ float32) {
			if n == len(piece) {
				longest = id
			}
		})
		if isText := id >= 4 && piece != "<mask>"; isText != (longest == id) {
			t.Errorf("%q is found as %d, want %d", piece, longest, id)
		}
	}
}

func TestDamagedNanoIsRefused(t *testing.T) {
	file := packtest.Nano(packtest.Pieces())
	for _, n := range []int{0, 3, 40, 100, 400, len(file) / 2, len(file) - 1} {
		if _, err := Nano(file[:n], "toy"); err == nil {
			t.Errorf("%d of %d bytes are packed", n, len(file))
		}
	}
}

func TestDamagedFilesAreRefused(t *testing.T) {
	packed, err := Nano(packtest.Nano(packtest.Pieces()), "toy")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 9, 12, 60, 200, 1 << 20, 3 << 20, len(packed) - 1} {
		if _, err := weights.Parse(packed[:n]); err == nil {
			t.Errorf("%d of %d bytes are taken", n, len(packed))
		}
	}
	for _, at := range []int{8, 11, 20, 100} { // lengths, the JSON, sizes
		bad := append([]byte(nil), packed...)
		bad[at] ^= 0xff
		if _, err := weights.Parse(bad); err == nil {
			t.Logf("byte %d may be anything", at) // it only must not panic
		}
	}
}

func TestHalf(t *testing.T) {
	for bits, want := range map[uint16]float32{0: 0, 0x3c00: 1, 0xc000: -2, 0x2800: 1.0 / 32, 1: 1.0 / (1 << 24), 0x7bff: 65504} {
		if got := half(bits); got != want {
			t.Errorf("%#x is %v, want %v", bits, got, want)
		}
	}
}
