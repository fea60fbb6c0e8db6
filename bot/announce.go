package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
)

// What a sentence announces is taken with it up to this many bytes.
const (
	maxAnnounced = 600 // of a list or a table
	maxAnnexed   = 300 // of the one line below: a command, a formula
)

// announced returns the bytes of a chosen sentence and, if it only announces
// what answers ("The limits are:"), of the list, the table or the line below it.
func announced(c candidate) retrieval.Span {
	h, span := c.hit, c.Span
	text := func(start, end int) string { return h.Text[start-h.Start : end-h.Start] }
	i := slices.IndexFunc(h.Sentences, func(s retrieval.Sentence) bool { return s.Start >= span.End })
	if i < 0 || !announces(c.text()) || !strings.Contains(text(span.End, h.Sentences[i].Start), "\n") {
		return span
	}
	first := h.Sentences[i]
	if line := text(first.Start, first.End); !item(line) {
		if len(line) <= maxAnnexed && (endsOpen(c.text()) || !plainWords(line) && !prose(line)) {
			span.End = first.End
		}
		return span
	}
	for _, s := range h.Sentences[i:] {
		begins := strings.Contains(text(span.End, s.Start), "\n")
		if s.End-c.End > maxAnnounced || begins && !item(text(s.Start, s.End)) {
			break
		}
		span.End = s.End
	}
	return span
}

// announces tells a sentence that speaks of what follows.
func announces(sentence string) bool {
	if endsOpen(sentence) {
		return true
	}
	return slices.ContainsFunc(strings.Fields(strings.ToLower(sentence)), func(w string) bool {
		return slices.Contains(following, strings.TrimFunc(w, unicode.IsPunct))
	})
}

func endsOpen(sentence string) bool {
	return strings.HasSuffix(sentence, ":") || strings.HasSuffix(sentence, "：")
}

// plainWords tells a line that looks like a heading rather than like a command
// or a formula.
func plainWords(line string) bool {
	return !strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsSpace(r) })
}

// prose tells a sentence of its own: "He resigned following the vote." announces
// nothing of the paragraph below.
func prose(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	return !unicode.IsLower(first) && strings.ContainsRune(".!?。！？।", last)
}

// following are the words with which sentences announce a list.
var following = strings.Fields("following folgende folgenden folgendes suivant suivants suivante suivantes " +
	"siguiente siguientes seguente seguenti seguinte seguintes")

// item tells an item of a list or a row of a table.
func item(line string) bool { return retrieval.ListItem(line) || strings.Contains(line, " | ") }
