package legacy

import (
	"fmt"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// rtfDest is where the text of a group goes.
type rtfDest int

const (
	destBody      rtfDest = iota // the document, or the note or box that is open
	destSkip                     // nowhere
	destNote                     // a footnote, read as a body of its own
	destBox                      // a text box, likewise
	destComment                  // likewise
	destMargin                   // a page header or footer, likewise
	destMarker                   // what stands before a list item
	destCommenter                // who made the comment that comes
	destObject                   // an embedded file, in hexadecimal
	destStyles                   // names of styles
	destFonts
	destTitle
	destAuthor
	destCreated
)

// rtfDests are the groups that are not simply text. Groups that begin with
// "\*" and are not among them are left out.
var rtfDests = map[string]rtfDest{
	"footnote": destNote, "shptxt": destBox, "dptxbxtext": destBox, "listtext": destMarker, "pntext": destMarker,
	"stylesheet": destStyles, "fonttbl": destFonts,
	"title": destTitle, "author": destAuthor, "creatim": destCreated,

	"info": destSkip, "colortbl": destSkip, "pict": destSkip, "filetbl": destSkip, "fldinst": destSkip,
	"header": destMargin, "headerl": destMargin, "headerr": destMargin, "headerf": destMargin,
	"footer": destMargin, "footerl": destMargin, "footerr": destMargin, "footerf": destMargin,
	"annotation": destComment, "atnauthor": destCommenter, "objdata": destObject,
	"ftnsep": destSkip, "ftnsepc": destSkip, "ftncn": destSkip, "aftnsep": destSkip, "aftnsepc": destSkip, "aftncn": destSkip,
	"xe": destSkip, "tc": destSkip, "rxe": destSkip, "bxe": destSkip, "txe": destSkip,
	"shprslt": destSkip, "nonshppict": destSkip, "nonesttables": destSkip,
	"upr": destSkip, "sp": destSkip, "listname": destSkip, "list": destSkip, "mmathPr": destSkip,
}

// rtfPlain are the groups with "\*" that are read like others.
var rtfPlain = map[string]bool{"shpinst": true, "do": true, "ud": true, "moMath": true}

// rtfText are the control words that stand for text.
var rtfText = map[string]string{
	"tab": "\t", "line": "\n", "lbr": "\n", "softline": "\n", "emdash": "—", "endash": "–", "bullet": "•",
	"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"emspace": " ", "enspace": " ", "qmspace": " ", "nestcell": "\t",
}

// obeyWord obeys a control word. Most are about looks.
func (r *rtfReader) obeyWord(word string, n int, given bool) error {
	if word == "u" {
		r.leave = 0
		r.addUnit(n)
		return nil
	}
	if word == "bin" {
		r.overlong = r.overlong || n > len(r.data)-r.at
		r.at = min(len(r.data), r.at+max(n, 0))
		return nil
	}
	if err := r.flush(); err != nil {
		return err
	}
	r.leave = 0
	if text, ok := rtfText[word]; ok {
		return r.addText(text)
	}
	if r.openDest(word) {
		return nil
	}
	on := !given || n != 0
	switch word {
	case "ansicpg":
		r.ansiPage, r.state.page = n, n
	case "mac":
		r.ansiPage, r.state.page = pageMacintosh, pageMacintosh
	case "pc":
		r.ansiPage, r.state.page = 437, 437
	case "pca":
		r.ansiPage, r.state.page = 850, 850
	case "uc":
		r.state.fallback = min(max(n, 0), 16)
	case "f":
		r.setFont(n)
	case "fcharset":
		if page := pageOfCharset(n); page != 0 && r.state.dest == destFonts {
			r.fonts[r.font] = page
		}
	case "cpg":
		if r.state.dest == destFonts {
			r.fonts[r.font] = n
		}
	case "v", "deleted":
		r.state.hidden = on
	case "plain":
		r.state.hidden, r.state.page = false, r.ansiPage
	case "pard":
		r.state.style, r.state.outline, r.state.inTable = 0, 0, false
	case "intbl":
		r.state.inTable = true
	case "outlinelevel":
		r.state.outline = 0
		if n >= 0 && n < 9 {
			r.state.outline = n + 1
		}
	case "s":
		r.state.style = n
	case "par", "sect", "page", "cell", "row", "nestrow":
		return r.breakText(word)
	case "yr", "mo", "dy", "hr", "min":
		if r.state.dest == destCreated {
			r.created[strings.Index("yr mo dy hr min", word)/3] = n
		}
	}
	return nil
}

// openDest sees to the words that say where the text of a group goes.
func (r *rtfReader) openDest(word string) bool {
	dest, known := rtfDests[word]
	starred := r.state.starred
	r.state.starred = false
	switch {
	case starred && !known && !rtfPlain[word]:
		r.state.dest = destSkip
	case word == "ud":
		r.state.dest = r.outerDest()
	case !known:
		return false
	case r.state.dest == destSkip && dest != destTitle && dest != destAuthor && dest != destCreated:
	case dest == destNote, dest == destBox, dest == destComment, dest == destMargin:
		if r.state.dest == destBody {
			r.flows = append(r.flows, &rtfFlow{dest: dest, depth: len(r.stack)})
			r.state = rtfState{page: r.state.page, fallback: r.state.fallback}
		}
	default:
		r.state.dest = dest
		r.capture.Reset()
	}
	return true
}

func (r *rtfReader) setFont(n int) {
	if r.state.dest == destFonts {
		r.font = n
		return
	}
	r.state.page = r.ansiPage
	if page, ok := r.fonts[n]; ok {
		r.state.page = page
	}
}

// endDest ends a group that had a destination of its own.
func (r *rtfReader) endDest(ended rtfState) {
	text := block.OneLine(r.capture.String())
	switch ended.dest {
	case destMarker:
		r.flow().marker = text
	case destStyles:
		name := strings.ToLower(strings.TrimRight(text, "; "))
		if level := max(block.HeadingLevel(name), ended.outline); level > 0 {
			r.headings[ended.style] = level
		}
		r.contents[ended.style] = block.IsContentsStyle(name)
	case destCommenter:
		r.author = text
	case destObject:
		r.addObject()
	case destTitle:
		block.SetFact(&r.d.Title, text)
	case destAuthor:
		block.SetFact(&r.d.Author, text)
	case destCreated:
		if c := r.created; c[0] > 0 {
			block.SetFact(&r.d.Created, fmt.Sprintf("%04d-%02d-%02d", c[0], max(c[1], 1), max(c[2], 1)))
		}
	default:
		return
	}
	r.capture.Reset()
}

// outerDest is where the text around a group goes that is left out.
func (r *rtfReader) outerDest() rtfDest {
	for i := len(r.stack) - 1; i >= 0; i-- {
		if dest := r.stack[i].dest; dest != destSkip {
			return dest
		}
	}
	return destBody
}

// pageOfCharset returns the code page of a font's character set, 0 for the
// document's own.
func pageOfCharset(n int) int {
	return map[int]int{
		77: pageMacintosh, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255,
		178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
	}[n]
}
