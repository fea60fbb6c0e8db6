package markup

import (
	"regexp"
	"strconv"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// rst reads reStructuredText. Blocks lie in each other by their indentation.
type rst struct {
	writer
	styles        []string // of headings, by level
	substitutions map[string]string
	depth         int
}

// maxRSTDepth bounds how deep blocks lie in each other.
const maxRSTDepth = 50

var (
	rstAdornment = regexp.MustCompile(`^([!-/:-@[-` + "`" + `{-~])(.*)$`)
	rstField     = regexp.MustCompile(`^:([^:\s][^:]*):(?:\s+(.*))?$`)
	rstDirective = regexp.MustCompile(`^\.\.\s+(?:\|([^|]+)\|\s+)?([\w:.+-]+)::(?:\s+(.*))?$`)
	rstFootnote  = regexp.MustCompile(`^\.\.\s+\[([^\]]+)\]\s*(.*)$`)
	rstItem      = regexp.MustCompile(`^([*+•-]|\(?(?:\d+|[a-zA-Z]|#)[.)])\s+(\S.*)$`)
	rstRole      = regexp.MustCompile(":[\\w:+.-]+:`([^`]*)`")
	rstGrid      = regexp.MustCompile(`^\+(?:[-=]+\+)+$`)
	rstSimple    = regexp.MustCompile(`^=+(?:\s+=+)+$`)
	rstTarget    = regexp.MustCompile(`^(.*?)\s*<([^>]*)>$`)
)

var rstInline = []rule{
	{regexp.MustCompile(`\*\*(\S(?:.*?\S)?)\*\*`), "$1"},
	{regexp.MustCompile(`(^|[^\w*])\*([^*\s](?:[^*]*[^*\s])?)\*`), "$1$2"},
	{regexp.MustCompile("``(.+?)``"), "$1"},
	{regexp.MustCompile("_`([^`]+)`"), "$1"},
	{regexp.MustCompile(`\[(\d+|#\w*|\*)\]_`), "[$1]"},
	{regexp.MustCompile(`\[([\w-]+)\]_`), "[$1]"},
	{regexp.MustCompile(`\b(\w+)__?($|[\s.,;:!?)])`), "$1$2"},
	{regexp.MustCompile(`\\(.)`), "$1"},
}

// RST reads a document in reStructuredText.
func RST(text string) *block.Document {
	r := &rst{substitutions: make(map[string]string)}
	all := lines(strings.ReplaceAll(text, "\t", "        "))
	for _, line := range all { // they may be used before they are defined
		if m := rstDirective.FindStringSubmatch(line); m != nil && m[1] != "" && m[2] == "replace" {
			r.substitutions[m[1]] = m[3]
		}
	}
	r.readBlocks(all)
	return r.finish()
}

// readBlocks reads lines of the same document, or of the same block in it.
func (r *rst) readBlocks(all []string) {
	if r.depth++; r.depth > maxRSTDepth {
		r.addCode(all)
		return
	}
	defer func() { r.depth-- }()
	all = dedent(all)
	for at := 0; at < len(all); {
		at += r.readBlock(all, at)
	}
	r.endParagraph(r.inline)
}

// readBlock reads the block that begins at a line, and returns how many lines it has.
func (r *rst) readBlock(all []string, at int) int {
	line := all[at]
	next := func(n int) string {
		if at+n < len(all) {
			return all[at+n]
		}
		return ""
	}
	switch {
	case strings.TrimSpace(line) == "":
		r.endParagraph(r.inline)
		return 1
	case rstGrid.MatchString(line):
		return r.readGrid(all[at:])
	case rstSimple.MatchString(line):
		return r.readSimpleTable(all[at:])
	case isAdornment(line) && next(1) != "" && isAdornment(next(2)) && next(2)[0] == line[0] && len(line) >= len(strings.TrimSpace(next(1)))/2:
		r.addSection(line[:1]+line[:1], strings.TrimSpace(next(1)))
		return 3
	case isAdornment(line) && len(r.open) == 0 && len(line) >= 4:
		return 1 // a transition
	case len(r.open) == 0 && isAdornment(next(1)) && indent(line) == 0 && len([]rune(next(1))) >= min(len([]rune(line)), 4) && !strings.HasPrefix(line, ".. "):
		r.addSection(next(1)[:1], line)
		return 2
	case strings.HasPrefix(line, ".. ") || line == "..":
		r.endParagraph(r.inline)
		return r.readExplicit(all[at:])
	case indent(line) > 0 && len(r.open) == 0: // a quotation
		n := blockLines(all[at:], 1)
		r.readBlocks(all[at : at+n])
		return n
	}
	if m := rstField.FindStringSubmatch(line); m != nil && len(r.open) == 0 {
		n := 1 + blockLines(all[at+1:], 1)
		value := block.OneLine(r.inline(m[2] + " " + strings.Join(all[at+1:at+n], " ")))
		if !r.setFact(m[1], value) {
			r.blocks.Add(block.Block{Text: m[1] + ": " + value, Row: true})
		}
		return n
	}
	if m := rstItem.FindStringSubmatch(line); m != nil && (len(r.open) == 0 || r.mark != "") {
		return r.readItem(all[at:], m)
	}
	if len(r.open) == 0 && indent(next(1)) > 0 && !isAdornment(line) && !strings.HasSuffix(line, "::") { // a term
		n := blockLines(all[at+1:], 1)
		r.blocks.Add(block.Block{Text: r.inline(line), Row: true})
		r.readBlocks(all[at+1 : at+1+n])
		return 1 + n
	}
	if !strings.HasSuffix(line, "::") {
		r.addText(line)
		return 1
	}
	r.addText(strings.TrimSuffix(line, ":"))
	r.open[len(r.open)-1] = strings.TrimSpace(strings.TrimPrefix(r.open[len(r.open)-1], ":"))
	r.endParagraph(r.inline)
	n := blockLines(all[at+1:], 1)
	r.addCode(all[at+1 : at+1+n])
	return 1 + n
}

// isAdornment reports whether a line is one sign again and again.
func isAdornment(line string) bool {
	m := rstAdornment.FindStringSubmatch(line)
	return m != nil && len(line) >= 2 && strings.Trim(line, m[1]) == ""
}

// addSection adds a heading. Its level is that of the first one underlined alike.
func (r *rst) addSection(style, text string) {
	r.endParagraph(r.inline)
	level := 0
	for i, known := range r.styles {
		if known == style {
			level = i + 1
		}
	}
	if level == 0 {
		r.styles = append(r.styles, style)
		level = len(r.styles)
	}
	text = block.OneLine(r.inline(text))
	if len(r.blocks) == 0 {
		r.d.Title = text
	}
	r.addHeading(level, text)
}

// setFact takes a field of the document as a fact.
func (r *rst) setFact(name, value string) bool {
	field := map[string]*string{"author": &r.d.Author, "authors": &r.d.Author, "date": &r.d.Created, "title": &r.d.Title}[strings.ToLower(name)]
	if field == nil || r.depth > 1 {
		return false
	}
	block.SetFact(field, strings.Trim(value, "$"))
	return true
}

// blockLines returns how many lines are indented so far, with blank ones between.
func blockLines(all []string, least int) int {
	end := 0
	for i, line := range all {
		switch {
		case strings.TrimSpace(line) == "":
			continue
		case indent(line) < least:
			return end
		}
		end = i + 1
	}
	return end
}

// readItem reads an item with what is indented below it.
func (r *rst) readItem(all []string, m []string) int {
	r.endParagraph(r.inline)
	n := 1 + blockLines(all[1:], 2)
	marker := strings.Trim(m[1], "()")
	if strings.ContainsAny(marker, "*+•-") || strings.HasPrefix(marker, "#") {
		marker = "-"
	}
	before := len(r.blocks)
	body := append([]string{strings.Repeat(" ", indent(all[0])+len(all[0])-len(m[2])) + m[2]}, all[1:n]...)
	r.readBlocks(body)
	for i := before; i < len(r.blocks); i++ {
		b := &r.blocks[i]
		switch {
		case i == before && b.Marker == "" && b.Level == 0 && !b.Row:
			b.Marker = item(1, marker)
		case b.Marker != "":
			b.Marker = "  " + b.Marker
		}
	}
	return n
}

// readExplicit reads a block that begins with two dots: a directive, a footnote, a
// target or a comment.
func (r *rst) readExplicit(all []string) int {
	n := 1 + blockLines(all[1:], 1)
	body := all[1:n]
	if m := rstFootnote.FindStringSubmatch(all[0]); m != nil {
		r.blocks.Add(block.Block{Text: "[" + strings.TrimLeft(m[1], "#") + "] " + r.inline(block.OneLine(m[2]+" "+strings.Join(body, " ")))})
		return n
	}
	m := rstDirective.FindStringSubmatch(all[0])
	if m == nil || m[1] != "" {
		return n
	}
	options := make(map[string]string)
	arguments := []string{m[3]}
	for len(body) > 0 && strings.TrimSpace(body[0]) != "" {
		line := strings.TrimSpace(body[0])
		if o := rstField.FindStringSubmatch(line); o != nil {
			options[o[1]] = o[2]
		} else if len(options) > 0 {
			break
		} else {
			arguments = append(arguments, line)
		}
		body = body[1:]
	}
	r.obeyDirective(strings.ToLower(m[2]), arguments, options, body)
	return n
}

func (r *rst) obeyDirective(name string, arguments []string, options map[string]string, body []string) {
	argument := strings.TrimSpace(strings.Join(arguments, " "))
	switch name {
	case "toctree", "contents", "include", "index", "highlight", "currentmodule", "default-role", "role", "raw", "literalinclude", "sectnum", "tabularcolumns":
	case "meta":
		for _, line := range body {
			if m := rstField.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
				r.setFact(m[1], m[2])
			}
		}
	case "code", "code-block", "sourcecode", "parsed-literal", "math", "prompt", "doctest", "graphviz", "productionlist":
		if name == "math" && argument != "" {
			body = append([]string{argument}, body...)
		}
		r.addCode(body)
	case "image", "figure":
		r.blocks.Add(block.WritePicture(options["alt"])...)
		r.readBlocks(body)
	case "list-table", "csv-table", "table":
		r.addParagraph(argument)
		switch name {
		case "list-table":
			r.addTable(r.listTable(body))
		case "csv-table":
			r.addTable(r.csvTable(options["header"], body))
		default:
			r.readBlocks(body)
		}
	case "note", "warning", "tip", "hint", "important", "caution", "danger", "attention", "error", "seealso", "versionadded", "versionchanged", "deprecated":
		r.endParagraph(r.inline)
		label := strings.ToUpper(name[:1]) + name[1:]
		before := len(r.blocks)
		if argument != "" {
			r.addText(argument)
		}
		r.readBlocks(body)
		if before < len(r.blocks) && r.blocks[before].Level == 0 {
			r.blocks[before].Text = label + ": " + r.blocks[before].Text
		}
	default:
		r.addParagraph(argument)
		r.readBlocks(body)
	}
}

