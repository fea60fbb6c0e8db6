package corpus

import (
	"bytes"
	"regexp"
)

// dataURI is a picture that stands in a document instead of beside it.
var dataURI = regexp.MustCompile(`data:[a-z]+/[\w.+-]+;base64,[A-Za-z0-9+/=]*`)

// What Markdown is parsed as such. The parser takes time by the square of what
// is nested or never closed, and its recursion is as deep as that.
const (
	maxMarkdownParagraph = 256 << 10
	maxMarkdownDepth     = 100
	maxMarkdownIndent    = 200
	maxMarkdownColumns   = 500
	maxMarkdownOpen      = 200     // links of a paragraph that are never closed
	maxMarkdownCells     = 1 << 20 // of tables, with those that are left out in the rows
)

// isTangled reports whether no writer wrote this Markdown: it has lines or
// paragraphs without end, or quotes, lists or tables past any use.
func isTangled(source []byte) bool {
	paragraph, open := 0, 0
	lines, columns, cells := 0, 0, 0
	table := false
	var above []byte
	for line := range bytes.Lines(source) {
		content := bytes.TrimLeft(line, " \t")
		if code := len(line)-len(content) >= 4; code {
			table, above = false, nil
		} else {
			// What may end a piece of HTML is no row for sure.
			table = len(content) > 0 && content[0] == '|' && !bytes.Contains(content, []byte(">")) && (table || lines == 1 && beginsTable(above, content))
			above = content
			if table || isBulleted(content) {
				paragraph, open = 0, 0 // each row, each item is parsed by itself
			}
		}
		paragraph += len(line)
		open += bytes.Count(line, []byte("](")) - bytes.Count(line, []byte(")"))
		bars := bytes.Count(line, []byte("|"))
		lines, columns = lines+1, max(columns, bars)
		if len(content) <= 1 {
			cells += lines * columns
			paragraph, open, lines, columns = 0, 0, 0, 0
		}
		markers := len(line) - len(bytes.TrimLeft(line, " \t>-+*.)0123456789"))
		if indent := len(line) - len(content); indent > maxMarkdownIndent || markers-indent > maxMarkdownDepth && isDeeplyNested(content[:markers-indent]) {
			return true
		}
		if paragraph > maxMarkdownParagraph || open > maxMarkdownOpen || bars > maxMarkdownColumns ||
			cells+lines*columns > max(maxMarkdownCells, len(source)) {
			return true
		}
	}
	return false
}

// isBulleted reports whether a line begins a list item, whatever stands above
// it.
func isBulleted(content []byte) bool {
	return len(content) > 2 && bytes.IndexByte([]byte("-*+"), content[0]) >= 0 && content[1] == ' ' && len(bytes.TrimSpace(content[2:])) > 0
}

// beginsTable reports whether a table begins with these two lines: both have
// bars at their ends and as many columns.
func beginsTable(header, rule []byte) bool {
	header, rule = bytes.TrimSpace(header), bytes.TrimSpace(rule)
	edged := func(row []byte) bool {
		return len(row) > 2 && row[0] == '|' && row[len(row)-1] == '|'
	}
	return edged(header) && edged(rule) && !bytes.Contains(header, []byte(`\`)) &&
		bytes.Count(header, []byte("|")) == bytes.Count(rule, []byte("|")) && ruled.Match(rule)
}

var ruled = regexp.MustCompile(`^(?:\| *:?-+:? *)+\|$`)

// isDeeplyNested reports whether the marks before a line are quotes and list
// items nested too deep, instead of a ruled line.
func isDeeplyNested(marks []byte) bool {
	return bytes.Count(marks, []byte(" ")) > maxMarkdownDepth/2 || bytes.Count(marks, []byte(">")) > maxMarkdownDepth
}
