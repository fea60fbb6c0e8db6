package utterance

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"sync"
)

// Model is what messages are read by.
type Model struct {
	tagger *tagger
	kinds  *kinds
}

//go:embed model.bin
var shipped []byte

// Shipped returns the model inside the program.
func Shipped() *Model { return shippedModel() }

// shippedModel is the model inside the program. It was made by "footnote eval messages".
var shippedModel = sync.OnceValue(func() *Model {
	m := new(Model)
	if err := m.UnmarshalBinary(shipped); err != nil {
		panic("the model inside the program: " + err.Error()) // it is built in: a test reads it
	}
	return m
})

// Lead is by how much a message must be likelier to be of another kind than to ask
// something for that to be its kind: so much that of the questions which the models
// had not seen no more than two in a thousand are lost.
func (m *Model) Lead() int { return m.kinds.lead }

// modelMagic begins a model's bytes, with the version of its features.
const modelMagic = "utterance 1\n"

// MarshalBinary returns the model's bytes.
func (m *Model) MarshalBinary() ([]byte, error) {
	b := []byte(modelMagic)
	appendBytes := func(list []int8) {
		for _, v := range list {
			b = append(b, byte(v))
		}
	}
	appendBytes(m.tagger.weights)
	for i := range m.tagger.transitions {
		for j := range m.tagger.transitions[i] {
			appendBytes(m.tagger.transitions[i][j][:])
		}
	}
	appendBytes(m.kinds.weights)
	for _, v := range m.kinds.bias {
		b = binary.LittleEndian.AppendUint32(b, uint32(int32(v)))
	}
	return binary.LittleEndian.AppendUint32(b, uint32(int32(m.kinds.lead))), nil
}

// UnmarshalBinary reads what MarshalBinary returned.
func (m *Model) UnmarshalBinary(b []byte) error {
	const size = len(modelMagic) + 1<<tagBits*int(labelCount) + shapeCount*int(labelCount+1)*int(labelCount) + 1<<kindBits*int(kindCount) + 4*int(kindCount) + 4
	if len(b) != size || string(b[:len(modelMagic)]) != modelMagic {
		return errors.New("not a model of this version of the program; fit it again")
	}
	b = b[len(modelMagic):]
	next := func(n int) []int8 {
		list := make([]int8, n)
		for i := range list {
			list[i] = int8(b[i])
		}
		b = b[n:]
		return list
	}
	m.tagger = &tagger{weights: next(1 << tagBits * int(labelCount))}
	for i := range m.tagger.transitions {
		for j := range m.tagger.transitions[i] {
			copy(m.tagger.transitions[i][j][:], next(int(labelCount)))
		}
	}
	m.kinds = &kinds{weights: next(1 << kindBits * int(kindCount))}
	for k := range m.kinds.bias {
		m.kinds.bias[k] = int(int32(binary.LittleEndian.Uint32(b[4*k:])))
	}
	m.kinds.lead = int(int32(binary.LittleEndian.Uint32(b[4*int(kindCount):])))
	return nil
}
