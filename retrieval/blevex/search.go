package blevex

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/lexicon"
)

// Candidates implements retrieval.Index.
func (x *Index) Candidates(ctx context.Context, q retrieval.Query, n int) (found retrieval.Candidates, err error) {
	defer x.guardAgainstFaults(&err)()
	found.Passages = x.totals.Passages
	sc := x.scratch.Get().(*scratch)
	defer x.scratch.Put(sc)
	sc.begin()
	terms := &indexedTerms{Index: x, sc: sc}
	words := lexicon.Lexicon{Terms: terms, Analyzer: x.analyzer, Languages: x.languages, Passages: x.totals.Passages}
	if found.Words, err = words.LookUpQuery(ctx, &q); err != nil {
		return found, searchError(err)
	}
	lookups, err := terms.lookUpPostings(found.Words)
	if err != nil {
		return found, searchError(err)
	}
	top := topN{n: n, id: x.stored.placeOf}
	for seg := range x.segments {
		if err := ctx.Err(); err != nil {
			return found, err
		}
		if err := x.scoreSegment(sc, seg, lookups, &top, q.Exclude != nil); err != nil {
			return found, searchError(err)
		}
		if err := x.collectBest(sc, seg, q.Exclude, &top); err != nil {
			return found, searchError(err)
		}
	}
	near := x.scanMeaning(sc, q)
	found.Hits, err = x.loadCandidates(sc, lookups, top.hits, near, len(found.Words))
	if err != nil {
		return found, searchError(err)
	}
	if near == nil {
		sc.end()
		return found, nil
	}
	nearest, err := x.nearestByMeaning(ctx, near, top.hits, q.Exclude)
	if err != nil {
		return found, searchError(err)
	}
	more, err := x.loadNearest(sc, lookups, nearest, near, len(found.Words))
	if err != nil {
		return found, searchError(err)
	}
	found.Hits, found.Meant = append(found.Hits, more...), true
	sc.end()
	return found, nil
}

// searchError says what to do where the files have changed since they were
// checked at opening.
func searchError(err error) error {
	return fmt.Errorf("search the index: %w (it may be damaged: started again, the program checks it and rebuilds it from the documents)", err)
}

// collectBest offers the passages of a scored segment to top.
func (x *Index) collectBest(sc *scratch, seg int, exclude func(string) bool, top *topN) error {
	for _, num := range sc.live {
		h := scored{score: sc.scores[num], segment: seg, num: uint64(num)}
		if err := x.offerHit(h, exclude, top); err != nil {
			return err
		}
	}
	return nil
}

// offerHit adds a passage to the best if it is one of them and its document isn't
// excluded.
func (x *Index) offerHit(h scored, exclude func(string) bool, top *topN) error {
	if wanted, err := top.isWanted(&h); err != nil || !wanted {
		return err
	}
	if exclude != nil {
		if h.key == nil {
			var err error
			if h.key, err = x.stored.placeOf(h.segment, h.num); err != nil {
				return err
			}
		}
		if exclude(h.key.document) {
			return nil
		}
	}
	return top.addHit(h)
}

// loadCandidates turns the best passages into candidates, best first.
func (x *Index) loadCandidates(sc *scratch, lookups []lookup, hits []scored, near *nearness, words int) ([]retrieval.Candidate, error) {
	found, err := x.fillCandidates(sc, lookups, hits, near, words)
	if err == nil {
		sortCandidates(found)
	}
	return found, err
}

// fillCandidates turns passages into candidates, in their order. near may be nil.
func (x *Index) fillCandidates(sc *scratch, lookups []lookup, hits []scored, near *nearness, words int) ([]retrieval.Candidate, error) {
	found := make([]retrieval.Candidate, len(hits))
	for i, h := range hits {
		c := &found[i]
		c.Score = float64(h.score)
		c.Parts, c.Above = make([]float64, words), make([]bool, words)
		if near != nil {
			c.Cosine = near.cosineOf(h)
		}
		if err := x.stored.readPassage(h.segment, h.num, c); err != nil {
			return nil, err
		}
	}
	return found, x.fillParts(sc, lookups, hits, found)
}

// sortCandidates puts the best by score first.
func sortCandidates(found []retrieval.Candidate) {
	slices.SortFunc(found, func(a, b retrieval.Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Document, b.Document), cmp.Compare(a.Start, b.Start))
	})
}

// fillParts fills in what each word contributed to the hits' scores.
func (x *Index) fillParts(sc *scratch, lookups []lookup, hits []scored, found []retrieval.Candidate) error {
	bySegment := make(map[int][]uint32)
	for _, h := range hits {
		bySegment[h.segment] = append(bySegment[h.segment], uint32(h.num))
	}
	for seg, passages := range bySegment {
		slices.Sort(passages)
		for _, l := range lookups {
			weighed := l.weighed[seg]
			if weighed == nil {
				var err error
				if weighed, err = x.weighPassages(sc, l.lists[seg], passages); err != nil {
					return err
				}
			}
			for i, h := range hits {
				if h.segment != seg {
					continue
				}
				if w, ok := findWeight(weighed, uint32(h.num)); ok {
					found[i].Parts[l.word] = l.idf * float64(engine.SaturateFrequency(w.tf))
					found[i].Above[l.word] = w.above
				}
			}
		}
	}
	return nil
}

// findWeight returns that of a passage, of those in order.
func findWeight(weighed []weight, num uint32) (w weight, ok bool) {
	i, ok := slices.BinarySearchFunc(weighed, num, func(w weight, num uint32) int { return cmp.Compare(w.num, num) })
	if !ok {
		return w, false
	}
	return weighed[i], true
}
