package weights

import (
	"encoding/binary"
	"unicode/utf8"
)

// slots is the size of the vocabulary's hash table, a power of 2.
const slots = 1 << 16

// longestPiece is how many bytes of a word are looked at for one piece. The
// longest piece of BERT's vocabulary has 18 characters.
const longestPiece = 64

// Vocabulary finds WordPieces by their text. It is a hash table that lies in the
// file: nothing is built at the start.
type Vocabulary struct {
	slots   []byte // [slots]uint16: id + 1, or 0 for an empty slot
	offsets []byte // [pieces+1]uint32 into text
	text    []byte // pieces, one after the other; continuations start with ##
}

// Piece returns the text of a piece; continuations start with ##.
func (v Vocabulary) Piece(id int) []byte {
	from, to := binary.LittleEndian.Uint32(v.offsets[4*id:]), binary.LittleEndian.Uint32(v.offsets[4*id+4:])
	return v.text[from:to]
}

// LongestPiece returns the id and the length in bytes of the longest piece that
// word begins with, or 0, 0 if there is none. A continued word is the rest of one:
// only pieces with ## are looked for.
func (v Vocabulary) LongestPiece(word []byte, continued bool) (id, n int) {
	var hashes [longestPiece + 1]uint32
	h := seed(continued)
	limit := min(len(word), longestPiece)
	for i := range limit {
		h = mix(h, word[i])
		hashes[i+1] = h
	}
	for n = limit; n > 0; n-- {
		if n < len(word) && !utf8.RuneStart(word[n]) {
			continue
		}
		if id, ok := v.find(word[:n], continued, hashes[n]); ok {
			return id, n
		}
	}
	return 0, 0
}

// find looks a piece up under its hash.
func (v Vocabulary) find(text []byte, continued bool, hash uint32) (int, bool) {
	for slot := finish(hash); ; slot = (slot + 1) % slots {
		entry := binary.LittleEndian.Uint16(v.slots[2*slot:])
		if entry == 0 {
			return 0, false
		}
		if piece, rest := cutContinuation(v.Piece(int(entry) - 1)); rest == continued && string(piece) == string(text) {
			return int(entry) - 1, true
		}
	}
}

// cutContinuation returns a piece without its ##, and whether it had it.
func cutContinuation(piece []byte) ([]byte, bool) {
	if len(piece) > 2 && piece[0] == '#' && piece[1] == '#' {
		return piece[2:], true
	}
	return piece, false
}

// BuildSlots returns the hash table of a vocabulary, as it lies in the file.
func BuildSlots(pieces []string) []byte {
	table := make([]byte, 2*slots)
	for id, piece := range pieces {
		text, continued := cutContinuation([]byte(piece))
		h := seed(continued)
		for _, b := range text {
			h = mix(h, b)
		}
		slot := finish(h)
		for binary.LittleEndian.Uint16(table[2*slot:]) != 0 {
			slot = (slot + 1) % slots
		}
		binary.LittleEndian.PutUint16(table[2*slot:], uint16(id+1))
	}
	return table
}

// The hash is FNV-1a, whose value for a beginning is known on the way to the value
// for the whole, with its high half folded into its low one.

func seed(continued bool) uint32 {
	if continued {
		return mix(2166136261, '#')
	}
	return 2166136261
}

func mix(h uint32, b byte) uint32 { return (h ^ uint32(b)) * 16777619 }

func finish(h uint32) uint32 { return (h ^ h>>16) % slots }
