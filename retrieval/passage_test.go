package retrieval

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkTiles fails unless the passages of d are its text again, cut at runes,
// none of them larger than a passage may be.
func checkTiles(t *testing.T, d *Document) {
	t.Helper()
	at := 0
	for p := range Split(d) {
		if p.Start != at || p.End <= p.Start || p.End > len(d.Text) {
			t.Fatalf("a passage [%d, %d) follows what ends at %d of %d", p.Start, p.End, at, len(d.Text))
		}
		if p.Text != d.Text[p.Start:p.End] {
			t.Fatalf("the passage [%d, %d) isn't the text there", p.Start, p.End)
		}
		if utf8.ValidString(d.Text) && !utf8.ValidString(p.Text) {
			t.Fatalf("the passage [%d, %d) cuts a character", p.Start, p.End)
		}
		// White space is no content; a passage may trail any amount of it.
		if n := len(strings.TrimSpace(p.Text)); n > 2*maxPassageBytes {
			t.Fatalf("the passage [%d, %d) has %d bytes", p.Start, p.End, n)
		}
		if n := len(strings.Fields(p.Text)); n > longestMergedWords {
			t.Fatalf("the passage [%d, %d) has %d words", p.Start, p.End, n)
		}
		at = p.End
	}
	if at != len(d.Text) {
		t.Fatalf("the passages end at %d of %d", at, len(d.Text))
	}
}

// checkSentences fails unless sentences are in order, apart and not blank.
func checkSentences(t *testing.T, text string) {
	t.Helper()
	at := 0
	for _, s := range Sentences(text) {
		if s.Start < at || s.End <= s.Start || s.End > len(text) {
			t.Fatalf("a sentence [%d, %d) follows what ends at %d of %d", s.Start, s.End, at, len(text))
		}
		if between := text[at:s.Start]; strings.TrimSpace(between) != "" {
			t.Fatalf("%q stands in no sentence", between)
		}
		if got := text[s.Start:s.End]; strings.TrimSpace(got) != got {
			t.Fatalf("the sentence %q has white space around it", got)
		}
		at = s.End
	}
	if rest := text[at:]; strings.TrimSpace(rest) != "" {
		t.Fatalf("%q stands in no sentence", rest)
	}
}

// randomDocument is made of pieces that cutting stumbles over, with headings
// and pages anywhere.
func randomDocument(r *rand.Rand) *Document {
	pieces := []string{
		" ", " ", " ", "\n", "\n\n", "\n\n\n", "\t", "\u00a0", "\u3000", "\u2028", "\r\n",
		"word", "Boat", "Dr", "U.S.", "3.14", "1,000", "e.g.", "…", ".", ".", "!", "?", "。", "؟", "।", "-", "- ", "1. ", "| ",
		")", "\"", "”", "[3]", "日本語", "ภาษาไทย", "العربية", "हिन्दी", "e\u0301", "👩\u200d👩\u200d👧", "\U0010FFFF", "\ufeff", "\x00",
		strings.Repeat("x", 300), strings.Repeat("漢", 700), strings.Repeat("word ", 60), strings.Repeat("a.b", 3000),
	}
	var b strings.Builder
	d := &Document{ID: "random"}
	for range r.IntN(800) {
		switch r.IntN(40) {
		case 0:
			d.Headings = append(d.Headings, Heading{Offset: b.Len(), Level: 1 + r.IntN(6), Text: "H"})
		case 1:
			d.Pages = append(d.Pages, Page{Offset: b.Len(), Number: len(d.Pages) + 1})
		}
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	d.Text = b.String()
	return d
}

func TestSplitTiles(t *testing.T) {
	for seed := range uint64(100) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := randomDocument(rand.New(rand.NewPCG(seed, 1)))
			checkTiles(t, d)
			checkSentences(t, d.Text)
		})
	}
}

