package blevex

import (
	"slices"

	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// scratch is the memory that one search works in: dictionaries, which bleve
// allows one goroutine at a time, and accumulators by passage number.
type scratch struct {
	segments []*scorch.SegmentSnapshot
	dicts    []map[string]segment.TermDictionary
	iterator segment.PostingsIterator

	scores  []float32 // of the segment at hand
	weights []float32 // of the word at hand, zero between words
	touched []uint32  // passages with a weight
	live    []uint32  // passages with a score
	bounds  []float32 // by live passage, the most that its score can become
	members []members // of the word at hand
	nth     float32   // what nthBest returned last
	best    []float32 // its working memory

	products []int32 // of a query's vector with those of all passages
}

func newScratch(segments []*scorch.SegmentSnapshot) *scratch {
	return &scratch{segments: segments, dicts: make([]map[string]segment.TermDictionary, len(segments))}
}

// resetFor makes the accumulators ready for a segment of n passages.
func (s *scratch) resetFor(n int) {
	if cap(s.scores) < n {
		s.scores, s.weights = make([]float32, n), make([]float32, n)
	}
	s.scores, s.weights = s.scores[:n], s.weights[:n]
	clear(s.scores)
	// A search that failed midway may have left weights behind.
	clear(s.weights)
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

// pruneBelow drops the live passages that score less than least and puts the rest
// in order.
func (s *scratch) pruneBelow(least float32) {
	s.live = slices.DeleteFunc(s.live, func(num uint32) bool { return s.scores[num] < least })
	slices.Sort(s.live)
}

// pruneWithout lowers the bounds of the live passages that none of the lists
// has by what those can add, and drops the passages that can't reach least.
func (s *scratch) pruneWithout(lists []fieldPostings, add, least float32) {
	s.members = s.members[:0]
	for _, p := range lists {
		s.members = append(s.members, membersOf(p.list))
	}
	kept := 0
	for i, num := range s.live {
		bound := s.bounds[i]
		if !slices.ContainsFunc(s.members, func(m members) bool { return m.hasPassage(num) }) {
			bound -= add
		}
		if bound >= least {
			s.live[kept], s.bounds[kept] = num, bound
			kept++
		}
	}
	s.live, s.bounds = s.live[:kept], s.bounds[:kept]
}

// members are the passages on a list of postings.
type members struct {
	bitmap interface{ Contains(uint32) bool } // nil: only is the one passage
	only   uint64
}

// membersOf returns the members of a list that isn't empty. One that doesn't
// show them counts as having all.
func membersOf(list segment.PostingsList) members {
	shown, ok := list.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !ok {
		return members{bitmap: everything{}}
	}
	if only, ok := shown.DocNum1Hit(); ok {
		return members{only: only}
	}
	return members{bitmap: shown.ActualBitmap()}
}

func (m members) hasPassage(num uint32) bool {
	if m.bitmap == nil {
		return m.only == uint64(num)
	}
	return m.bitmap.Contains(num)
}

type everything struct{}

func (everything) Contains(uint32) bool { return true }

// postingsList returns the postings of a term without those of deleted passages.
func (s *scratch) postingsList(seg int, field, term string) (segment.PostingsList, error) {
	dict, err := s.fieldDictionary(seg, field)
	if err != nil {
		return nil, err
	}
	return dict.PostingsList([]byte(term), s.segments[seg].Deleted(), nil)
}

func (s *scratch) fieldDictionary(seg int, field string) (segment.TermDictionary, error) {
	if s.dicts[seg] == nil {
		s.dicts[seg] = make(map[string]segment.TermDictionary)
	}
	dict := s.dicts[seg][field]
	if dict == nil {
		var err error
		if dict, err = s.segments[seg].Segment().Dictionary(field); err != nil {
			return nil, err
		}
		s.dicts[seg][field] = dict
	}
	return dict, nil
}
