package retrieval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/language"
)

// Span is a byte range [Start, End) of a text.
type Span = language.Span

// Sentences returns the sentences of text in order, without the white space
// between them. A sentence ends at terminal punctuation, at a blank line, and
// at a line end unless the paragraph is hard-wrapped prose. Headings, list
// items and table rows are sentences of their own.
func Sentences(text string) []Span {
	var spans []Span
	for start := 0; start < len(text); {
		end := paragraphEnd(text, start)
		spans = paragraphSentences(spans, text, start, end)
		start = end
	}
	return spans
}

// paragraphEnd returns the end of the paragraph that starts at start, with
// the blank lines after it.
func paragraphEnd(text string, start int) int {
	i := strings.Index(text[start:], "\n\n")
	if i < 0 {
		return len(text)
	}
	end := start + i
	for end < len(text) && text[end] == '\n' {
		end++
	}
	return end
}

func paragraphSentences(spans []Span, text string, start, end int) []Span {
	wrapped := hardWrapped(text[start:end])
	from := start
	cut := func(at int) {
		if s, ok := trimSpan(text, from, at); ok {
			spans = append(spans, s)
		}
		from = at
	}
	for i := start; i < end; {
		c := text[i]
		switch {
		case c == '\n':
			if !wrapped || ListItem(text[i+1:end]) {
				cut(i)
			}
			i++
		case c == '.' || c == '!' || c == '?':
			next := pastTerminator(text, i, end)
			if !numbersItem(text[from:end], i-from) && sentenceEnds(text, from, i, next, end) {
				cut(next)
			}
			i = next
		case c < utf8.RuneSelf:
			i++
		default:
			r, size := utf8.DecodeRuneInString(text[i:end])
			i += size
			if strings.ContainsRune("。！？｡।॥؟۔…", r) {
				next := pastTerminator(text, i-size, end)
				if r != '…' || sentenceEnds(text, from, i-size, next, end) {
					cut(next)
				}
				i = next
			}
		}
	}
	cut(end)
	return spans
}

// pastTerminator returns the end of the run of terminal punctuation at i and
// of the quotes and brackets that close after it.
func pastTerminator(text string, i, end int) int {
	for i < end {
		r, size := utf8.DecodeRuneInString(text[i:end])
		if !strings.ContainsRune(".!?。！？｡।॥؟۔…\"')]}»”’」』", r) {
			break
		}
		i += size
	}
	// Tokenized text has its closing quotes after a space.
	if strings.HasPrefix(text[i:end], " ''") && (i+3 == end || text[i+3] == ' ' || text[i+3] == '\n') {
		i += 3
	}
	return i
}

// sentenceEnds decides whether the terminator at dot, with its closing quotes
// ending at next, ends the sentence that began at from.
func sentenceEnds(text string, from, dot, next, end int) bool {
	if next >= end {
		return true
	}
	after := text[next:end]
	first, _ := utf8.DecodeRuneInString(after)
	if !unicode.IsSpace(first) {
		// Footnote marks follow at once: "in 1066.[3] The". Otherwise this is
		// a dot inside a word, a number, a file name or a host name.
		return first == '[' && next+1 < end && isDigit(text[next+1])
	}
	rest := strings.TrimLeft(after, " \t\n\u00a0")
	if rest == "" {
		return true
	}
	start, _ := utf8.DecodeRuneInString(rest)
	if text[dot] != '.' || next > dot+1 && strings.ContainsAny(text[dot:next], "!?") {
		return !unicode.IsLower(start)
	}
	if unicode.IsLower(start) || start == ',' || start == ';' {
		return false
	}
	return !(&stop{text: text[from:dot], rest: rest}).isShortening()
}

// numbersItem reports whether the dot belongs to the number that an item of a list
// begins with; text begins where the sentence does.
func numbersItem(text string, dot int) bool {
	number := strings.TrimLeftFunc(text[:dot], unicode.IsSpace)
	return number != "" && strings.Trim(number, "0123456789") == "" &&
		(len(number) == dot || strings.Contains(text[:dot], "\n")) && ListItem(text[dot-len(number):])
}

// lastWord returns the word that ends s, with dots inside it.
func lastWord(s string) string {
	i := len(s)
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '-' {
			break
		}
		i -= size
	}
	return s[i:]
}

func firstWord(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		return s[:i]
	}
	return s
}

// hardWrapped reports whether a paragraph is prose whose lines were broken to fit a width:
// three or more, all but the last of similar length, or two of which the first ends within
// a sentence.
func hardWrapped(paragraph string) bool {
	paragraph = strings.TrimRight(paragraph, "\n")
	if !strings.Contains(paragraph, "\n") {
		return false
	}
	lines := strings.Split(paragraph, "\n")
	longest, shortest := 0, 1<<30
	for _, line := range lines[:len(lines)-1] {
		n := utf8.RuneCountInString(line)
		longest, shortest = max(longest, n), min(shortest, n)
		if TableRow(line) {
			return false
		}
	}
	last := utf8.RuneCountInString(lines[len(lines)-1])
	if last > longest+longest/5 || longest > 120 {
		return false
	}
	if len(lines) == 2 {
		return shortest >= 50 && (startsLower(lines[1]) || endsInWord(lines[0]) && endsSentence(lines[1]))
	}
	return longest >= 40 && shortest*5 >= longest*3
}

func startsLower(line string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, " \t"))
	return unicode.IsLower(r)
}

// endsInWord reports whether a line ends in a word in lower case, as no heading, label or
// finished sentence mostly does: "… who stands in for me until". In scripts without cases
// it can't be told.
func endsInWord(line string) bool {
	word := lastWord(strings.TrimRight(line, " \t"))
	return word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLower(r) })
}

// endsSentence reports whether a line ends as sentences do.
func endsSentence(line string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, " \t"))
	return strings.ContainsRune(".!?:", r)
}

// ListItem reports whether a line begins with a bullet or a number.
func ListItem(line string) bool {
	line = strings.TrimLeft(line, " \t")
	r, size := utf8.DecodeRuneInString(line)
	if strings.ContainsRune("-*•–·◦▪+", r) {
		return strings.HasPrefix(line[size:], " ")
	}
	n := 0
	for n < len(line) && isDigit(line[n]) {
		n++
	}
	return 0 < n && n < 4 && n+1 < len(line) && (line[n] == '.' || line[n] == ')') && line[n+1] == ' '
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// trimSpan returns the span of text[start:end] without white space around it,
// false if nothing is left.
func trimSpan(text string, start, end int) (Span, bool) {
	s := strings.TrimRightFunc(text[start:end], unicode.IsSpace)
	end = start + len(s)
	start = end - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	return Span{Start: start, End: end}, start < end
}
