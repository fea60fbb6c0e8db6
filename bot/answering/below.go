package answering

import (
	"slices"
	"strings"
	"unicode"

	"footnote/retrieval"
	"footnote/retrieval/language"
)

// questionAbove returns the question right above a sentence that answers it, as FAQ
// pages have them, if it has words of what was asked.
func questionAbove(c candidate) (candidate, bool) {
	list := c.hit.Sentences
	i := slices.IndexFunc(list, func(s retrieval.Sentence) bool { return s.Start == c.Start })
	if i <= 0 || !c.AnswersAbove() || !list[i-1].Asks() {
		return candidate{}, false
	}
	return candidate{Sentence: list[i-1], hit: c.hit}, true
}

// withParagraph returns the bytes of a question in the documents, or of a heading,
// and of the beginning of the paragraph below it: "How long does a repair take?"
// says nothing alone.
func withParagraph(c candidate) retrieval.Span {
	h, span, above := c.hit, c.Span, true
	text := func(start, end int) string { return h.Text[start-h.Start : end-h.Start] }
	for _, s := range h.Sentences {
		if s.Start < c.End {
			continue
		}
		if language.EndsInQuestionMark(text(s.Start, s.End)) || !above && strings.Contains(text(span.End, s.Start), "\n\n") {
			break // the next one's, or its next paragraph
		}
		if s.End-c.End > maxAnnexed {
			break
		}
		span.End, above = s.End, isShortHeading(candidate{Sentence: s, hit: h})
	}
	return span
}

// longestHeading is the length in bytes up to which a line that stands alone is taken
// for the heading of what is below it, and not for a line of minutes or a form.
const longestHeading = 60

func isShortHeading(c candidate) bool { return c.Heads() && len(c.text()) <= longestHeading }

// isNumberedItem reports whether a line is an item of a numbered list.
func isNumberedItem(line string) bool {
	return retrieval.ListItem(line) && unicode.IsDigit(rune(strings.TrimLeft(line, " \t")[0]))
}

// stepsSpan returns the bytes of the numbered list that a step is of, or of the step
// alone if they are too many for a screen.
func stepsSpan(c candidate) retrieval.Span {
	list := c.hit.Sentences
	text := func(i int) string { return c.hit.Text[list[i].Start-c.hit.Start : list[i].End-c.hit.Start] }
	begins := func(i int) bool { // a line
		return i == 0 || strings.Contains(c.hit.Text[list[i-1].End-c.hit.Start:list[i].Start-c.hit.Start], "\n")
	}
	opens := func(i int) bool {
		number, _, _ := strings.Cut(strings.TrimLeft(text(i), " \t"), " ")
		return isNumberedItem(text(i)) && strings.TrimRight(number, ".)") == "1"
	}
	at := slices.IndexFunc(list, func(s retrieval.Sentence) bool { return s.Start == c.Start })
	first, last := at, at
	for i := at - 1; i >= 0 && !opens(first) && (!begins(i) || isNumberedItem(text(i))); i-- {
		if begins(i) {
			first = i
		}
	}
	for i := at + 1; i < len(list) && (!begins(i) || isNumberedItem(text(i)) && !opens(i)); i++ {
		last = i
	}
	if all := (retrieval.Span{Start: list[first].Start, End: list[last].End}); all.End-all.Start <= maxAnnounced {
		return all
	}
	return c.Span
}
