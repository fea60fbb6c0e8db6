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
	nth     float32   // what nthBest returned last
	best    []float32 // its working memory
}

func newScratch(segments []*scorch.SegmentSnapshot) *scratch {
	return &scratch{segments: segments, dicts: make([]map[string]segment.TermDictionary, len(segments))}
}

// reset makes the accumulators ready for a segment of n passages.
func (s *scratch) reset(n int) {
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
		if len(s.best) == n && score <= s.best[0] {
			continue
		}
		if len(s.best) == n {
			s.best[0] = score
		} else {
			s.best = append(s.best, score)
		}
		if len(s.best) == n {
			slices.Sort(s.best) // nearly sorted already
		}
	}
	s.nth = s.best[0]
	return s.nth
}

// prune drops the live passages that score less than least and puts the rest
// in order.
func (s *scratch) prune(least float32) {
	s.live = slices.DeleteFunc(s.live, func(num uint32) bool { return s.scores[num] < least })
	slices.Sort(s.live)
}

// postings returns the postings of a term without those of deleted passages.
func (s *scratch) postings(seg int, field, term string) (segment.PostingsList, error) {
	dict, err := s.dictionary(seg, field)
	if err != nil {
		return nil, err
	}
	return dict.PostingsList([]byte(term), s.segments[seg].Deleted(), nil)
}

func (s *scratch) dictionary(seg int, field string) (segment.TermDictionary, error) {
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
