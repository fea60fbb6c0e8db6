package terminal

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain text":              "plain text",
		"\x1b[31mred\x1b[0m":      "␛[31mred␛[0m",
		"a\x00b\x07c\x7fd\re":     "a␀b␇c␡d␍e",
		"\u009b31mC1":             "\ufffd31mC1",
		"\x9b31m":                 "\ufffd31m",
		"user\u202egnp.exe":       "usergnp.exe",
		"a\u2066b\u2069\ufeffc":   "abc",
		"tag\U000e0041\U000e0042": "tag",
		"tab\there":               "tab    here",
		"family 👩‍👩‍👧 and नमस्ते": "family 👩‍👩‍👧 and नमस्ते",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
	if got := OneLine(" two\nlines\u2028and\ta tab "); got != "two lines and a tab" {
		t.Errorf("OneLine gives %q", got)
	}
}

func TestCleanMovesMarks(t *testing.T) {
	m := cleanMarked(marked{"\x1bé \u202eword\tend", [][2]int{{7, 11}, {12, 15}}}, nil)
	var got []string
	for _, mark := range m.marks {
		got = append(got, m.text[mark[0]:mark[1]])
	}
	if strings.Join(got, "|") != "word|end" {
		t.Errorf("marks are on %q", got)
	}
}

func TestWrap(t *testing.T) {
	lines := wrapMarked(marked{"The quick brown fox\n\n\njumps over it", [][2]int{{4, 15}}}, 10)
	var got []string
	for _, l := range lines {
		text := l.text
		for i := len(l.marks) - 1; i >= 0; i-- {
			text = text[:l.marks[i][0]] + "<" + text[l.marks[i][0]:l.marks[i][1]] + ">" + text[l.marks[i][1]:]
		}
		got = append(got, text)
	}
	if want := "The <quick>|<brown> fox||jumps over|it"; strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
}

// FuzzRender holds for any text: nothing that steers a terminal gets through,
// no line is too long, marks stay on characters, and no word is lost.
func FuzzRender(f *testing.F) {
	for _, s := range []string{
		"", "one two three", "\x1b]0;title\a", "a\u202eb", "日本語の文章はここで折り返す", "x\u0301\u0301\u0301", strings.Repeat("long", 50),
		"\xff\xfe", "a\n\n\nb\r\n", "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", "tab\ttab", "สวัสดีชาวโลกทั้งหลาย",
	} {
		f.Add(s, uint8(1), uint8(3))
	}
	f.Fuzz(func(t *testing.T, text string, from, length uint8) {
		const width = 12
		start := min(int(from), len(text))
		m := cleanMarked(marked{text, [][2]int{{start, min(start+int(length), len(text))}}}, nil)
		if !utf8.ValidString(m.text) {
			t.Fatalf("not UTF-8: %q", m.text)
		}
		var all strings.Builder
		for _, l := range wrapMarked(m, width) {
			for _, r := range l.text {
				if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
					t.Fatalf("%q lets %U through", l.text, r)
				}
			}
			if got := uniseg.StringWidth(l.text); got > width && uniseg.GraphemeClusterCount(l.text) > 1 {
				t.Fatalf("%q has %d columns", l.text, got)
			}
			for _, mark := range l.marks {
				if mark[0] < 0 || mark[1] > len(l.text) || mark[0] >= mark[1] {
					t.Fatalf("mark %v on %q", mark, l.text)
				}
			}
			all.WriteString(l.text)
		}
		squeeze := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		if squeeze(all.String()) != squeeze(m.text) {
			t.Fatalf("wrapping %q lost text: %q", m.text, all.String())
		}
	})
}
