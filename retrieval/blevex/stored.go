package blevex

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	"github.com/klauspost/compress/zstd"

	"footnote/retrieval"
	"footnote/retrieval/engine"
)

// storedTexts reads what is stored of the entries of some segments. It is safe for use
// by several goroutines.
type storedTexts struct {
	segments []*scorch.SegmentSnapshot
	// recent are blocks that were read a moment ago: passages that follow one another
	// share them, and people ask about the same again.
	recent [recentBlocks]atomic.Pointer[block]
}

// recentBlocks bounds the memory of recent: 64 blocks of 16 kB are 1 MB.
const recentBlocks = 64

// block is an unpacked one.
type block struct {
	segment int
	num     uint64 // of its carrier
	title   string
	plain   []byte // title included
}

// textsOfReader returns the texts of all segments that bleve reads.
func textsOfReader(reader index.IndexReader) (*storedTexts, error) {
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("bleve gave a %T, not a scorch snapshot", reader)
	}
	return &storedTexts{segments: snapshot.Segments()}, nil
}

// head reads the head of an entry.
func (t *storedTexts) head(seg int, num uint64) (h head, err error) {
	s := t.segments[seg]
	if num >= uint64(s.FullSize()) {
		return h, errStored
	}
	parsed := errStored
	err = s.VisitDocument(num, func(name string, _ byte, value []byte, _ []uint64) bool {
		if name == headField {
			h, parsed = parseHead(value)
		}
		return name != headField
	})
	if err == nil {
		err = parsed
	}
	return h, err
}

// documentOf returns the document that an entry with this head belongs to.
func (t *storedTexts) documentOf(seg int, num uint64, h *head) (string, error) {
	key, err := t.segments[seg].DocID(num + uint64(h.distance))
	if err != nil {
		return "", err
	}
	document, _, _ := strings.Cut(string(key), "\x00")
	if len(document) < 2 {
		return "", errStored
	}
	return document[1:], nil
}

// placeOf returns which passage a number stands for, without unpacking it.
func (t *storedTexts) placeOf(seg int, num uint64) (*place, error) {
	h, err := t.head(seg, num)
	if err != nil {
		return nil, err
	}
	document, err := t.documentOf(seg, num, &h)
	return &place{document, h.start}, err
}

// readText returns the text of an entry, or the facts of a record, and the title of its
// document. The text is part of the block.
func (t *storedTexts) readText(seg int, num uint64, h *head) (text []byte, title string, err error) {
	b, err := t.unpack(seg, num+uint64(h.distance))
	if err != nil {
		return nil, "", err
	}
	if h.from > h.to || h.to > len(b.plain) {
		return nil, "", errStored
	}
	text = b.plain[h.from:h.to]
	if crc32.Checksum(text, castagnoliTable()) != h.sum {
		return nil, "", errChecksum
	}
	return text, b.title, nil
}

// unpack returns the block that an entry carries.
func (t *storedTexts) unpack(seg int, carrier uint64) (*block, error) {
	if carrier >= uint64(t.segments[seg].FullSize()) {
		return nil, errStored
	}
	recent := &t.recent[(uint64(seg)*31+carrier)%recentBlocks]
	if b := recent.Load(); b != nil && b.segment == seg && b.num == carrier {
		return b, nil
	}
	b := &block{segment: seg, num: carrier}
	unpacked := errStored
	err := t.segments[seg].VisitDocument(carrier, func(name string, _ byte, value []byte, _ []uint64) bool {
		if name == blockField {
			b.plain, unpacked = unpacker().DecodeAll(value, nil)
		}
		return name != blockField
	})
	if err != nil {
		return nil, err
	}
	if unpacked != nil {
		return nil, unpacked
	}
	length, n := binary.Uvarint(b.plain)
	if n <= 0 || length > uint64(len(b.plain)-n) {
		return nil, errStored
	}
	b.title = string(b.plain[n : n+int(length)])
	if len(b.plain) <= 2*blockBytes {
		recent.Store(b)
	}
	return b, nil
}

// unpacker unpacks blocks, for any number of goroutines. The error of making it is one
// of its options.
var unpacker = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0))
	if err != nil {
		panic(err)
	}
	return d
})

// readPassage fills a candidate.
func (t *storedTexts) readPassage(seg int, num uint64, c *retrieval.Candidate) error {
	h, err := t.head(seg, num)
	if err != nil {
		return err
	}
	if c.Document, err = t.documentOf(seg, num, &h); err != nil {
		return err
	}
	text, title, err := t.readText(seg, num, &h)
	if err != nil {
		return damagedError(c.Document, h.start, err)
	}
	c.Text, c.Title, c.Language = string(text), title, h.language
	c.Start, c.End = h.start, h.start+len(text)
	return nil
}

// find returns where the entry with a key stands.
func (t *storedTexts) find(key string) (seg int, num uint64, err error) {
	for seg, s := range t.segments {
		found, err := s.DocNumbers([]string{key})
		if err != nil {
			return 0, 0, fmt.Errorf("read %q from the index: %w", key, err)
		}
		if !found.IsEmpty() {
			return seg, uint64(found.Minimum()), nil
		}
	}
	return 0, 0, fmt.Errorf("%q: %w", key[1:], retrieval.ErrNotFound)
}

// readRecord reads a document's record.
func (t *storedTexts) readRecord(document string) (*engine.Record, error) {
	seg, num, err := t.find(recordKey(document))
	if err != nil {
		return nil, err
	}
	h, err := t.head(seg, num)
	if err != nil {
		return nil, fmt.Errorf("read the facts of %s: %w", document, err)
	}
	facts, _, err := t.readText(seg, num, &h)
	if err != nil {
		return nil, fmt.Errorf("read the facts of %s: %w", document, err)
	}
	r := new(engine.Record)
	if err := json.Unmarshal(facts, r); err != nil {
		return nil, fmt.Errorf("read the facts of %s: %w", document, err)
	}
	return r, nil
}

// readDocument reads a document with its text.
func (t *storedTexts) readDocument(id string) (*retrieval.Document, error) {
	r, err := t.readRecord(id)
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	text.Grow(r.Length)
	for _, start := range r.Starts {
		if start != text.Len() {
			return nil, fmt.Errorf("%s: the passage at %d is missing from the index", id, text.Len())
		}
		seg, num, err := t.find(passageKey(id, start))
		if err != nil {
			return nil, err
		}
		var c retrieval.Candidate
		if err := t.readPassage(seg, num, &c); err != nil {
			return nil, err
		}
		text.WriteString(c.Text)
	}
	r.Text = text.String()
	return &r.Document, nil
}
