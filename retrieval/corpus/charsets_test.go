package corpus

import (
	"bytes"
	"cmp"
	endian "encoding/binary"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func encode(t testing.TB, e encoding.Encoding, text string) []byte {
	t.Helper()
	data, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// shiftKorean writes ISO-2022-KR.
func shiftKorean(t testing.TB, text string) []byte {
	out := []byte("\x1B$)C\n")
	shifted := false
	for _, c := range encode(t, korean.EUCKR, text) {
		if high := c >= 0x80; high != shifted && c != '\n' {
			shifted = high
			if high {
				out = append(out, 0x0E)
			} else {
				out = append(out, 0x0F)
			}
		}
		out = append(out, c&0x7F)
	}
	return append(out, 0x0F)
}

// TestMailCharsets reads bodies that look like ASCII and aren't, and such in
// code pages that only mail still names.
func TestMailCharsets(t *testing.T) {
	const japan, korea, china = "会議は十時から、第二会議室です。", "회의는 열시 Room 2 입니다.", "今天天气很好"
	for _, c := range []struct {
		charset string
		body    []byte
		want    string
	}{
		{"ISO-2022-JP", encode(t, japanese.ISO2022JP, japan), japan},
		{"us-ascii", encode(t, japanese.ISO2022JP, japan), japan}, // the escape sequences tell
		{"iso-2022-kr", shiftKorean(t, korea), korea},
		{"hz-gb-2312", encode(t, simplifiedchinese.HZGB2312, china), china},
		{"utf-7", []byte("Gr+APwA3w-e aus K+APY-ln, 1 +- 1, +"), "Grüße aus Köln, 1 + 1, +"},
		{"utf-8", []byte("a+APw-b"), "a+APw-b"},
		{"cp850", encode(t, charmap.CodePage850, "Grüße aus Köln"), "Grüße aus Köln"},
		{"IBM866", encode(t, charmap.CodePage866, "Привет из Кёльна"), "Привет из Кёльна"},
	} {
		mail := "From: a@example.org\nMessage-Id: <1@example.org>\nSubject: x\nContent-Type: text/plain; charset=" + c.charset + "\n\n"
		if d := one(t, "a.eml", append([]byte(mail), c.body...)); !strings.HasSuffix(d.Text, "\n\n"+c.want) {
			t.Errorf("%s: %q, want %q", c.charset, d.Text, c.want)
		}
	}
	page := "<html><head><meta charset=iso-2022-jp></head><body><p>" + japan + "</p></body></html>"
	mail := "From: a@example.org\nMessage-Id: <1@example.org>\nSubject: x\nContent-Type: text/html\n\n"
	if d := one(t, "a.eml", append([]byte(mail), encode(t, japanese.ISO2022JP, page)...)); !strings.Contains(d.Text, japan) {
		t.Errorf("a page in a mail: %q", d.Text)
	}
}

func TestPlainTextCharsets(t *testing.T) {
	const japan, korea = "会議は十時から、第二会議室です。", "회의는 열시 Room 2 입니다."
	for want, data := range map[string][]byte{
		japan:                  encode(t, japanese.ISO2022JP, japan),
		korea:                  shiftKorean(t, korea),
		"a \x1b[1mbold\x1b[0m": []byte("a \x1b[1mbold\x1b[0m"),
	} {
		if d := one(t, "a.txt", data); d.Text != canonicalText(want) {
			t.Errorf("%q, want %q", d.Text, want)
		}
	}
}

// TestBinaryIsNoWideText refuses what has as many zero bytes as UTF-16 and
// UTF-32, and is none.
func TestBinaryIsNoWideText(t *testing.T) {
	numbers := func(order endian.AppendByteOrder, wide bool, step int) []byte {
		var data []byte
		for i := range 3000 {
			if wide {
				data = order.AppendUint32(data, uint32(i*step))
			} else {
				data = order.AppendUint16(data, uint16(i*step%700))
			}
		}
		return data
	}
	for name, data := range map[string][]byte{
		"numbers of 16 bits":             numbers(endian.BigEndian, false, 1),
		"numbers of 16 bits, lower 1st":  numbers(endian.LittleEndian, false, 7),
		"numbers of 32 bits":             numbers(endian.BigEndian, true, 3),
		"numbers of 32 bits, lower 1st":  numbers(endian.LittleEndian, true, 100),
		"a mark of UTF-16 and no text":   append([]byte{0xFF, 0xFE}, numbers(endian.BigEndian, true, 77_777)...),
		"a table of strings and offsets": bytes.Repeat([]byte("\x00\x00\x00\x07Boatyard\x00\x00\x01\x10\xde\xad\x00\x00"), 200),
	} {
		documents, problem := readBytes(t, "a.bin", data, Options{})
		if len(documents) > 0 || problem == nil || !strings.Contains(problem.Reason, "not a document") {
			t.Errorf("%s: %v, %d documents", name, problem, len(documents))
		}
	}
}

// TestWrongCharset reads pages that name a charset which their bytes are not
// in.
func TestWrongCharset(t *testing.T) {
	for _, c := range []struct {
		declared string
		charset  encoding.Encoding
		text     string
	}{
		{"utf-8", charmap.Windows1252, "Die Prüfung der Geräte für die Küche ist am Dienstag."},
		{"shift_jis", japanese.EUCJP, "会議は十時から、第二会議室です。よろしくお願いします。"},
		{"us-ascii", charmap.Windows1251, "Собрание начинается в десять часов в большом зале на втором этаже."},
	} {
		page := "<html><head><meta charset=" + c.declared + "></head><body><p>" + c.text + "</p></body></html>"
		if d := one(t, "a.html", encode(t, c.charset, page)); d.Text != c.text {
			t.Errorf("%v declared as %s: %q, want %q", c.charset, c.declared, d.Text, c.text)
		}
	}
}

// TestGuessedCharsets reads files that don't say what they are in.
func TestGuessedCharsets(t *testing.T) {
	for name, c := range map[string]struct {
		charset    encoding.Encoding
		text, want string
	}{
		"a.txt": {charmap.CodePage037, "The boat is green. It lies in the harbour, at pier 12.", ""},
		"b.txt": {charmap.KOI8R, "Собрание начинается в десять часов в большом зале на втором этаже.", ""},
		"c.csv": {japanese.ShiftJIS, "品名,数量,単価\nボルト,12,30\nナット,5,20\n", "品名: ボルト\t数量: 12\t単価: 30\n品名: ナット\t数量: 5\t単価: 20"},
		"d.txt": {charmap.Windows1252, "“It’s the boat’s name,” she said – and left…", ""},
	} {
		if d := one(t, name, encode(t, c.charset, c.text)); d.Text != cmp.Or(c.want, c.text) {
			t.Errorf("%v: %q, want %q", c.charset, d.Text, cmp.Or(c.want, c.text))
		}
	}
}

// TestNoSourceForText shows nothing that only programs read.
func TestNoSourceForText(t *testing.T) {
	if _, problem := readBytes(t, "a.eps", []byte("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(The boat) show\n"), Options{}); problem == nil || !problem.Skipped || !strings.Contains(problem.Reason, "save it as PDF") {
		t.Errorf("PostScript: %v", problem)
	}
	picture := strings.Repeat(strings.Repeat("iVBORw0KGg/+", 6)+"\n", 50)
	book := `<?xml version="1.0"?><FictionBook><description><title-info><book-title>Boats</book-title></title-info></description>` +
		`<body><section><title><p>One</p></title><p>The boat is green.</p></section></body><binary id="a.png">` + picture + `</binary></FictionBook>`
	if d := one(t, "a.fb2", []byte(book)); d.Text != "Boats\n\nOne\n\nThe boat is green." || d.Title != "Boats" {
		t.Errorf("%q: %q", d.Title, d.Text)
	}
}
