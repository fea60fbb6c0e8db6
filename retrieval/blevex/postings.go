package blevex

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"
)

// mostEntries is how many entries a segment can be made of: the postings of a
// term then fit one container of a roaring bitmap.
const mostEntries = 1 << 15

// inverter turns the terms by entry into entries by term.
type inverter struct {
	dictionary *vellum.Builder
	fst        bytes.Buffer
	term       []byte // the one last added to the dictionary

	used     []uint32 // the terms of the batch
	ends     []uint32 // by term: how many postings it has, then where they end; zero between batches
	postings []posting
	lengths  []uint64 // of the field, by entry
	chunks   []byte
	bounds   []uint64
	bitmap   []byte
	byKey    []int
}

// posting is how often a term is in an entry of the batch.
type posting struct{ entry, count uint32 }

// beginSegment starts a dictionary.
func (v *inverter) beginSegment() (err error) {
	v.fst.Reset()
	if v.dictionary != nil {
		return v.dictionary.Reset(&v.fst)
	}
	// As zap builds them: without shared suffixes, which take longer to find
	// than they are worth.
	v.dictionary, err = vellum.New(&v.fst, &vellum.BuilderOpts{Encoder: 1, RegistryTableSize: 0, RegistryMRUSize: 1})
	return err
}

// addTerm adds a term, of which the postings are at value, after all that come
// before it.
func (v *inverter) addTerm(term string, value uint64) error {
	v.term = append(v.term[:0], term...)
	if err := v.dictionary.Insert(v.term, value); err != nil {
		return fmt.Errorf("add %q to the dictionary: %w", term, err)
	}
	return nil
}

// writeKeys writes the index of the entries' keys.
func (w *segmentWriter) writeKeys(entries []*entry) (address uint64, err error) {
	v := &w.inverter
	if err := v.beginSegment(); err != nil {
		return 0, err
	}
	v.byKey = v.byKey[:0]
	for i := range entries {
		v.byKey = append(v.byKey, i)
	}
	slices.SortFunc(v.byKey, func(a, b int) int { return strings.Compare(entries[a].key, entries[b].key) })
	for _, i := range v.byKey {
		if err := v.addTerm(entries[i].key, zap.FSTValEncode1Hit(uint64(i), 1)); err != nil {
			return 0, err
		}
	}
	if err := v.dictionary.Close(); err != nil {
		return 0, err
	}
	return w.writeDictionary(v.fst.Bytes()), nil
}

// writeTerms writes the index of a field's terms.
func (w *segmentWriter) writeTerms(entries []*entry, field int) (address uint64, err error) {
	v := &w.inverter
	if err := v.beginSegment(); err != nil {
		return 0, err
	}
	terms := entries[0].worker.terms
	v.invertField(terms, entries, field)
	start := uint32(0)
	for _, term := range v.used {
		end := v.ends[term]
		v.ends[term] = 0
		value := w.writePostings(v.postings[start:end])
		if err := v.addTerm(terms[term].text, value); err != nil {
			return 0, err
		}
		start = end
	}
	if err := v.dictionary.Close(); err != nil {
		return 0, err
	}
	return w.writeDictionary(v.fst.Bytes()), nil
}

// invertField collects the postings of a field by term, the terms in order.
func (v *inverter) invertField(terms []numbered, entries []*entry, field int) {
	if len(v.ends) < len(terms) {
		v.ends = append(v.ends, make([]uint32, len(terms)-len(v.ends))...)
	}
	v.used, v.lengths = v.used[:0], v.lengths[:0]
	for _, e := range entries {
		v.lengths = append(v.lengths, uint64(e.terms[field].length))
		for _, t := range e.terms[field].terms {
			if v.ends[t.term] == 0 {
				v.used = append(v.used, t.term)
			}
			v.ends[t.term]++
		}
	}
	slices.SortFunc(v.used, func(a, b uint32) int { return terms[a].compareTerms(terms[b]) })
	total := uint32(0)
	for _, term := range v.used {
		total, v.ends[term] = total+v.ends[term], total
	}
	v.postings = slices.Grow(v.postings[:0], int(total))[:total]
	for i, e := range entries {
		for _, t := range e.terms[field].terms {
			v.postings[v.ends[t.term]] = posting{uint32(i), t.count}
			v.ends[t.term]++
		}
	}
}

