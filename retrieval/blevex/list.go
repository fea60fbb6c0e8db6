package blevex

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// postingsList is the postings of a term in one field of a segment, read where they lie
// in its file; [segmentWriter.writePostings] says how. zap has an iterator for them,
// which takes ten times as long a posting and steps through all that lie before the
// wanted one. It is immutable, good as long as the index is open, and safe for use by
// several goroutines.
type postingsList struct {
	passages *roaring.Bitmap // that have the term, deleted ones included; nil: only one
	members  int             // number of passages
	chunk    uint32          // so many passage numbers are a chunk of data
	ends     []uint32        // where the chunks end
	data     []byte          // of each passage, in order: how often it has the term, doubled, and the field's length

	only, length uint32 // the one passage, which has the term once, and the field's length
}

var errPostings = errors.New("postings are malformed")

// readPostings reads the list that a segment's dictionary has a value of.
func readPostings(file []byte, value uint64, entries int) (*postingsList, error) {
	if value&zap.FSTValEncodingMask == zap.FSTValEncoding1Hit {
		num, length := zap.FSTValDecode1Hit(value)
		return &postingsList{members: 1, only: uint32(num), length: uint32(length)}, nil
	}
	at, ok := uint64(0), false
	var header [3]uint64 // where the data are, positions, bytes of the bitmap
	rest, ok := after(file, value)
	for i := range header {
		n := 0
		if header[i], n = binary.Uvarint(rest); n <= 0 {
			return nil, errPostings
		}
		rest = rest[n:]
	}
	if at = header[0]; !ok || uint64(len(rest)) < header[2] {
		return nil, errPostings
	}
	l := &postingsList{passages: roaring.New()}
	if _, err := l.passages.FromBuffer(rest[:header[2]]); err != nil {
		return nil, err
	}
	l.members = int(l.passages.GetCardinality())
	l.chunk = uint32(max(entries/(l.members/1024+1), 1)) // as zap.DefaultChunkMode has it
	if rest, ok = after(file, at); !ok {
		return nil, errPostings
	}
	return l, l.readChunks(rest, entries)
}

// after returns what lies from an address on.
func after(file []byte, at uint64) ([]byte, bool) {
	if at > uint64(len(file)) {
		return nil, false
	}
	return file[at:], true
}

// readChunks reads where the chunks end.
func (l *postingsList) readChunks(rest []byte, entries int) error {
	chunks, n := binary.Uvarint(rest)
	if n <= 0 || chunks == 0 || chunks > uint64(entries) {
		return errPostings
	}
	rest = rest[n:]
	l.ends = make([]uint32, chunks)
	end := uint64(0)
	for i := range l.ends {
		if end, n = binary.Uvarint(rest); n <= 0 || end > uint64(len(rest)) {
			return errPostings
		}
		l.ends[i], rest = uint32(end), rest[n:]
	}
	if !slices.IsSorted(l.ends) || end > uint64(len(rest)) {
		return errPostings
	}
	l.data = rest[:end]
	return nil
}

// countLiving returns how many passages are on the list, without deleted ones.
func (l *postingsList) countLiving(deleted *roaring.Bitmap) int {
	switch {
	case deleted == nil:
		return l.members
	case l.passages == nil:
		if deleted.Contains(l.only) {
			return 0
		}
		return 1
	}
	return l.members - int(l.passages.AndCardinality(deleted))
}

// bitmap returns the passages of the list.
func (l *postingsList) bitmap() *roaring.Bitmap {
	if l.passages == nil {
		return roaring.BitmapOf(l.only)
	}
	return l.passages
}

// walker yields all postings of a list, many at once.
type walker struct {
	nums, counts, lengths [256]uint32
	passages              roaring.ManyIntIterable // nil: the list has one, or none that is left
	data                  []byte
	one                   bool // nums and so on hold the one posting of the list
}

// start makes the walker ready for a list.
func (w *walker) start(l *postingsList) {
	w.passages, w.one, w.data = nil, l.passages == nil, l.data
	if w.one {
		w.nums[0], w.counts[0], w.lengths[0] = l.only, 1, l.length
		return
	}
	w.passages = l.passages.ManyIterator()
}

