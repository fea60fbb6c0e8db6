package blevex

import (
	"cmp"
	"container/heap"
)

// scored is a passage in the running for the best n.
type scored struct {
	score   float32
	segment int
	num     uint64
	key     *place // nil until a tie asks for it
}

// place is where a passage stands.
type place struct {
	document string
	start    int
}

// topN keeps the n best, the worst of them first: a heap. Of equal scores the
// first by document and offset counts as the better, so that the result doesn't
// depend on how passages are spread over segments.
type topN struct {
	n    int
	id   func(segment int, num uint64) (*place, error)
	hits []scored
	err  error // the first of id
}

func (t *topN) Len() int           { return len(t.hits) }
func (t *topN) Less(i, j int) bool { return t.isWorse(&t.hits[i], &t.hits[j]) }
func (t *topN) Swap(i, j int)      { t.hits[i], t.hits[j] = t.hits[j], t.hits[i] }
func (t *topN) Push(h any)         { t.hits = append(t.hits, h.(scored)) }
func (t *topN) Pop() any {
	last := t.hits[len(t.hits)-1]
	t.hits = t.hits[:len(t.hits)-1]
	return last
}

// isWorse reports whether a ranks below b.
func (t *topN) isWorse(a, b *scored) bool {
	if a.score != b.score {
		return a.score < b.score
	}
	for _, h := range []*scored{a, b} {
		if h.key == nil && t.err == nil {
			h.key, t.err = t.id(h.segment, h.num)
		}
	}
	if t.err != nil {
		return false
	}
	return cmp.Or(cmp.Compare(a.key.document, b.key.document), cmp.Compare(a.key.start, b.key.start)) > 0
}

// leastScore is the score below which no passage gets among the n best.
func (t *topN) leastScore() float32 {
	if len(t.hits) < t.n {
		return 0
	}
	return t.hits[0].score
}

func (t *topN) isWanted(h *scored) (bool, error) {
	if t.n <= 0 {
		return false, nil
	}
	if len(t.hits) < t.n {
		return true, nil
	}
	return t.isWorse(&t.hits[0], h), t.err
}

func (t *topN) addHit(h scored) error {
	if len(t.hits) < t.n {
		heap.Push(t, h)
	} else {
		t.hits[0] = h
		heap.Fix(t, 0)
	}
	return t.err
}
