package answering

import (
	"context"
	"slices"
	"strings"

	"footnote/bot"

	"footnote/retrieval"
	"footnote/retrieval/question"
)

// maxExcerptBytes bounds a cited excerpt. A longer passage is shown as the
// sentences around the one that answers.
const maxExcerptBytes = 900

// minExcerptBytes is how long an excerpt is at least, where its passage has as
// much: enough to judge a sentence by.
const minExcerptBytes = 300

// composeSentences fills the answer's sentences and citations from the chosen ones.
// Citations are numbered in order of first use, one a passage; choose takes one
// of a document.
func composeSentences(ctx context.Context, x retrieval.Index, asked question.Question, answer *bot.Answer, chosen []candidate) error {
	type passage struct {
		document string
		start    int
	}
	cited := make(map[passage]int) // → index of its citation
	var spans [][]retrieval.Span   // by citation: what its excerpt must show
	var hits []*retrieval.Hit
	for _, c := range chosen {
		from := passage{c.hit.Document, c.hit.Start}
		i, ok := cited[from]
		if !ok {
			i = len(hits)
			cited[from] = i
			hits = append(hits, c.hit)
			spans = append(spans, nil)
		}
		span := completeSpan(c, asked)
		spans[i] = append(spans[i], span)
		sentence := bot.Sentence{
			Text: c.hit.Text[span.Start-c.hit.Start : span.End-c.hit.Start], Citations: []int{i + 1}, Start: span.Start, End: span.End,
		}
		if lines := linesOf(sentence.Text); len(lines) > 1 {
			sentence.Broken = lines
		} else if len(lines) == 1 && strings.Contains(sentence.Text, "\n") {
			sentence.Text = lines[0] // its document breaks it to a width
		}
		sentence.Cells = rowCells(c.hit, span)
		answer.Sentences = append(answer.Sentences, sentence)
	}
	for i, h := range hits {
		c, err := citeHit(ctx, x, h, spans[i])
		if err != nil {
			return err
		}
		c.N = i + 1
		answer.Citations = append(answer.Citations, c)
	}
	return nil
}

// evidencePerDocument is how many excerpts of one document are collected. Of
// SQuAD 2's articles, each a document of its own, six excerpts hold the answer of
// 96.6 % of the answered questions with three a document, of 90.9 % with one; where
// documents are short it makes no difference.
const evidencePerDocument = 3

// collectEvidence fills the answer's evidence: the excerpts that it cites, then those
// around the best sentences of the next best passages.
func collectEvidence(ctx context.Context, x retrieval.Index, answer *bot.Answer, hits []retrieval.Hit, ranked []candidate, n int) error {
	answer.Evidence = slices.Clone(answer.Citations)
	for i := range hits {
		if len(answer.Evidence) >= n {
			break
		}
		h := &hits[i]
		same, taken := 0, false
		for _, c := range answer.Evidence {
			if c.Document == h.Document {
				same++
				taken = taken || c.Start < h.End && h.Start < c.End
			}
		}
		if taken || same == evidencePerDocument {
			continue
		}
		best := slices.IndexFunc(ranked, func(c candidate) bool { return c.hit == h })
		if best < 0 {
			continue
		}
		c, err := citeHit(ctx, x, h, []retrieval.Span{ranked[best].Span})
		if err != nil {
			return err
		}
		answer.Evidence = append(answer.Evidence, c)
	}
	return nil
}

// nearEvidence is the cosine from which a sentence is near the question in meaning. Of
// the sample that models are set up with (retrieval/meaning) all 40 pairs that belong
// together have it, and 11 of the other 1,560.
const nearEvidence = .3

// nearSpans returns the sentences of an excerpt that are near the question in meaning,
// as byte ranges of it.
func nearSpans(h *retrieval.Hit, excerpt retrieval.Span) (near [][2]int) {
	for _, s := range h.Sentences {
		if s.Nearness() >= nearEvidence && excerpt.Start <= s.Start && s.End <= excerpt.End {
			near = append(near, [2]int{s.Start - excerpt.Start, s.End - excerpt.Start})
		}
	}
	return near
}

// citeHit makes the citation of a hit whose excerpt shows the given spans.
func citeHit(ctx context.Context, x retrieval.Index, h *retrieval.Hit, show []retrieval.Span) (bot.Citation, error) {
	d, err := x.Facts(ctx, h.Document)
	if err != nil {
		return bot.Citation{}, err
	}
	at := excerptSpan(h, show)
	c := bot.Citation{
		Document: d.ID, Title: d.Title, URL: d.URL, Author: d.Author, Publisher: d.Publisher,
		Published: d.Published, Page: d.PageAt(show[0].Start), Heading: d.HeadingPath(show[0].Start),
		Start: at.Start, End: at.End, Excerpt: h.Text[at.Start-h.Start : at.End-h.Start],
		Highlights: h.HighlightSpans(at), Duplicates: h.Duplicates, Near: nearSpans(h, at),
	}
	return c, nil
}

// excerptSpan returns the part of the hit's passage to show: all of it if it is
// short, else whole sentences around those to be shown.
func excerptSpan(h *retrieval.Hit, show []retrieval.Span) retrieval.Span {
	sentences := h.Sentences
	first := slices.IndexFunc(sentences, func(s retrieval.Sentence) bool { return s.End >= show[0].End })
	last := first
	for i, s := range sentences {
		for _, want := range show {
			if s.Start < want.End && want.Start < s.End {
				first, last = min(first, i), max(last, i)
			}
		}
	}
	shown := last
	// Grow by whole sentences, before and after in turn, while there is room:
	// before no further than the paragraph begins, for what stands above it is
	// mostly another thought, a headline or a masthead. What is short yet takes
	// that, too.
	fits := func(first, last int) bool { return sentences[last].End-sentences[first].Start <= maxExcerptBytes }
	opens := func(i int) bool {
		return strings.Contains(h.Text[sentences[i-1].End-h.Start:sentences[i].Start-h.Start], "\n\n")
	}
	for grown := true; grown; {
		grown = false
		if last+1 < len(sentences) && fits(first, last+1) {
			last++
			grown = true
		}
		if first > 0 && fits(first-1, last) && !opens(first) {
			first--
			grown = true
		}
	}
	for last > shown && sentences[last].Heads() {
		last-- // what it heads isn't there
	}
	for first > 0 && fits(first-1, last) && sentences[last].End-sentences[first].Start < minExcerptBytes {
		first--
	}
	return retrieval.Span{Start: sentences[first].Start, End: sentences[last].End}
}
