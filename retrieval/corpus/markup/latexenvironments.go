package markup

import (
	"bytes"
	"strconv"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// begin begins an environment.
func (l *latex) begin(name string) {
	if latexRaw[name] {
		end := strings.Index(l.source[l.at:], `\end{`+name+`}`)
		if end < 0 {
			return
		}
		content := l.source[l.at : l.at+end]
		l.at += end + len(`\end{`+name+`}`)
		if name == "comment" || name == "tikzpicture" {
			return
		}
		l.endText()
		if option := strings.TrimSpace(content); strings.HasPrefix(option, "[") || name == "minted" {
			if _, rest, found := strings.Cut(content, "\n"); found {
				content = rest
			}
		}
		l.addCode(strings.Split(content, "\n"))
		return
	}
	l.skipOptions()
	switch name {
	case "tabular", "tabular*", "tabularx", "longtable", "tabu", "array":
		if name == "tabularx" || name == "tabular*" {
			l.argument()
		}
		l.skipOptions()
		l.argument()
		l.endText()
		l.tables++
		l.rows = [][]string{nil}
	case "itemize", "enumerate", "description":
		l.endText()
		l.lists = append(l.lists, name)
		l.items = append(l.items, 0)
	case "frame":
		l.endText()
		if l.hasArgument() {
			l.addHeading(2, l.plainArgument())
		}
	case "minipage", "multicols", "thebibliography", "wrapfigure", "subfigure":
		l.argument()
	default:
		l.endText()
	}
}

func (l *latex) end(name string) {
	switch name {
	case "tabular", "tabular*", "tabularx", "longtable", "tabu", "array":
		if l.tables > 0 {
			l.endRow()
			if l.tables--; l.tables == 0 {
				l.addTable(l.rows)
				l.rows = nil
			}
		}
	case "itemize", "enumerate", "description":
		l.endText()
		if n := len(l.lists); n > 0 {
			l.lists, l.items = l.lists[:n-1], l.items[:n-1]
		}
	default:
		if l.tables == 0 {
			l.endText()
		}
	}
}

func (l *latex) beginItem(label string) {
	n := len(l.lists)
	if n == 0 {
		l.mark = item(1, "-")
		return
	}
	l.items[n-1]++
	marker := "-"
	if l.lists[n-1] == "enumerate" {
		marker = strconv.Itoa(l.items[n-1]) + "."
	}
	if label != "" {
		l.text.WriteString(latexPlain(label) + ": ")
	}
	l.mark = item(n, marker)
}

// trimText removes a space at the end of the open paragraph.
func (l *latex) trimText() {
	l.text.Truncate(len(bytes.TrimRight(l.text.Bytes(), " ")))
}

func (l *latex) endCell() {
	last := len(l.rows) - 1
	l.rows[last] = append(l.rows[last], latexQuotes(l.text.String()))
	l.text.Reset()
}

func (l *latex) endRow() {
	if strings.TrimSpace(l.text.String()) != "" || len(l.rows[len(l.rows)-1]) > 0 {
		l.endCell()
		l.rows = append(l.rows, nil)
	}
	l.text.Reset()
}

// endText closes the open paragraph.
func (l *latex) endText() {
	if l.tables > 0 {
		return
	}
	for line := range strings.SplitSeq(l.text.String(), "\n") {
		l.addText(block.OneLine(line))
	}
	l.text.Reset()
	l.endParagraph(latexQuotes)
}
