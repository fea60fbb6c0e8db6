package corpus

import (
	"bytes"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/encoding"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/unicode/norm"

	"footnote/retrieval/corpus/codepage"
)

// decodeText returns data as UTF-8 text, whatever charset it is in. declared is
// the charset that the file names itself, "" if none. The result may share
// data's memory.
func decodeText(data []byte, declared string) string {
	if e, bom := byteOrderMark(data); e != nil {
		return decodeAs(e, data[bom:])
	} else if bom > 0 {
		data = data[bom:]
	}
	if text, ok := sevenBit(data, declared); ok {
		return text
	}
	if e := guessWideEncoding(data); e != nil { // whose bytes may be valid UTF-8
		return decodeAs(e, data)
	}
	if utf8.Valid(data) && !hasWideZeros(data) {
		return unsafe.String(unsafe.SliceData(data), len(data)) // data is never changed
	}
	named := encodingNamed(declared)
	if named != nil {
		if text := decodeAs(named, data); !isMisread(text) {
			return text
		}
	}
	if isMostlyUTF8(data) {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	guess, isText := codepage.Guess(data)
	if named != nil && !isText {
		guess = named
	}
	return decodeAs(guess, data)
}

// isMisread reports whether text was decoded in another charset than its own:
// one that lacks more than one in twenty of its characters. Less is damage.
func isMisread(text string) bool {
	lacking, all := 0, 0
	for _, r := range text {
		if r >= utf8.RuneSelf {
			all++
		}
		if r == utf8.RuneError {
			lacking++
		}
	}
	return lacking*20 > all
}

// byteOrderMark returns the encoding that data's first bytes declare and how
// many they are; a nil encoding with bytes means UTF-8.
func byteOrderMark(data []byte) (encoding.Encoding, int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		return nil, 3
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4
	case bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), 2
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return utf.UTF16(utf.BigEndian, utf.IgnoreBOM), 2
	}
	return nil, 0
}

// hasWideZeros reports whether text has the zero bytes that UTF-16 and UTF-32
// leave among Latin letters.
func hasWideZeros(data []byte) bool {
	head := data[:min(len(data), 4096)]
	return bytes.Count(head, []byte{0})*5 > len(head)
}

// guessWideEncoding recognises UTF-16 and UTF-32 without a mark by where the
// zeros are, and by what comes out: programs, fonts and pictures are full of
// zeros too. Letters beyond Latin leave few zeros, so there it is only what
// comes out. It returns nil for all else.
func guessWideEncoding(data []byte) encoding.Encoding {
	if !hasWideZeros(data) {
		return wideByScript(data[:min(len(data), 4096)&^1])
	}
	head := data[:min(len(data), 4096)&^3]
	if e := wideByZeros(head); e != nil && isLegible(e, head) {
		return e
	}
	return nil
}

func wideByZeros(head []byte) encoding.Encoding {
	var zeros [4]int
	for i, c := range head {
		if c == 0 {
			zeros[i%4]++
		}
	}
	most := len(head) / 4 * 3 / 5
	switch {
	case zeros[0] > most && zeros[1] > most && zeros[2] > most:
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	case zeros[1] > most && zeros[2] > most && zeros[3] > most:
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case zeros[1]+zeros[3] > 2*(zeros[0]+zeros[2]):
		return utf.UTF16(utf.LittleEndian, utf.IgnoreBOM)
	case zeros[0]+zeros[2] > 2*(zeros[1]+zeros[3]):
		return utf.UTF16(utf.BigEndian, utf.IgnoreBOM)
	}
	return nil
}

// isLegible reports whether bytes are text when they are decoded: at most one
// of fifty characters may be one that nobody writes.
func isLegible(e encoding.Encoding, head []byte) bool {
	odd, all := 0, 0
	for _, r := range decodeAs(e, head) {
		all++
		switch {
		case r == utf8.RuneError, isControl(r) && !unicode.IsSpace(r) && r != '\uFEFF',
			!unicode.IsGraphic(r) && !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp):
			odd++
		}
	}
	return odd*50 <= all
}

// isMostlyUTF8 reports whether data is UTF-8 text with a few broken bytes: it
// has more well-formed multi-byte characters than broken ones.
func isMostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		i += n
	}
	return good > 4*bad
}

