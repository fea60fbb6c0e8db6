package reference

import (
	"encoding/csv"
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// CSV writes a reply as a table for a spreadsheet: a row for each excerpt, with the
// claim and the verdict where a text was checked.
func CSV(r *bot.Reply, o Options) (string, error) {
	var b strings.Builder
	w := csv.NewWriter(&b)
	source := []string{"source", "title", "document", "page", "published", "address", "excerpt"}
	if r.Claims == nil {
		rows := [][]string{source}
		for _, c := range r.Citations() {
			rows = append(rows, o.sourceCells(c))
		}
		err := w.WriteAll(rows)
		return b.String(), err
	}
	rows := [][]string{append([]string{"claim", "verdict", "differs", "side"}, source...)}
	words := wording.In(r.Language)
	for _, c := range r.Claims {
		begin := []string{cell(text.OneLine(c.Text)), string(present.VerdictOn(c)), cell(strings.Join(c.Conflicts, "; "))}
		sides := 0
		for _, side := range []struct {
			name string
			list []bot.Citation
		}{{words.Contradicted, c.Contradicting}, {words.Supported, c.Supporting}} {
			for _, cited := range side.list {
				sides++
				rows = append(rows, append(append(begin[:len(begin):len(begin)], cell(side.name)), o.sourceCells(cited)...))
			}
		}
		if sides == 0 {
			rows = append(rows, append(begin[:len(begin):len(begin)], make([]string, 1+len(source))...))
		}
	}
	err := w.WriteAll(rows)
	return b.String(), err
}

func (o *Options) sourceCells(c bot.Citation) []string {
	page := ""
	if c.Page > 0 {
		page = fmt.Sprint(c.Page)
	}
	return []string{fmt.Sprint(c.N), cell(present.Title(c)), cell(text.OneLine(c.Document)), page, cell(text.OneLine(c.Published)), cell(o.address(c)), cell(text.Clean(c.Excerpt))}
}

// cell keeps a spreadsheet from taking a text for a formula.
// https://owasp.org/www-community/attacks/CSV_Injection
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}
