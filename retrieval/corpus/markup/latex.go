package markup

import (
	"bytes"
	"strings"

	"golang.org/x/text/unicode/norm"

	"footnote/retrieval/corpus/office/block"
)

// latex reads LaTeX. It knows the commands that structure a text; of others it keeps
// what they are given, since that is mostly text in some other type.
type latex struct {
	writer
	source string
	at     int
	text   bytes.Buffer // of the open paragraph
	lists  []string     // environments that are open
	items  []int
	rows   [][]string // of the open table
	tables int
	depth  int
	facts  block.Blocks // notes on the title and the authors
}

// maxLaTeXDepth bounds how deep groups lie in each other.
const maxLaTeXDepth = 100

var latexLevels = map[string]int{
	"part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4, "subparagraph": 5, "frametitle": 2,
}

// latexDropped are commands whose arguments are no text.
var latexDropped = map[string]bool{
	"label": true, "ref": true, "eqref": true, "pageref": true, "autoref": true, "cref": true, "Cref": true, "vspace": true, "hspace": true, "input": true, "include": true,
	"includegraphics": true, "bibliography": true, "bibliographystyle": true, "usepackage": true, "documentclass": true, "newcommand": true, "renewcommand": true, "def": true,
	"setlength": true, "setcounter": true, "addtocounter": true, "pagestyle": true, "thispagestyle": true, "index": true, "pagenumbering": true, "graphicspath": true,
	"color": true, "fontsize": true, "cline": true, "cmidrule": true, "newtheorem": true, "theoremstyle": true, "addcontentsline": true, "nocite": true, "hypersetup": true,
}

// latexFirst are commands whose first argument is no text, but the second is.
var latexFirst = map[string]bool{"href": true, "textcolor": true, "colorbox": true, "multicolumn": true, "multirow": true, "parbox": true, "raisebox": true}

var latexRaw = map[string]bool{
	"verbatim": true, "lstlisting": true, "minted": true, "Verbatim": true, "equation": true, "equation*": true, "align": true, "align*": true, "displaymath": true,
	"math": true, "gather": true, "gather*": true, "eqnarray": true, "eqnarray*": true, "alltt": true, "comment": true, "tikzpicture": true, "multline": true, "multline*": true,
}

// latexSigns are commands that stand for a sign or a word.
var latexSigns = map[string]string{
	"LaTeX": "LaTeX", "TeX": "TeX", "ldots": "…", "dots": "…", "textellipsis": "…", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å",
	"l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "euro": "€", "texteuro": "€", "textbackslash": `\`, "textasciitilde": "~", "textasciicircum": "^",
	"textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "textbar": "|", "textless": "<", "textgreater": ">",
	"degree": "°", "textdegree": "°", "quad": " ", "qquad": " ", "newline": "\n", "linebreak": "\n", "newpage": "\n\n", "clearpage": "\n\n", "par": "\n\n", "today": "", "and": ", ", "times": "×", "textbullet": "•", "guillemotleft": "«", "guillemotright": "»",
}

// latexAccents are commands that put an accent on a letter.
var latexAccents = map[string]string{
	"'": "\u0301", "`": "\u0300", "^": "\u0302", `"`: "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
	"c": "\u0327", "v": "\u030C", "u": "\u0306", "H": "\u030B", "k": "\u0328", "r": "\u030A", "d": "\u0323", "b": "\u0331",
}