// next fills in the next n postings, none at the end.
func (w *walker) next() (n int, err error) {
	if w.one {
		w.one = false
		return 1, nil
	}
	if w.passages == nil {
		return 0, nil
	}
	n = w.passages.NextMany(w.nums[:])
	data, at := w.data, 0
	for i := range n {
		if at+1 < len(data) && data[at]|data[at+1] < 0x80 { // as nearly all are
			w.counts[i], w.lengths[i] = uint32(data[at])>>1, uint32(data[at+1])
			at += 2
			continue
		}
		if w.counts[i], w.lengths[i], at = readPosting(data, at); at < 0 {
			return 0, errPostings
		}
	}
	w.data = data[at:]
	return n, nil
}

// readPosting reads the posting at an offset and returns the next one's, below 0 if
// there is none.
func readPosting(data []byte, at int) (count, length uint32, next int) {
	if at > len(data) {
		return 0, 0, -1
	}
	c, n := binary.Uvarint(data[at:])
	if n <= 0 {
		return 0, 0, -1
	}
	at += n
	size, n := binary.Uvarint(data[at:])
	if n <= 0 {
		return 0, 0, -1
	}
	return uint32(c >> 1), uint32(size), at + n
}

// skipNumbers returns where n numbers of variable length end.
func skipNumbers(data []byte, at, n int) int {
	const lasts = 0x8080808080808080 // the bit that the last byte of a number lacks
	for n >= 8 && at+8 <= len(data) {
		n -= bits.OnesCount64(^binary.LittleEndian.Uint64(data[at:]) & lasts)
		at += 8
	}
	for ; n > 0 && at < len(data); at++ {
		if data[at] < 0x80 {
			n--
		}
	}
	return at
}

// sparseShare says when the passages that a list is asked for are so few that each is
// looked up by itself: when the list has more than so many for each. Above, walking all
// of it takes less time than finding the places.
const sparseShare = 24

// eachAmong calls f with the postings that the list has of some passages, given in
// order, and with the passage's index among those.
func (l *postingsList) eachAmong(w *walker, passages []uint32, f func(i int, count, length uint32)) error {
	if l.passages == nil {
		if i, ok := slices.BinarySearch(passages, l.only); ok {
			f(i, 1, l.length)
		}
		return nil
	}
	if len(passages)*sparseShare < l.members {
		return l.eachOfFew(passages, f)
	}
	w.start(l)
	i := 0
	for i < len(passages) {
		n, err := w.next()
		if err != nil || n == 0 {
			return err
		}
		last := w.nums[n-1]
		for k := 0; i < len(passages) && passages[i] <= last; i++ {
			for w.nums[k] < passages[i] {
				k++
			}
			if w.nums[k] == passages[i] {
				f(i, w.counts[k], w.lengths[k])
			}
		}
	}
	return nil
}

// eachOfFew is eachAmong for few passages of a long list: the place of each is
// computed from how many passages come before it.
func (l *postingsList) eachOfFew(passages []uint32, f func(i int, count, length uint32)) error {
	chunk, at, seen := uint32(0), 0, 0
	for i, num := range passages {
		if !l.passages.Contains(num) {
			continue
		}
		if c := num / l.chunk; c != chunk {
			if int(c) >= len(l.ends) {
				return errPostings
			}
			chunk, at, seen = c, int(l.ends[c-1]), int(l.passages.Rank(c*l.chunk-1))
		}
		before := int(l.passages.Rank(num)) - 1
		count, length, next := readPosting(l.data, skipNumbers(l.data, at, 2*(before-seen)))
		if next < 0 {
			return errPostings
		}
		f(i, count, length)
		at, seen = next, before+1
	}
	return nil
}

// denseShare says when passages are looked up one by one in a list: when it has more
// than so many for each. Else all of it is walked, without how often.
const denseShare = 12

// markAmong sets found[i] where passages[i], given in order, is on the list.
func (l *postingsList) markAmong(w *walker, passages []uint32, found []bool) {
	switch {
	case l.passages == nil:
		if i, ok := slices.BinarySearch(passages, l.only); ok {
			found[i] = true
		}
		return
	case len(passages)*denseShare < l.members:
		for i, num := range passages {
			found[i] = found[i] || l.passages.Contains(num)
		}
		return
	}
	all, i := l.passages.ManyIterator(), 0
	for i < len(passages) {
		n := all.NextMany(w.nums[:])
		if n == 0 {
			return
		}
		last := w.nums[n-1]
		for k := 0; i < len(passages) && passages[i] <= last; i++ {
			for w.nums[k] < passages[i] {
				k++
			}
			found[i] = found[i] || w.nums[k] == passages[i]
		}
	}
}
