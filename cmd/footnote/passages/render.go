package passages

import (
	"cmp"
	"fmt"
	"strings"

	"footnote/adapters/terminal"
	"footnote/bot/present"
	"footnote/bot/wording"
)

// explainer renders how passages were ranked.
type explainer struct{ terminal.Printer }

// Text renders "footnote explain".
func (out Explanation) Text(printer terminal.Printer) string {
	p := explainer{printer}
	var b strings.Builder
	fmt.Fprintf(&b, "The index has %s. The query's words in it:\n\n", terminal.Count(out.Passages, "passage"))
	p.writeWords(&b, out.Words)
	if len(out.Results) == 0 {
		b.WriteString("\n" + p.Style(terminal.Red, "No passage has any of them.") + "\n")
	}
	for _, r := range out.Results {
		b.WriteByte('\n')
		p.writeResult(&b, r)
	}
	return b.String()
}

// writeWords renders a table of the query's words.
func (p explainer) writeWords(b *strings.Builder, words []ExplainedWord) {
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
			terminal.Clip(terminal.OneLine(text), widest), terminal.Clip(terminal.OneLine(strings.Join(w.Forms, ", ")), widest),
			terminal.Thousands(w.Passages), fmt.Sprintf("%.2f", w.IDF),
		})
	}
	p.Table(b, rows)
	if len(stops) > 0 {
		p.Block(b, "  ", "  ", terminal.Dim, "Function words, not looked up: "+terminal.OneLine(strings.Join(stops, ", ")))
	}
}

// writeResult renders one passage.
func (p explainer) writeResult(b *strings.Builder, r ExplainedResult) {
	const mostSentences = 3
	number := fmt.Sprintf("[%d] ", r.N)
	indent := strings.Repeat(" ", len(number))
	p.Block(b, p.Style(terminal.Cyan, number), indent, terminal.Bold, cmp.Or(terminal.OneLine(r.Title), terminal.OneLine(r.Document)))
	p.Block(b, indent, indent, terminal.Dim, fmt.Sprintf("%s · bytes %d–%d", terminal.OneLine(r.Document), r.Start, r.End))
	fmt.Fprintf(b, "%s%s = %.2f BM25F + %.2f proximity + %.2f title + %.2f sentence\n", indent,
		p.Style(terminal.Bold, fmt.Sprintf("rank %.2f", r.Rank)), r.BM25F, r.Proximity, r.Titled, r.Other)
	var parts []string
	for _, part := range r.Parts {
		text := fmt.Sprintf("%s %.2f", terminal.OneLine(part.Word), part.Score)
		if part.Context {
			text += " (also in title, headings or path)"
		}
		parts = append(parts, text)
	}
	p.Block(b, indent, indent, "", "BM25F: "+strings.Join(parts, ", "))
	for i, s := range r.Sentences {
		if i == mostSentences {
			break
		}
		score := fmt.Sprintf("%s%5.2f ", indent, s.Score)
		p.Block(b, score, strings.Repeat(" ", len(score)), terminal.Dim, terminal.Clip(terminal.OneLine(s.Text), 300))
	}
	if len(r.Duplicates) > 0 {
		p.AlsoIn(b, wording.In(""), indent, r.Duplicates, present.MostNamed)
	}
}
