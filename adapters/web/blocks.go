package web

import (
	"slices"
	"strings"

	"footnote/retrieval"
)

// block is a heading or a paragraph. The texts of all blocks, joined, are the
// document's text.
type block struct {
	Page  int // a page begins here; 0 if none does
	Level int // of a heading, 2 to 6; 0 for a paragraph
	Lang  string
	Runs  []stretch
	// Shape is how it looks, "" for a paragraph or a heading: tableShape, whose Runs stand
	// in cells as Rows, itemShape, which is set in by Indent, codeShape, or one of its kind.
	Shape string
	// Head are the first of its words where they are set off, as who speaks. Runs are
	// those after it.
	Head   []stretch
	Rows   [][][]stretch
	Indent int
}

// stretch is text that is cited or not.
type stretch struct {
	Text   string
	Cited  bool
	First  bool // of what is cited
	Said   bool // the answer says it
	Begins bool // the first of what the answer says
	// Found is set for what the reader looks for in the document, Current for the place
	// of it that is shown, and Here for its beginning.
	Found, Current, Here bool
}

const (
	wholeDocument = 200_000 // bytes up to which a document is shown in one page
	partSize      = 60_000  // bytes of a part of a longer one
	leadIn        = 12_000  // bytes of a part before what is cited
	longestStep   = 4_000   // bytes that a part may begin earlier, to begin with a paragraph
)

// blockWindow returns the bytes of a text that a page shows.
func blockWindow(text string, p place) (from, to int) {
	if len(text) <= wholeDocument {
		return 0, len(text)
	}
	switch {
	case p.part > 0:
		from = min(p.part, len(text))
	case p.end > 0:
		from = p.start - leadIn
	}
	from = breakBefore(text, from)
	to = from + partSize
	if p.part == 0 {
		to = max(to, p.end+leadIn)
	}
	if to >= len(text) {
		return from, len(text)
	}
	return from, max(breakBefore(text, to), from+1)
}

// breakBefore returns the byte at which the paragraph around a byte begins. If the
// paragraph is long, it is the beginning of a line or of a character.
func breakBefore(text string, at int) int {
	if at <= 0 {
		return 0
	}
	if at >= len(text) {
		return len(text)
	}
	near := max(at-longestStep, 0)
	for _, sign := range []string{"\n\n", "\n", " "} {
		if i := strings.LastIndex(text[near:at], sign); i >= 0 {
			return near + i + len(sign)
		}
	}
	if near == 0 {
		return 0
	}
	for at > 0 && text[at]&0xc0 == 0x80 {
		at--
	}
	return at
}

// cutBlocks cuts the bytes [from, to) of a document into blocks, with the bytes
// [start, end) marked, and those of said, which lie within them, more so.
func cutBlocks(d *retrieval.Document, from, to, start, end int, said ...[2]int) []block {
	cuts := []int{from, to, start, end}
	levels, pages := make(map[int]int), make(map[int]int)
	for _, h := range d.Headings {
		line := strings.IndexByte(d.Text[h.Offset:], '\n')
		if line < 0 {
			line = len(d.Text) - h.Offset - 1
		}
		levels[h.Offset] = h.Level
		cuts = append(cuts, h.Offset, h.Offset+line+1)
	}
	for _, p := range d.Pages {
		pages[p.Offset] = p.Number
		cuts = append(cuts, p.Offset)
	}
	opens := map[int]bool{from: true} // where a block begins
	for _, c := range cuts[4:] {
		opens[c] = true
	}
	for _, s := range said {
		cuts = append(cuts, s[0], s[1])
	}
	for i := from; ; {
		n := strings.Index(d.Text[i:to], "\n\n")
		if n < 0 {
			break
		}
		for i += n; i < to && d.Text[i] == '\n'; i++ {
		}
		cuts, opens[i] = append(cuts, i), true
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var list []block
	for i, at := range cuts {
		if at < from || at >= to || i+1 == len(cuts) {
			continue
		}
		if opens[at] {
			b := block{Page: pages[at], Lang: d.LanguageAt(at)}
			if level := levels[at]; level > 0 {
				b.Level = min(level+1, 6)
			}
			list = append(list, b)
		}
		last := &list[len(list)-1]
		last.Runs = append(last.Runs, stretch{
			Text: d.Text[at:min(cuts[i+1], to)], Cited: at >= start && at < end, First: at == start && start < end,
			Said:   slices.ContainsFunc(said, func(s [2]int) bool { return s[0] <= at && at < s[1] }),
			Begins: len(said) > 0 && at == said[0][0],
		})
	}
	return list
}