func (r *rst) addParagraph(text string) {
	r.addText(text)
	r.endParagraph(r.inline)
}

// inline returns a text without its marks.
func (r *rst) inline(s string) string {
	s = rstRole.ReplaceAllStringFunc(s, func(role string) string {
		text := rstRole.FindStringSubmatch(role)[1]
		if m := rstTarget.FindStringSubmatch(text); m != nil && m[1] != "" {
			text = m[1]
		}
		return strings.TrimLeft(text, "~!")
	})
	s = rstLink.ReplaceAllStringFunc(s, func(link string) string {
		text := rstLink.FindStringSubmatch(link)[2]
		if m := rstTarget.FindStringSubmatch(text); m != nil && m[1] != "" {
			text = m[1]
		}
		return rstLink.FindStringSubmatch(link)[1] + text
	})
	s = rstSubstitution.ReplaceAllStringFunc(s, func(ref string) string {
		if text, ok := r.substitutions[strings.Trim(ref, "|")]; ok {
			return text
		}
		return ref
	})
	return replaceAll(s, "*`_\\", rstInline)
}

var (
	rstLink         = regexp.MustCompile("(^|[^`])`([^`]+)`(?:__?)?")
	rstSubstitution = regexp.MustCompile(`\|[^|\s](?:[^|]*[^|\s])?\|`)
)

// atoi returns a number, 0 for what is none.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
