package legacy

import (
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// readShortText reads a text with its length in one byte.
func (x *xlsReader) readShortText(b le) string {
	n := b.u8(0)
	if x.old {
		return decodePage(x.page, b.cut(1, n))
	}
	return xlsChars(b.from(2), n, b.u8(1)&1 != 0)
}

// readLabel reads the text of a cell's own record.
func (x *xlsReader) readLabel(b le) string {
	if x.old {
		return decodePage(x.page, b.cut(2, b.u16(0)))
	}
	return readWideText(b)
}

// readWideText reads a text with its length in two bytes.
func readWideText(b le) string {
	r := xlsStrings{runs: []le{b}}
	return r.read()
}

// xlsChars decodes n characters of one or two bytes.
func xlsChars(b le, n int, wide bool) string {
	if wide {
		return decodeUTF16(b.cut(0, 2*n))
	}
	return decodePage(pageLatin1, b.cut(0, n))
}

// readSharedTexts reads the table of texts from its record and those that
// continue it.
func (x *xlsReader) readSharedTexts(at int) error {
	const counts = 8 // cstTotal, cstUnique
	r := xlsStrings{runs: []le{x.book.cut(at+recHead+counts, x.book.u16(at+2)-counts)}}
	for {
		at += recHead + x.book.u16(at+2)
		if x.book.u16(at) != recContinue {
			break
		}
		r.runs = append(r.runs, x.book.cut(at+recHead, x.book.u16(at+2)))
	}
	for len(r.runs) > 0 {
		if len(x.texts)%1000 == 0 && x.ctx.Err() != nil {
			return x.ctx.Err()
		}
		text := r.read()
		if err := x.textLeft.Spend(len(text) + block.ParagraphCost/4); err != nil {
			return err
		}
		x.texts = append(x.texts, text)
		r.skip(0)
	}
	return nil
}

// xlsStrings reads texts that go on from record to record. Where one is cut,
// the next record begins with a byte that tells how wide its characters are.
type xlsStrings struct{ runs []le }

func (r *xlsStrings) left() le {
	if len(r.runs) == 0 {
		return nil
	}
	return r.runs[0]
}

// skip goes on by n bytes, and past runs that are empty.
func (r *xlsStrings) skip(n int) {
	for len(r.runs) > 0 && n >= len(r.runs[0]) {
		n -= len(r.runs[0])
		r.runs = r.runs[1:]
	}
	if len(r.runs) > 0 {
		r.runs[0] = r.runs[0][n:]
	}
}

// read reads a text with its length in two bytes, an XLUnicodeRichExtendedString,
// past its formatting and its phonetic reading.
func (r *xlsStrings) read() string {
	head := r.left()
	const wideFlag, phonetic, formatted = 1, 4, 8 // fHighByte, fExtSt, fRichSt
	n, flags := head.u16(0), head.u8(2)
	size, extra := 3, 0
	if flags&formatted != 0 {
		extra += 4 * head.u16(size)
		size += 2
	}
	if flags&phonetic != 0 {
		extra += head.u32(size)
		size += 4
	}
	r.skipHead(size)
	wide := flags&wideFlag != 0
	var b strings.Builder
	for n > 0 && len(r.runs) > 0 {
		width := 1
		if wide {
			width = 2
		}
		run := r.runs[0]
		fit := min(n, len(run)/width)
		b.WriteString(xlsChars(run, fit, wide))
		n -= fit
		r.runs[0] = run[fit*width:]
		if n > 0 {
			r.runs = r.runs[1:]
			wide = r.left().u8(0)&1 != 0
			r.skipHead(1)
		}
	}
	r.skip(extra)
	return b.String()
}

// skipHead goes on by n bytes inside the run.
func (r *xlsStrings) skipHead(n int) {
	if len(r.runs) > 0 {
		r.runs[0] = r.runs[0][min(n, len(r.runs[0])):]
	}
}
