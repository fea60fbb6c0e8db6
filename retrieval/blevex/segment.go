package blevex

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
	"github.com/golang/snappy"
)

// segments is bleve's segment format, zap 17, but for the making of a segment
// from a batch. What zap itself offers for that takes terms as text and looks
// each of a passage up four times: half of the processor time of indexing. Here
// they come as numbers. What is written is the same format, which zap reads,
// merges and checks (its zap.md describes it).
type segments struct{ zap.ZapPlugin }

// useSegments makes bleve call segments for all indexes of this process: it
// keeps its formats in a registry, under the name and version that the index on
// disk states.
var useSegments = sync.OnceFunc(func() { scorch.RegisterSegmentPlugin(&segments{}, true) })

// New implements scorch.SegmentPlugin.
func (s *segments) New(batch []index.Document) (segment.Segment, uint64, error) {
	return s.NewUsing(batch, nil)
}

// NewUsing implements scorch.SegmentPlugin.
func (s *segments) NewUsing(batch []index.Document, config map[string]any) (segment.Segment, uint64, error) {
	entries := make([]*entry, len(batch))
	for i, d := range batch {
		e, ok := d.(*entry)
		if !ok {
			return nil, 0, fmt.Errorf("a segment can't be made of a %T", d)
		}
		entries[i] = e
	}
	if len(entries) == 0 || len(entries) > mostEntries {
		return nil, 0, fmt.Errorf("a segment can't be made of %d entries", len(entries))
	}
	// bleve hands them over in no order; passages that follow one another are
	// read together.
	slices.SortFunc(entries, func(a, b *entry) int { return cmp.Compare(a.place, b.place) })
	w := &entries[0].worker.segment
	if err := w.writeSegment(entries); err != nil {
		return nil, 0, fmt.Errorf("make a segment: %w", err)
	}
	stats, ok := config[segment.StatsKey].(*segment.Stats)
	if !ok {
		stats = new(segment.Stats)
	}
	made, err := zap.InitSegmentBase(w.out, crc32.ChecksumIEEE(w.out), zap.DefaultChunkMode,
		uint64(len(entries)), w.storedIndex, w.fieldsIndex, config, stats)
	w.size, w.out = len(w.out), nil // its memory is bleve's now
	return made, uint64(w.size), err
}

// The fields of a segment, by number. Each segment has all, in the order that
// zap gives them: those that have the same fields are merged by copying.
const (
	idNumber = iota
	bodyNumber
	contextNumber
	headNumber
	blockNumber
)

// segmentField describes a field.
type segmentField struct {
	name    string
	options index.FieldIndexingOptions
}

func segmentFields() []segmentField {
	return []segmentField{
		idNumber:      {"_id", index.IndexField | index.StoreField},
		bodyNumber:    {bodyField, index.IndexField},
		contextNumber: {contextField, index.IndexField},
		headNumber:    {headField, index.StoreField},
		blockNumber:   {blockField, index.StoreField},
	}
}

// segmentWriter writes a batch as the bytes of a zap segment, without the
// footer that zap adds on the way to disk. It is used for one after another,
// for its memory's sake.
type segmentWriter struct {
	out         []byte
	size        int    // of the last one, as the next will be about
	storedIndex uint64 // where the index of stored fields begins
	fieldsIndex uint64

	meta, data, packed []byte // of the entry at hand
	offsets            []uint64
	packer             packer
	inverter           inverter
}

func (w *segmentWriter) writeSegment(entries []*entry) error {
	w.out = make([]byte, 0, w.size+w.size/8)
	if err := w.writeStored(entries); err != nil {
		return err
	}
	var addresses [blockNumber + 1]uint64 // of the fields' indexes
	var err error
	if addresses[idNumber], err = w.writeKeys(entries); err != nil {
		return err
	}
	for _, field := range []int{bodyNumber, contextNumber} {
		if addresses[field], err = w.writeTerms(entries, field); err != nil {
			return err
		}
	}
	w.writeFields(addresses[:])
	return nil
}

