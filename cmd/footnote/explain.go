package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"footnote/adapters/terminal"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/question"
)

// explainCmd shows how a search came to its ranking.
type explainCmd struct {
	Query []string `arg:"" help:"The question or query; its words are joined."`
	Limit int      `short:"n" default:"5" placeholder:"N" help:"Number of passages (default: ${default})."`
	JSON  bool     `help:"Print the explanation as one JSON object."`
	syncFlag
}

func (c *explainCmd) Validate() error { return (&searchCmd{Limit: c.Limit}).Validate() }

// Help implements kong.HelpProvider.
func (explainCmd) Help() string {
	return `A passage's rank is the sum of its BM25F score, which the words of the query add up to, of their proximity, of the title as far as the query names it, and of what its best sentence adds. idf is ln(1 + (N-n+.5)/(n+.5)) for a word that n of N passages have.`
}

type explainOutput struct {
	Query    string            `json:"query"`
	Passages int               `json:"passages"` // in the whole index
	Words    []explainWord     `json:"words"`
	Results  []explainedResult `json:"results"`
	Elapsed  float64           `json:"elapsed_ms"`
}

// explainWord is a retrieval.Word.
type explainWord struct {
	Text      string   `json:"text"`
	Stop      bool     `json:"stop"`
	Corrected string   `json:"corrected"`
	Forms     []string `json:"forms"`
	Passages  int      `json:"passages"`
	IDF       float64  `json:"idf"`
}

// explainedResult is a passage. Rank = BM25F + Proximity + Titled + Other.
type explainedResult struct {
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
	Parts     []explainedPart     `json:"parts"`
	Sentences []explainedSentence `json:"sentences"` // the best first
	// Duplicates are documents that hold nearly the same passage.
	Duplicates []string `json:"duplicates"`
}

// explainedPart is what a word of the query adds to BM25F.
type explainedPart struct {
	Word  string  `json:"word"`
	Score float64 `json:"score"`
	// Context tells that title, headings or path have the word.
	Context bool `json:"context"`
}

type explainedSentence struct {
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Text     string   `json:"text"`
	Score    float64  `json:"score"`
	Matched  []string `json:"matched"`
	Expected bool     `json:"expected"` // has the kind of thing that is asked for
}

// Run explains.
func (c *explainCmd) Run(ctx context.Context, a *app) error {
	x, l, err := a.open(ctx, c.syncFlag)
	if err != nil {
		return err
	}
	defer x.Close()
	out, err := explain(ctx, x, strings.Join(c.Query, " "), c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		return a.printJSON(out)
	}
	a.hintEmpty(x, l)
	return a.print(explainer{terminal.Printer{Screen: a.out}}.explanation(out))
}

func explain(ctx context.Context, x *blevex.Index, query string, limit int) (explainOutput, error) {
	began := time.Now()
	out := explainOutput{Query: query, Words: []explainWord{}, Results: []explainedResult{}}
	found, err := retrieval.Search(ctx, x, retrieval.Query{Question: question.Parse(query), Limit: limit})
	if err != nil {
		return out, err
	}
	out.Passages = found.Passages
	for _, w := range found.Words {
		out.Words = append(out.Words, explainWord{w.Text, w.Stop, w.Corrected, append([]string{}, w.Forms...), w.Passages, w.IDF})
	}
	for i := range found.Hits {
		h := &found.Hits[i]
		d, err := x.Facts(ctx, h.Document)
		if err != nil {
			return out, fmt.Errorf("explain a passage: %w", err)
		}
		r := explainedResult{
			N: i + 1, Document: d.ID, Title: d.Title, Start: h.Start, End: h.End,
			Rank: h.Rank, BM25F: h.Score, Proximity: h.Proximity, Titled: h.Titled,
			Other: h.Rank - h.Score - h.Proximity - h.Titled,
			Parts: explainParts(found.Words, h), Sentences: explainSentences(found.Words, h),
			Duplicates: append([]string{}, h.Duplicates...),
		}
		out.Results = append(out.Results, r)
	}
	out.Elapsed = milliseconds(time.Since(began))
	return out, nil
}

func explainParts(words []retrieval.Word, h *retrieval.Hit) []explainedPart {
	parts := []explainedPart{}
	for w, score := range h.Parts {
		if score > 0 {
			parts = append(parts, explainedPart{words[w].Text, score, w < len(h.Above) && h.Above[w]})
		}
	}
	slices.SortStableFunc(parts, func(a, b explainedPart) int { return cmp.Compare(b.Score, a.Score) })
	return parts
}

func explainSentences(words []retrieval.Word, h *retrieval.Hit) []explainedSentence {
	sentences := []explainedSentence{}
	for _, s := range h.Sentences {
		e := explainedSentence{
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
	slices.SortStableFunc(sentences, func(a, b explainedSentence) int { return cmp.Compare(b.Score, a.Score) })
	return sentences
}
