package passages

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"footnote/retrieval"
)

// Explanation says how a search came to its ranking.
type Explanation struct {
	Query    string            `json:"query"`
	Passages int               `json:"passages"` // in the whole index
	Words    []ExplainedWord   `json:"words"`
	Results  []ExplainedResult `json:"results"`
	Elapsed  float64           `json:"elapsed_ms"`
}

// ExplainedWord is a retrieval.Word.
type ExplainedWord struct {
	Text      string   `json:"text"`
	Stop      bool     `json:"stop"`
	Corrected string   `json:"corrected"`
	Forms     []string `json:"forms"`
	Passages  int      `json:"passages"`
	IDF       float64  `json:"idf"`
}

// ExplainedResult is a passage. Rank = BM25F + Proximity + Titled + Other.
type ExplainedResult struct {
	N         int                 `json:"n"`
	Document  string              `json:"document"`
	Title     string              `json:"title"`
	Start     int                 `json:"start"`
	End       int                 `json:"end"`
	Rank      float64             `json:"rank"`
	BM25F     float64             `json:"bm25f"`
	Proximity float64             `json:"proximity"`
	Titled    float64             `json:"titled"`
	Other     float64             `json:"other"` // mostly what the best sentence adds
	Parts     []ExplainedPart     `json:"parts"`
	Sentences []ExplainedSentence `json:"sentences"` // the best first
	// Duplicates are documents that hold nearly the same passage.
	Duplicates []string `json:"duplicates"`
}

// ExplainedPart is what a word of the query adds to BM25F.
type ExplainedPart struct {
	Word  string  `json:"word"`
	Score float64 `json:"score"`
	// Context reports whether title, headings or path have the word.
	Context bool `json:"context"`
}

// ExplainedSentence is one of a passage.
type ExplainedSentence struct {
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Text     string   `json:"text"`
	Score    float64  `json:"score"`
	Matched  []string `json:"matched"`
	Expected bool     `json:"expected"` // has the kind of thing that is asked for
}

// Explain searches, and says how each of at most limit passages came to its rank.
func Explain(ctx context.Context, x retrieval.Index, query string, limit int) (Explanation, error) {
	began := time.Now()
	out := Explanation{Query: query, Words: []ExplainedWord{}, Results: []ExplainedResult{}}
	asked := retrieval.NewQuery(query)
	asked.Limit = limit
	found, err := retrieval.Search(ctx, x, asked)
	if err != nil {
		return out, err
	}
	out.Passages = found.Passages
	for _, w := range found.Words {
		out.Words = append(out.Words, ExplainedWord{w.Text, w.Stop, w.Corrected, append([]string{}, w.Forms...), w.Passages, w.IDF})
	}
	for i := range found.Hits {
		h := &found.Hits[i]
		d, err := x.Facts(ctx, h.Document)
		if err != nil {
			return out, fmt.Errorf("explain a passage: %w", err)
		}
		r := ExplainedResult{
			N: i + 1, Document: d.ID, Title: d.Title, Start: h.Start, End: h.End,
			Rank: h.Rank, BM25F: h.Score, Proximity: h.Proximity, Titled: h.Titled,
			Other: h.Rank - h.Score - h.Proximity - h.Titled,
			Parts: explainParts(found.Words, h), Sentences: explainSentences(found.Words, h),
			Duplicates: append([]string{}, h.Duplicates...),
		}
		out.Results = append(out.Results, r)
	}
	out.Elapsed = Milliseconds(time.Since(began))
	return out, nil
}

// explainParts returns what each word adds, the most first.
func explainParts(words []retrieval.Word, h *retrieval.Hit) []ExplainedPart {
	parts := []ExplainedPart{}
	for w, score := range h.Parts {
		if score > 0 {
			parts = append(parts, ExplainedPart{words[w].Text, score, w < len(h.Above) && h.Above[w]})
		}
	}
	slices.SortStableFunc(parts, func(a, b ExplainedPart) int { return cmp.Compare(b.Score, a.Score) })
	return parts
}

// explainSentences returns the sentences of a passage, the best first.
func explainSentences(words []retrieval.Word, h *retrieval.Hit) []ExplainedSentence {
	sentences := []ExplainedSentence{}
	for _, s := range h.Sentences {
		e := ExplainedSentence{
			Start: s.Start, End: s.End, Text: h.Text[s.Start-h.Start : s.End-h.Start],
			Score: s.Score, Matched: []string{}, Expected: s.Expected,
		}
		for w, matched := range s.Matched {
			if matched {
				e.Matched = append(e.Matched, words[w].Text)
			}
		}
		sentences = append(sentences, e)
	}
	slices.SortStableFunc(sentences, func(a, b ExplainedSentence) int { return cmp.Compare(b.Score, a.Score) })
	return sentences
}
