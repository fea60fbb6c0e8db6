package blevex

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"footnote/retrieval"
)

// maxQueryWords bounds the work of a query: past it, the words that fewest
// passages have are kept.
const maxQueryWords = 64

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
	term    string
	count   int
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
				l.lists[seg] = append(l.lists[seg], fieldPostings{list, name == contextField, form, count})
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
	if strings.Contains(w.Corrected, " ") {
		w.IDF /= 2 // half of the word that was asked for
	}
	return l, nil
}

// correct looks a word up in the form nearest to it, if there is one. missed
// is what the word as asked gave: nothing.
func (x *Index) correct(sc *scratch, w *retrieval.Word, missed lookup) (lookup, error) {
	for _, form := range w.Forms {
		if utf8.RuneCountInString(form) < correctedRunes {
			continue // "fires" is indexed as fire, one letter from too many others
		}
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
