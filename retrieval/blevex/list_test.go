package blevex

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/lexicon"
	"footnote/retrieval/question"
)

// manyPassages returns documents of one passage each, in which some words are in
// nearly all, some in many and most in few; some are long and repeat a word often.
func manyPassages(n int, seed uint64) (docs []*retrieval.Document) {
	r := rand.New(rand.NewPCG(seed, 7))
	for i := range n {
		words := []string{"common"}
		for range 1 + r.IntN(12) {
			words = append(words, fmt.Sprintf("word%d", int(r.ExpFloat64()*r.ExpFloat64()*40)))
		}
		if i%50 == 0 {
			words = append(words, slices.Repeat([]string{"often"}, 100+i%100)...)
		}
		id := fmt.Sprintf("%05d", r.IntN(3*n))
		docs = append(docs, &retrieval.Document{ID: id, Title: fmt.Sprintf("word%d", i%7), Language: "en", Text: strings.Join(words, " ")})
	}
	return docs
}

// openMany opens an index with a large segment, some of it deleted, and small ones.
func openMany(t *testing.T) *Index {
	t.Helper()
	s := NewStore(t.TempDir(), "test", quiet())
	docs := manyPassages(9000, 1)
	commit(t, s, docs)
	var gone []string
	for i, d := range docs {
		if i%9 == 0 {
			gone = append(gone, d.ID)
		}
	}
	commit(t, s, manyPassages(300, 2), gone...)
	return open(t, s)
}

// pickPassages returns about so many of a segment's passages, in order.
func pickPassages(r *rand.Rand, entries, n int) (passages []uint32) {
	for i := range entries {
		if r.IntN(entries) < n {
			passages = append(passages, uint32(i))
		}
	}
	return passages
}

// TestPostingsAreZaps compares what is read of postings with what zap's own iterator
// says, for all terms of an index: all at once, and for few and for many passages.
func TestPostingsAreZaps(t *testing.T) {
	x := openMany(t)
	r := rand.New(rand.NewPCG(3, 3))
	terms := &indexedTerms{Index: x, sc: newScratch(x.terms)}
	dense, checked := false, 0
	for seg, s := range x.segments {
		some := [][]uint32{pickPassages(r, x.terms[seg].entries, 5), pickPassages(r, x.terms[seg].entries, 2000)}
		for field, name := range searchedFields {
			dict, err := s.Segment().Dictionary(name)
			if err != nil {
				t.Fatal(err)
			}
			all := dict.AutomatonIterator(nil, nil, nil)
			for {
				entry, err := all.Next()
				if err != nil {
					t.Fatal(err)
				}
				if entry == nil {
					break
				}
				want, living := make(map[uint32][2]uint32), 0
				list, err := dict.PostingsList([]byte(entry.Term), nil, nil)
				if err != nil {
					t.Fatal(err)
				}
				for postings := list.Iterator(true, true, false, nil); ; {
					p, err := postings.Next()
					if err != nil {
						t.Fatal(err)
					}
					if p == nil {
						break
					}
					exact := p.(interface{ NormUint64() uint64 })
					want[uint32(p.Number())] = [2]uint32{uint32(p.Frequency()), uint32(exact.NormUint64())}
					if !x.terms[seg].isDeleted(uint32(p.Number())) {
						living++
					}
				}
				got, ok, err := terms.lookUpTerm(seg, field, entry.Term)
				if err != nil || ok != (living > 0) || got.count != living || got.members != len(want) {
					t.Fatalf("%s: %d of %d live, want %d of %d (%v)", entry.Term, got.count, got.members, living, len(want), err)
				}
				checkPostings(t, got.postingsList, want, some)
				dense = dense || len(want) > 4096
				checked++
			}
		}
	}
	if !dense || checked < 300 {
		t.Errorf("%d lists were compared, a dense one among them: %t", checked, dense)
	}
}

// checkPostings reads a list in all ways.
func checkPostings(t *testing.T, l *postingsList, want map[uint32][2]uint32, some [][]uint32) {
	t.Helper()
	w, walked := new(walker), 0
	for w.start(l); ; {
		n, err := w.next()
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			break
		}
		for i, num := range w.nums[:n] {
			if got := [2]uint32{w.counts[i], w.lengths[i]}; got != want[num] {
				t.Fatalf("passage %d has %v, want %v", num, got, want[num])
			}
			walked++
		}
	}
	if walked != len(want) {
		t.Fatalf("%d postings of %d", walked, len(want))
	}
	for _, passages := range some {
		found := make([]bool, len(passages))
		l.markAmong(w, passages, found)
		err := l.eachAmong(w, passages, func(i int, count, length uint32) {
			if got := [2]uint32{count, length}; got != want[passages[i]] {
				t.Fatalf("of %d passages, %d has %v, want %v", len(passages), passages[i], got, want[passages[i]])
			}
			found[i] = !found[i] // so that each is found once by either
		})
		if err != nil || slices.Contains(found, true) {
			t.Fatalf("of %d passages, some are found by one way only (%v)", len(passages), err)
		}
	}
}

