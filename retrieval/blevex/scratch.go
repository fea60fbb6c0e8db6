package blevex

import (
	"math/bits"
	"slices"

	"github.com/blevesearch/vellum"
)

// scratch is the memory that one search works in: readers of dictionaries, and
// accumulators by passage number.
type scratch struct {
	terms   []segmentTerms
	readers [][len(searchedFields)]*vellum.Reader
	key     []byte
	walker  walker

	scores  []float32 // of the segment at hand
	weights []float32 // of the word at hand, zero between words
	above   []bool    // of the word at hand: some of the weight is the context's; false between words
	touched []uint32  // passages with a weight
	live    []uint32  // passages with a score that are in the running
	scored  []uint32  // all passages with a score
	bounds  []float32 // by live passage, the most that its score can become
	found   []bool    // by live passage, whether the word at hand is in it
	marks   []uint64  // a bit for each passage, none set between uses
	nth     float32   // what nthBest returned last
	best    []float32 // its working memory
	busy    bool      // in a search, or in one that has failed midway

	weighed []weight // of the query, see lookup.weighed

	products []int32 // of a query's vector with those of all passages
}

func newScratch(terms []segmentTerms) *scratch {
	return &scratch{terms: terms, readers: make([][len(searchedFields)]*vellum.Reader, len(terms))}
}

// dictionary returns the reader of a field's terms.
func (s *scratch) dictionary(seg, field int) (r *vellum.Reader, err error) {
	if r = s.readers[seg][field]; r == nil {
		r, err = s.terms[seg].dictionaries[field].Reader()
		s.readers[seg][field] = r
	}
	return r, err
}

// begin makes the scratch ready for a search, and end for the one after it.
func (s *scratch) begin() {
	if s.busy { // what has failed midway may have left anything behind
		s.scores, s.weights, s.above, s.marks = nil, nil, nil, nil
	}
	s.weighed, s.busy = s.weighed[:0], true
}

func (s *scratch) end() { s.busy = false }

// resetFor makes the accumulators ready for a segment of n passages. Only what the one
// before has left is cleared: most segments are far larger than what a query finds in
// them.
func (s *scratch) resetFor(n int) {
	for _, num := range s.scored {
		if int(num) < len(s.scores) {
			s.scores[num] = 0
		}
	}
	s.scored = s.scored[:0]
	if len(s.scores) < n {
		s.scores, s.weights, s.above = make([]float32, n), make([]float32, n), make([]bool, n)
	}
	s.touched, s.live, s.nth = s.touched[:0], s.live[:0], 0
}

// nthBest returns the n-th best score so far, 0 if there are fewer.
func (s *scratch) nthBest(n int) float32 {
	s.nth = 0
	if n <= 0 || len(s.live) < n {
		return 0
	}
	s.best = s.best[:0]
	for _, num := range s.live {
		score := s.scores[num]
		if len(s.best) < n {
			if s.best = append(s.best, score); len(s.best) == n {
				slices.Sort(s.best)
			}
			continue
		}
		if score <= s.best[0] {
			continue
		}
		i, _ := slices.BinarySearch(s.best, score)
		copy(s.best, s.best[1:i])
		s.best[i-1] = score
	}
	s.nth = s.best[0]
	return s.nth
}

// pruneBelow drops the live passages that score less than least. The others stay in
// their order.
func (s *scratch) pruneBelow(least float32) {
	s.live = slices.DeleteFunc(s.live, func(num uint32) bool { return s.scores[num] < least })
}

// sortLive puts the live passages in order. They are so many that walking a bit for
// each passage of the segment takes less time than comparing them.
func (s *scratch) sortLive(entries int) {
	if words := entries/64 + 1; len(s.marks) < words {
		s.marks = make([]uint64, words)
	}
	first, last := len(s.marks), -1
	for _, num := range s.live {
		word := int(num / 64)
		s.marks[word] |= 1 << (num % 64)
		first, last = min(first, word), max(last, word)
	}
	s.live = s.live[:0]
	for word := first; word <= last; word++ {
		for marks := s.marks[word]; marks != 0; marks &= marks - 1 {
			s.live = append(s.live, uint32(word*64+bits.TrailingZeros64(marks)))
		}
		s.marks[word] = 0
	}
}

// pruneWithout lowers the bounds of the live passages that none of the lists
// has by what those can add, and drops the passages that can't reach least.
func (s *scratch) pruneWithout(lists []fieldPostings, add, least float32) {
	s.found = append(s.found[:0], make([]bool, len(s.live))...)
	for _, p := range lists {
		p.markAmong(&s.walker, s.live, s.found)
	}
	kept := 0
	for i, num := range s.live {
		bound := s.bounds[i]
		if !s.found[i] {
			bound -= add
		}
		if bound >= least {
			s.live[kept], s.bounds[kept] = num, bound
			kept++
		}
	}
	s.live, s.bounds = s.live[:kept], s.bounds[:kept]
}
