package pack

import (
	"encoding/binary"
	"fmt"

	"footnote/retrieval/encoder/weights"
)

// sharedLayers are those that the reader's training leaves as they are.
const sharedLayers = 2

// Reader packs a reader that was trained from the model of the program: the
// safetensors file and the ranges that training/train.py writes.
func Reader(file, ranges []byte) ([]byte, error) {
	source, err := parseTensors(file)
	if err != nil {
		return nil, err
	}
	encoder, err := weights.Open()
	if err != nil {
		return nil, fmt.Errorf("opening the encoder's weights: %w", err)
	}
	p, err := newPacker(encoder.Dims, source, ranges)
	if err != nil {
		return nil, err
	}
	hidden := p.dims.Hidden
	p.out.WriteString(weights.MagicReader)
	for _, n := range []int{sharedLayers, p.dims.Depth - sharedLayers, hidden, p.dims.Inner} {
		p.out.Write(binary.LittleEndian.AppendUint32(nil, uint32(n)))
	}
	kinds := p.floats("embeddings.token_type_embeddings.weight", 2*hidden)
	for i := range hidden {
		kinds[i] = kinds[hidden+i] - kinds[i]
	}
	p.writeFloats(kinds[:hidden])
	// What the last shared layer gives is multiplied as the encoder's next layer wants it.
	qkv := p.attention(sharedLayers)
	qkv.divideBy(encoder.Layers[sharedLayers-1].DownNorm.Channel)
	p.writeLayers(sharedLayers, qkv)
	p.writeFloats(append(p.floats("head.cosine", 1), p.floats("head.bias", 1)...))
	p.writeFloats(p.floats("head.product", hidden))
	p.writeFloats(p.floats("head.text", hidden))
	return p.out.Bytes(), p.err
}
