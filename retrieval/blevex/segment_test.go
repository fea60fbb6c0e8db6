package blevex

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"

	"footnote/retrieval"
	"footnote/retrieval/meaning"
)

// TestSegmentIsZaps compares segments with those that zap makes of the same
// entries, both rewritten by zap's merge, which reads all there is in them.
func TestSegmentIsZaps(t *testing.T) {
	for _, n := range []int{1, 2, 30, 1023, 1024, 1025, 9000, mostEntries} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			entries := randomEntries(n)
			ours, _, err := new(segments).New(entries)
			if err != nil {
				t.Fatal(err)
			}
			var described []index.Document
			for i, d := range entries {
				described = append(described, &describedEntry{d.(*entry), storedValues(t, ours, i)})
			}
			theirs, _, err := new(zap.ZapPlugin).New(described)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := merged(t, ours), merged(t, theirs); !bytes.Equal(got, want) {
				t.Errorf("the segment of %d entries isn't the one that zap makes (%d bytes against %d)", n, len(got), len(want))
			}
			if got := ours.Count(); got != uint64(n) {
				t.Errorf("it has %d entries, want %d", got, n)
			}
		})
	}
}

func TestSegmentRefusesWhatItCantHold(t *testing.T) {
	if _, _, err := new(segments).New(randomEntries(mostEntries + 1)); err == nil {
		t.Error("a segment of too many entries was made")
	}
	if batchEntries > mostEntries {
		t.Errorf("a batch has up to %d entries, a segment %d", batchEntries, mostEntries)
	}
}

// randomEntries returns entries in which some words are in all, some in half,
// most in few and some more than once.
func randomEntries(n int) []index.Document {
	w := &worker{vocabulary: newVocabulary(NewAnalyzer())}
	r := rand.New(rand.NewPCG(1, uint64(n)))
	var entries []index.Document
	of := new(encoder)
	for i := range n {
		if i%20 == 0 {
			of = &encoder{worker: w, doc: &retrieval.Document{ID: fmt.Sprintf("d%d-%d", r.IntN(1e6), i), Title: "a title"}}
		}
		if i%20 == 19 {
			facts := fmt.Sprintf(`{"document":%q}`, of.doc.ID)
			entries = append(entries, &entry{worker: w, of: of, place: i, key: recordKey(of.doc.ID), facts: facts})
			continue
		}
		words := []string{"everywhere"}
		for range r.IntN(60) {
			words = append(words, fmt.Sprintf("w%d", int(r.ExpFloat64()*100)))
		}
		if i%2 == 0 {
			words = append(words, "half", "half", "of", "them")
		}
		text := strings.Join(words, " ")
		e := &entry{worker: w, of: of, place: i, key: passageKey(of.doc.ID, i), text: text, start: i, language: "en", meaning: meaning.KeyOf(text)}
		e.terms[bodyNumber] = w.bodyTerms("en", text)
		e.terms[contextNumber] = w.bodyTerms("en", fmt.Sprintf("Über heading %d", i/10))
		entries = append(entries, e)
	}
	return entries
}

// merged returns the bytes of the file to which zap writes a segment anew, up to
// the list of its fields, in which zap has no order.
func merged(t *testing.T, s segment.Segment) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "merged.zap")
	_, _, err := new(zap.ZapPlugin).Merge([]segment.Segment{s}, []*roaring.Bitmap{nil}, path, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	footer := data[len(data)-zap.FooterSize:]
	fields := binary.BigEndian.Uint64(footer[20:]) // where the offsets of the fields begin
	_, n := binary.Uvarint(data[fields:])
	return data[:binary.BigEndian.Uint64(data[int(fields)+n:])]
}

// storedValues returns what a segment has stored of an entry, by field.
func storedValues(t *testing.T, s segment.Segment, i int) [][]byte {
	t.Helper()
	values, numbers := make([][]byte, blockNumber+1), map[string]int{"_id": idNumber, headField: headNumber, blockField: blockNumber}
	err := s.VisitStoredFields(uint64(i), func(name string, _ byte, value []byte, _ []uint64) bool {
		values[numbers[name]] = bytes.Clone(value)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return values
}

// describedEntry shows its fields to zap. What is stored is that of our segment: other
// tests read it.
type describedEntry struct {
	*entry
	values [][]byte
}

func (e *describedEntry) VisitFields(visit index.FieldVisitor) {
	for number, f := range segmentFields() {
		described := &describedField{segmentField: f, terms: make(index.TokenFrequencies)}
		described.value = e.values[number]
		switch {
		case number == idNumber:
			described.add(e.key, 1)
			described.length = 1
		case f.options.IsIndexed():
			for _, c := range e.terms[number].terms {
				described.add(e.worker.terms[c.term].text, int(c.count))
			}
			described.length = e.terms[number].length
		case len(described.value) == 0:
			// Only carriers have blocks: the field is there, but not stored.
			described.options = 0
		}
		visit(described)
	}
}

type describedField struct {
	segmentField
	value  []byte
	terms  index.TokenFrequencies
	length int
}

func (f *describedField) add(term string, count int) {
	frequency := &index.TokenFreq{Term: []byte(term)}
	frequency.SetFrequency(count)
	f.terms[term] = frequency
}

func (f *describedField) Name() string                                     { return f.name }
func (f *describedField) Value() []byte                                    { return slices.Clone(f.value) }
func (f *describedField) ArrayPositions() []uint64                         { return nil }
func (f *describedField) EncodedFieldType() byte                           { return 't' }
func (f *describedField) Analyze()                                         {}
func (f *describedField) Options() index.FieldIndexingOptions              { return f.options }
func (f *describedField) AnalyzedLength() int                              { return f.length }
func (f *describedField) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.terms }
func (f *describedField) NumPlainTextBytes() uint64                        { return uint64(len(f.value)) }
