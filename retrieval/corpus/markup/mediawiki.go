package markup

import (
	"fmt"
	"html"
	"regexp"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// wiki reads the markup of MediaWiki.
type wiki struct {
	writer
	categories []string
	raw        []string // texts that are no markup
}

// maxWikiDepth bounds how deep templates, links and tables lie in each other.
const maxWikiDepth = 40

var (
	wikiComment = regexp.MustCompile(`(?s)<!--.*?(?:-->|$)`)
	wikiHeading = regexp.MustCompile(`^(={1,6})\s*(.+?)\s*={1,6}\s*$`)
	wikiRaw     = regexp.MustCompile(`(?is)<(pre|syntaxhighlight|source|math|nowiki|code)\b[^>/]*>(.*?)</(?:pre|syntaxhighlight|source|math|nowiki|code)\s*>`)
	wikiRef     = regexp.MustCompile(`(?is)<ref\b[^>]*?/>|<ref\b[^>]*>(.*?)</ref\s*>`)
	wikiTag     = regexp.MustCompile(`(?s)</?[a-zA-Z][^<>]*>`)
	wikiMagic   = regexp.MustCompile(`__[A-Z]+__`)
	wikiLink    = regexp.MustCompile(`\[(?:https?:|ftp:|mailto:|//)[^\s\]]+\s+([^\]]+)\]`)
	wikiBare    = regexp.MustCompile(`\[((?:https?:|ftp:|mailto:|//)[^\s\]]+)\]`)
	wikiQuotes  = regexp.MustCompile(`'{2,5}`)
	wikiFile    = regexp.MustCompile(`(?i)^\[\[(?:file|image):.*\]\]$`)
	wikiCell    = regexp.MustCompile(`^[^|\[{]*\|([^|].*|)$`)
)

// rawMark stands, with its number, for text that isn't markup until the rest is read.
var rawMark = regexp.MustCompile("\x01(\\d+)\x01")

// MediaWiki reads a page of a wiki.
func MediaWiki(text string) *block.Document {
	w := &wiki{}
	text = wikiComment.ReplaceAllString(text, "")
	text = strings.Map(func(r rune) rune {
		if r < '\t' {
			return -1
		}
		return r
	}, text)
	text = wikiRaw.ReplaceAllStringFunc(text, func(s string) string {
		m := wikiRaw.FindStringSubmatch(s)
		w.raw = append(w.raw, html.UnescapeString(m[2]))
		mark := fmt.Sprintf("\x01%d\x01", len(w.raw)-1)
		if strings.Contains(strings.TrimSpace(m[2]), "\n") {
			return "\n" + mark + "\n"
		}
		return mark
	})
	text = wikiRef.ReplaceAllStringFunc(text, func(s string) string {
		return "\x02" + wikiRef.FindStringSubmatch(s)[1] + "\x03"
	})
	text = w.expandTemplates(text, 0)
	all := lines(text)
	for at := 0; at < len(all); at++ {
		line := all[at]
		if trimmed := strings.TrimSpace(line); rawMark.FindString(trimmed) == trimmed && trimmed != "" {
			w.endParagraph(w.inline)
			w.addCode(lines(w.restoreRaw(trimmed)))
			continue
		}
		if strings.HasPrefix(strings.TrimLeft(line, " :"), "{|") {
			w.endParagraph(w.inline)
			at = w.readTable(all, at)
			continue
		}
		w.readLine(line)
	}
	w.endParagraph(w.inline)
	if len(w.categories) > 0 {
		w.blocks.Add(block.Block{}, block.Block{Text: "Categories: " + strings.Join(w.categories, ", ")})
	}
	return w.finish()
}

func (w *wiki) readLine(line string) {
	trimmed := strings.TrimSpace(line)
	switch {
	case trimmed == "" || strings.HasPrefix(trimmed, "----"):
		w.endParagraph(w.inline)
		return
	case wikiFile.MatchString(trimmed):
		w.endParagraph(w.inline)
		w.blocks.Add(block.WritePicture(w.inline(trimmed))...)
		return
	}
	if m := wikiHeading.FindStringSubmatch(line); m != nil {
		w.endParagraph(w.inline)
		text := block.OneLine(w.inline(m[2]))
		if len(m[1]) == 1 && w.d.Title == "" {
			w.d.Title = text
		}
		w.addHeading(len(m[1]), text)
		return
	}
	if marks := line[:len(line)-len(strings.TrimLeft(line, "*#:;"))]; marks != "" {
		w.endParagraph(w.inline)
		text := strings.TrimSpace(line[len(marks):])
		switch marks[len(marks)-1] {
		case ';':
			term, definition, found := strings.Cut(text, " : ")
			w.blocks.Add(block.Block{Text: w.inline(term), Row: true})
			if found {
				w.blocks.Add(block.Block{Text: w.inline(definition), Row: true})
			}
			return
		case ':':
		default:
			w.mark = item(len(marks), "-")
		}
		w.addText(text)
		w.endParagraph(w.inline)
		return
	}
	w.addText(line)
}

// expandTemplates replaces templates by what they are given: those that stand on
// lines of their own by lines "name: value", those amid a text by their values.
func (w *wiki) expandTemplates(text string, depth int) string {
	var b strings.Builder
	for depth < maxWikiDepth {
		at := strings.Index(text, "{{")
		if at < 0 {
			break
		}
		end := closingBraces(text[at:])
		if end < 0 {
			break
		}
		b.WriteString(text[:at])
		alone := (b.Len() == 0 || strings.HasSuffix(b.String(), "\n")) && (at+end == len(text) || text[at+end] == '\n')
		b.WriteString(w.templateText(w.expandTemplates(text[at+2:at+end-2], depth+1), alone))
		text = text[at+end:]
	}
	b.WriteString(text)
	return b.String()
}

// closingBraces returns where the template ends that text begins with, -1 if it
// doesn't.
func closingBraces(text string) int {
	open := 0
	for i := 0; i+1 < len(text); i++ {
		switch text[i : i+2] {
		case "{{":
			open++
			i++
		case "}}":
			i++
			if open--; open == 0 {
				return i + 1
			}
		}
	}
	return -1
}

func (w *wiki) templateText(inner string, alone bool) string {
	parts := splitOutsideLinks(inner)
	var values, named []string
	for _, part := range parts[1:] {
		name, value, isNamed := strings.Cut(part, "=")
		value = strings.TrimSpace(value)
		switch {
		case !isNamed:
			if part = strings.TrimSpace(part); part != "" {
				values = append(values, part)
			}
		case value != "":
			named = append(named, strings.TrimSpace(name)+": "+value)
		}
	}
	if alone && len(named) > 0 {
		return "\n" + strings.Join(append(values, named...), "\n\n") + "\n"
	}
	return strings.Join(append(values, named...), " ")
}

// splitOutsideLinks splits the parts of a template, whose links have bars, too.
func splitOutsideLinks(s string) []string {
	var out []string
	open, begin := 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], "[["):
			open++
		case strings.HasPrefix(s[i:], "]]"):
			open--
		case s[i] == '|' && open <= 0:
			out = append(out, s[begin:i])
			begin = i + 1
		}
	}
	return append(out, s[begin:])
}

