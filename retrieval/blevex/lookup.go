package blevex

import (
	"cmp"
	"slices"

	"footnote/retrieval"
	"footnote/retrieval/engine"
)

// lookup is one query word with its postings: by segment, the lists of its
// forms in either field.
type lookup struct {
	word  int // index into Candidates.Words
	idf   float64
	lists [][]fieldPostings
	// weighed are the passages of a segment that were looked up one by one, in
	// order, with what was found. Nil where all postings were walked.
	weighed [][]weight
}

// weight is the normalised frequency of a word in a passage.
type weight struct {
	num   uint32
	above bool // some of it from the context
	tf    float32
}

// lookUpPostings finds the postings of the words that some passage has, the
// rarest first.
func (x *indexedTerms) lookUpPostings(words []retrieval.Word) ([]lookup, error) {
	var lookups []lookup
	for i, w := range words {
		if w.Stop || w.Passages == 0 {
			continue
		}
		l := lookup{word: i, idf: w.IDF, lists: make([][]fieldPostings, len(x.terms)), weighed: make([][]weight, len(x.terms))}
		for _, form := range w.Forms {
			lists, err := x.postingsOf(form)
			if err != nil {
				return nil, err
			}
			for seg, list := range lists {
				l.lists[seg] = append(l.lists[seg], list...)
			}
		}
		lookups = append(lookups, l)
	}
	slices.SortStableFunc(lookups, func(a, b lookup) int { return cmp.Compare(b.idf, a.idf) })
	return lookups[:min(len(lookups), engine.MaxQueryWords)], nil
}
