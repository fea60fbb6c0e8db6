package blevex

import (
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
	s.touched = s.touched[:0]
}

// postings returns the postings of a term without those of deleted passages.
func (s *scratch) postings(seg int, field, term string) (segment.PostingsList, error) {
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
	return dict.PostingsList([]byte(term), s.segments[seg].Deleted(), nil)
}