// readTable reads a table and returns where it ends.
func (w *wiki) readTable(all []string, at int) int {
	var rows [][]string
	add := func(cells string, mark string) {
		if len(rows) == 0 {
			rows = append(rows, nil)
		}
		for cell := range strings.SplitSeq(strings.ReplaceAll(cells, mark+mark, "\x04"), "\x04") {
			for cell := range strings.SplitSeq(strings.ReplaceAll(cell, "||", "\x04"), "\x04") {
				if m := wikiCell.FindStringSubmatch(cell); m != nil && strings.Contains(cell[:len(cell)-len(m[1])], "=") {
					cell = m[1] // attributes stand before it
				}
				rows[len(rows)-1] = append(rows[len(rows)-1], strings.TrimSpace(cell))
			}
		}
	}
	caption := ""
	depth := 0
	for at++; at < len(all); at++ {
		line := strings.TrimSpace(all[at])
		switch {
		case strings.HasPrefix(line, "{|"):
			if depth++; depth > maxWikiDepth {
				return len(all)
			}
		case strings.HasPrefix(line, "|}"):
			if depth--; depth < 0 {
				w.writeTable(caption, rows)
				return at
			}
		case strings.HasPrefix(line, "|+"):
			caption = strings.TrimSpace(line[2:])
		case strings.HasPrefix(line, "|-"):
			rows = append(rows, nil)
		case strings.HasPrefix(line, "!"):
			add(line[1:], "!")
		case strings.HasPrefix(line, "|"):
			add(line[1:], "|")
		case line != "" && len(rows) > 0 && len(rows[len(rows)-1]) > 0:
			row := rows[len(rows)-1]
			row[len(row)-1] += " " + line
		}
	}
	w.writeTable(caption, rows)
	return at
}

