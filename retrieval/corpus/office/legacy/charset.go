package legacy

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// Code pages that the formats name by what they hold.
const (
	pageUTF16     = 1200
	pageLatin1    = 28591 // the first 256 characters of Unicode
	pageMacintosh = 10000
	pageANSI      = 1252
)

// pageEncoding returns the encoding of one of Windows' code pages,
// windows-1252 for one that isn't known.
func pageEncoding(page int) encoding.Encoding {
	name := "windows-" + strconv.Itoa(page)
	switch page {
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 855:
		return charmap.CodePage855
	case 858:
		return charmap.CodePage858
	case 860:
		return charmap.CodePage860
	case 862:
		return charmap.CodePage862
	case 863:
		return charmap.CodePage863
	case 865:
		return charmap.CodePage865
	case 866:
		return charmap.CodePage866
	case 932:
		name = "shift_jis"
	case 936:
		name = "gbk"
	case 949:
		name = "euc-kr"
	case 950:
		name = "big5"
	case pageMacintosh:
		return charmap.Macintosh
	case 10007:
		return charmap.MacintoshCyrillic
	case 20866:
		return charmap.KOI8R
	case 21866:
		return charmap.KOI8U
	case pageLatin1:
		return charmap.ISO8859_1
	case 28592:
		return charmap.ISO8859_2
	case 54936:
		name = "gb18030"
	case 65001:
		return encoding.Nop
	}
	if e, _ := charset.Lookup(name); e != nil {
		return e
	}
	return charmap.Windows1252
}

// decodePage decodes text in a code page.
func decodePage(page int, b []byte) string {
	if page == pageUTF16 {
		return decodeUTF16(b)
	}
	out, err := pageEncoding(page).NewDecoder().Bytes(b)
	if err != nil {
		out = b
	}
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

// decodeUTF16 decodes text in UTF-16, the lower byte first.
func decodeUTF16(b le) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
	}
	return string(utf16.Decode(units))
}

// untilNUL returns what stands before the first NUL.
func untilNUL(s string) string {
	s, _, _ = strings.Cut(s, "\x00")
	return s
}
