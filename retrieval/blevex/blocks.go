package blevex

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/klauspost/compress/zstd"

	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
)

// What is stored of the entries of a document stands in blocks: a title, the texts of
// passages that follow one another and, in the last block, the document's facts,
// compressed together. The last of a block's entries, its carrier, has it beside its
// head; the heads of the others say how many entries further the carrier stands. That
// stays true when segments are merged: a document's entries are deleted all at once,
// and what is left keeps its order.

// blockBytes is how much text a block has at most, unless one entry alone has more. On
// the AWS documentation blocks of 4, 8 and 16 kB take .37, .33 and .30 of the text
// (each text by itself: .72 by snappy, .49 by zstd), and 9, 11 and 16 µs to read.
const blockBytes = 16 << 10

// head is what is stored of each entry.
type head struct {
	isRecord bool
	distance int // entries to the carrier of its block
	from, to int // its text, or the facts of a record, in the block
	sum      uint32
	// Of passages only:
	start    int // in the document
	key      meaning.Key
	language string
}

// appendHead appends the stored form of a head.
func (h *head) appendHead(out []byte) []byte {
	kind := uint64(h.distance) << 1
	if h.isRecord {
		kind |= 1
	}
	out = binary.AppendUvarint(out, kind)
	out = binary.AppendUvarint(out, uint64(h.from))
	out = binary.AppendUvarint(out, uint64(h.to-h.from))
	out = binary.BigEndian.AppendUint32(out, h.sum)
	if h.isRecord {
		return out
	}
	out = binary.AppendUvarint(out, uint64(h.start))
	out = append(out, h.key[:]...)
	return append(out, h.language...)
}

var errStored = errors.New("what is stored of an entry is malformed")

// parseHead reads what appendHead made, without keeping it.
func parseHead(value []byte) (h head, err error) {
	next := func() (int, error) {
		n, size := binary.Uvarint(value)
		if size <= 0 || n > 1<<48 {
			return 0, errStored
		}
		value = value[size:]
		return int(n), nil
	}
	kind, err := next()
	if err != nil {
		return h, err
	}
	h.isRecord, h.distance = kind&1 == 1, kind>>1
	if h.from, err = next(); err != nil {
		return h, err
	}
	length, err := next()
	if err != nil || len(value) < 4 {
		return h, errStored
	}
	h.to, h.sum, value = h.from+length, binary.BigEndian.Uint32(value), value[4:]
	if h.isRecord {
		return h, nil
	}
	if h.start, err = next(); err != nil || len(value) < len(h.key) {
		return h, errStored
	}
	h.key, h.language = meaning.Key(value), string(value[len(h.key):])
	return h, nil
}

// packer makes blocks. It is used for one after another, for its memory's sake.
type packer struct {
	encoder       *zstd.Encoder
	plain, packed []byte
	heads         []byte
	ends          []int
}

// countGroup returns how many of the entries, from the first on, share a block.
func countGroup(entries []*entry) int {
	size := 0
	for i, e := range entries {
		size += len(e.stored())
		if i > 0 && (e.of != entries[0].of || size > blockBytes) {
			return i
		}
	}
	return len(entries)
}

// packGroup returns the block of entries and their heads, good until the next call.
func (p *packer) packGroup(group []*entry) (block []byte, headOf func(i int) []byte, err error) {
	if p.encoder == nil {
		p.encoder, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1),
			zstd.WithEncoderCRC(false), zstd.WithWindowSize(4*blockBytes), zstd.WithLowerEncoderMem(true))
		if err != nil {
			return nil, nil, fmt.Errorf("compress texts: %w", err)
		}
	}
	title := engine.ShortTitle(group[0].of.doc.Title)
	p.plain = append(binary.AppendUvarint(p.plain[:0], uint64(len(title))), title...)
	p.heads, p.ends = p.heads[:0], p.ends[:0]
	for i, e := range group {
		h := head{isRecord: e.facts != "", distance: len(group) - 1 - i, from: len(p.plain), start: e.start, key: e.meaning, language: e.language}
		p.plain = append(p.plain, e.stored()...)
		h.to, h.sum = len(p.plain), crc32.Checksum(p.plain[h.from:], castagnoliTable())
		p.heads = h.appendHead(p.heads)
		p.ends = append(p.ends, len(p.heads))
	}
	p.packed = p.encoder.EncodeAll(p.plain, p.packed[:0])
	return p.packed, func(i int) []byte {
		if i == 0 {
			return p.heads[:p.ends[0]]
		}
		return p.heads[p.ends[i-1]:p.ends[i]]
	}, nil
}
