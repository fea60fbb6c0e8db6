package blevex

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"footnote/retrieval"
)

// Parameters of BM25F (Zaragoza, Craswell, Taylor, Saria, Robertson:
// "Microsoft Cambridge at TREC 13", 2004): term frequencies of the fields are
// normalised by length, weighted and added before they saturate.
const (
	k1            = 1.2
	bodyB         = .75
	contextB      = .75
	contextWeight = 1
)

// maxQueryWords bounds the work of a query: past it, the words that fewest
// passages have are kept.
const maxQueryWords = 64

// Candidates implements retrieval.Index.
func (x *Index) Candidates(ctx context.Context, q retrieval.Query, n int) (found retrieval.Candidates, err error) {
	defer guard(&err)()
	found.Passages = x.totals.Passages
	found.Words = x.words(q.Text)
	sc := x.scratch.Get().(*scratch)
	defer x.scratch.Put(sc)
	lookups, err := x.lookUp(sc, found.Words)
	if err != nil {
		return found, searchError(err)
	}
	top := topN{n: n, id: x.key}
	for seg := range x.segments {
		if err := ctx.Err(); err != nil {
			return found, err
		}
		if err := x.scoreSegment(sc, seg, lookups, &top, q.Exclude != nil); err != nil {
			return found, searchError(err)
		}
		if err := x.collect(sc, seg, q.Exclude, &top); err != nil {
			return found, searchError(err)
		}
	}
	found.Hits, err = x.load(sc, lookups, top.hits, len(found.Words))
	if err != nil {
		return found, searchError(err)
	}
	return found, nil
}

// guard makes an error of what goes wrong in files that were damaged after they
// were checked: bleve panics on some of them, and reading a mapped file that
// has become shorter is a fault of memory. Its result is to be deferred.
func guard(err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if p := recover(); p != nil {
			*err = searchError(fmt.Errorf("%v", p))
		}
	}
}

// searchError says what to do where the files have changed since they were
// checked at opening.
func searchError(err error) error {
	return fmt.Errorf("search the index: %w (it may be damaged: started again, the program checks it and rebuilds it from the documents)", err)
}

// lookup is one query word with its postings: by segment, the lists of its
// forms in either field.
type lookup struct {
	word  int // index into Candidates.Words
	idf   float64
	lists [][]fieldPostings
	// weighed are the passages of a segment that were looked up one by one,
	// with what was found. Nil where all postings were walked.
	weighed []map[uint64]weight
}

// weight is the normalised frequency of a word in a passage.
type weight struct {
	tf    float32
	above bool // some of it from the context
}

type fieldPostings struct {
	list    segment.PostingsList
	context bool
}

// lookUp finds the postings of the words and fills in their counts. A word
// that no passage has is looked up again as the nearest one that some have.
func (x *Index) lookUp(sc *scratch, words []retrieval.Word) ([]lookup, error) {
	var lookups []lookup
	corrected := 0
	for i := range words {
		w := &words[i]
		if w.Stop {
			continue
		}
		l, err := x.find(sc, w)
		if err != nil {
			return nil, err
		}
		if w.Passages == 0 && corrected < maxCorrected && correctable(*w) {
			corrected++
			if l, err = x.correct(sc, w, l); err != nil {
				return nil, err
			}
		}
		if w.Passages > 0 {
			l.word, l.idf = i, w.IDF
			lookups = append(lookups, l)
		}
	}
	slices.SortStableFunc(lookups, func(a, b lookup) int { return cmp.Compare(b.idf, a.idf) })
	return lookups[:min(len(lookups), maxQueryWords)], nil
}

// find finds the postings of a word and fills in its counts.
func (x *Index) find(sc *scratch, w *retrieval.Word) (lookup, error) {
	l := lookup{
		lists: make([][]fieldPostings, len(x.segments)), weighed: make([]map[uint64]weight, len(x.segments)),
	}
	w.Passages = 0
	for _, form := range w.Forms {
		var body, context int
		for seg := range x.segments {
			for _, name := range []string{bodyField, contextField} {
				list, err := sc.postings(seg, name, form)
				if err != nil {
					return l, err
				}
				count := int(list.Count())
				if count == 0 {
					continue
				}
				l.lists[seg] = append(l.lists[seg], fieldPostings{list, name == contextField})
				if name == contextField {
					context += count
				} else {
					body += count
				}
			}
		}
		w.Passages += max(body, context)
	}
	w.Passages = min(w.Passages, x.totals.Passages)
	w.IDF = idf(x.totals.Passages, w.Passages)
	return l, nil
}

// correct looks a word up in the form nearest to it, if there is one. missed
// is what the word as asked gave: nothing.
func (x *Index) correct(sc *scratch, w *retrieval.Word, missed lookup) (lookup, error) {
	for _, form := range w.Forms {
		near, err := x.speller.nearest(sc, form)
		if err != nil {
			return missed, err
		}
		if near == "" {
			continue
		}
		fixed := *w
		fixed.Forms, fixed.Corrected = []string{near}, near
		l, err := x.find(sc, &fixed)
		if err != nil {
			return missed, err
		}
		if fixed.Passages > 0 { // else all of them are deleted
			*w = fixed
			return l, nil
		}
	}
	return missed, nil
}

