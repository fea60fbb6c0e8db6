package retrieval

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

const (
	// sentencesRead is how many of the best sentences are read, each at 3 to 5 ms of a
	// processor: among them is what answers for .85 of what the first 12 passages
	// answer, of questions as people ask them.
	sentencesRead = 8
	// readHeadings are those nearest above a sentence that are read with it.
	readHeadings = 3
	// surelyRead is the logit from which on a sentence counts as fully answering, or
	// as fully not.
	surelyRead = 6
)

// readSentences has the sentences with the best scores read together with the
// question, and adds that to their scores. The others count as the one that answers
// least.
func (e *evidence) readSentences(ctx context.Context, hits []Hit) {
	if e.meaning == nil {
		return
	}
	var best []*Sentence
	from := make(map[*Sentence]*Hit)
	for i := range hits {
		for k := range hits[i].Sentences {
			s := &hits[i].Sentences[k]
			best = append(best, s)
			from[s] = &hits[i]
		}
	}
	slices.SortStableFunc(best, func(a, b *Sentence) int { return cmp.Compare(b.Score, a.Score) })
	first := best[:min(len(best), sentencesRead)]
	texts := make([]string, len(first))
	for i, s := range first {
		texts[i] = e.readableText(s, from[s])
	}
	scores := e.meaning.Read(ctx, e.question.Text, texts)
	if scores == nil {
		return
	}
	least := slices.Min(scores)
	for i, s := range best {
		logit := least
		if i < len(first) {
			logit = scores[i]
		}
		s.Evidence[evRead] = min(max(float64(logit)/surelyRead, -1), 1)
		s.Score += e.weights.Evidence[evRead] * s.Evidence[evRead]
	}
}

// readableText is a sentence below what stands above it, as the reader was trained on
// it.
func (e *evidence) readableText(s *Sentence, h *Hit) string {
	var headings []Heading
	if d := e.outline.documents[h.Document]; d != nil {
		headings = d.HeadingsAt(s.Start)
	}
	return Readable(h.Title, headings, h.Text[s.Start-h.Start:s.End-h.Start])
}

// Readable returns a sentence below the title of its document and the nearest of the
// headings above it, which are in order from the outermost.
func Readable(title string, headings []Heading, sentence string) string {
	parts := []string{title}
	for _, heading := range headings[max(0, len(headings)-readHeadings):] {
		parts = append(parts, heading.Text)
	}
	return strings.Join(parts, " — ") + ": " + sentence
}