// LaTeX reads a document, or a part of one that others include.
func LaTeX(text string) *block.Document {
	l := &latex{source: stripLaTeXComments(strings.Join(lines(text), "\n"))}
	body, hasBody := l.source, false
	if begin := strings.Index(l.source, `\begin{document}`); begin >= 0 {
		hasBody = true
		body = l.source[begin+len(`\begin{document}`):]
		if end := strings.Index(body, `\end{document}`); end >= 0 {
			body = body[:end]
		}
	}
	head := l.source[:len(l.source)-len(body)]
	if !hasBody {
		head = l.source
	}
	for field, name := range map[*string]string{&l.d.Title: "title", &l.d.Author: "author", &l.d.Created: "date"} {
		if at := strings.Index(head+body, `\`+name+`{`); at >= 0 {
			inner := &latex{source: (head + body)[at+len(name)+1:]}
			text := inner.plainArgument()
			for n := range inner.count {
				text = strings.Replace(text, block.NoteMark(n+1), "", 1)
			}
			block.SetFact(field, text)
			l.facts = append(l.facts, inner.notes...)
		}
	}
	if l.d.Title != "" {
		l.addHeading(1, l.d.Title)
	}
	l.blocks.Add(l.facts...)
	l.source = body
	l.readText()
	l.endText()
	return l.finish()
}

// readText reads to the end.
func (l *latex) readText() {
	for l.at < len(l.source) {
		switch c := l.source[l.at]; c {
		case '\\':
			l.obey(l.command())
		case '{', '}':
			l.at++
		case '~':
			l.text.WriteByte(' ')
			l.at++
		case '$':
			l.at++
		case '&':
			l.at++
			if l.tables > 0 {
				l.endCell()
			} else {
				l.text.WriteByte('&')
			}
		case '\n':
			l.at++
			if strings.HasPrefix(strings.TrimLeft(l.source[l.at:], " \t"), "\n") && l.tables == 0 {
				l.endText()
			} else {
				l.text.WriteByte(' ')
			}
		default:
			_, size := nextRune(l.source[l.at:])
			l.text.WriteString(l.source[l.at : l.at+size])
			l.at += size
		}
	}
}

// obey obeys a command whose name was read.
func (l *latex) obey(name string) {
	if accent, ok := latexAccents[name]; ok {
		letter := latexPlain(l.argument())
		first, size := nextRune(letter)
		if size > 0 {
			first = latexDotless.Replace(first)
			l.text.WriteString(norm.NFC.String(first+accent) + letter[size:])
		}
		return
	}
	if sign, ok := latexSigns[name]; ok {
		switch {
		case sign == "\n\n":
			l.endText()
		case name == "and":
			l.trimText()
			l.text.WriteString(sign)
		default:
			l.text.WriteString(sign)
		}
		return
	}
	if level, ok := latexLevels[name]; ok {
		l.skipOptions()
		l.endText()
		l.addHeading(level, l.plainArgument())
		return
	}
	switch name {
	case `\`, "tabularnewline":
		l.skipOptions()
		if l.tables > 0 {
			l.endRow()
		} else {
			l.text.WriteByte('\n')
		}
	case "begin":
		l.begin(l.argument())
	case "end":
		l.end(l.argument())
	case "item":
		l.endText()
		label := l.skipOptions()
		l.beginItem(label)
	case "footnote", "thanks", "footnotetext":
		l.skipOptions()
		l.text.WriteString(l.addNote(l.plainArgument()))
	case "caption":
		l.skipOptions()
		text := l.plainArgument()
		if l.tables == 0 {
			l.endText()
		}
		l.blocks.Add(block.Block{Text: text})
	case "title", "author", "date":
		l.skipOptions()
		l.argument()
	case "cite", "citep", "citet", "parencite", "textcite", "autocite":
		if option := l.skipOptions(); option != "" {
			l.text.WriteString("(" + latexPlain(option) + ")")
		} else {
			l.trimText()
		}
		l.argument()
	case "verb", "lstinline":
		l.skipOptions()
		if l.at < len(l.source) {
			mark := l.source[l.at : l.at+1]
			if mark == "{" {
				mark = "}"
			}
			if end := strings.Index(l.source[l.at+1:], mark); end >= 0 {
				l.text.WriteString(l.source[l.at+1 : l.at+1+end])
				l.at += end + 2
			}
		}
	case ",", ";", ":", " ", "!", "/", "-", "@", "(", ")", "[", "]", ">", "<":
		if name == "," || name == " " || name == ";" || name == ":" {
			l.text.WriteByte(' ')
		}
	case "%", "&", "$", "#", "_", "{", "}":
		l.text.WriteString(name)
	default:
		l.skipOptions()
		switch {
		case latexDropped[name]:
			for l.hasArgument() {
				l.argument()
				l.skipOptions()
			}
		case latexFirst[name]:
			l.argument()
			if name == "multicolumn" || name == "multirow" {
				l.argument()
			}
		}
	}
}

// latexDotless gives letters back the dot that they lost for an accent.
var latexDotless = strings.NewReplacer("ı", "i", "ȷ", "j")

var latexQuoteSigns = strings.NewReplacer("``", "“", "''", "”", "---", "—", "--", "–")

func latexQuotes(s string) string { return latexQuoteSigns.Replace(s) }
