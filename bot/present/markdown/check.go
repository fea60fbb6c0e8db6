package markdown

import (
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// Check writes a text that was checked as a table, what speaks against it first.
func Check(r *bot.Reply, link present.Links) string {
	w := writer{link: link, words: wording.In(r.Language)}
	claims, notes := present.SortedClaims(r)
	w.writeRow(w.words.ColumnVerdict, w.words.ColumnSentence, w.words.ColumnDiffers, w.words.ColumnSources)
	w.writeRow("---", "---", "---", "---")
	for _, c := range claims {
		var differs, sources []string
		for _, line := range c.Conflicts {
			differs = append(differs, Escape(text.OneLine(line)))
		}
		for _, s := range c.Sources {
			sources = append(sources, w.nameOf(s))
		}
		w.writeRow("**"+Escape(c.Label)+"**", Escape(text.OneLine(c.Text)), strings.Join(differs, "; "), strings.Join(sources, "; "))
	}
	w.writeLine("")
	for _, n := range notes {
		w.writeParagraph(n)
	}
	return w.text.String()
}

// writeRow writes a row of a table, in whose cells a bar would begin the next one.
func (w *writer) writeRow(cells ...string) {
	for _, c := range cells {
		fmt.Fprintf(&w.text, "| %s ", strings.ReplaceAll(c, "|", `\|`))
	}
	w.writeLine("|")
}
