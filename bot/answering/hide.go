package answering

import (
	"context"
	"slices"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/question"
)

// hideExcludedWords makes words that only excluded documents have words that none has:
// whether a document mentions something must not show where the document
// doesn't, nor must its spelling of a misspelt word.
func hideExcludedWords(ctx context.Context, x retrieval.Index, q *bot.Question, found *retrieval.Result) error {
	if q.Exclude == nil {
		return nil
	}
	var hidden []int
	for i, w := range found.Words {
		if w.Stop || w.Beside || w.Passages == 0 || inHits(found.Hits, i, otherPart(found.Words, i)) {
			continue
		}
		alone, err := x.Candidates(ctx, retrieval.Query{Question: question.Parse(w.Text), Exclude: q.Exclude, Collections: q.Collections}, retrieval.DefaultLimit)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(alone.Hits, hasAllWords) {
			hidden = append(hidden, i)
		}
	}
	for _, i := range hidden {
		found.Words[i].Passages, found.Words[i].Corrected = 0, ""
	}
	return nil
}

// hasAllWords reports whether a passage has each word of its query, of which there may be two
// if the one asked for was taken apart.
func hasAllWords(c retrieval.Candidate) bool { return !slices.Contains(c.Parts, 0) }

// otherPart returns the word that is the other part of what a word of the question
// was taken apart into, the word itself if it wasn't.
func otherPart(words []retrieval.Word, i int) int {
	for k, w := range words {
		if k != i && w.Text == words[i].Text && w.Corrected == words[i].Corrected && w.Corrected != "" {
			return k
		}
	}
	return i
}

// inHits reports whether a hit has both words of the query.
func inHits(hits []retrieval.Hit, word, other int) bool {
	return slices.ContainsFunc(hits, func(h retrieval.Hit) bool { return h.Parts[word] > 0 && h.Parts[other] > 0 })
}