// scoreSegment adds the BM25F scores of a segment's passages into sc.scores and
// lists in sc.live those that may be among the n best. Words are scored from
// the rarest on; once the rest together can't lift a new passage among the
// best, they are looked up only for the passages still in the running
// (MaxScore: Turtle and Flood, "Query Evaluation: Strategies and
// Optimizations", 1995).
func (x *Index) scoreSegment(sc *scratch, seg int, lookups []lookup, top *topN, excluding bool) error {
	sc.reset(int(x.segments[seg].FullSize()))
	rest := most(lookups)
	for i, l := range lookups {
		bound := rest * (1 + rounding)
		if i > 0 && bound < top.threshold() || i > 0 && !excluding && bound < sc.nthBest(top.n) {
			return x.scoreLive(sc, seg, lookups[i:], max(top.threshold(), sc.nth)*(1-rounding))
		}
		rest -= l.most()
		if err := x.weigh(sc, l.lists[seg]); err != nil {
			return err
		}
		for _, num := range sc.touched {
			if sc.scores[num] == 0 {
				sc.live = append(sc.live, num)
			}
			sc.scores[num] += float32(l.idf) * saturate(sc.weights[num])
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
	rest := most(lookups)
	sc.prune(least - rest)
	sc.bounds = sc.bounds[:0]
	for _, num := range sc.live {
		sc.bounds = append(sc.bounds, sc.scores[num]+rest)
	}
	for _, l := range lookups {
		sc.pruneWithout(l.lists[seg], l.most(), least)
	}
	for _, l := range lookups {
		sc.prune(least - rest)
		rest -= l.most()
		weighed, err := x.look(sc, l.lists[seg], sc.live)
		if err != nil {
			return err
		}
		l.weighed[seg] = weighed
		for num, w := range weighed {
			sc.scores[num] += float32(l.idf) * saturate(w.tf)
		}
	}
	return nil
}

// rounding is more than what sums of a query's words can be off: no passage
// that ties with the best is to be lost to it.
const rounding = 1e-5

// most is the most that a word can add to a score.
func (l lookup) most() float32 { return float32(l.idf) * (k1 + 1) }

// most is the most that words can add to a score together.
func most(lookups []lookup) float32 {
	var sum float32
	for _, l := range lookups {
		sum += l.most()
	}
	return sum
}

func saturate(tf float32) float32 { return tf * (k1 + 1) / (k1 + tf) }

// weigh adds up the normalised term frequencies of one word's postings in
// sc.weights and lists the passages that have any in sc.touched.
func (x *Index) weigh(sc *scratch, lists []fieldPostings) error {
	for _, p := range lists {
		weight, b, average := x.fieldParameters(p.context)
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
			length := float32(fieldLength(posting))
			sc.weights[num] += weight * float32(posting.Frequency()) / (1 - b + b*length/average)
		}
	}
	return nil
}

// look looks one word's postings up for the given passages, in order.
func (x *Index) look(sc *scratch, lists []fieldPostings, passages []uint32) (map[uint64]weight, error) {
	found := make(map[uint64]weight, len(passages))
	for _, p := range lists {
		factor, b, average := x.fieldParameters(p.context)
		sc.iterator = p.list.Iterator(true, true, false, sc.iterator)
		var posting segment.Posting
		for _, num := range passages {
			num := uint64(num)
			if posting == nil || posting.Number() < num {
				var err error
				if posting, err = sc.iterator.Advance(num); err != nil {
					return nil, err
				}
				if posting == nil {
					break
				}
			}
			if posting.Number() == num {
				length := float32(fieldLength(posting))
				w := found[num]
				w.tf += factor * float32(posting.Frequency()) / (1 - b + b*length/average)
				w.above = w.above || p.context
				found[num] = w
			}
		}
	}
	return found, nil
}

func (x *Index) fieldParameters(context bool) (weight, b, average float32) {
	passages := float32(max(x.totals.Passages, 1))
	if context {
		return contextWeight, contextB, max(float32(x.totals.ContextTerms)/passages, 1)
	}
	return 1, bodyB, max(float32(x.totals.BodyTerms)/passages, 1)
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

// collect offers the passages of a scored segment to top.
func (x *Index) collect(sc *scratch, seg int, exclude func(string) bool, top *topN) error {
	for _, num := range sc.live {
		h := scored{score: sc.scores[num], segment: seg, num: uint64(num)}
		if wanted, err := top.wants(&h); err != nil {
			return err
		} else if !wanted {
			continue
		}
		if exclude != nil {
			if h.key == nil {
				var err error
				if h.key, err = x.key(seg, h.num); err != nil {
					return err
				}
			}
			if exclude(h.key.document) {
				continue
			}
		}
		if err := top.add(h); err != nil {
			return err
		}
	}
	return nil
}

// key tells which passage a number stands for, without loading it.
func (x *Index) key(seg int, num uint64) (*place, error) {
	key, err := x.segments[seg].DocID(num)
	if err != nil {
		return nil, err
	}
	p := new(place)
	p.document, p.start, err = parsePassageKey(key)
	return p, err
}

// load turns the best passages into candidates, best first.
func (x *Index) load(sc *scratch, lookups []lookup, hits []scored, words int) ([]retrieval.Candidate, error) {
	found := make([]retrieval.Candidate, len(hits))
	for i, h := range hits {
		c := &found[i]
		c.Score = float64(h.score)
		c.Parts, c.Above = make([]float64, words), make([]bool, words)
		if err := x.loadCandidate(h.segment, h.num, c); err != nil {
			return nil, err
		}
	}
	if err := x.parts(sc, lookups, hits, found); err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b retrieval.Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Document, b.Document), cmp.Compare(a.Start, b.Start))
	})
	return found, nil
}

// parts fills in what each word contributed to the hits' scores.
func (x *Index) parts(sc *scratch, lookups []lookup, hits []scored, found []retrieval.Candidate) error {
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
				if weighed, err = x.look(sc, l.lists[seg], passages); err != nil {
					return err
				}
			}
			for i, h := range hits {
				if w, ok := weighed[h.num]; ok && h.segment == seg {
					found[i].Parts[l.word] = l.idf * float64(saturate(w.tf))
					found[i].Above[l.word] = w.above
				}
			}
		}
	}
	return nil
}
