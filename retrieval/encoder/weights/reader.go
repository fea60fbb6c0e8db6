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

// ParseReader returns the reader in a file that the converter wrote: MagicReader, the
// numbers of shared layers and of others, Hidden and Inner as uint32, and the parts in the order of the
// fields, each aligned to Align; Cosine and Bias are one part of two values.
func ParseReader(file []byte) (*Reader, error) {
	r := reader{rest: file}
	if string(r.take(len(MagicReader))) != MagicReader {
		return nil, fmt.Errorf("these are no packed weights of version %s", MagicReader)
	}
	shared, depth, hidden, inner := r.number(), r.number(), r.number(), r.number()
	if hidden%32 != 0 || inner%32 != 0 || hidden > 4096 || inner > 16384 || depth > 64 || shared > 64 {
		return nil, fmt.Errorf("packed weights: %d layers of %d and %d values can't be", depth, hidden, inner)
	}
	x := &Reader{Shared: shared, Layers: make([]Layer, depth)}
	x.Kind = FloatView(r.part(4 * hidden)).Floats()
	for i := range x.Layers {
		x.Layers[i] = r.layer(hidden, inner)
	}
	two := FloatView(r.part(8)).Floats()
	x.Product, x.Text = FloatView(r.part(4*hidden)).Floats(), FloatView(r.part(4*hidden)).Floats()
	if r.short {
		return nil, errShort
	}
	x.Cosine, x.Bias = two[0], two[1]
	return x, nil
}
