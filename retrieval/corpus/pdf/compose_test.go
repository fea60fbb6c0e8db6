package pdf

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzCompose places words anywhere on pages: whatever their order, none but
// those that pages repeat may get lost, and nothing may crash.
func FuzzCompose(f *testing.F) {
	f.Add([]byte("one two three four five six seven eight nine ten eleven twelve"))
	f.Add([]byte("\x00\x00\x00\x00\xff\xff\xff\xff\x10\x20\x30\x40"))
	f.Fuzz(func(t *testing.T, data []byte) {
		pages := []page{{number: 1}, {number: 2}}
		count := 0
		for i := 0; i+4 <= len(data) && i < 4000; i += 4 {
			x, y, size := 2*float64(data[i]), 3*float64(data[i+1]), 1+float64(data[i+2]%32)
			text := strings.Repeat("x", 1+int(data[i+3]%16))
			pg := &pages[i/4%2]
			pg.runs = append(pg.runs, run{
				box: box{x, y, x + size/2*float64(len(text)), y + size}, text: text,
				size: size, bold: data[i+3]&32 > 0, rtl: data[i+3]&64 > 0, first: i,
			})
			count += len(text)
		}
		for i := range pages {
			pages[i].runs = mendRows(pages[i].runs)
		}
		dropFurniture(pages)
		d := new(Document)
		d.composePages(pages)
		got := texts(d)
		if !utf8.ValidString(got) || strings.Count(got, "x") != count {
			t.Errorf("%d of %d letters are left:\n%s", strings.Count(got, "x"), count, got)
		}
	})
}

func TestJoinsDividedWords(t *testing.T) {
	for _, c := range [][3]string{
		{"a hyph-", "enated word", "a hyphenated word"},
		{"the MEMS-", "Robot", "the MEMS-Robot"},
		{"in 1990 -", "and later", "in 1990 - and later"},
		{"plain", "words", "plain words"},
		{"日本", "語", "日本語"},
	} {
		if got := joinLines(c[0], c[1]); got != c[2] {
			t.Errorf("join(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestShortensLeaders(t *testing.T) {
	if got, entry := shortenLeader("Preface . . . . . . . . xi"); got != "Preface ... xi" || !entry {
		t.Errorf("%q, %v", got, entry)
	}
	if got, entry := shortenLeader("and so on ... and on."); got != "and so on ... and on." || entry {
		t.Errorf("%q, %v", got, entry)
	}
}

func TestTurnsBracketsOfRightToLeftText(t *testing.T) {
	for text, want := range map[string]string{
		"العام )2024 - 2026( بعد": "العام (2024 - 2026) بعد",
		"العام (2024) بعد":        "العام (2024) بعد",
	} {
		if got := mirrorBrackets(text); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestNotesAreSetCloserThanText(t *testing.T) {
	c := column{}
	y := 700.
	add := func(size, step float64, n int) {
		for range n {
			y -= step
			c.lines = append(c.lines, line{box: box{60, y, 300, y + size}, size: size, text: "some words of a line"})
		}
	}
	add(12, 19, 4)
	add(8, 12, 9)
	if found := paragraphsOf(c, 1, func(string) int { return 0 }); len(found) != 2 {
		t.Errorf("%d paragraphs, want the text and the notes", len(found))
	}
}

// A few short lines don't tell how wide their column is, but the room beside them
// does.
func TestKeepsShortLinesApart(t *testing.T) {
	c := column{room: 500}
	for i, name := range []string{"Hale J.", "Mott J.", "Quill J."} {
		y := 700 - 12*float64(i)
		c.lines = append(c.lines, line{box: box{100, y, 140, y + 10}, size: 10, text: name})
	}
	if found := paragraphsOf(c, 1, func(string) int { return 0 }); len(found) != 3 {
		t.Errorf("%d paragraphs, want each name by itself", len(found))
	}
}
