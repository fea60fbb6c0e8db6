package codepage

import (
	"bytes"
	"math"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// candidate is a charset that is tried.
type candidate struct {
	encoding encoding.Encoding
	prior    float64 // what its being rare takes off its score
	usual    *runeSet
}

// What rare charsets have to make up for: a letter that is read well. Without it
// an apostrophe of Windows is a letter of the Macintosh.
const (
	rare     = -4
	lessUsed = -1
)

// loadCandidates returns the charsets that are tried. Where text reads the same
// in two, the first one is taken.
var loadCandidates = sync.OnceValue(func() []candidate {
	gb, big5 := usualRunes(simplifiedchinese.GB18030, 0xB0, 0xD7, 0xA1), usualRunes(traditionalchinese.Big5, 0xA4, 0xC6, 0x40)
	japan := usualRunes(japanese.EUCJP, 0xA4, 0xCF, 0xA1)
	return []candidate{
		{charmap.Windows1252, 0, nil}, {charmap.Windows1250, 0, nil}, {charmap.Windows1251, 0, nil},
		{charmap.Windows1253, 0, nil}, {charmap.Windows1254, 0, nil}, {charmap.Windows1255, 0, nil},
		{charmap.Windows1256, 0, nil}, {charmap.Windows1257, 0, nil}, {charmap.Windows1258, lessUsed, nil},
		{charmap.Windows874, 0, nil},
		{simplifiedchinese.GB18030, 0, gb}, {japanese.ShiftJIS, 0, japan}, {japanese.EUCJP, 0, japan},
		{korean.EUCKR, 0, usualRunes(korean.EUCKR, 0xB0, 0xC8, 0xA1)}, {traditionalchinese.Big5, 0, big5},
		{charmap.KOI8R, lessUsed, nil}, {charmap.KOI8U, lessUsed, nil}, {charmap.ISO8859_2, lessUsed, nil},
		{charmap.ISO8859_5, lessUsed, nil}, {charmap.ISO8859_6, lessUsed, nil}, {charmap.ISO8859_7, lessUsed, nil},
		{charmap.ISO8859_8, lessUsed, nil}, {charmap.ISO8859_13, lessUsed, nil}, {charmap.ISO8859_15, lessUsed, nil},
		{charmap.ISO8859_16, rare, nil}, {charmap.CodePage850, rare, nil}, {charmap.CodePage852, rare, nil},
		{charmap.CodePage855, rare, nil}, {charmap.CodePage866, rare, nil}, {charmap.CodePage862, rare, nil},
		{charmap.Macintosh, rare, nil}, {charmap.MacintoshCyrillic, rare, nil},
	}
})

// readable is the least score for each byte beyond ASCII of what is text. Files
// in their right charset score 3 or more, random bytes 1.3 or less.
const readable = 1.5

// Guess returns the charset in which data reads most like a language, and
// whether it reads like one at all.
func Guess(data []byte) (e encoding.Encoding, isText bool) {
	sample := sampleBeyondASCII(data)
	if isMainframe(sample) {
		return charmap.CodePage037, true
	}
	table := loadTable()
	e = charmap.Windows1252
	most, score := math.Inf(-1), 0.0
	for _, c := range loadCandidates() {
		if s := table.scoreText(decode(c.encoding, sample), c.usual); s+c.prior > most {
			e, most, score = c.encoding, s+c.prior, s
		}
	}
	return e, score >= readable*float64(countBeyondASCII(sample))
}

func countBeyondASCII(data []byte) int {
	n := 0
	for _, c := range data {
		if c >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

// decode returns data as text; what can't be decoded is U+FFFD.
func decode(e encoding.Encoding, data []byte) string {
	text, _ := e.NewDecoder().Bytes(data) // these decoders report no error
	return string(text)
}

// sampleSize is how much is looked at, in bytes. XQuAD's paragraphs need less
// than a thousand.
const sampleSize = 4 << 10

// sampleBeyondASCII keeps the guess quick on long files: the lines that hold
// bytes above 127 tell the charset.
func sampleBeyondASCII(data []byte) []byte {
	if len(data) <= sampleSize {
		return data
	}
	sample := make([]byte, 0, sampleSize)
	for line := range bytes.Lines(data) {
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			sample = append(sample, line[:min(len(line), sampleSize-len(sample))]...)
		}
		if len(sample) >= sampleSize {
			break
		}
	}
	return sample
}

// isMainframe reports whether sample is EBCDIC, where the space is 64 and the
// letters are above 128.
func isMainframe(sample []byte) bool {
	const space = 0x40
	ascii, spaces, letters := 0, 0, 0
	for _, c := range sample {
		switch low := c & 0x0F; {
		case c == space:
			spaces++
		case c == ' ':
			ascii++
		case c >= 0x81 && c <= 0xA9 && low > 0 && low <= 9, c >= 0xC1 && c <= 0xF9 && low <= 9:
			letters++
		}
	}
	all := len(sample)
	return ascii*100 < all && spaces*12 > all && (spaces+letters)*10 > 8*all
}