// writeStored writes the stored fields of each entry: what they are, then their
// values. Only carriers have their keys here, too, where nothing compresses them.
func (w *segmentWriter) writeStored(entries []*entry) error {
	w.offsets = w.offsets[:0]
	for rest := entries; len(rest) > 0; {
		group := rest[:countGroup(rest)]
		rest = rest[len(group):]
		block, headOf, err := w.packer.packGroup(group)
		if err != nil {
			return err
		}
		for i, e := range group {
			if i < len(group)-1 {
				w.writeEntry("", headOf(i), nil)
			} else {
				w.writeEntry(e.key, headOf(i), block)
			}
		}
	}
	w.storedIndex = uint64(len(w.out))
	for _, offset := range w.offsets {
		w.out = binary.BigEndian.AppendUint64(w.out, offset)
	}
	w.out = append(w.out, 0) // entries inside of others
	return nil
}

// writeEntry writes the stored fields of an entry. block is nil unless it carries one.
func (w *segmentWriter) writeEntry(key string, head, block []byte) {
	w.offsets = append(w.offsets, uint64(len(w.out)))
	w.meta, w.data = binary.AppendUvarint(w.meta[:0], uint64(len(key))), w.data[:0]
	w.describeField(headNumber, len(head))
	w.data = append(w.data, head...)
	if block != nil {
		w.describeField(blockNumber, len(block))
		w.data = append(w.data, block...)
	}
	w.packed = snappy.Encode(w.packed[:cap(w.packed)], w.data) // as zap has it; blocks are copied
	w.out = binary.AppendUvarint(w.out, uint64(len(w.meta)))
	w.out = binary.AppendUvarint(w.out, uint64(len(key)+len(w.packed)))
	w.out = append(w.out, w.meta...)
	w.out = append(w.out, key...)
	w.out = append(w.out, w.packed...)
}

// describeField says which field the next n bytes of data are.
func (w *segmentWriter) describeField(field, n int) {
	w.meta = binary.AppendUvarint(w.meta, uint64(field))
	w.meta = append(w.meta, 't')
	w.meta = binary.AppendUvarint(w.meta, uint64(len(w.data)))
	w.meta = binary.AppendUvarint(w.meta, uint64(n))
	w.meta = append(w.meta, 0) // positions in an array
}

// writeFields writes what the fields are and where their indexes lie.
func (w *segmentWriter) writeFields(addresses []uint64) {
	w.offsets = w.offsets[:0]
	for number, f := range segmentFields() {
		w.offsets = append(w.offsets, uint64(len(w.out)))
		w.out = binary.AppendUvarint(w.out, uint64(len(f.name)))
		w.out = append(w.out, f.name...)
		w.out = binary.AppendUvarint(w.out, uint64(f.options))
		w.out = append(w.out, 1) // kinds of index
		w.out = binary.BigEndian.AppendUint16(w.out, zap.SectionInvertedTextIndex)
		w.out = binary.BigEndian.AppendUint64(w.out, addresses[number])
	}
	w.fieldsIndex = uint64(len(w.out))
	w.out = binary.AppendUvarint(w.out, uint64(len(w.offsets)))
	for _, offset := range w.offsets {
		w.out = binary.BigEndian.AppendUint64(w.out, offset)
	}
}

// noDocValues stands where zap would say where a field's doc values lie.
const noDocValues = math.MaxUint64

// writeDictionary writes the dictionary of a field and returns the address of
// its index.
func (w *segmentWriter) writeDictionary(fst []byte) uint64 {
	at := uint64(len(w.out))
	w.out = binary.AppendUvarint(w.out, uint64(len(fst)))
	w.out = append(w.out, fst...)
	address := uint64(len(w.out))
	w.out = binary.AppendUvarint(w.out, noDocValues)
	w.out = binary.AppendUvarint(w.out, noDocValues)
	w.out = binary.AppendUvarint(w.out, at)
	return address
}
