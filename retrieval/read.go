package retrieval

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"
)

const (
	// readAtOnce is how many of the best sentences are read, each at some 3 ms of a
	// processor, before others are: of 1,220 questions of nine archives that their
	// documents answer, what answers is among the 8 best sentences for .78, among 16 for
	// .83.
	readAtOnce = 8
	// mostRead is how many are read while none of them probably answers. Of 955 questions
	// one of the sentences shown is right for .532 instead of .528, and what answers is
	// among the excerpts for .769 instead of .759.
	mostRead = 16
	// mostReadAfter is that of a question after another, whose words say less: among 8
	// there is what answers 196 of them for .64, among 24 for .78.
	mostReadAfter = 24
	// probablyAnswers is the logit from which on a sentence rather answers than not.
	probablyAnswers = 0
	// readHeadings are those nearest above a sentence that are read with it.
	readHeadings = 3
	// surelyRead is the logit from which on a sentence counts as fully answering, or
	// as fully not: .99 of 9,303 that were read are nearer to 0.
	surelyRead = 6
)

// Read returns how well the reader says that the sentence answers, from -1 to 1; 0
// where none reads.
func (s Sentence) Read() float64 { return s.Evidence[evRead] }

// ReadLogit returns that as the logit that the reader gave, up to ±6.
func (s Sentence) ReadLogit() float64 { return s.Read() * surelyRead }

// readSentences has the sentences with the best scores read together with the
// question, and adds that to their scores. The others count as the one that answers
// least. Of several readings of the question the one counts that a sentence answers best.
func (e *evidence) readSentences(ctx context.Context, hits []Hit) {
	if !e.reads {
		return
	}
	type place struct {
		*Sentence
		hit *Hit
	}
	var all []place
	for i := range hits {
		for k := range hits[i].Sentences {
			all = append(all, place{&hits[i].Sentences[k], &hits[i]})
		}
	}
	slices.SortStableFunc(all, func(a, b place) int { return cmp.Compare(b.Score, a.Score) })
	logits := e.readOn(ctx, len(all), func(i int) string { return e.readableText(all[i].Sentence, all[i].hit) })
	if len(logits) == 0 {
		return
	}
	least := slices.Min(logits)
	for i, s := range all {
		logit := least
		if i < len(logits) {
			logit, s.WasRead = logits[i], true
		}
		s.Evidence[evRead] = min(max(float64(logit)/surelyRead, -1), 1)
		s.Score += e.weights.Evidence[evRead] * s.Evidence[evRead]
	}
}

// readOn returns the logits of the first of n texts, the most promising first: of so many
// until one probably answers, or enough are read. Of the readings of the question that
// counts in which one of the first texts answers best.
func (e *evidence) readOn(ctx context.Context, n int, text func(i int) string) []float32 {
	most := mostRead
	if e.leans {
		most = mostReadAfter
	}
	next := func(from int) []string {
		texts := make([]string, min(n-from, readAtOnce))
		for i := range texts {
			texts[i] = text(from + i)
		}
		return texts
	}
	var logits []float32
	var asked string
	first := next(0)
	for _, reading := range e.readings {
		read := e.meaning.Read(ctx, reading, first)
		if len(logits) == 0 || len(read) > 0 && slices.Max(read) > slices.Max(logits) {
			logits, asked = read, reading
		}
	}
	for len(logits) > 0 && len(logits) < min(n, most) && slices.Max(logits) < probablyAnswers {
		read := e.meaning.Read(ctx, asked, next(len(logits)))
		if len(read) == 0 {
			break
		}
		logits = append(logits, read...)
	}
	return logits
}

// readableText is a sentence below what stands above it, as the reader was trained on
// it.
func (e *evidence) readableText(s *Sentence, h *Hit) string {
	var headings []Heading
	if d := e.outline.documents[h.Document]; d != nil {
		headings = d.HeadingsAt(s.Start)
	}
	return Readable(h, headings, s.Named)
}

// Readable returns a sentence of a passage below the title of its document, or the name
// of its file where it has none, and the nearest of the headings above it, which are in
// order from the outermost. A heading that repeats the title is left out: the reader
// reads no more than a few lines.
func Readable(h *Hit, headings []Heading, sentence string) string {
	title := h.Title
	if title == "" {
		title = readableName(h.Document)
	}
	parts := []string{title}
	for _, heading := range headings[max(0, len(headings)-readHeadings):] {
		if !strings.EqualFold(heading.Text, title) {
			parts = append(parts, heading.Text)
		}
	}
	return strings.Join(parts, " — ") + ": " + sentence
}

// readableName returns the name of a document's file in words.
func readableName(id string) string {
	name := path.Base(id)
	name = strings.TrimSuffix(name, path.Ext(name))
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' }), " ")
}
