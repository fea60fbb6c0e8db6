package pack

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"

	"footnote/retrieval/encoder/weights"
)

// packer writes the parts of a model in the order in which weights.Parse reads
// them. The first error stays and is returned at the end.
type packer struct {
	dims   weights.Dims
	source source
	out    bytes.Buffer
	ranges map[string][]float64 // by the name of a normalisation
	err    error
}

// source has the weights of a model. Names are those of the transformers library.
type source interface {
	// floats returns n values of a tensor, from one on.
	floats(name string, from, n int) ([]float32, error)
	// isRough reports whether the weights were rounded to few bits before: their
	// scales needn't be searched for.
	isRough() bool
}

// newPacker returns a packer with the ranges of a file: the largest magnitude of each
// channel that leaves each normalisation.
func newPacker(dims weights.Dims, from source, ranges []byte) (*packer, error) {
	p := &packer{dims: dims, source: from}
	if err := json.Unmarshal(ranges, &p.ranges); err != nil {
		return nil, fmt.Errorf("reading the ranges of the channels: %w", err)
	}
	return p, nil
}

func (p *packer) writeDims() {
	d := p.dims
	for _, n := range []int{d.Pieces, d.Hidden, d.Inner, d.Heads, d.Depth, d.Positions} {
		p.out.Write(binary.LittleEndian.AppendUint32(nil, uint32(n)))
	}
}

// writeNetwork writes what comes after the vocabulary.
func (p *packer) writeNetwork() {
	p.writeTable("embeddings.word_embeddings.weight", p.dims.Pieces)
	p.writePositions()
	qkv := p.attention(0)
	p.writeNorm("embeddings.LayerNorm", &qkv)
	p.writeLayers(0, qkv)
}

// writeLayers writes the layers from one on, whose attention is given.
func (p *packer) writeLayers(first int, qkv dense) {
	for i := first; i < p.dims.Depth; i++ {
		layer := fmt.Sprintf("encoder.layer.%d.", i)
		up := p.matrix(layer+"intermediate.dense", p.dims.Hidden, p.dims.Inner)
		p.writeLinear(qkv)
		p.writeLinear(p.matrix(layer+"attention.output.dense", p.dims.Hidden, p.dims.Hidden))
		p.writeNorm(layer+"attention.output.LayerNorm", &up)
		p.writeLinear(up)
		p.writeLinear(p.matrix(layer+"output.dense", p.dims.Inner, p.dims.Hidden))
		qkv = p.attention(min(i+1, p.dims.Depth-1)) // nothing reads the last norm's
		p.writeNorm(layer+"output.LayerNorm", &qkv)
	}
}

// floats returns the first values of a tensor, or zeros after an error.
func (p *packer) floats(name string, n int) []float32 { return p.floatsFrom(name, 0, n) }

func (p *packer) floatsFrom(name string, from, n int) []float32 {
	if p.err == nil {
		var f []float32
		if f, p.err = p.source.floats(name, from, n); p.err == nil {
			return f
		}
	}
	return make([]float32, n)
}

// part writes bytes from the next aligned place on.
func (p *packer) part(b []byte) {
	p.out.Write(make([]byte, (weights.Align-p.out.Len()%weights.Align)%weights.Align))
	p.out.Write(b)
}

func (p *packer) writeFloats(f []float32) {
	b := make([]byte, 0, 4*len(f))
	for _, v := range f {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	p.part(b)
}

// writeTexts writes pieces as offsets and text.
func (p *packer) writeTexts(pieces []string) {
	var text, offsets []byte
	for _, piece := range pieces {
		offsets = binary.LittleEndian.AppendUint32(offsets, uint32(len(text)))
		text = append(text, piece...)
	}
	p.part(binary.LittleEndian.AppendUint32(offsets, uint32(len(text))))
	p.part(text)
}

func (p *packer) writeTable(name string, rows int) {
	width := p.dims.Hidden
	table, scales := make([]byte, rows*width), make([]float32, rows)
	for i := range rows {
		row := p.floatsFrom(name, i*width, width)
		scales[i] = p.chooseScale(row, 127)
		for j, v := range row {
			table[i*width+j] = byte(roundTo(v, scales[i], 127))
		}
	}
	p.part(table)
	p.writeFloats(scales)
}

// writePositions writes the positions that texts are cut to, with the type of the
// first segment, the only one there is, added in.
func (p *packer) writePositions() {
	const all = 512
	positions := p.floats("embeddings.position_embeddings.weight", all*p.dims.Hidden)[:p.dims.Positions*p.dims.Hidden]
	kind := p.floats("embeddings.token_type_embeddings.weight", 2*p.dims.Hidden)
	for i := range positions {
		positions[i] += kind[i%p.dims.Hidden]
	}
	p.writeFloats(positions)
}

// writeNorm writes a normalisation and balances it with the linear step that reads
// it.
func (p *packer) writeNorm(name string, next *dense) {
	p.writeFloats(p.floats(name+".weight", p.dims.Hidden))
	p.writeFloats(p.floats(name+".bias", p.dims.Hidden))
	ranges := p.ranges[name]
	if len(ranges) != p.dims.Hidden && p.err == nil {
		p.err = fmt.Errorf("the ranges have %d values for %s, not %d", len(ranges), name, p.dims.Hidden)
	}
	if p.err == nil {
		p.writeFloats(next.balance(ranges))
	}
}
