package blevex

import "footnote/retrieval/engine"

// scoreSegment adds the BM25F scores of a segment's passages into sc.scores and
// lists in sc.live those that may be among the n best. Words are scored from
// the rarest on; once the rest together can't lift a new passage among the
// best, they are looked up only for the passages still in the running
// (MaxScore: Turtle and Flood, "Query Evaluation: Strategies and
// Optimizations", 1995).
func (x *Index) scoreSegment(sc *scratch, seg int, lookups []lookup, top *topN, excluding bool) error {
	t := &x.terms[seg]
	sc.resetFor(t.entries)
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
				if t.isDeleted(num) {
					sc.weights[num] = 0
					continue
				}
				sc.live, sc.scored = append(sc.live, num), append(sc.scored, num)
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
	sc.sortLive(x.terms[seg].entries)
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
		weighed, err := x.weighPassages(sc, l.lists[seg], sc.live)
		if err != nil {
			return err
		}
		l.weighed[seg] = weighed
		for _, w := range weighed {
			sc.scores[w.num] += float32(l.idf) * engine.SaturateFrequency(w.tf)
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
		w := &sc.walker
		w.start(p.postingsList)
		for {
			n, err := w.next()
			if err != nil {
				return err
			}
			if n == 0 {
				break
			}
			for i, num := range w.nums[:n] {
				if sc.weights[num] == 0 {
					sc.touched = append(sc.touched, num)
				}
				sc.weights[num] += norm.Normalize(float32(w.counts[i]), float32(w.lengths[i]))
			}
		}
	}
	return nil
}

// weighPassages looks one word's postings up for the given passages, in order. The
// result is good until the end of the search.
func (x *Index) weighPassages(sc *scratch, lists []fieldPostings, passages []uint32) ([]weight, error) {
	for _, p := range lists {
		norm := x.totals.NormalizerFor(p.context)
		err := p.eachAmong(&sc.walker, passages, func(i int, count, length uint32) {
			num := passages[i]
			sc.weights[num] += norm.Normalize(float32(count), float32(length))
			sc.above[num] = sc.above[num] || p.context
		})
		if err != nil {
			return nil, err
		}
	}
	begin := len(sc.weighed)
	for _, num := range passages {
		if sc.weights[num] > 0 {
			sc.weighed = append(sc.weighed, weight{num, sc.above[num], sc.weights[num]})
			sc.weights[num], sc.above[num] = 0, false
		}
	}
	return sc.weighed[begin:len(sc.weighed):len(sc.weighed)], nil
}