// writePostings writes the postings of a term and returns what its dictionary
// says of them: where they are or, of a term that is in the batch but once,
// themselves.
func (w *segmentWriter) writePostings(postings []posting) (value uint64) {
	v := &w.inverter
	if p := postings[0]; len(postings) == 1 && p.count == 1 {
		return zap.FSTValEncode1Hit(uint64(p.entry), v.lengths[p.entry])
	}
	// Counts and lengths, in chunks of equal numbers of entries.
	n := len(v.lengths)
	size := n / (len(postings)/1024 + 1) // as zap.DefaultChunkMode has it
	v.chunks, v.bounds = v.chunks[:0], v.bounds[:0]
	for _, p := range postings {
		for len(v.bounds) < int(p.entry)/size {
			v.bounds = append(v.bounds, uint64(len(v.chunks)))
		}
		v.chunks = binary.AppendUvarint(v.chunks, uint64(p.count)<<1) // the last bit: positions follow
		v.chunks = binary.AppendUvarint(v.chunks, v.lengths[p.entry])
	}
	for len(v.bounds) <= (n-1)/size {
		v.bounds = append(v.bounds, uint64(len(v.chunks)))
	}
	counts := uint64(len(w.out))
	w.out = binary.AppendUvarint(w.out, uint64(len(v.bounds)))
	for _, bound := range v.bounds {
		w.out = binary.AppendUvarint(w.out, bound)
	}
	w.out = append(w.out, v.chunks...)

	v.bitmap = appendBitmap(v.bitmap[:0], postings)
	value = uint64(len(w.out))
	w.out = binary.AppendUvarint(w.out, counts)
	w.out = append(w.out, 0) // positions
	w.out = binary.AppendUvarint(w.out, uint64(len(v.bitmap)))
	w.out = append(w.out, v.bitmap...)
	return value
}

// denseBytes is how long a container is that has a bit for each possible member. Where
// the members by themselves would take more, this is what roaring bitmaps have.
const denseBytes = 1 << 16 / 8

// appendBitmap appends the entries of postings as a roaring bitmap of one container
// (github.com/RoaringBitmap/RoaringFormatSpec), the smallest of the three that there
// are. All passages of a document have its title: their postings are runs.
func appendBitmap(out []byte, postings []posting) []byte {
	const withRuns, withoutRuns = 12347, 12346
	runs, from := countRuns(postings), len(out)
	listed := min(2*len(postings), denseBytes)
	if 2+4*runs < listed+7 { // the rest is so much shorter
		out = binary.LittleEndian.AppendUint32(out, withRuns) // and 0: containers but one
		out = append(out, 1)                                  // the first container is runs
		out = appendKey(out, postings)
		out = binary.LittleEndian.AppendUint16(out, uint16(runs))
		return appendRuns(out, postings)
	}
	out = binary.LittleEndian.AppendUint32(out, withoutRuns)
	out = binary.LittleEndian.AppendUint32(out, 1) // containers
	out = appendKey(out, postings)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(out)-from+4)) // where it begins
	if 2*len(postings) > denseBytes {
		from = len(out)
		out = append(out, make([]byte, denseBytes)...)
		for _, p := range postings {
			out[from+int(p.entry/8)] |= 1 << (p.entry % 8)
		}
		return out
	}
	for _, p := range postings {
		out = binary.LittleEndian.AppendUint16(out, uint16(p.entry))
	}
	return out
}

// appendKey appends the high halves of a container's members and how many it has.
func appendKey(out []byte, postings []posting) []byte {
	out = binary.LittleEndian.AppendUint16(out, 0)
	return binary.LittleEndian.AppendUint16(out, uint16(len(postings)-1))
}

// countRuns returns how many runs of numbers that follow one another the entries are.
func countRuns(postings []posting) (runs int) {
	for i, p := range postings {
		if i == 0 || p.entry != postings[i-1].entry+1 {
			runs++
		}
	}
	return runs
}

// appendRuns appends where each run begins and how many members follow the first.
func appendRuns(out []byte, postings []posting) []byte {
	first := 0
	for i, p := range postings {
		if i+1 < len(postings) && postings[i+1].entry == p.entry+1 {
			continue
		}
		out = binary.LittleEndian.AppendUint16(out, uint16(postings[first].entry))
		out = binary.LittleEndian.AppendUint16(out, uint16(i-first))
		first = i + 1
	}
	return out
}
