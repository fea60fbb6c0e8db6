package measuring

import (
	"cmp"
	"slices"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/eval"
)

// rankedDocuments returns the documents of hits, each where its best passage
// ranks, and the places in which people see them: near-duplicates share that of
// the best of their kind. IDs lose the prefix.
func rankedDocuments(hits []retrieval.Hit, prefix string) eval.Ranked {
	var r eval.Ranked
	placed := make(map[string]bool)
	var all []retrieval.Hit
	for i := range hits {
		all = append(append(all, hits[i]), hits[i].Twins...)
		var place []string
		for _, id := range append([]string{hits[i].Document}, hits[i].Duplicates...) {
			if !placed[id] {
				placed[id] = true
				place = append(place, strings.TrimPrefix(id, prefix))
			}
		}
		if len(place) > 0 {
			r.Places = append(r.Places, place)
		}
	}
	slices.SortStableFunc(all, func(a, b retrieval.Hit) int {
		return cmp.Or(cmp.Compare(b.Rank, a.Rank), cmp.Compare(a.Document, b.Document))
	})
	ranked := make(map[string]bool)
	for i := range all {
		if id := all[i].Document; !ranked[id] {
			ranked[id] = true
			r.Documents = append(r.Documents, strings.TrimPrefix(id, prefix))
		}
	}
	return r
}
