package docx

import (
	"strings"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
)

// addClaims adds the table of a text that was checked.
func (b *body) addClaims(w *wording.Words, r *bot.Reply, link present.Links) {
	var rows [][][][]span
	claims, notes := present.SortedClaims(r)
	for _, c := range claims {
		var differs, sources [][]span
		for _, line := range c.Conflicts {
			differs = append(differs, []span{{text: line}})
		}
		for _, s := range c.Sources {
			sources = append(sources, nameOf(w, s, link))
			sources = append(sources, []span{{text: strings.TrimSpace(s.Citation.Excerpt), small: true}})
		}
		rows = append(rows, [][][]span{{{{text: c.Label, bold: true}}}, {{{text: c.Text}}}, differs, sources})
	}
	b.addTable([]string{w.ColumnVerdict, w.ColumnSentence, w.ColumnDiffers, w.ColumnSources}, []int{1800, 4600, 2900, 5200}, rows)
	for _, n := range notes {
		b.addParagraph("", span{text: n, small: true})
	}
}
