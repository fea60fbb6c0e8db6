package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/rivo/uniseg"
)

// explanation renders "footnote explain".
func (p printer) explanation(out explainOutput) string {
	var b strings.Builder
	fmt.Fprintf(&b, "The index has %s. The query's words in it:\n\n", count(out.Passages, "passage"))
	p.words(&b, out.Words)
	if len(out.Results) == 0 {
		b.WriteString("\n" + p.style(sgrRed, "No passage has any of them.") + "\n")
	}
	for _, r := range out.Results {
		b.WriteByte('\n')
		p.explained(&b, r)
	}
	return b.String()
}

// words renders a table of the query's words.
func (p printer) words(b *strings.Builder, words []explainWord) {
	const widest = 32 // columns of a cell; the query may be anything
	rows := [][]string{{"word", "forms looked up", "passages", "idf"}}
	var stops []string
	for _, w := range words {
		if w.Stop {
			stops = append(stops, w.Text)
			continue
		}
		text := w.Text
		if w.Corrected != "" {
			text += " → " + w.Corrected
		}
		rows = append(rows, []string{
			clip(oneLine(text), widest), clip(oneLine(strings.Join(w.Forms, ", ")), widest),
			thousands(w.Passages), fmt.Sprintf("%.2f", w.IDF),
		})
	}
	p.table(b, rows)
	if len(stops) > 0 {
		p.block(b, "  ", "  ", sgrDim, "Function words, not looked up: "+oneLine(strings.Join(stops, ", ")))
	}
}

// table renders rows in columns, the first of them as headings. The last two
// columns are numbers.
func (p printer) table(b *strings.Builder, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], uniseg.StringWidth(cell))
		}
	}
	for n, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString("  ")
			if i >= len(row)-2 {
				line.WriteString(strings.Repeat(" ", widths[i]-uniseg.StringWidth(cell)) + cell)
			} else {
				line.WriteString(padded(cell, widths[i]))
			}
		}
		style := ""
		if n == 0 {
			style = sgrDim
		}
		b.WriteString(p.style(style, line.String()) + "\n")
	}
}

// explained renders one passage.
func (p printer) explained(b *strings.Builder, r explainedResult) {
	const mostSentences = 3
	number := fmt.Sprintf("[%d] ", r.N)
	indent := strings.Repeat(" ", len(number))
	p.block(b, p.style(sgrCyan, number), indent, sgrBold, cmp.Or(oneLine(r.Title), oneLine(r.Document)))
	p.block(b, indent, indent, sgrDim, fmt.Sprintf("%s · bytes %d–%d", oneLine(r.Document), r.Start, r.End))
	fmt.Fprintf(b, "%s%s = %.2f BM25F + %.2f proximity + %.2f title + %.2f sentence\n", indent,
		p.style(sgrBold, fmt.Sprintf("rank %.2f", r.Rank)), r.BM25F, r.Proximity, r.Titled, r.Other)
	var parts []string
	for _, part := range r.Parts {
		text := fmt.Sprintf("%s %.2f", oneLine(part.Word), part.Score)
		if part.Context {
			text += " (also in title, headings or path)"
		}
		parts = append(parts, text)
	}
	p.block(b, indent, indent, "", "BM25F: "+strings.Join(parts, ", "))
	for i, s := range r.Sentences {
		if i == mostSentences {
			break
		}
		score := fmt.Sprintf("%s%5.2f ", indent, s.Score)
		p.block(b, score, strings.Repeat(" ", len(score)), sgrDim, clip(oneLine(s.Text), 300))
	}
	if len(r.Duplicates) > 0 {
		p.list(b, indent, ", ", alsoIn(r.Duplicates, false))
	}
}

// clip shortens clean text to a number of columns.
func clip(s string, columns int) string {
	if uniseg.StringWidth(s) <= columns {
		return s
	}
	return s[:fitting(s, columns-1)] + "…"
}
