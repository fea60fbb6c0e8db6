package weights

import (
	_ "embed"
	"fmt"
)

// MagicReader opens the file of a Reader.
const MagicReader = "FNRD0001"

//go:embed reader.bin
var readerFile []byte

// Reader holds what a cross-encoder has of its own beside the encoder that it was
// trained from: the tables and the first layers are the encoder's. It reads a question
// and a text as one sequence.
type Reader struct {
	Shared int       // layers that it has in common with the encoder, from the first on
	Kind   []float32 // [Hidden]: what the type of the second segment differs by from that of the first
	Layers []Layer   // those after the shared ones
	// The score is Cosine times the cosine of the mean states of both segments, plus
	// the sum of Product over their product and of Text over the state of the second,
	// plus Bias.
	Cosine, Bias  float32
	Product, Text []float32 // [Hidden]
}

// OpenReader returns the reader that the program carries, for the model of Open.
func OpenReader() (*Reader, error) { return ParseReader(readerFile) }

// ParseReader returns the reader in a file that the converter wrote. It refers to the
// file, which must not change.
//
// The file is MagicReader, the numbers of shared layers and of others, Hidden and Inner
// as uint32, and the parts in the order of the fields, each aligned to Align; Cosine
// and Bias are one part of two values.
func ParseReader(file []byte) (*Reader, error) {
	r := reader{rest: file}
	if string(r.take(len(MagicReader))) != MagicReader {
		return nil, fmt.Errorf("these are no packed weights of version %s", MagicReader)
	}
	shared, depth, hidden, inner := r.number(), r.number(), r.number(), r.number()
	if depth < 1 || depth > mostLayers || shared < 1 || shared > mostLayers {
		return nil, fmt.Errorf("packed weights: %d layers after %d are out of range", depth, shared)
	}
	if err := checkWidths(hidden, inner); err != nil {
		return nil, err
	}
	x := &Reader{Shared: shared, Layers: make([]Layer, depth)}
	x.Kind = r.floats(hidden)
	for i := range x.Layers {
		x.Layers[i] = r.layer(hidden, inner)
	}
	scales := r.floats(2)
	x.Product, x.Text = r.floats(hidden), r.floats(hidden)
	if r.short {
		return nil, errShort
	}
	x.Cosine, x.Bias = scales[0], scales[1]
	return x, nil
}
