package present

import (
	"strings"

	"footnote/bot/present/text"
	"footnote/retrieval"
)

// Parts cuts a statement into what is drawn in a form of its own: its prose, a list and, behind
// what announces it, code.
func (s Statement) Parts() []Part {
	var parts []Part
	add := func(kind PartKind, lines []string) {
		m := text.Marked{Text: text.Clean(strings.Join(lines, "\n"))}
		if kind == List {
			parts = append(parts, Part{Kind: List, Items: readItems(cutLines(m))})
			return
		}
		parts = append(parts, Part{Kind: kind, Text: m})
	}
	code := s.codeAt()
	for i := 0; i < code; {
		isItem, n := retrieval.ListItem(s.Lines[i]), i+1
		for n < code && retrieval.ListItem(s.Lines[n]) == isItem {
			n++
		}
		kind := Prose
		if isItem {
			kind = List
		}
		add(kind, s.Lines[i:n])
		i = n
	}
	if code < len(s.Lines) {
		add(Code, s.Lines[code:])
	}
	return parts
}

// codeAt returns the line from which a statement is code that its first one announces, the
// number of its lines if there is none.
func (s Statement) codeAt() int {
	if n := len(s.Lines); n < 2 || s.Own || !IsCode(strings.Join(s.Lines[1:], "\n")) {
		return n
	}
	return 1
}
