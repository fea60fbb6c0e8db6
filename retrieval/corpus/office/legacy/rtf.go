package legacy

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf16"

	"footnote/retrieval/corpus/office/block"
)

// maxRTFDepth bounds the nesting of groups. Word itself stays below a hundred.
const maxRTFDepth = 2000

// rtfState is what a group inherits from the one around it, and loses at its
// end.
type rtfState struct {
	dest     rtfDest
	starred  bool // "\*" came: what follows may be left out
	page     int  // code page of bytes
	fallback int  // characters that stand after "\u" for readers without Unicode
	hidden   bool
	style    int
	outline  int // level from 1, 0 is body text
	inTable  bool
}

// rtfReader reads Rich Text after version 1.9.1 of its specification.
type rtfReader struct {
	data []byte
	at   int
	text *block.Budget
	d    *block.Document

	state rtfState
	stack []rtfState

	// Characters that wait for their others: bytes of a code page, halves of
	// UTF-16; and how many of a fallback are still to be left out.
	bytes []byte
	units []uint16
	leave int

	ansiPage int
	fonts    map[int]int  // code page by font
	font     int          // that is being defined
	headings map[int]int  // level by style
	contents map[int]bool // styles of the table of contents
	capture  strings.Builder
	created  [5]int // year to minute
	flows    []*rtfFlow
	notes    int
	author   string // of the comment that comes
	margins  block.Margins
	object   strings.Builder
	omitted  int  // bytes of text that is hidden or deleted
	overlong bool // binary data says that it is longer than the file
}

// readRTF reads a file in Rich Text.
func readRTF(ctx context.Context, data []byte) (*block.Document, error) {
	r := &rtfReader{
		data:     data,
		text:     block.NewBudget(),
		d:        &block.Document{MediaType: "application/rtf"},
		state:    rtfState{page: pageANSI, fallback: 1},
		ansiPage: pageANSI,
		fonts:    make(map[int]int),
		headings: make(map[int]int),
		contents: make(map[int]bool),
		flows:    []*rtfFlow{{}},
	}
	for n := 0; r.at < len(r.data); n++ {
		if n%10_000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err := r.readToken(); err != nil {
			return nil, err
		}
	}
	r.flush()
	for len(r.flows) > 1 { // of a truncated file
		r.endFlow()
	}
	out := r.flows[0].finish()
	out.Add(r.margins.Texts()...)
	r.d.Blocks = out
	if r.omitted > 0 {
		r.d.Omitted = append(r.d.Omitted, "hidden or deleted text")
	}
	if r.overlong {
		r.d.Omitted = append(r.d.Omitted, "what follows binary data that is cut off or gives a wrong length")
	}
	return r.d, nil
}

// readToken reads the next token.
func (r *rtfReader) readToken() error {
	c := r.data[r.at]
	r.at++
	switch c {
	case '{':
		r.flush()
		if len(r.stack) >= maxRTFDepth {
			return block.Fail(nil, "its groups are nested too deep; it may be made to do harm")
		}
		r.stack = append(r.stack, r.state)
		r.state.starred = false
		r.leave = 0
	case '}':
		r.flush()
		r.endGroup()
	case '\\':
		return r.readControl()
	case '\r', '\n':
	case 0:
	default:
		return r.addByte(c)
	}
	return nil
}

func (r *rtfReader) endGroup() {
	n := len(r.stack)
	if n == 0 {
		return
	}
	if len(r.flows) > 1 && r.flow().depth == n {
		r.endFlow()
	}
	ended := r.state
	r.state, r.stack = r.stack[n-1], r.stack[:n-1]
	r.leave = 0
	if ended.dest != r.state.dest || ended.dest == destStyles {
		r.endDest(ended)
	}
}

// readControl reads a control word or symbol; the backslash is read.
func (r *rtfReader) readControl() error {
	if r.at >= len(r.data) {
		return nil
	}
	c := r.data[r.at]
	if !isLetter(c) {
		r.at++
		return r.obeySymbol(c)
	}
	begin := r.at
	for r.at < len(r.data) && isLetter(r.data[r.at]) && r.at-begin < 64 {
		r.at++
	}
	word := string(r.data[begin:r.at])
	begin = r.at
	if r.at < len(r.data) && r.data[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.data) && '0' <= r.data[r.at] && r.data[r.at] <= '9' && r.at-begin < 11 {
		r.at++
	}
	n, err := strconv.Atoi(string(r.data[begin:r.at]))
	if r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	return r.obeyWord(word, n, err == nil)
}

// obeySymbol obeys a control symbol.
func (r *rtfReader) obeySymbol(c byte) error {
	switch c {
	case '\'':
		n, err := strconv.ParseUint(string(r.data[r.at:min(len(r.data), r.at+2)]), 16, 8)
		if err != nil {
			return nil
		}
		r.at += 2
		return r.addByte(byte(n))
	case '*':
		r.state.starred = true
	case '~':
		return r.putText(" ")
	case '_':
		return r.putText("-")
	case '\\', '{', '}':
		return r.addByte(c)
	case '\r', '\n':
		return r.obeyWord("par", 0, false)
	case '\t':
		return r.putText("\t")
	}
	return nil
}

// addByte takes a byte of text.
func (r *rtfReader) addByte(c byte) error {
	if r.leave > 0 {
		r.leave--
		return nil
	}
	r.flushUnits()
	r.bytes = append(r.bytes, c)
	if len(r.bytes) > 1<<16 {
		return r.flush()
	}
	return nil
}

// addUnit takes a character given by its number.
func (r *rtfReader) addUnit(n int) {
	r.flushBytes()
	r.units = append(r.units, uint16(n))
	r.leave = r.state.fallback
}

// flush puts the characters that wait.
func (r *rtfReader) flush() error {
	if err := r.flushBytes(); err != nil {
		return err
	}
	return r.flushUnits()
}

func (r *rtfReader) flushBytes() error {
	if len(r.bytes) == 0 {
		return nil
	}
	text := decodePage(r.state.page, r.bytes)
	r.bytes = r.bytes[:0]
	return r.addText(text)
}

func (r *rtfReader) flushUnits() error {
	if len(r.units) == 0 {
		return nil
	}
	text := string(utf16.Decode(r.units))
	r.units = r.units[:0]
	return r.addText(text)
}

// putText adds text that isn't in the file as such.
func (r *rtfReader) putText(text string) error {
	if r.leave > 0 {
		r.leave--
		return nil
	}
	if err := r.flush(); err != nil {
		return err
	}
	return r.addText(text)
}

// addText sends text to where it belongs.
func (r *rtfReader) addText(text string) error {
	if r.state.dest == destSkip {
		return nil
	}
	if r.state.hidden {
		r.omitted += len(strings.TrimSpace(text))
		return nil
	}
	if err := r.text.Spend(len(text)); err != nil {
		return err
	}
	if r.state.dest == destObject {
		r.object.WriteString(text)
	} else if r.state.dest == destBody {
		r.flow().text.WriteString(text)
	} else {
		r.capture.WriteString(text)
	}
	return nil
}

func (r *rtfReader) flow() *rtfFlow { return r.flows[len(r.flows)-1] }

// isLetter reports whether c is a letter of ASCII.
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