// TestSplitLongLines has lines without a place to cut at: neither words nor
// sentences bound them.
func TestSplitLongLines(t *testing.T) {
	for name, text := range map[string]string{
		"no spaces":       strings.Repeat("x", 1<<20),
		"no sentences":    strings.Repeat("word ", 1<<18),
		"no words":        strings.Repeat(".", 1<<20),
		"white space":     strings.Repeat(" \n", 1<<19),
		"han":             strings.Repeat("漢字", 1<<17),
		"long words":      strings.Repeat(strings.Repeat("ab", 1500)+"\n", 300),
		"long sentences":  strings.Repeat(strings.Repeat("ab", 1500)+". ", 300),
		"abbreviations":   strings.Repeat("e.g. U.S. Dr. ", 1<<15),
		"marks":           "e" + strings.Repeat("\u0301", 1<<18),
		"heading a line":  strings.Repeat("Heading\n\n", 1<<15),
		"invalid unicode": strings.Repeat("a\xff ", 1<<16),
	} {
		t.Run(name, func(t *testing.T) {
			checkTiles(t, &Document{Text: text})
			checkSentences(t, text)
		})
	}
}

func TestSplitStops(t *testing.T) {
	d := &Document{Text: strings.Repeat("This is a sentence of seven words. ", 1000)}
	n := 0
	for range Split(d) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d passages, want to stop at 3", n)
	}
}

func TestSplitKeepsHeadingsWithTheirText(t *testing.T) {
	body := strings.TrimSpace(strings.Repeat("Some words stand here in a sentence. ", 20))
	var b strings.Builder
	d := &Document{}
	for i := range 4 {
		title := fmt.Sprintf("Section %d", i)
		d.Headings = append(d.Headings, Heading{Offset: b.Len(), Level: 1, Text: title})
		b.WriteString(title + "\n\n" + body + "\n\n")
	}
	d.Text = b.String()
	i := 0
	for p := range Split(d) {
		if want := fmt.Sprintf("Section %d\n", i); !strings.HasPrefix(p.Text, want) {
			t.Errorf("passage %d begins with %.20q, want %q", i, p.Text, want)
		}
		if got, want := d.HeadingPath(p.Start), fmt.Sprintf("Section %d", i); got != want {
			t.Errorf("passage %d stands below %q, want %q", i, got, want)
		}
		i++
	}
	if i != 4 {
		t.Errorf("%d passages, want 4", i)
	}
}

// TestSentencesWithNumbers keeps an item's number with the item, and an ordinal one
// with what it counts.
func TestSentencesWithNumbers(t *testing.T) {
	for text, want := range map[string][]string{
		"The roles are:\n1. Writer.\n2. Editor – edits.\n\n12. Chief": {"The roles are:", "1. Writer.", "2. Editor – edits.", "12. Chief"},
		"1. Charge it. Wait an hour.\n2. Go.":                         {"1. Charge it.", "Wait an hour.", "2. Go."},
		"It took from 8 to 12. Then it ended in\n1912. Nobody came.":  {"It took from 8 to 12.", "Then it ended in", "1912.", "Nobody came."},
		"Phone: ext. 214\tSince: 2011":                                {"Phone: ext. 214\tSince: 2011"},
		// German ordinals
		"Das Fest ist am 6. Juli. Danach nicht.":        {"Das Fest ist am 6. Juli.", "Danach nicht."},
		"Nächste Versammlung: 13. März 2025.":           {"Nächste Versammlung: 13. März 2025."},
		"Wer das 16. Lebensjahr vollendet hat. Später.": {"Wer das 16. Lebensjahr vollendet hat.", "Später."},
		"Er kam als 3. Das war gut.":                    {"Er kam als 3.", "Das war gut."},
	} {
		var got []string
		for _, s := range Sentences(text) {
			got = append(got, text[s.Start:s.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("One. Two?\n\nThree", uint16(3), uint16(9))
	f.Add("日本語。", uint16(0), uint16(0))
	f.Add("a\xffb\r\n", uint16(1), uint16(2))
	f.Fuzz(func(t *testing.T, text string, a, b uint16) {
		d := &Document{Text: text, Headings: []Heading{
			{Offset: min(int(a), int(b)), Level: 1, Text: "A"}, {Offset: max(int(a), int(b)), Level: 2, Text: "B"},
		}}
		checkTiles(t, d)
		checkSentences(t, text)
		_ = d.HeadingsAt(int(a))
	})
}