func decodeAs(e encoding.Encoding, data []byte) string {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	return strings.ToValidUTF8(unsafe.String(unsafe.SliceData(out), len(out)), "\uFFFD") // out is no one else's
}

// canonicalText makes text what Document.Text promises: valid UTF-8 in NFC,
// lines ended by "\n", no control characters, no white space at line ends, at
// most one blank line in a row, none at either end. Text that is canonical
// already is returned as it is.
func canonicalText(text string) string {
	// Most files end with a line end, and need no copy for that.
	if text = strings.Trim(text, "\n"); isTidy(text) {
		return text
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	var b strings.Builder
	b.Grow(len(text))
	blank := 0
	for line := range eachLine(text) {
		line = cleanLine(line)
		if line == "" {
			blank++
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			if blank > 0 {
				b.WriteByte('\n')
			}
		}
		blank = 0
		b.WriteString(line)
	}
	// Only now: characters that were apart may have come together.
	return norm.NFC.String(b.String())
}

// eachLine yields the lines of text without their ends, which may be "\n",
// "\r", "\r\n", form feed, or Unicode's own.
func eachLine(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for len(text) > 0 {
			i := strings.IndexAny(text, "\n\r\f\v\u0085\u2028\u2029")
			if i < 0 {
				yield(text)
				return
			}
			if !yield(text[:i]) {
				return
			}
			_, n := utf8.DecodeRuneInString(text[i:])
			if strings.HasPrefix(text[i:], "\r\n") {
				n = 2
			}
			text = text[i+n:]
		}
	}
}

// cleanLine drops control characters and white space at the end.
func cleanLine(line string) string {
	if strings.ContainsFunc(line, isControl) {
		line = strings.Map(func(r rune) rune {
			if isControl(r) {
				return -1
			}
			return r
		}, line)
		line = norm.NFC.String(line) // marks may have come next to their letters
	}
	return strings.TrimRight(line, " \t\u00a0\u3000")
}

// isControl reports whether a character carries no text. Marks of writing
// direction and joiners do, so they stay.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' || 0x7F <= r && r < 0xA0 || r == '\uFEFF' || r == '\uFFFE' || r == '\uFFFF'
}

// isTidy reports whether canonicalText would not change text.
func isTidy(text string) bool {
	if text == "" {
		return true
	}
	if text[0] == '\n' || text[len(text)-1] == '\n' || text[len(text)-1] == ' ' {
		return false
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= 0x7F:
			return isTidyUnicode(text)
		case c == '\n':
			if text[i-1] == ' ' || text[i-1] == '\t' || strings.HasPrefix(text[i:], "\n\n\n") {
				return false
			}
		case c < ' ' && c != '\t':
			return false
		}
	}
	return text[len(text)-1] != '\t'
}

// isTidyUnicode reports what isTidy does, for a text of any characters. It is
// slower.
func isTidyUnicode(text string) bool {
	if !utf8.ValidString(text) || !norm.NFC.IsNormalString(text) ||
		strings.ContainsFunc(text, func(r rune) bool { return isControl(r) && r != '\n' || r == '\u2028' || r == '\u2029' }) {
		return false
	}
	blank := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if line != cleanLine(line) {
			return false
		}
		if line != "" {
			blank = 0
		} else if blank++; blank > 1 {
			return false
		}
	}
	return strings.Trim(text, "\n") == text
}

// isBinary reports whether bytes are no text in any charset.
func isBinary(data []byte) bool {
	head := data[:min(len(data), 8192)]
	if e, bom := byteOrderMark(head); e != nil && isLegible(e, head[bom:]) {
		return false
	} else if e == nil {
		head = head[bom:]
	}
	if guessWideEncoding(head) != nil {
		return false
	}
	odd := 0
	korean := bytes.Contains(head, []byte("\x1B$)C")) // which shifts by control characters
	for _, c := range head {
		if c == 0 {
			return true
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B && !(korean && (c == 0x0E || c == 0x0F)) {
			odd++
		}
	}
	return odd*20 > len(head)
}

// kindOf names what the bytes are, for a reason that a person reads.
func kindOf(data []byte) string {
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	if kind == "application/octet-stream" || strings.HasPrefix(kind, "text/") {
		return "binary data of an unknown kind"
	}
	return kind
}