func (w *wiki) writeTable(caption string, rows [][]string) {
	if caption != "" {
		w.blocks.Add(block.Block{}, block.Block{Text: block.OneLine(w.inline(caption))})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = w.inline(row[i])
		}
	}
	w.addTable(rows)
	w.blocks.Add(w.notes...)
	w.notes = nil
}

// inline returns a text without its marks. Notes leave a mark of their own.
func (w *wiki) inline(s string) string {
	var b strings.Builder
	for {
		text, rest, found := strings.Cut(s, "\x02")
		b.WriteString(text)
		note, after, closed := strings.Cut(rest, "\x03")
		if !found || !closed {
			b.WriteString(rest)
			break
		}
		b.WriteString(w.addNote(w.cleanLinks(note)))
		s = after
	}
	return w.restoreRaw(w.cleanLinks(b.String()))
}

// restoreRaw puts texts that are no markup back.
func (w *wiki) restoreRaw(s string) string {
	return rawMark.ReplaceAllStringFunc(s, func(mark string) string {
		return w.raw[min(atoi(strings.Trim(mark, "\x01")), len(w.raw)-1)]
	})
}

func (w *wiki) cleanLinks(s string) string {
	s = w.resolveLinks(s, 0)
	s = wikiBare.ReplaceAllString(wikiLink.ReplaceAllString(s, "$1"), "$1")
	s = wikiMagic.ReplaceAllString(wikiQuotes.ReplaceAllString(s, ""), "")
	s = wikiTag.ReplaceAllString(s, " ")
	return html.UnescapeString(strings.NewReplacer("\x02", "", "\x03", "").Replace(s))
}

// resolveLinks replaces links to pages by their words; of files by their captions.
func (w *wiki) resolveLinks(s string, depth int) string {
	var b strings.Builder
	for depth < maxWikiDepth {
		at := strings.Index(s, "[[")
		if at < 0 {
			break
		}
		end := closingBrackets(s[at:])
		if end < 0 {
			break
		}
		b.WriteString(s[:at])
		inner := s[at+2 : at+end-2]
		s = s[at+end:]
		parts := splitOutsideLinks(inner)
		target, text := strings.TrimSpace(parts[0]), parts[len(parts)-1]
		space, rest, _ := strings.Cut(target, ":")
		switch strings.ToLower(space) {
		case "category":
			w.categories = append(w.categories, strings.TrimSpace(rest))
		case "file", "image", "media":
			if len(parts) > 1 {
				b.WriteString(w.resolveLinks(text, depth+1))
			}
		default:
			b.WriteString(w.resolveLinks(strings.TrimPrefix(text, ":"), depth+1))
		}
	}
	b.WriteString(s)
	return b.String()
}

// closingBrackets returns where the link ends that s begins with, -1 if it doesn't.
func closingBrackets(s string) int {
	open := 0
	for i := 0; i+1 < len(s); i++ {
		switch s[i : i+2] {
		case "[[":
			open++
			i++
		case "]]":
			i++
			if open--; open == 0 {
				return i + 1
			}
		}
	}
	return -1
}
