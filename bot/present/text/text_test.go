package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestUnits(t *testing.T) {
	const s = "aé😀"
	if r, u := Runes(s), UTF16(s); r != 3 || u != 4 {
		t.Errorf("Runes %d, UTF16 %d; want 3, 4", r, u)
	}
}

func TestSplitPrefersParagraphsThenSentencesThenWords(t *testing.T) {
	for _, c := range []struct {
		name, in string
		limit    int
		want     []string
	}{
		{"fits", "One. Two.", 9, []string{"One. Two."}},
		{"one too many", "One. Two.", 8, []string{"One. ", "Two."}},
		{"paragraph", "One two. Three.\n\nFour. Five.", 24, []string{"One two. Three.\n\n", "Four. Five."}},
		{"words", "alpha beta gamma", 11, []string{"alpha beta ", "gamma"}},
		{"no word fits", "abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"characters stay whole", "👩‍👩‍👧👩‍👩‍👧", 5, []string{"👩‍👩‍👧", "👩‍👩‍👧"}},
		{"a character longer than the limit", "👩‍👩‍👧", 2, []string{"👩‍", "👩‍", "👧"}},
		{"nothing", "", 5, []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Split(c.in, c.limit, Runes)
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("Split(%q, %d) = %q, want %q", c.in, c.limit, got, c.want)
			}
		})
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("One. Two.\n\nThree 👩‍👩‍👧.", 4)
	f.Add("\xff\xfeabc", 2)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		if limit < 4 || limit > 1000 {
			t.Skip()
		}
		for name, unit := range map[string]Unit{"bytes": func(s string) int { return len(s) }, "runes": Runes, "UTF-16": UTF16} {
			parts := Split(s, limit, unit)
			if strings.Join(parts, "") != s {
				t.Fatalf("%s: the parts of %q are not the text", name, s)
			}
			for _, p := range parts {
				if unit(p) > limit {
					t.Fatalf("%s: a part of %q is longer than %d", name, s, limit)
				}
			}
			if c := Clip(s, limit, unit); unit(c) > limit {
				t.Fatalf("%s: %q is clipped to %q, longer than %d", name, s, c, limit)
			}
		}
	})
}

func TestClipEndsWithAnEllipsisAtAWholeCharacter(t *testing.T) {
	if got := Clip("abcdef", 6, Runes); got != "abcdef" {
		t.Errorf("at the limit: %q", got)
	}
	if got := Clip("abcdefg", 6, Runes); got != "abcde…" {
		t.Errorf("over the limit: %q", got)
	}
	if got := Clip("ab👩‍👩‍👧cd", 5, Runes); got != "ab…" || !utf8.ValidString(got) {
		t.Errorf("inside a character: %q", got)
	}
}

func TestMarksFollowTheirText(t *testing.T) {
	m := Marked{"Red roses. \u202eBlue\u202c violets.", [][2]int{{4, 9}, {14, 18}}}
	clean := m.Clean()
	if want := "Red roses. Blue violets."; clean.Text != want {
		t.Fatalf("clean text %q, want %q", clean.Text, want)
	}
	var bold []string
	for _, part := range clean.Split(12, Runes) {
		var joined string
		for _, r := range part.Runs() {
			joined += r.Text
			if r.Bold {
				bold = append(bold, r.Text)
			}
		}
		if joined != part.Text {
			t.Errorf("the runs %q are not the text %q", joined, part.Text)
		}
	}
	if strings.Join(bold, "|") != "roses|Blue" {
		t.Errorf("highlighted %q, want roses and Blue", bold)
	}
}

func TestRunsClipMarksThatOverlapOrLieOutside(t *testing.T) {
	var joined string
	for _, r := range (Marked{"abc", [][2]int{{1, 2}, {0, 2}, {2, 9}}}).Runs() {
		joined += r.Text
	}
	if joined != "abc" {
		t.Errorf("the runs say %q", joined)
	}
}
