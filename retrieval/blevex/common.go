package blevex

import "sync"

const (
	// A list is a common word's if it has commonPostings passages or more, and one of
	// commonShare of its segment's.
	commonPostings = 4096
	commonShare    = 4
	// commonBytes bounds what is kept. What was first asked for stays: it is
	// what is mostly asked for.
	commonBytes = 16 << 20
)

// commonLists keep the normalised frequencies of words that a large share of the
// passages have. They are looked up last and for few passages, but bleve's
// iterator steps through all postings between those. A list is kept from its
// second use on, so that a single question doesn't pay for it.
type commonLists struct {
	mu    sync.RWMutex
	lists map[commonList][]float32 // nil: used once
	bytes int
	least int // passages of a list
}

func newCommonLists() commonLists {
	return commonLists{lists: make(map[commonList][]float32), least: commonPostings}
}

type commonList struct {
	segment int
	context bool
	term    string
}

// commonWeights returns the normalised frequencies of a list by passage number, nil
// if they aren't kept.
func (x *Index) commonWeights(sc *scratch, seg int, p fieldPostings) ([]float32, error) {
	passages := int(x.segments[seg].FullSize())
	if p.count < x.common.least || p.count*commonShare < passages {
		return nil, nil
	}
	d, list := &x.common, commonList{seg, p.context, p.term}
	d.mu.RLock()
	weights, used := d.lists[list]
	full := d.bytes+4*passages > commonBytes
	d.mu.RUnlock()
	if weights != nil || full {
		return weights, nil
	}
	if used {
		weights = make([]float32, passages)
		norm := x.totals.NormalizerFor(p.context)
		sc.iterator = p.list.Iterator(true, true, false, sc.iterator)
		for {
			posting, err := sc.iterator.Next()
			if err != nil {
				return nil, err
			}
			if posting == nil {
				break
			}
			weights[posting.Number()] = normalizedFrequency(norm, posting)
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.lists[list] == nil {
		d.lists[list] = weights
		d.bytes += 4 * len(weights)
	}
	return weights, nil
}
