package weights

import "encoding/binary"

// unigramSlots is the size of the hash table of a Unigram vocabulary, a power of 2.
const unigramSlots = 1 << 19

// Unigram is a vocabulary of SentencePiece's unigram models: pieces with the
// logarithms of their probabilities. Words begin with ▁. Like Vocabulary it is a hash
// table that lies in the file.
type Unigram struct {
	slots   []byte    // [unigramSlots]uint32: id + 1, or 0 for an empty slot
	offsets []byte    // [pieces+1]uint32 into text
	text    []byte    // pieces, one after the other
	scores  FloatView // [pieces]
	longest int       // bytes of a piece
	least   float32   // of the scores
}

// What the first pieces of XLM-R's vocabulary are. None of them is found in a text.
const (
	UnigramStart = 0 // <s>
	UnigramPad   = 1
	UnigramEnd   = 2 // </s>
	UnigramOther = 3 // <unk>
	unigramFirst = 4 // the first piece of text
)

// OtherScore is the score of a character that no piece has, as SentencePiece sets it:
// 10 below the least one.
func (u *Unigram) OtherScore() float32 { return u.least - 10 }

// Piece returns the text of a piece.
func (u *Unigram) Piece(id int) []byte {
	from, to := binary.LittleEndian.Uint32(u.offsets[4*id:]), binary.LittleEndian.Uint32(u.offsets[4*id+4:])
	return u.text[from:to]
}

// EachPiece calls found with each piece that word begins with, shortest first: its
// length in bytes, its id and its score.
func (u *Unigram) EachPiece(word []byte, found func(n, id int, score float32)) {
	h := seed(false)
	for i := range min(len(word), u.longest) {
		h = mix(h, word[i])
		if i+1 < len(word) && word[i+1]&0xC0 == 0x80 {
			continue // in the middle of a character
		}
		for slot := foldUnigram(h); ; slot = (slot + 1) % unigramSlots {
			entry := binary.LittleEndian.Uint32(u.slots[4*slot:])
			if entry == 0 {
				break
			}
			if id := int(entry) - 1; string(u.Piece(id)) == string(word[:i+1]) {
				found(i+1, id, u.scores.At(id))
				break
			}
		}
	}
}

// BuildUnigramSlots returns the hash table of a vocabulary, as it lies in the file.
// Pieces from end on are no text.
func BuildUnigramSlots(pieces []string, end int) []byte {
	table := make([]byte, 4*unigramSlots)
	for id, piece := range pieces[:end] {
		if id < unigramFirst {
			continue
		}
		h := seed(false)
		for i := range len(piece) {
			h = mix(h, piece[i])
		}
		slot := foldUnigram(h)
		for binary.LittleEndian.Uint32(table[4*slot:]) != 0 {
			slot = (slot + 1) % unigramSlots
		}
		binary.LittleEndian.PutUint32(table[4*slot:], uint32(id+1))
	}
	return table
}

func foldUnigram(h uint32) uint32 { return (h ^ h>>13) % unigramSlots }
