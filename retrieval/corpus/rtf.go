package corpus

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"footnote/retrieval"
)

// rtfReader reads Rich Text Format.
type rtfReader struct{}

func (rtfReader) sniff(in *input) bool {
	return bytes.HasPrefix(bytes.TrimLeft(in.data[:min(len(in.data), 64)], "\xef\xbb\xbf \t\r\n"), []byte(`{\rtf`))
}

func (rtfReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	d := in.document("application/rtf")
	t := rtfText{data: in.data, p: &plainText{}, charset: codePage(1252), d: d}
	if err := t.run(ctx); err != nil {
		return in.fail(nil, "%v", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	t.p.finish(d)
	if d.Text == "" {
		return in.refuse("it holds no text")
	}
	return emit(d)
}

// rtfGroup is what a closing brace restores.
type rtfGroup struct {
	skip   bool   // a destination that is no text of the document
	fact   string // a destination that is one
	hidden bool
	unit   int // \uc: characters that stand for one of \u
}

// rtfText walks the file: text, control words and groups.
type rtfText struct {
	data    []byte
	at      int
	p       *plainText
	d       *retrieval.Document
	charset encoding.Encoding

	rtfGroup
	groups []rtfGroup
	b      strings.Builder // the paragraph
	fact   strings.Builder // of a destination that is one
	raw    []byte          // bytes in charset, not yet decoded
	high   uint16          // first half of a surrogate pair
	after  int             // characters to leave out after \u
	row    []string
	inRow  bool
}

// maxRTFGroups bounds the nesting of groups.
const maxRTFGroups = 10_000

var errRTFDepth = errors.New("its groups are nested too deep")

func (t *rtfText) run(ctx context.Context) error {
	t.unit = 1
	for n := 0; t.at < len(t.data); n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil // the caller sees it
		}
		switch c := t.data[t.at]; c {
		case '{':
			t.at++
			t.flush()
			if len(t.groups) >= maxRTFGroups {
				return errRTFDepth
			}
			t.groups = append(t.groups, t.rtfGroup)
			t.after = 0
		case '}':
			t.at++
			t.flush()
			t.close()
		case '\\':
			t.control()
		case '\r', '\n', 0:
			t.at++
		default:
			t.at++
			t.char(c)
		}
		if t.p.b.Len() > maxOfficeText {
			return errTooMuchText
		}
	}
	t.paragraph()
	return nil
}

func (t *rtfText) close() {
	n := len(t.groups)
	if n == 0 {
		return
	}
	before := t.groups[n-1]
	if t.rtfGroup.fact != "" && before.fact == "" {
		setOfficeFact(t.d, t.rtfGroup.fact, t.fact.String())
		t.fact.Reset()
	}
	t.rtfGroup, t.groups = before, t.groups[:n-1]
	t.after = 0
}

// char adds a byte of text.
func (t *rtfText) char(c byte) {
	if t.after > 0 {
		t.after--
		return
	}
	t.raw = append(t.raw, c)
}

// flush decodes the bytes that wait.
func (t *rtfText) flush() {
	if len(t.raw) > 0 {
		text, _ := t.charset.NewDecoder().Bytes(t.raw) // what can't be decoded becomes U+FFFD
		t.raw = t.raw[:0]
		t.write(string(text))
	}
}

func (t *rtfText) write(text string) {
	switch {
	case t.rtfGroup.fact != "":
		t.fact.WriteString(text)
	case !t.skip && !t.hidden:
		t.b.WriteString(text)
	}
}

// control reads a control word or symbol.
func (t *rtfText) control() {
	t.at++
	if t.at >= len(t.data) {
		return
	}
	c := t.data[t.at]
	if c == '\'' {
		if t.at+3 <= len(t.data) {
			if v, err := strconv.ParseUint(string(t.data[t.at+1:t.at+3]), 16, 8); err == nil {
				t.char(byte(v))
			}
		}
		t.at = min(t.at+3, len(t.data))
		return
	}
	t.flush()
	start := t.at
	for t.at < len(t.data) && isASCIILetter(t.data[t.at]) {
		t.at++
	}
	if t.at == start {
		t.at++
		t.symbol(c)
		return
	}
	word := string(t.data[start:t.at])
	digits := t.at
	if t.at < len(t.data) && t.data[t.at] == '-' {
		t.at++
	}
	for t.at < len(t.data) && t.data[t.at] >= '0' && t.data[t.at] <= '9' && t.at-digits < 12 {
		t.at++
	}
	number, err := strconv.Atoi(string(t.data[digits:t.at]))
	if t.at < len(t.data) && t.data[t.at] == ' ' {
		t.at++
	}
	t.word(word, number, err == nil)
}

func isASCIILetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func (t *rtfText) symbol(c byte) {
	switch c {
	case '\\', '{', '}':
		t.char(c)
	case '~':
		t.write("\u00a0")
	case '_':
		t.write("-")
	case '*':
		t.skip = true
	case '\n', '\r':
		t.paragraph()
	}
}

// rtfSymbols are control words that stand for characters.
var rtfSymbols = map[string]string{
	"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
	"ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}

// rtfFacts are destinations that are facts of the document.
var rtfFacts = map[string]string{"title": "title", "author": "creator"}

func (t *rtfText) word(word string, number int, has bool) {
	switch word {
	case "par", "sect", "page", "column":
		t.paragraph()
	case "cell", "nestcell":
		t.inRow = true
		t.row = append(t.row, oneLine(t.b.String()))
		t.b.Reset()
	case "row", "nestrow":
		t.endRow()
	case "u":
		t.unicode(number)
	case "uc":
		t.unit = max(number, 0)
	case "v":
		t.hidden = !has || number != 0
	case "plain":
		t.hidden = false
	case "ansicpg":
		t.charset = codePage(number)
	case "mac":
		t.charset = codePage(10000)
	case "pc":
		t.charset = codePage(437)
	case "bin":
		t.at = min(t.at+max(number, 0), len(t.data))
	case "fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "info", "pict", "object", "header", "headerl", "headerr",
		"headerf", "footer", "footerl", "footerr", "footerf", "fldinst", "themedata", "datastore", "xmlnstbl", "latentstyles", "generator", "filetbl", "revtbl", "annotation", "atnid", "atnauthor", "bkmkstart", "bkmkend", "nonesttables", "pntext":
		t.skip = true
	case "shptxt", "fldrslt", "footnote":
		t.skip = false
	default:
		if fact := rtfFacts[word]; fact != "" {
			t.rtfGroup.fact = fact
		} else if s, ok := rtfSymbols[word]; ok {
			t.write(s)
		}
	}
}

// unicode adds the character of \u, and leaves out what stands for it where
// it isn't known.
func (t *rtfText) unicode(number int) {
	unit := uint16(int16(number))
	t.after = t.unit
	switch {
	case utf16.IsSurrogate(rune(unit)) && unit < 0xDC00:
		t.high = unit
		return
	case utf16.IsSurrogate(rune(unit)):
		t.write(string(utf16.DecodeRune(rune(t.high), rune(unit))))
	default:
		t.write(string(rune(unit)))
	}
	t.high = 0
}

func (t *rtfText) paragraph() {
	t.flush()
	if t.skip || t.rtfGroup.fact != "" {
		return
	}
	if t.inRow {
		if strings.TrimSpace(t.b.String()) == "" {
			return
		}
		t.b.WriteByte(' ')
		if len(t.row) > 0 {
			return // a paragraph in a cell
		}
		t.inRow = false
	}
	t.p.endList()
	t.p.paragraph(t.b.String())
	t.b.Reset()
}

func (t *rtfText) endRow() {
	t.flush()
	t.p.line(strings.Trim(strings.Join(t.row, " | "), " |"))
	t.row, t.inRow = nil, false
}

// codePage returns the encoding of a Windows code page, that of Western Europe
// if it is not known.
func codePage(number int) encoding.Encoding {
	name := "windows-1252"
	switch {
	case number >= 1250 && number <= 1258, number == 874:
		name = "windows-" + strconv.Itoa(number)
	default:
		if known := map[int]string{932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5", 10000: "macintosh", 866: "ibm866", 65001: "utf-8"}[number]; known != "" {
			name = known
		}
	}
	e, _ := charset.Lookup(name)
	return e
}
