package corpus

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

// TestWideTextWithoutMark reads UTF-16 without a mark in scripts that leave
// zeros only between the words.
func TestWideTextWithoutMark(t *testing.T) {
	for _, text := range []string{
		"Выпь кричит на рассвете в камышах.\nКряква спит.",
		"Ο ερωδιός ψαρεύει το πρωί\nκαι κοιμάται το βράδυ.",
		"האנפה דגה בבוקר\nוישנה בערב.",
		"मोर बारिश में नाचता है।\nकोयल गाती है।",
		"サギは朝に魚を取る。\n夜は眠る。",
		"왜가리는 아침에 고기를 잡는다.\n밤에는 잔다.",
	} {
		for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
			data := encode(t, unicode.UTF16(order, unicode.IgnoreBOM), text)
			if d := one(t, "a.txt", data); d.Text != text {
				t.Errorf("%q in order %v: %q", text, order, d.Text)
			}
		}
	}
}

// TestNumbersAreNoWideText has 16-bit numbers that would be letters.
func TestNumbersAreNoWideText(t *testing.T) {
	var rising, level []byte
	for i := range 1000 {
		rising = append(rising, byte(i), byte(i>>8))
		level = append(level, byte(0x10+i%64), 4*byte(min(i%50, 1)))
	}
	for what, data := range map[string][]byte{"rising": rising, "level": level} {
		if documents, problem := readBytes(t, "a.txt", data, Options{}); len(documents) > 0 || problem == nil {
			t.Errorf("%s numbers are read as %d documents", what, len(documents))
		}
	}
}

// TestMailLosesNoPartSilently has parts that are not told apart, too many of
// them, and such that are nested too deep.
func TestMailLosesNoPartSilently(t *testing.T) {
	const header = "From: a@example.org\nTo: b@example.org\nSubject: parts\nMIME-Version: 1.0\n"
	const plain = "Content-Type: text/plain\n\nThe heron is at the end.\n"
	var many, deep strings.Builder
	for i := range maxMIMEParts + 5 {
		fmt.Fprintf(&many, "--b\n\nHeron %d.\n", i)
	}
	for i := range maxMIMEDepth + 5 {
		fmt.Fprintf(&deep, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	for _, c := range []struct{ what, mail, text, reason string }{
		{"no boundary", "Content-Type: multipart/mixed\n\nThe heron has no boundary.\n", "The heron has no boundary.", ""},
		{"a wrong boundary", "Content-Type: multipart/mixed; boundary=x\n\n--b\n\nThe heron is hidden.\n", "The heron is hidden.", ""},
		{"many", "Content-Type: multipart/mixed; boundary=b\n\n" + many.String() + "--b--\n", "Heron 900.", "read without the parts after the first 1000"},
		{"deep", deep.String() + plain, "parts", "read without parts nested more than 20 deep"},
	} {
		for _, name := range []string{"a.eml", "a.mbox"} {
			mail := header + c.mail
			if name == "a.mbox" {
				mail = "From a@example.org Tue Mar  5 10:00:00 2024\n" + mail
			}
			documents, problem := readBytes(t, name, []byte(mail), Options{})
			if len(documents) != 1 || !strings.Contains(documents[0].Title+documents[0].Text, c.text) {
				t.Errorf("%s in %s: %d documents without %q", c.what, name, len(documents), c.text)
			}
			if got := fmt.Sprint(problem); (problem != nil) != (c.reason != "") || !strings.Contains(got, c.reason) {
				t.Errorf("%s in %s: the problem is %v, want %q", c.what, name, problem, c.reason)
			}
		}
	}
}

// TestBookWithoutSpine reads the pages of a book in the order of its list.
func TestBookWithoutSpine(t *testing.T) {
	for what, spine := range map[string]string{"none": "", "empty": "<spine/>", "one that leads nowhere": `<spine><itemref idref="x"/></spine>`} {
		d := one(t, "a.epub", zipOf(t,
			file{"mimetype", "application/epub+zip"},
			file{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`},
			file{"b.opf", `<package><metadata><title>Cranes</title></metadata><manifest>` +
				`<item id="s" href="s.css" media-type="text/css"/>` +
				`<item id="z" href="z.xhtml" media-type="application/xhtml+xml"/>` +
				`<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>` + spine + `</package>`},
			file{"s.css", "p {}"},
			file{"z.xhtml", "<html><body><p>The crane comes first.</p></body></html>"},
			file{"a.xhtml", "<html><body><p>The crane goes last.</p></body></html>"}))
		if d.Text != "The crane comes first.\n\nThe crane goes last." {
			t.Errorf("a spine that is %s: %q", what, d.Text)
		}
	}
}

// TestRichTextWithOverlongBinary names what was lost behind data that claims
// to be longer than the file.
func TestRichTextWithOverlongBinary(t *testing.T) {
	data := []byte(`{\rtf1 The heron is before.{\pict\bin2147483647 abc} The heron is after.}`)
	documents, problem := readBytes(t, "a.rtf", data, Options{})
	if len(documents) != 1 || documents[0].Text != "The heron is before." {
		t.Errorf("read as %d documents", len(documents))
	}
	if problem == nil || !strings.Contains(problem.Reason, "read without what follows binary data") {
		t.Errorf("the problem is %v", problem)
	}
}

// TestManyFoldedLines takes hours where each line copies those before it.
func TestManyFoldedLines(t *testing.T) {
	text := "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Heron" + strings.Repeat("\n x", 2_000_000) + "\n watch\nEND:VEVENT\nEND:VCALENDAR\n"
	n := 0
	for line := range contentLines(text) {
		if line.name == "SUMMARY" && (len(line.value) != len("Heronwatch")+2_000_000 || !strings.HasSuffix(line.value, "xwatch")) {
			t.Errorf("%d bytes", len(line.value))
		}
		n++
	}
	if n != 5 {
		t.Errorf("%d lines, want 5", n)
	}
}