// rankAll scores every passage by every posting, one after the other.
func rankAll(t *testing.T, x *Index, words []retrieval.Word) map[string]float32 {
	t.Helper()
	scores := make(map[string]float32)
	for seg := range x.segments {
		segment := &x.terms[seg]
		sc := newScratch(x.terms)
		lookups, err := (&indexedTerms{Index: x, sc: sc}).lookUpPostings(words)
		if err != nil {
			t.Fatal(err)
		}
		sums := make(map[uint32]float32)
		for _, l := range lookups {
			weights := make(map[uint32]float32)
			for _, p := range l.lists[seg] {
				w := new(walker)
				for w.start(p.postingsList); ; {
					n, err := w.next()
					if err != nil {
						t.Fatal(err)
					}
					if n == 0 {
						break
					}
					for i, num := range w.nums[:n] {
						weights[num] += x.totals.NormalizerFor(p.context).Normalize(float32(w.counts[i]), float32(w.lengths[i]))
					}
				}
			}
			for num, weight := range weights {
				sums[num] += float32(l.idf) * engine.SaturateFrequency(weight)
			}
		}
		for num, sum := range sums {
			if segment.isDeleted(num) {
				continue
			}
			key, err := x.stored.placeOf(seg, uint64(num))
			if err != nil {
				t.Fatal(err)
			}
			scores[fmt.Sprint(key.document, "@", key.start)] = sum
		}
	}
	return scores
}

// TestPruningChangesNoRanking: what is left out of the work on a question never is
// among the best. The scores of the best are those of scoring all passages, to the bit.
func TestPruningChangesNoRanking(t *testing.T) {
	x := openMany(t)
	r := rand.New(rand.NewPCG(5, 5))
	for range 40 {
		var asked []string
		for range 1 + r.IntN(7) {
			asked = append(asked, fmt.Sprintf("word%d", int(r.ExpFloat64()*30)))
		}
		if r.IntN(2) == 0 {
			asked = append(asked, "common", "often")
		}
		q := retrieval.Query{Question: question.Parse(strings.Join(asked, " "))}
		n := 1 + r.IntN(60)
		found, err := x.Candidates(t.Context(), q, n)
		if err != nil {
			t.Fatal(err)
		}
		all := rankAll(t, x, found.Words)
		var best []float32
		for _, score := range all {
			best = append(best, score)
		}
		slices.SortFunc(best, func(a, b float32) int { return cmp.Compare(b, a) })
		if len(found.Hits) != min(n, len(best)) {
			t.Fatalf("%v: %d hits, want %d", asked, len(found.Hits), min(n, len(best)))
		}
		for i, h := range found.Hits {
			if id := fmt.Sprint(h.Document, "@", h.Start); h.Score != float64(best[i]) || all[id] != best[i] {
				t.Errorf("%v: hit %d is %s with %v (%v), want %v", asked, i, id, h.Score, all[id], best[i])
			}
		}
	}
}

// TestLookUpsAreRemembered: a second search asks no dictionary, and a word that is
// nowhere is remembered, too. What is known stays bounded.
func TestLookUpsAreRemembered(t *testing.T) {
	x := openMany(t)
	terms := &indexedTerms{Index: x, sc: newScratch(x.terms)}
	asked := []string{"common", "nowher"}
	first, err := terms.Count(t.Context(), asked)
	if err != nil {
		t.Fatal(err)
	}
	terms.sc = nil // a dictionary would be read through it
	second, err := terms.Count(t.Context(), asked)
	if err != nil || !slices.Equal(first, second) || first[0] == 0 || first[1] != 0 {
		t.Errorf("%v, then %v (%v)", first, second, err)
	}
	if _, err := terms.Together(t.Context(), []lexicon.Pair{{First: "common", Second: "nowher"}}); err != nil {
		t.Error(err)
	}
	var k knownTerms
	for i := range 3 * mostKnown {
		k.remember(fmt.Sprint(i), nil)
		if _, ok := k.find("0"); !ok {
			t.Fatalf("what is asked for all the time is forgotten after %d others", i)
		}
	}
	if n := len(k.now.lists) + len(k.before.lists); n > 2*mostKnown {
		t.Errorf("%d terms are known", n)
	}
}
