package blevex

import (
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"footnote/retrieval/engine"
)

// scoreSegment adds the BM25F scores of a segment's passages into sc.scores and
// lists in sc.live those that may be among the n best. Words are scored from
// the rarest on; once the rest together can't lift a new passage among the
// best, they are looked up only for the passages still in the running
// (MaxScore: Turtle and Flood, "Query Evaluation: Strategies and
// Optimizations", 1995).
func (x *Index) scoreSegment(sc *scratch, seg int, lookups []lookup, top *topN, excluding bool) error {
	sc.resetFor(int(x.segments[seg].FullSize()))
	rest := maxScores(lookups)
	for i, l := range lookups {
		bound := rest * (1 + rounding)
		if i > 0 && bound < top.leastScore() || i > 0 && !excluding && bound < sc.nthBest(top.n) {
			return x.scoreLive(sc, seg, lookups[i:], max(top.leastScore(), sc.nth)*(1-rounding))
		}
		rest -= l.maxScore()
		if err := x.weighPostings(sc, l.lists[seg]); err != nil {
			return err
		}
		for _, num := range sc.touched {
			if sc.scores[num] == 0 {
				sc.live = append(sc.live, num)
			}
			sc.scores[num] += float32(l.idf) * engine.SaturateFrequency(sc.weights[num])
			sc.weights[num] = 0
		}
		sc.touched = sc.touched[:0]
	}
	return nil
}

// scoreLive adds the scores of the words that are left for the live passages,
// and drops those that can't reach least. Which passages have a word at all is
// known far sooner than how often, so that is asked first of every word.
func (x *Index) scoreLive(sc *scratch, seg int, lookups []lookup, least float32) error {
	rest := maxScores(lookups)
	sc.pruneBelow(least - rest)
	if len(sc.live) == 0 {
		return nil
	}
	sc.bounds = sc.bounds[:0]
	for _, num := range sc.live {
		sc.bounds = append(sc.bounds, sc.scores[num]+rest)
	}
	for _, l := range lookups {
		sc.pruneWithout(l.lists[seg], l.maxScore(), least)
	}
	for _, l := range lookups {
		sc.pruneBelow(least - rest)
		rest -= l.maxScore()
		weighed, err := x.weighPassages(sc, seg, l.lists[seg], sc.live)
		if err != nil {
			return err
		}
		l.weighed[seg] = weighed
		for num, w := range weighed {
			sc.scores[num] += float32(l.idf) * engine.SaturateFrequency(w.tf)
		}
	}
	return nil
}

// rounding is more than what sums of a query's words can be off: no passage
// that ties with the best is to be lost to it.
const rounding = 1e-5

// maxScore is the most that a word can add to a score.
func (l lookup) maxScore() float32 { return float32(l.idf) * (engine.K1 + 1) }

// maxScores is the most that words can add to a score together.
func maxScores(lookups []lookup) float32 {
	var sum float32
	for _, l := range lookups {
		sum += l.maxScore()
	}
	return sum
}

// weighPostings adds up the normalised term frequencies of one word's postings in
// sc.weights and lists the passages that have any in sc.touched.
func (x *Index) weighPostings(sc *scratch, lists []fieldPostings) error {
	for _, p := range lists {
		norm := x.totals.NormalizerFor(p.context)
		sc.iterator = p.list.Iterator(true, true, false, sc.iterator)
		for {
			posting, err := sc.iterator.Next()
			if err != nil {
				return err
			}
			if posting == nil {
				break
			}
			num := posting.Number()
			if sc.weights[num] == 0 {
				sc.touched = append(sc.touched, uint32(num))
			}
			sc.weights[num] += normalizedFrequency(norm, posting)
		}
	}
	return nil
}

// weighPassages looks one word's postings up for the given passages, in order.
func (x *Index) weighPassages(sc *scratch, seg int, lists []fieldPostings, passages []uint32) (map[uint64]weight, error) {
	found := make(map[uint64]weight, len(passages))
	for _, p := range lists {
		err := x.eachOf(sc, seg, p, passages, func(num uint64, frequency float32) {
			w := found[num]
			w.tf += frequency
			w.above = w.above || p.context
			found[num] = w
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// eachOf calls f with the normalised frequency of each of the passages that is
// on the list.
func (x *Index) eachOf(sc *scratch, seg int, p fieldPostings, passages []uint32, f func(uint64, float32)) error {
	weights, err := x.commonWeights(sc, seg, p)
	if err != nil {
		return err
	}
	if weights != nil {
		for _, num := range passages {
			if weights[num] > 0 {
				f(uint64(num), weights[num])
			}
		}
		return nil
	}
	norm := x.totals.NormalizerFor(p.context)
	sc.iterator = p.list.Iterator(true, true, false, sc.iterator)
	var posting segment.Posting
	for _, num := range passages {
		num := uint64(num)
		if posting == nil || posting.Number() < num {
			if posting, err = sc.iterator.Advance(num); err != nil {
				return err
			}
			if posting == nil {
				break
			}
		}
		if posting.Number() == num {
			f(num, normalizedFrequency(norm, posting))
		}
	}
	return nil
}

// normalizedFrequency returns that of a posting.
func normalizedFrequency(n engine.Normalizer, p segment.Posting) float32 {
	return n.Normalize(float32(p.Frequency()), float32(fieldLength(p)))
}

// fieldLength returns the number of terms in the posting's field: zap keeps it
// exactly and offers it beside the lossy Norm.
func fieldLength(p segment.Posting) uint64 {
	if exact, ok := p.(interface{ NormUint64() uint64 }); ok {
		return exact.NormUint64()
	}
	n := p.Norm()
	return uint64(1/(n*n) + .5)
}
