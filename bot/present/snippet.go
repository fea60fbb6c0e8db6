package present

import (
	"strings"
	"unicode"

	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/retrieval"
)

// How many bytes of an excerpt stand in a message where the passages themselves are what is
// shown: of the first one, and of each that follows. Of 164 questions as people ask them to
// which passages were shown that are only close, what answers stands in one of 106 excerpts,
// and in one of 89 snippets of these sizes; in 86 of three that have 130 bytes each, and in 94
// of three that have 240, which made half of all messages longer than 1,000 characters.
const (
	firstSnippet = 180
	nextSnippet  = 90
)

// Snippet returns the part of an excerpt that most probably answers or, where that isn't
// known, has most of what was asked for: whole sentences or lines where they fit, with an
// ellipsis where something is left out. Nothing is marked: which words matched is the index's
// business. nth counts the passages that are shown together, from 0.
func Snippet(c bot.Citation, nth int) string {
	size := firstSnippet
	if nth > 0 {
		size = nextSnippet
	}
	if whole := strings.TrimSpace(text.Clean(c.Excerpt)); len(whole) <= size {
		return plainLines(whole)
	}
	from := c.Best[0]
	if within := c.Best[1] - c.Best[0]; within == 0 || within > 2*size {
		var to int
		from, to = densestPart(c, size)
		// Begin with a sentence or a line, if one begins not far before.
		if begin := beginBefore(c.Excerpt, from); to-begin <= size {
			from = begin
		}
	}
	snippet := clipAtSentence(plainLines(text.Clean(c.Excerpt[from:])), size)
	if from > 0 {
		snippet = "… " + snippet
	}
	return snippet
}

// clipAtSentence is clipAtWord, but leaves a sentence or a line out that only begins, if what
// is left is most of it.
func clipAtSentence(s string, most int) string {
	clipped := clipAtWord(s, most)
	body, cut := strings.CutSuffix(clipped, " …")
	if !cut {
		return clipped
	}
	if at := beginBefore(body, len(body)); at >= most*2/3 {
		return strings.TrimRightFunc(body[:at], unicode.IsSpace) + " …"
	}
	return clipped
}

// plainLines returns lines of text, items and rows without the signs that only stand for
// how a document is laid out.
func plainLines(s string) string {
	var list []string
	for line := range strings.Lines(s) {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		switch marker, rest := itemMarker(line); {
		case line == "":
			continue
		case retrieval.TableRow(line):
			var cells []string
			for _, cell := range retrieval.SplitCells(line) {
				if cell = strings.TrimSpace(cell); cell != "" {
					cells = append(cells, cell)
				}
			}
			line = strings.Join(cells, " · ")
		case marker != "" && !unicode.IsDigit(rune(marker[0])):
			line = "• " + rest
		}
		list = append(list, line)
	}
	return strings.TrimSpace(strings.Join(list, "\n"))
}

// densestPart returns the bytes of an excerpt, not many, with the most marks.
func densestPart(c bot.Citation, size int) (from, to int) {
	width := size * 3 / 4
	most := 0
	for i, h := range c.Highlights {
		n, end := 0, h[1]
		for _, other := range c.Highlights[i:] {
			if other[1]-h[0] <= width {
				n, end = n+1, other[1]
			}
		}
		if n > most {
			most, from, to = n, h[0], end
		}
	}
	for from > 0 && !unicode.IsSpace(rune(c.Excerpt[from-1])) && c.Excerpt[from-1] < 0x80 {
		from-- // a mark may begin inside of a word
	}
	return from, to
}

// beginBefore returns where the sentence or the line around a byte begins.
func beginBefore(s string, at int) int {
	begin := 0
	for _, sign := range []string{"\n", ". ", "? ", "! ", "。"} {
		if i := strings.LastIndex(s[:at], sign); i >= 0 {
			begin = max(begin, i+len(sign))
		}
	}
	return begin
}
