package present

import (
	"strings"
	"unicode"

	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/retrieval"
)

// Where a conversation goes on around it, an answer is short: the sources below have
// the rest, one click away.
const (
	briefLines    = 3   // of all sentences together, but at least one each
	briefSentence = 400 // characters of a verbatim sentence
)

// Brief returns the blocks as they are shown in a conversation among people: the
// sentences of an answer in one to three lines, none of them twice. What a model has
// written stays whole: no excerpt says it again.
func Brief(blocks []Block) []Block {
	said := 0
	for _, b := range blocks {
		if _, ok := b.(Statement); ok {
			said++
		}
	}
	left := briefLines
	var list []Block
	var texts []string
	for _, b := range blocks {
		s, ok := b.(Statement)
		if !ok {
			list = append(list, b)
			continue
		}
		said--
		whole := strings.Join(s.Lines, "\n")
		if isSaid(texts, whole) {
			continue
		}
		texts = append(texts, whole)
		if !s.Own {
			s = s.shorten(max(1, left-said))
		}
		left -= len(s.Lines)
		list = append(list, s)
	}
	return list
}

// BriefStatements returns the sentences that Brief leaves of a reply.
func BriefStatements(r *bot.Reply) []Statement {
	var list []Statement
	_, blocks := Reply(r)
	for _, b := range Brief(blocks) {
		if s, ok := b.(Statement); ok {
			list = append(list, s)
		}
	}
	return list
}

// isSaid reports whether one of the texts has a sentence already, be it as an item of a
// list.
func isSaid(texts []string, sentence string) bool {
	for _, t := range texts {
		if strings.Contains(t, stripMarker(sentence)) {
			return true
		}
	}
	return false
}

// shorten returns a sentence in a few lines. An ellipsis stands for what is left out, with
// the number of items that a list goes on for. Code counts as a line, and stays whole: half of
// a command does something else.
func (s Statement) shorten(lines int) Statement {
	const ellipsis = " …"
	kept, code := len(s.Lines), s.codeAt()
	if code < kept {
		lines = max(1, lines-1)
	}
	kept = min(code, lines)
	left := code - kept
	if left == 1 && retrieval.ListItem(s.Lines[code-1]) { // to say so takes a line, too
		kept, left = code, 0
	}
	var list []string
	for _, l := range s.Lines[:kept] {
		if len(s.Lines) == 1 {
			l = stripMarker(l)
		}
		list = append(list, clipAtWord(l, briefSentence))
	}
	switch last := kept - 1; {
	case left == 0:
	case s.Words != nil && retrieval.ListItem(s.Lines[kept]):
		list = append(list, "… "+s.Words.Count(s.Words.More, left))
	case last >= 0 && !strings.HasSuffix(list[last], "…"):
		list[last] += ellipsis
	}
	s.Lines = append(list, s.Lines[code:]...)
	return s
}

// stripMarker returns an item of a list without its mark: alone it says nothing.
func stripMarker(line string) string {
	marker, rest := itemMarker(line)
	if marker == "" || unicode.IsDigit(rune(marker[0])) {
		return line
	}
	return rest
}

// clipAtWord cuts a text to so many characters at the end of a word, with an ellipsis.
func clipAtWord(s string, most int) string {
	clipped := text.Clip(s, most, text.Runes)
	if clipped == s {
		return s
	}
	body := strings.TrimSuffix(clipped, "…")
	if i := strings.LastIndexFunc(body, unicode.IsSpace); i > len(body)/2 {
		body = body[:i]
	}
	return strings.TrimRightFunc(body, unicode.IsSpace) + " …"
}
