package blevex

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/vellum"
)

// searchedFields are those that words are looked up in, by number.
var searchedFields = [...]string{bodyField, contextField}

// segmentTerms are the terms of a segment: where its file has their postings.
type segmentTerms struct {
	file         []byte
	entries      int
	dictionaries [len(searchedFields)]*vellum.FST
	deleted      *roaring.Bitmap // nil if none
}

// openTerms opens the dictionaries of a segment.
func openTerms(s *scorch.SegmentSnapshot) (t segmentTerms, err error) {
	file, ok := s.Segment().(interface {
		Data() []byte
		DictAddr(field string) (uint64, error)
	})
	if !ok {
		return t, fmt.Errorf("a segment of the index is a %T, not one of zap on disk", s.Segment())
	}
	t = segmentTerms{file: file.Data(), entries: int(s.FullSize())}
	if deleted := s.Deleted(); deleted != nil && !deleted.IsEmpty() {
		t.deleted = deleted
	}
	for i, name := range searchedFields {
		address, err := file.DictAddr(name)
		if err != nil {
			return t, err
		}
		rest, ok := after(t.file, address)
		size, n := binary.Uvarint(rest)
		if !ok || n <= 0 || uint64(len(rest)-n) < size {
			return t, errors.New("a dictionary of the index is malformed")
		}
		if t.dictionaries[i], err = vellum.Load(rest[n:][:size]); err != nil {
			return t, fmt.Errorf("a dictionary of the index: %w", err)
		}
	}
	return t, nil
}

// isDeleted reports whether a passage was deleted since the segment was made.
func (t *segmentTerms) isDeleted(num uint32) bool { return t.deleted != nil && t.deleted.Contains(num) }

// fieldPostings is a list with what is known of it in this generation.
type fieldPostings struct {
	*postingsList
	context bool
	count   int // without deleted passages; not 0
}

// read returns the postings that a dictionary of field i has the value of; count is 0
// if all of their passages are deleted.
func (t *segmentTerms) read(i int, value uint64) (p fieldPostings, err error) {
	l, err := readPostings(t.file, value, t.entries)
	if err != nil {
		return p, err
	}
	return fieldPostings{l, searchedFields[i] == contextField, l.countLiving(t.deleted)}, nil
}

// knownTerms remembers what was looked up in the dictionaries of one generation, which
// never changes: people ask with the same words again and again, and each is looked up
// in two fields of every segment, in the form of every language. Also of the words that
// are nowhere.
type knownTerms struct {
	mu          sync.Mutex
	now, before known
}

// known is what has been asked for since it was begun.
type known struct {
	lists   map[string][][]fieldPostings // by segment; nil where a term is in none
	nearest map[string]string
	size    int // lists, and terms that have none
}

// mostKnown bounds the memory of knownTerms, to some 9 MB for each of the two that it
// has: once one is full it becomes the one before, of which what is asked for again is
// taken over.
const mostKnown = 1 << 15

// find returns the postings of a term, if they are known.
func (k *knownTerms) find(term string) (lists [][]fieldPostings, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if lists, ok = k.now.lists[term]; ok {
		return lists, true
	}
	if lists, ok = k.before.lists[term]; ok {
		k.add(term, lists)
	}
	return lists, ok
}

// remember keeps the postings of a term.
func (k *knownTerms) remember(term string, lists [][]fieldPostings) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.add(term, lists)
}

func (k *knownTerms) add(term string, lists [][]fieldPostings) {
	k.makeRoom()
	k.now.lists[term] = lists
	k.now.size += 1 + len(lists)
	for _, list := range lists {
		k.now.size += len(list)
	}
}

// findNearest returns the term nearest to a form, if it is known.
func (k *knownTerms) findNearest(form string) (nearest string, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if nearest, ok = k.now.nearest[form]; !ok {
		nearest, ok = k.before.nearest[form]
	}
	return nearest, ok
}

// rememberNearest keeps the term nearest to a form.
func (k *knownTerms) rememberNearest(form, nearest string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.makeRoom()
	k.now.nearest[form] = nearest
	k.now.size++
}

// makeRoom begins anew where too much is known.
func (k *knownTerms) makeRoom() {
	if k.now.lists != nil && k.now.size < mostKnown {
		return
	}
	k.before, k.now = k.now, known{lists: make(map[string][][]fieldPostings), nearest: make(map[string]string)}
}
