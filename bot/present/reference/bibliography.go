package reference

import (
	"encoding/json"
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
)

// cslItem is an item of CSL-JSON.
// https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Accessed  *cslDate  `json:"accessed,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Page      string    `json:"page,omitempty"`
	Archive   string    `json:"archive_location,omitempty"` // the document
	Note      string    `json:"note,omitempty"`             // what is quoted
}

type cslName struct {
	Literal string `json:"literal"` // who is family and who given isn't known
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// CSL writes the sources of a reply as CSL-JSON, which programs that manage references
// read.
func CSL(r *bot.Reply, o Options) (string, error) {
	items := []cslItem{}
	for _, c := range cited(r) {
		item := cslItem{
			ID: key(c), Type: "document", Title: present.Title(c), Publisher: text.OneLine(c.Publisher),
			URL: o.address(c), Archive: text.OneLine(c.Document), Note: text.Clean(c.Excerpt),
		}
		if author := text.OneLine(c.Author); author != "" {
			item.Author = []cslName{{author}}
		}
		if parts := datedParts(c.Published); len(parts) > 0 {
			item.Issued = &cslDate{[][]int{parts}}
		}
		if !o.At.IsZero() {
			item.Accessed = &cslDate{[][]int{{o.At.Year(), int(o.At.Month()), o.At.Day()}}}
		}
		if c.Page > 0 {
			item.Page = fmt.Sprint(c.Page)
		}
		items = append(items, item)
	}
	data, err := json.MarshalIndent(items, "", "  ")
	return string(data) + "\n", err
}

// BibTeX writes the sources of a reply for LaTeX.
func BibTeX(r *bot.Reply, o Options) string {
	var b strings.Builder
	for _, c := range cited(r) {
		fmt.Fprintf(&b, "@misc{%s,\n", key(c))
		field := func(name, value string) {
			if value = text.OneLine(value); value != "" {
				fmt.Fprintf(&b, "  %s = {%s},\n", name, texEscape(value))
			}
		}
		if author := text.OneLine(c.Author); author != "" {
			fmt.Fprintf(&b, "  author = {{%s}},\n", texEscape(author))
		}
		field("title", present.Title(c))
		field("publisher", c.Publisher)
		if parts := datedParts(c.Published); len(parts) > 0 {
			field("year", fmt.Sprint(parts[0]))
			field("date", c.Published)
		}
		if at := text.OneLine(o.address(c)); at != "" {
			fmt.Fprintf(&b, "  url = {%s},\n", strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C").Replace(at))
		}
		if !o.At.IsZero() {
			field("urldate", o.At.Format("2006-01-02"))
		}
		if c.Page > 0 {
			field("pages", fmt.Sprint(c.Page))
		}
		field("note", c.Document)
		b.WriteString("}\n")
	}
	return b.String()
}

// texEscape returns a text that TeX shows as it is.
func texEscape(s string) string {
	return strings.NewReplacer(
		`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
	).Replace(s)
}

// RIS writes the sources of a reply as EndNote, Zotero and others read them.
// https://en.wikipedia.org/wiki/RIS_(file_format)
func RIS(r *bot.Reply, o Options) string {
	var b strings.Builder
	for _, c := range cited(r) {
		field := func(tag, value string) {
			if value = text.OneLine(value); value != "" {
				b.WriteString(tag + "  - " + value + "\r\n")
			}
		}
		field("TY", "GEN")
		field("TI", present.Title(c))
		field("AU", c.Author)
		field("PB", c.Publisher)
		field("DA", strings.ReplaceAll(c.Published, "-", "/"))
		if parts := datedParts(c.Published); len(parts) > 0 {
			field("PY", fmt.Sprint(parts[0]))
		}
		field("UR", o.address(c))
		if c.Page > 0 {
			field("SP", fmt.Sprint(c.Page))
		}
		if !o.At.IsZero() {
			field("Y2", o.At.Format("2006/01/02"))
		}
		field("AV", c.Document)
		field("AB", c.Excerpt)
		b.WriteString("ER  - \r\n\r\n")
	}
	return b.String()
}
