package contract

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/engine"
)

// reference scores every passage of documents by BM25F, written down plainly.
func reference(a retrieval.Analyzer, docs map[string]*retrieval.Document, query []string) map[string]float64 {
	type counted struct{ body, context map[string]int }
	passages := make(map[string]counted)
	var bodyTerms, contextTerms int
	for _, d := range docs {
		for p := range retrieval.Split(d) {
			count := func(text string) map[string]int {
				tf := make(map[string]int)
				for _, term := range a.Terms(nil, "en", text) {
					if !term.Stop {
						tf[term.Text]++
						tf[""]++
					}
				}
				return tf
			}
			c := counted{count(p.Text), count(d.Title + "\n" + d.HeadingPath(p.Start) + "\n" + engine.PathWords(d.ID))}
			bodyTerms += c.body[""]
			contextTerms += c.context[""]
			passages[fmt.Sprint(d.ID, "@", p.Start)] = c
		}
	}
	n := float64(len(passages))
	scores := make(map[string]float64)
	for _, term := range query {
		var inBody, inContext float64
		for _, c := range passages {
			if c.body[term] > 0 {
				inBody++
			}
			if c.context[term] > 0 {
				inContext++
			}
		}
		df := max(inBody, inContext)
		idf := math.Log(1 + (n-df+.5)/(df+.5))
		for id, c := range passages {
			norm := func(tf map[string]int, total int) float64 {
				return float64(tf[term]) / (.25 + .75*float64(tf[""])/max(float64(total)/n, 1))
			}
			if w := norm(c.body, bodyTerms) + norm(c.context, contextTerms); w > 0 {
				scores[id] += idf * w * 2.2 / (1.2 + w)
			}
		}
	}
	return scores
}

// scoresAreExact compares scores and order with the reference after changes and
// deletions, with few enough hits wanted that most passages need no full score.
func scoresAreExact(t *testing.T, open Open) {
	words := strings.Fields("boat harbour pier anchor sail mast rope crew storm island beacon cargo engine ferry gull hull keel ladder net oar")
	r := rand.New(rand.NewPCG(1, 2))
	pick := func() string { return words[min(r.IntN(len(words)), r.IntN(len(words)))] }
	document := func(id string) *retrieval.Document {
		var b strings.Builder
		for range 1 + r.IntN(40) {
			for range 1 + r.IntN(12) {
				b.WriteString(pick() + " ")
			}
			b.WriteString("ends. Next ")
		}
		return &retrieval.Document{ID: id, Title: pick(), Language: "en", Text: b.String() + "."}
	}
	store := open()
	docs := make(map[string]*retrieval.Document)
	for range 3 {
		var puts []*retrieval.Document
		for range 40 {
			d := document(fmt.Sprintf("%s/%d.txt", pick(), r.IntN(30)))
			if slices.ContainsFunc(puts, func(o *retrieval.Document) bool { return o.ID == d.ID }) {
				continue
			}
			docs[d.ID] = d
			puts = append(puts, d)
		}
		var gone []string
		for id := range docs {
			if len(gone) < 5 && !slices.Contains(puts, docs[id]) {
				gone = append(gone, id)
			}
		}
		for _, id := range gone {
			delete(docs, id)
		}
		commit(t, store, puts, gone...)
	}
	x := opened(t, store)
	for range 30 {
		query := []string{}
		for range 1 + r.IntN(6) {
			if w := pick(); !slices.Contains(query, w) {
				query = append(query, w)
			}
		}
		compareScores(t, x, docs, query, 1+r.IntN(20))
	}
}

func compareScores(t *testing.T, x retrieval.Index, docs map[string]*retrieval.Document, query []string, n int) {
	t.Helper()
	var terms []string
	for _, term := range x.Analyzer().Terms(nil, "en", strings.Join(query, " ")) {
		terms = append(terms, term.Text)
	}
	want := reference(x.Analyzer(), docs, terms)
	var ranked []string
	for id := range want {
		ranked = append(ranked, id)
	}
	slices.SortFunc(ranked, func(a, b string) int { return cmp.Compare(want[b], want[a]) })
	found := candidates(t, x, strings.Join(query, " "), n)
	if len(found.Hits) != min(n, len(ranked)) {
		t.Fatalf("%v: %d hits of %d, want %d", query, len(found.Hits), len(ranked), n)
	}
	for i, h := range found.Hits {
		id := fmt.Sprint(h.Document, "@", h.Start)
		if math.Abs(h.Score-want[id]) > 1e-4 || math.Abs(h.Score-want[ranked[i]]) > 1e-4 {
			t.Fatalf("%v: hit %d is %s with %v; its score is %v, the best left has %v", query, i, id, h.Score, want[id], want[ranked[i]])
		}
		var sum float64
		for _, part := range h.Parts {
			sum += part
		}
		if math.Abs(sum-h.Score) > 1e-4 {
			t.Fatalf("%v: the parts of %s add up to %v, not %v", query, id, sum, h.Score)
		}
		if d := docs[h.Document]; d == nil || d.Text[h.Start:h.End] != h.Text {
			t.Fatalf("%v: the hit %s isn't the text there", query, id)
		}
	}
}

// tiesAreInOrder has more equal passages than are wanted, over several changes: the
// first by document are the result, wherever they are.
func tiesAreInOrder(t *testing.T, open Open) {
	store := open()
	for generation := range 3 {
		var puts []*retrieval.Document
		for i := range 10 {
			id := fmt.Sprintf("%02d", 30-(generation*10+i))
			puts = append(puts, &retrieval.Document{ID: id, Language: "en", Text: "The boat lies there."})
		}
		commit(t, store, puts)
	}
	found := candidates(t, opened(t, store), "boat", 4)
	wantEqual(t, "the first of equals", documentsOf(found.Hits), []string{"01", "02", "03", "04"})
}
