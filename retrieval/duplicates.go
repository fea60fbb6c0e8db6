package retrieval

import (
	"hash/maphash"
	"slices"
)

const (
	shingleTerms = 4
	// duplicateOverlap is the Jaccard similarity of shingle sets from which on
	// two passages count as the same text: copies with a changed number or
	// name pass, two reports of one event don't. The right text is in the first
	// place that people see for .960 of CLAP NQ's questions and .916 of 500 of
	// QED's; with .6 for .960 and .918, with .9 for .953 and .916, without folding
	// for .940 and .912.
	duplicateOverlap = .8
)

// foldDuplicates keeps the best limit hits, folding into each the near-duplicates
// from other documents that rank below it. Hits without terms are kept as
// they are.
func foldDuplicates(hits []Hit, limit int) []Hit {
	kept := make([]Hit, 0, min(limit, len(hits)))
	var shingles []map[uint64]bool
	seed := maphash.MakeSeed()
	for _, h := range hits {
		if len(kept) == limit {
			break
		}
		s := shinglesOf(seed, h.Terms)
		twin := slices.IndexFunc(shingles, func(k map[uint64]bool) bool { return isNearDuplicate(s, k) })
		if twin >= 0 {
			if k := &kept[twin]; h.Document != k.Document && !slices.Contains(k.Duplicates, h.Document) {
				k.Duplicates = append(k.Duplicates, h.Document)
				k.Twins = append(k.Twins, h)
			}
			continue
		}
		kept = append(kept, h)
		shingles = append(shingles, s)
	}
	return kept
}

// shinglesOf returns the hashes of the runs of terms in a passage.
func shinglesOf(seed maphash.Seed, terms []Term) map[uint64]bool {
	if len(terms) < shingleTerms {
		return nil
	}
	set := make(map[uint64]bool, len(terms))
	var window [shingleTerms]uint64
	for i, t := range terms {
		window[i%shingleTerms] = maphash.String(seed, t.Text)
		if i+1 < shingleTerms {
			continue
		}
		var h uint64
		for k := range shingleTerms {
			h = h*0x9E3779B97F4A7C15 + window[(i+1+k)%shingleTerms]
		}
		set[h] = true
	}
	return set
}

// isNearDuplicate reports whether two shingle sets overlap enough.
func isNearDuplicate(a, b map[uint64]bool) bool {
	small, large := a, b
	if len(small) > len(large) {
		small, large = large, small
	}
	if len(small) == 0 || float64(len(small)) < duplicateOverlap*float64(len(large)) {
		return false
	}
	both := 0
	for h := range small {
		if large[h] {
			both++
		}
	}
	return float64(both) >= duplicateOverlap*float64(len(a)+len(b)-both)
}
