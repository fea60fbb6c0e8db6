package blevex

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"footnote/retrieval"
	"footnote/retrieval/meaning"
)

// meant is what an index knows of the meaning of its passages.
type meant struct {
	*meaning.Meaning
	// rows are those of the passages' vectors, by segment and number; unmade or
	// unwanted where there is none.
	rows [][]int32
	keys []*passageKeys // by segment
	have int            // passages with a vector
	want int            // passages that are to have one
}

// vectorsState is the state of the vectors that an index was opened with.
func (x *Index) vectorsState() string {
	if x.wanted == nil {
		return ""
	}
	return x.wanted.State()
}

// Coverage returns how many passages have a vector, of those that are to have one:
// none without vectors.
func (x *Index) Coverage() (have, want int) {
	if x.wanted == nil {
		return 0, 0
	}
	return x.wanted.have, x.wanted.want
}

// IsMeantByFormer reports whether the vectors of the model before serve, until enough
// passages have one of the model that is set.
func (x *Index) IsMeantByFormer() bool { return x.meant != x.wanted }

// openVectors finds the vectors of the passages: those of the model that is set and,
// until all have one of it, those of the model before if more have one of that.
func (x *Index) openVectors(dir string, vectors, former *meaning.Store) (err error) {
	if x.wanted, err = openStore(dir, x.segments, vectors); err != nil {
		return err
	}
	x.meant = x.wanted
	if former == nil || x.wanted.have == x.wanted.want {
		return nil
	}
	old, err := openStore(dir, x.segments, former)
	if err != nil {
		return err
	}
	if old.have > x.wanted.have {
		x.meant = old
	} else {
		old.Close()
	}
	return nil
}

// openStore finds the vectors of a store.
func openStore(dir string, segments []*scorch.SegmentSnapshot, s *meaning.Store) (*meant, error) {
	m := s.Meaning()
	x, err := openMeant(dir, segments, m)
	if err != nil {
		m.Close()
		return nil, err
	}
	return x, nil
}

// closeVectors lets go of the vectors.
func (x *Index) closeVectors() {
	if x.wanted != nil {
		x.wanted.Close()
	}
	if x.meant != nil && x.meant != x.wanted {
		x.meant.Close()
	}
}

// What stands for the row of a passage that has none.
const (
	unwanted = -1 - iota // it isn't to have a vector, or is no passage
	unmade               // it is to have one
)

// openMeant finds the vectors of an index's passages. dir is that of the generation.
func openMeant(dir string, segments []*scorch.SegmentSnapshot, m *meaning.Meaning) (*meant, error) {
	x := &meant{Meaning: m}
	for _, s := range segments {
		path, sum, err := identifySegment(dir, s)
		if err != nil {
			return nil, err
		}
		keys, err := readKeys(path, sum, int(s.FullSize()))
		if err != nil {
			return nil, fmt.Errorf("read the keys of the passages: %w", err)
		}
		if keys == nil {
			return nil, &untrusted{Reason: path + " doesn't belong to its segment"}
		}
		x.keys = append(x.keys, keys)
	}
	x.findRows(segments)
	return x, nil
}

// findRows finds the rows of all passages.
func (x *meant) findRows(segments []*scorch.SegmentSnapshot) {
	for i, s := range segments {
		x.rows = append(x.rows, x.rowsOf(x.keys[i], s))
	}
}

// rowsOf returns the rows of a segment's passages, and counts these.
func (x *meant) rowsOf(keys *passageKeys, s *scorch.SegmentSnapshot) []int32 {
	rows := make([]int32, keys.count())
	deleted := s.Deleted()
	for i := range rows {
		rows[i] = unwanted
		if keys.isPassage(i) && x.Knows(keys.language(i)) && (deleted == nil || !deleted.Contains(uint32(i))) {
			rows[i] = unmade
			x.want++
		}
	}
	x.Passages.FindRows(len(rows), func(i int) (k meaning.Key) {
		if rows[i] == unmade {
			k = keys.key(i)
		}
		return k
	}, func(i, row int) {
		rows[i] = int32(row)
		x.have++
	})
	return rows
}

// Meaning implements retrieval.Meant. An index of which no passage has a vector has
// none.
func (x *Index) Meaning() retrieval.Meaning {
	if !x.isMeantAtAll() {
		return nil
	}
	return x.meant.Meaning
}

var _ retrieval.Meant = (*Index)(nil)

func (x *Index) isMeantAtAll() bool { return x.meant != nil && x.meant.have > 0 }

// nearestPassages is how many passages are found by their meaning. Of the 20 nearest
// few of those that answer are missing; the others cost little.
const nearestPassages = 50

// nearness are the products of a query's vector with those of all passages.
type nearness struct {
	products []int32 // by row
	*meant
}

// cosineOf returns the cosine of a passage.
func (n *nearness) cosineOf(h scored) float64 {
	row := n.rows[h.segment][h.num]
	if row < 0 || n.products[row] == meaning.Unsound {
		return retrieval.NoCosine
	}
	return n.CosineOf(n.products[row])
}

// scanMeaning compares a query with the vectors of all passages. It returns nil if
// either has none.
func (x *Index) scanMeaning(sc *scratch, q retrieval.Query) *nearness {
	if q.Vector == nil || !x.isMeantAtAll() {
		return nil
	}
	n := x.meant.Passages.Rows()
	sc.products = slices.Grow(sc.products[:0], n)[:n]
	x.meant.ScanPassages(sc.products, q.Vector)
	return &nearness{sc.products, x.meant}
}

// nearestByMeaning returns the passages whose vectors are nearest, but for those of
// byWords. None of them has a score.
func (x *Index) nearestByMeaning(ctx context.Context, near *nearness, byWords []scored, exclude func(string) bool) ([]scored, error) {
	top := topN{n: nearestPassages, id: x.stored.placeOf}
	least := int32(math.MinInt32) // the product below which none gets among them
	for seg, rows := range near.rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for num, row := range rows {
			if row < 0 || near.products[row] < least || near.products[row] == meaning.Unsound {
				continue
			}
			h := scored{score: float32(near.products[row]), segment: seg, num: uint64(num)}
			if err := x.offerHit(h, exclude, &top); err != nil {
				return nil, err
			}
			if len(top.hits) == top.n {
				least = int32(top.hits[0].score) // a product of signed bytes is whole in float32
			}
		}
	}
	known := make(map[passageNumber]bool, len(byWords))
	for _, h := range byWords {
		known[h.number()] = true
	}
	hits := slices.DeleteFunc(top.hits, func(h scored) bool { return known[h.number()] })
	for i := range hits {
		hits[i].score = 0
	}
	return hits, nil
}

// passageNumber is where a passage is in an index.
type passageNumber struct {
	segment int
	num     uint64
}

func (s *scored) number() passageNumber { return passageNumber{s.segment, s.num} }

// loadNearest turns passages found by meaning into candidates, with the scores that
// their words have, the best by these first.
func (x *Index) loadNearest(sc *scratch, lookups []lookup, hits []scored, near *nearness, words int) ([]retrieval.Candidate, error) {
	// What was weighed by the way was weighed for the best by words only.
	fresh := slices.Clone(lookups)
	for i := range fresh {
		fresh[i].weighed = make([][]weight, len(x.segments))
	}
	found, err := x.fillCandidates(sc, fresh, hits, near, words)
	if err != nil {
		return nil, err
	}
	for i := range found {
		for _, l := range lookups {
			found[i].Score += found[i].Parts[l.word]
		}
	}
	sortCandidates(found)
	return found, nil
}
