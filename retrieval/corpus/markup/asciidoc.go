package markup

import (
	"regexp"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// asciidoc reads AsciiDoc, line by line.
type asciidoc struct {
	writer
	lines      []string
	at         int
	attributes map[string]string
	inTerm     bool // the open paragraph is the definition of a term
}

var (
	adocHeading   = regexp.MustCompile(`^(={1,6}|#{1,6})\s+(\S.*)$`)
	adocAttribute = regexp.MustCompile(`^:(!?[\w-]+!?):(?:\s+(.*))?$`)
	adocItem      = regexp.MustCompile(`^\s*(\*{1,6}|-|\.{1,6}|\d+\.|<\d+>)\s+(\S.*)$`)
	adocTerm      = regexp.MustCompile(`^\s*(\S.*?)(?::{2,4}|;;)(?:\s+(.*))?$`)
	adocFence     = regexp.MustCompile("^(?:-{4,}|\\.{4,}|```\\S*|/{4,}|\\+{4,})$")
	adocFrame     = regexp.MustCompile(`^(?:={4,}|\*{4,}|_{4,}|--|-{4,})$`)
	adocTableEdge = regexp.MustCompile(`^[|,:!]={3,}$`)
	adocMacro     = regexp.MustCompile(`^(image|video|audio|include|toc|ifdef|ifndef|ifeval|endif)::(\S*?)\[(.*)\]$`)
	adocAuthor    = regexp.MustCompile(`^([^<>:=]+?)(?:\s+<[^>]*>)?$`)
	adocCellSpec  = regexp.MustCompile(`(?:^|\s)(?:\d*(?:\.\d+)?[+*])?[<^>]?(?:\.[<^>])?[aehlmsvd]?$`)
	adocCols      = regexp.MustCompile(`cols="?([^"\]]*)"?`)
	adocSpan      = regexp.MustCompile(`(\d+)\S*\+\S*$`)
	adocTimes     = regexp.MustCompile(`^(\d+)\*`)
	adocFootnote  = regexp.MustCompile(`footnote(?:ref)?:(?:[\w-]*)\[([^\]]*)\]`)
	adocReference = regexp.MustCompile(`\{([\w-]+)\}`)
)

// adocMarks are the signs that one of these has at least.
const adocMarks = "[<(#*_`+"

var adocInline = []rule{
	{regexp.MustCompile(`\[\[[^\]]*\]\]`), ""},
	{regexp.MustCompile(`<<[^,>]*,\s*([^>]*)>>`), "$1"},
	{regexp.MustCompile(`<<#?([^>]*)>>`), "$1"},
	{regexp.MustCompile(`\b(?:https?|ftp|mailto):[^\s\[\]]+\[([^\]^,]+)[^\]]*\]`), "$1"},
	{regexp.MustCompile(`\b(?:link|xref|mailto):[^\s\[\]]*\[([^\]^,]+)[^\]]*\]`), "$1"},
	{regexp.MustCompile(`\b(?:link|xref|mailto):([^\s\[\]]*)\[\]`), "$1"},
	{regexp.MustCompile(`\bimage:[^\s\[\]]*\[([^\],]*)[^\]]*\]`), "$1"},
	{regexp.MustCompile(`\bmenu:([^\[]*)\[([^\]]*)\]`), "$1 > $2"},
	{regexp.MustCompile(`\b(?:kbd|btn|stem|latexmath|asciimath|pass|icon|indexterm2?):[\w,]*\[([^\]]*)\]`), "$1"},
	{regexp.MustCompile(`\(\(\(.*?\)\)\)`), ""},
	{regexp.MustCompile(`\[(?:\.|#)[^\]]*\]([#*_` + "`" + `])`), "$1"},
	{regexp.MustCompile(`\*\*(.+?)\*\*`), "$1"},
	{regexp.MustCompile(`__(.+?)__`), "$1"},
	{regexp.MustCompile("``(.+?)``"), "$1"},
	{regexp.MustCompile("([\"'])`(.+?)`([\"'])"), "$1$2$3"},
	{regexp.MustCompile("`\\+(.+?)\\+`"), "$1"},
	{regexp.MustCompile("(^|[^\\w`])`([^`\\s](?:[^`]*[^`\\s])?)`"), "$1$2"},
	{regexp.MustCompile(`(^|[^\w*])\*([^*\s](?:[^*]*[^*\s])?)\*`), "$1$2"},
	{regexp.MustCompile(`(^|[^\w_])_([^_\s](?:[^_]*[^_\s])?)_($|[^\w])`), "$1$2$3"},
	{regexp.MustCompile(`(^|[^\w#])#([^#\s](?:[^#]*[^#\s])?)#`), "$1$2"},
	{regexp.MustCompile(`\+\+\+(.*?)\+\+\+`), "$1"},
	{regexp.MustCompile(` \+$`), ""},
}

// AsciiDoc reads a document in AsciiDoc.
func AsciiDoc(text string) *block.Document {
	a := &asciidoc{lines: lines(text), attributes: make(map[string]string)}
	a.readHeader()
	for a.at < len(a.lines) {
		a.readLine()
	}
	a.endParagraph(a.inline)
	for field, names := range map[*string][]string{&a.d.Title: {"doctitle", "title"}, &a.d.Author: {"author"}, &a.d.Created: {"revdate", "date", "docdate"}} {
		for _, name := range names {
			block.SetFact(field, a.attributes[name])
		}
	}
	return a.finish()
}

// readHeader reads the title, and below it the author and the revision.
func (a *asciidoc) readHeader() {
	for a.at < len(a.lines) {
		line := strings.TrimSpace(a.lines[a.at])
		if line != "" && !strings.HasPrefix(line, "//") && !a.readAttribute(line) {
			break
		}
		a.at++
	}
	if a.at == len(a.lines) {
		return
	}
	m := adocHeading.FindStringSubmatch(a.lines[a.at])
	if m == nil || len(m[1]) != 1 {
		return
	}
	a.at++
	a.d.Title = block.OneLine(a.inline(m[2]))
	a.addHeading(1, a.d.Title)
	for n := 0; n < 2 && a.at < len(a.lines); a.at++ {
		line := strings.TrimSpace(a.lines[a.at])
		switch {
		case line == "":
			return
		case strings.HasPrefix(line, "//"), a.readAttribute(line):
			continue
		case n == 0:
			var names []string
			for one := range strings.SplitSeq(line, ";") {
				if m := adocAuthor.FindStringSubmatch(strings.TrimSpace(one)); m != nil {
					names = append(names, strings.ReplaceAll(m[1], "_", " "))
				}
			}
			a.d.Author = strings.Join(names, ", ")
		default: // v1.2, 2024-03-05: a remark
			_, date, found := strings.Cut(line, ",")
			if !found {
				date = line
			}
			date, _, _ = strings.Cut(date, ": ")
			a.d.Created = strings.TrimSpace(date)
		}
		n++
	}
}

func (a *asciidoc) readAttribute(line string) bool {
	m := adocAttribute.FindStringSubmatch(line)
	if m != nil {
		a.attributes[m[1]] = strings.TrimSpace(m[2])
	}
	return m != nil
}

// readLine reads the line that comes next, with the block that it begins.
func (a *asciidoc) readLine() {
	line := strings.TrimRight(a.lines[a.at], " \t")
	a.at++
	trimmed := strings.TrimSpace(line)
	switch {
	case trimmed == "", trimmed == "+", trimmed == "'''", trimmed == "<<<":
		a.endParagraph(a.inline)
		return
	case strings.HasPrefix(trimmed, "//") && !strings.HasPrefix(trimmed, "////"):
		return
	case adocFence.MatchString(trimmed):
		a.endParagraph(a.inline)
		a.readFence(trimmed)
		return
	case adocTableEdge.MatchString(trimmed):
		a.endParagraph(a.inline)
		a.readTable(trimmed)
		return
	case adocFrame.MatchString(trimmed):
		a.endParagraph(a.inline)
		return
	case strings.HasPrefix(trimmed, "[") && strings.HasSuffix(trimmed, "]") && len(a.open) == 0:
		if m := adocCols.FindStringSubmatch(trimmed); m != nil {
			a.attributes["cols of a table"] = m[1]
		}
		return
	}
	if m := adocHeading.FindStringSubmatch(trimmed); m != nil && len(a.open) == 0 {
		a.addHeading(len(m[1]), a.inline(m[2]))
		return
	}
	if m := adocMacro.FindStringSubmatch(trimmed); m != nil {
		a.endParagraph(a.inline)
		if m[1] == "image" {
			alt, _, _ := strings.Cut(m[3], ",")
			a.blocks.Add(block.WritePicture(strings.Trim(alt, `"`))...)
		}
		return
	}
	if a.readAttribute(trimmed) {
		return
	}
	if m := adocItem.FindStringSubmatch(line); m != nil {
		a.endParagraph(a.inline)
		depth, marker := len(m[1]), "-"
		if m[1][0] != '*' && m[1][0] != '-' && m[1][0] != '.' {
			depth, marker = 1, strings.Trim(m[1], "<>")
		}
		a.mark = item(depth, marker)
		a.addText(m[2])
		return
	}
	if m := adocTerm.FindStringSubmatch(trimmed); m != nil && (len(a.open) == 0 || a.inTerm) && !strings.Contains(m[1], "://") {
		a.endParagraph(a.inline)
		a.inTerm = true
		a.blocks.Add(block.Block{Text: a.inline(m[1]), Row: true})
		a.addText(m[2])
		return
	}
	a.inTerm = a.inTerm && len(a.open) > 0
	if strings.HasPrefix(trimmed, ".") && len(trimmed) > 1 && len(a.open) == 0 && trimmed[1] != ' ' && trimmed[1] != '.' {
		a.blocks.Add(block.Block{Text: a.inline(trimmed[1:])}) // the title of a block
		return
	}
	a.addText(line)
}

// readFence reads what stands between two lines that are alike.
func (a *asciidoc) readFence(fence string) {
	end := fence
	if strings.HasPrefix(fence, "```") {
		end = "```"
	}
	begin := a.at
	for a.at < len(a.lines) && strings.TrimSpace(a.lines[a.at]) != end {
		a.at++
	}
	content := a.lines[begin:a.at]
	a.at = min(a.at+1, len(a.lines))
	if fence[0] != '/' { // a comment
		a.addCode(content)
	}
}

// readTable reads a table, whose rows have as many cells as its columns: those that
// its attributes name, or those of its first line.
func (a *asciidoc) readTable(edge string) {
	separator := edge[:1]
	columns := 0
	if spec, ok := a.attributes["cols of a table"]; ok {
		for one := range strings.SplitSeq(spec, ",") {
			n := 1
			if m := adocTimes.FindStringSubmatch(strings.TrimSpace(one)); m != nil {
				n = min(atoi(m[1]), 1000)
			}
			columns += n
		}
		delete(a.attributes, "cols of a table")
	}
	var cells []adocCell
	for ; a.at < len(a.lines); a.at++ {
		line := strings.TrimSpace(a.lines[a.at])
		if line == edge {
			a.at++
			break
		}
		pieces := strings.Split(line, separator)
		spec := pieces[0] // of the cell that comes, or what the one before goes on with
		if len(cells) > 0 && (len(pieces) == 1 || !adocCellSpec.MatchString(spec)) {
			cells[len(cells)-1].text += " " + strings.TrimSpace(spec)
			spec = ""
		}
		for i, piece := range pieces[1:] {
			cell := adocCell{span: 1}
			if m := adocSpan.FindStringSubmatch(spec); m != nil {
				cell.span = min(max(atoi(m[1]), 1), 1000)
			}
			if spec = ""; i < len(pieces)-2 {
				spec = adocCellSpec.FindString(piece)
				piece = strings.TrimSuffix(piece, spec)
			}
			cell.text = strings.TrimSpace(piece)
			cells = append(cells, cell)
		}
		if columns == 0 && line != "" {
			for _, cell := range cells {
				columns += cell.span
			}
		}
	}
	var rows [][]string
	at := 0
	for _, cell := range cells {
		if at == 0 {
			rows = append(rows, nil)
		}
		row := append(rows[len(rows)-1], a.inline(cell.text))
		rows[len(rows)-1] = append(row, make([]string, cell.span-1)...)
		if at += cell.span; at >= columns {
			at = 0
		}
	}
	a.addTable(rows)
}

// adocCell is a cell of a table that goes over some columns.
type adocCell struct {
	text string
	span int
}

// inline returns a text without its marks.
func (a *asciidoc) inline(s string) string {
	s = adocReference.ReplaceAllStringFunc(s, func(ref string) string {
		if value, ok := a.attributes[strings.Trim(ref, "{}")]; ok && value != "" {
			return value
		}
		if text, ok := adocSigns[strings.Trim(ref, "{}")]; ok {
			return text
		}
		return ref
	})
	s = adocFootnote.ReplaceAllStringFunc(s, func(note string) string {
		return a.addNote(replaceAll(adocFootnote.FindStringSubmatch(note)[1], adocMarks, adocInline))
	})
	return replaceAll(s, adocMarks, adocInline)
}

// adocSigns are the attributes that stand for a sign.
var adocSigns = map[string]string{
	"nbsp": " ", "zwsp": "", "amp": "&", "lt": "<", "gt": ">", "plus": "+", "empty": "", "sp": " ", "blank": "",
	"startsb": "[", "endsb": "]", "vbar": "|", "asterisk": "*", "tilde": "~", "backslash": `\`, "cpp": "C++",
}
