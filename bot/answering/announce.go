package answering

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
	"footnote/retrieval/language"
	"footnote/retrieval/question"
)

// What a sentence announces is taken with it up to this many bytes.
const (
	maxAnnounced = 600 // of a list or a table
	maxAnnexed   = 300 // of the one line below: a command, a formula
)

// completeSpan returns the bytes of a chosen sentence with what it says nothing without:
// what it announces, or, if it is an item of a list, what announces the list.
// "Smoke in the building" is the opposite of what "The tenant must not:" makes of it.
// A question is whole with its answer, a heading with the paragraph below it, and a
// step, where somebody asks how to do something, with the others.
func completeSpan(c candidate, asked question.Question) retrieval.Span {
	if language.EndsInQuestionMark(c.text()) || isShortHeading(c) {
		return withParagraph(c)
	}
	if q, ok := questionAbove(c); ok {
		return withParagraph(q)
	}
	if !retrieval.ListItem(c.text()) {
		span := announcedSpan(c)
		span.Start = antecedentStart(c)
		return span
	}
	if isNumberedItem(c.text()) && asked.AsksManner() {
		return stepsSpan(c)
	}
	for _, s := range slices.Backward(c.hit.Sentences) {
		lead := candidate{Sentence: s, hit: c.hit}
		if s.Start >= c.Start || !endsOpen(lead.text()) || retrieval.ListItem(lead.text()) {
			continue
		}
		if span := announcedSpan(lead); span.End >= c.End {
			return span
		}
		break
	}
	return c.Span
}

// maxAntecedent bounds the sentence that is taken along for what it names, bytes.
const maxAntecedent = 200

// antecedentStart returns where a chosen sentence begins together with the one before it,
// if its first word stands for something named there: "It costs 12 euros" says nothing of
// what does.
func antecedentStart(c candidate) int {
	h := c.hit
	i := slices.IndexFunc(h.Sentences, func(s retrieval.Sentence) bool { return s.Start == c.Start })
	if i <= 0 || !question.RefersBack(c.text(), language.Written(h.Language)) {
		return c.Start
	}
	before := candidate{Sentence: h.Sentences[i-1], hit: h}
	between := h.Text[before.End-h.Start : c.Start-h.Start]
	if before.End-before.Start > maxAntecedent || strings.Contains(between, "\n") || isListOrTableLine(before.text()) || language.EndsInQuestionMark(before.text()) {
		return c.Start
	}
	return before.Start
}

// announcedSpan returns the bytes of a chosen sentence and, if it only announces
// what answers ("The limits are:"), of the list, the table or the line below it.
// The head of a table announces its rows.
func announcedSpan(c candidate) retrieval.Span {
	h, span := c.hit, c.Span
	text := func(start, end int) string { return h.Text[start-h.Start : end-h.Start] }
	i := slices.IndexFunc(h.Sentences, func(s retrieval.Sentence) bool { return s.Start >= span.End })
	if i < 0 || !strings.Contains(text(span.End, h.Sentences[i].Start), "\n") {
		return span
	}
	above := strings.TrimRight(text(h.Start, c.Start), " ")
	heads := retrieval.NamesOnly(c.text()) && retrieval.TableRow(text(h.Sentences[i].Start, h.Sentences[i].End)) &&
		(above == "" && c.Start == 0 || strings.HasSuffix(above, "\n") && !retrieval.TableRow(lastLine(above)))
	if !heads && !isAnnouncement(c.text()) {
		return span
	}
	first := h.Sentences[i]
	if line := text(first.Start, first.End); !isListOrTableLine(line) {
		if len(line) <= maxAnnexed && (endsOpen(c.text()) || !plainWords(line) && !isFullSentence(line)) {
			span.End = first.End
		}
		return span
	}
	for _, s := range h.Sentences[i:] {
		begins := strings.Contains(text(span.End, s.Start), "\n")
		line := text(s.Start, s.End)
		if s.End-c.End > maxAnnounced || begins && (!isListOrTableLine(line) || retrieval.TableRow(line) != retrieval.TableRow(text(first.Start, first.End))) {
			break
		}
		span.End = s.End
	}
	return span
}

// isAnnouncement reports whether a sentence speaks of what follows.
func isAnnouncement(sentence string) bool {
	if endsOpen(sentence) {
		return true
	}
	return slices.ContainsFunc(strings.Fields(strings.ToLower(sentence)), func(w string) bool {
		return following.Has(strings.TrimFunc(w, unicode.IsPunct))
	})
}

func endsOpen(sentence string) bool {
	return strings.HasSuffix(sentence, ":") || strings.HasSuffix(sentence, "：")
}

// plainWords reports whether a line looks like a heading rather than like a command
// or a formula.
func plainWords(line string) bool {
	return !strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsSpace(r) })
}

// isFullSentence reports whether a line is a sentence of its own: "He resigned following the vote." announces
// nothing of the paragraph below.
func isFullSentence(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	return !unicode.IsLower(first) && strings.ContainsRune(".!?。！？।", last)
}

// following are the words with which sentences announce a list.
var following = language.Gather(func(l *language.Language) language.Words { return l.Talk.Following })

// isListOrTableLine reports whether a line is an item of a list or a row of a table.
func isListOrTableLine(line string) bool { return retrieval.ListItem(line) || retrieval.TableRow(line) }

// lastLine returns the last line of a text that ends with one.
func lastLine(text string) string {
	text = strings.TrimSuffix(text, "\n")
	return text[strings.LastIndex(text, "\n")+1:]
}

// linesOf returns a sentence as it is to be read, its white space folded: in one
// line or, if it announces a list, a table, a command or a paragraph, that below it,
// an item a line.
func linesOf(text string) []string {
	var lines []string
	blank := false
	for _, line := range strings.Split(text, "\n") {
		folded := retrieval.FoldLine(line)
		switch n := len(lines); {
		case folded == "":
			blank = true
			continue
		case n == 0, blank, isListOrTableLine(folded), language.EndsInQuestionMark(lines[n-1]), isAnnouncement(lines[n-1]) && (endsOpen(lines[n-1]) || strings.HasSuffix(lines[n-1], ".")):
			lines = append(lines, folded)
		default:
			lines[n-1] = language.JoinLines(lines[n-1], folded)
		}
		blank = false
	}
	return lines
}
