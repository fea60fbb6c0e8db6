package weights

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
)

// writeHeader returns the beginning of a file: what opens it, and numbers.
func writeHeader(magic string, numbers ...uint32) []byte {
	file := []byte(magic)
	for _, n := range numbers {
		file = binary.LittleEndian.AppendUint32(file, n)
	}
	return file
}

// tinyReader returns a file of a reader of the least size, all of whose weights are 0,
// and something behind it.
func tinyReader() []byte {
	return append(writeHeader(MagicReader, 1, 1, 32, 32), make([]byte, 1<<15)...)
}

func TestParseRefusesDamage(t *testing.T) {
	for _, file := range [][]byte{nil, []byte("FNLM"), minilm[:40], minilm[:64], minilm[:len(minilm)-1], append([]byte("FNLM9999"), minilm[8:4096]...)} {
		if _, err := Parse(file); err == nil {
			t.Errorf("no error for %d bytes", len(file))
		}
	}
	zeros := append([]byte(Magic), make([]byte, 4096)...)
	if _, err := Parse(zeros); err == nil {
		t.Error("no error for sizes of 0")
	}
}

// TestParseRefusesOtherPieces: what the table of pieces names must be there.
func TestParseRefusesOtherPieces(t *testing.T) {
	const at = 64 // where the table begins
	file := bytes.Clone(minilm)
	for name, fill := range map[string]func(i int) uint16{
		"an entry beyond the pieces": func(i int) uint16 { return uint16(30523 * max(0, 1-i)) },
		"a full table":               func(i int) uint16 { return uint16(1 + i%30522) },
	} {
		for i := range slots {
			binary.LittleEndian.PutUint16(file[at+2*i:], fill(i))
		}
		if _, err := Parse(file); err == nil {
			t.Errorf("no error for %s", name)
		}
	}
}

// TestUnigramHasItsMarks: they stand in every text.
func TestUnigramHasItsMarks(t *testing.T) {
	info := []byte(`{"name":"x","longest":9}`)
	for pieces, want := range map[uint32]bool{3: false, 4: true} {
		file := append(writeHeader(MagicUnigram, uint32(len(info))), info...)
		file = append(file, writeHeader("", pieces, 32, 32, 1, 1, 2)...)
		if _, err := Parse(append(file, make([]byte, 4*unigramSlots+1<<15)...)); (err == nil) != want {
			t.Errorf("%d pieces: %v", pieces, err)
		}
	}
}

func TestParseReaderRefusesDamage(t *testing.T) {
	x, err := OpenReader()
	if err != nil {
		t.Fatal(err)
	}
	if x.Shared != 2 || len(x.Layers) != 4 || len(x.Kind) != 384 || x.Layers[0].Up.Out != 1536 {
		t.Errorf("%d layers after %d, of %d and %d values", len(x.Layers), x.Shared, len(x.Kind), x.Layers[0].Up.Out)
	}
	for n := range min(len(readerFile), 200) {
		if _, err := ParseReader(readerFile[:n]); err == nil {
			t.Errorf("no error for the first %d bytes", n)
		}
	}
	for _, n := range []int{1 << 10, 1 << 20, len(readerFile) - 3100, len(readerFile) - 1} {
		if _, err := ParseReader(readerFile[:n]); err == nil {
			t.Errorf("no error for the first %d bytes", n)
		}
	}
	for name, sizes := range map[string][]uint32{
		"no shared layers":      {0, 4, 384, 1536},
		"no layers":             {2, 0, 384, 1536},
		"too many layers":       {2, 65, 384, 1536},
		"a negative number":     {2, 1 << 31, 384, 1536},
		"no width":              {2, 4, 0, 1536},
		"an odd width":          {2, 4, 384, 1500},
		"the largest numbers":   {1<<32 - 1, 1<<32 - 1, 1<<32 - 32, 1<<32 - 32},
		"more than there is":    {2, 64, 4096, 16384},
		"another file's format": nil,
	} {
		file := append(writeHeader(MagicReader, sizes...), readerFile[24:]...)
		if sizes == nil {
			file = minilm
		}
		if _, err := ParseReader(file); err == nil {
			t.Errorf("no error for %s: %v", name, sizes)
		}
	}
}

func FuzzParseReader(f *testing.F) {
	tiny := tinyReader()
	if _, err := ParseReader(tiny); err != nil {
		f.Fatal(err)
	}
	for _, file := range [][]byte{tiny, tiny[:len(tiny)/2], readerFile[:4096], writeHeader(MagicReader, 1<<32-1, 64, 32, 32), minilm[:256], nil} {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		x, err := ParseReader(file)
		if err != nil {
			return
		}
		hidden := len(x.Kind)
		if len(x.Layers) == 0 || len(x.Product) != hidden || len(x.Text) != hidden {
			t.Fatalf("%d layers of %d, %d and %d values", len(x.Layers), hidden, len(x.Product), len(x.Text))
		}
		for _, l := range x.Layers {
			checkLayer(t, l, hidden)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, magic := range []string{Magic, MagicUnigram} {
		file := writeHeader(magic, 30522, 384, 1536, 12, 6, 256)
		f.Add(file)
		f.Add(append(file, make([]byte, 4096)...))
	}
	f.Add(minilm[:4096])
	info := []byte(`{"name":"x","longest":9}`)
	file := append(writeHeader(MagicUnigram, uint32(len(info))), info...)
	f.Add(append(file, writeHeader("", 4, 32, 32, 1, 1, 2)...))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := Parse(file)
		if err != nil {
			return
		}
		for _, l := range m.Layers {
			checkLayer(t, l, m.Dims.Hidden)
		}
	})
}

// checkLayer fails the test where a part hasn't the length that the kernels read.
func checkLayer(t *testing.T, l Layer, hidden int) {
	t.Helper()
	got := []int{
		len(l.QKV.Packed), len(l.QKV.Scale), len(l.QKV.Bias), len(l.Out.Packed), len(l.Up.Packed), len(l.Down.Packed),
		len(l.OutNorm.Gain), len(l.OutNorm.Bias), len(l.DownNorm.Channel),
	}
	inner := l.Up.Out
	want := []int{3 * hidden * hidden, 3 * hidden, 3 * hidden, hidden * hidden, hidden * inner, hidden * inner, hidden, hidden, hidden}
	if !slices.Equal(got, want) {
		t.Fatalf("parts of %v values, want %v", got, want)
	}
}
