package web

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/retrieval"
)

// joined are the texts of all blocks and of what is cited in them.
func joined(list []block) (all, cited string) {
	for _, b := range list {
		for _, r := range slices.Concat(b.Head, b.Runs) {
			all += r.Text
			if r.Cited {
				cited += r.Text
			}
		}
	}
	return all, cited
}

func TestBlocksAreTheTextAgain(t *testing.T) {
	text := "Title\n\nFirst paragraph.\nStill the first.\n\n\nPage two begins.\nHeading\nText under it. Ärger ist möglich.\n"
	d := &retrieval.Document{
		Text:     text,
		Headings: []retrieval.Heading{{Offset: 0, Level: 1}, {Offset: strings.Index(text, "Heading"), Level: 2}},
		Pages:    []retrieval.Page{{Offset: 0, Number: 1}, {Offset: strings.Index(text, "Page two"), Number: 2}},
	}
	for start := range text {
		for end := start + 1; end <= len(text); end++ {
			list := cutBlocks(d, 0, len(text), start, end)
			if all, cited := joined(list); all != text || cited != text[start:end] {
				t.Fatalf("[%d,%d): %q, cited %q", start, end, all, cited)
			}
			first := 0
			for _, b := range list {
				for _, r := range b.Runs {
					if r.First {
						first++
					}
				}
			}
			if first != 1 {
				t.Fatalf("[%d,%d): %d first runs", start, end, first)
			}
		}
	}
	list := cutBlocks(d, 0, len(text), 0, 0)
	var levels, pages []int
	for _, b := range list {
		if b.Level > 0 {
			levels = append(levels, b.Level)
		}
		if b.Page > 0 {
			pages = append(pages, b.Page)
		}
	}
	if len(levels) != 2 || levels[0] != 2 || levels[1] != 3 || len(pages) != 2 || pages[1] != 2 {
		t.Errorf("levels %v, pages %v", levels, pages)
	}
}

func FuzzBlocks(f *testing.F) {
	f.Add("a\n\nb\n\n\nc", 1, 3, 2, 4)
	f.Add("", 0, 0, 0, 0)
	f.Fuzz(func(t *testing.T, text string, heading, page, start, end int) {
		if !utf8.ValidString(text) {
			return
		}
		bound := func(i int) int { return min(max(i, 0), len(text)) }
		d := &retrieval.Document{Text: text}
		if at := bound(heading); at < len(text) {
			d.Headings = []retrieval.Heading{{Offset: at, Level: 1}}
		}
		if at := bound(page); at < len(text) {
			d.Pages = []retrieval.Page{{Offset: at, Number: 3}}
		}
		start, end = bound(start), bound(end)
		if start > end {
			start, end = end, start
		}
		all, cited := joined(cutBlocks(d, 0, len(text), start, end))
		if all != text || cited != text[start:end] {
			t.Errorf("%q, cited %q", all, cited)
		}
	})
}

func TestPartsOfALongDocumentCoverIt(t *testing.T) {
	text := strings.Repeat("A line of a very long document, as a log has it.\n", 20_000) // about 1 MB
	p := place{start: 500_000, end: 500_200}
	from, to := blockWindow(text, p)
	if from > p.start || to < p.end || to-from > 2*partSize {
		t.Errorf("the cited part is [%d,%d)", from, to)
	}
	at, parts := 0, 0
	for at < len(text) {
		from, to := blockWindow(text, place{part: max(at, 1)})
		if from != at || to <= from {
			t.Fatalf("part at %d is [%d,%d)", at, from, to)
		}
		at, parts = to, parts+1
	}
	if parts < 10 || parts > 30 {
		t.Errorf("%d parts", parts)
	}
	for _, odd := range []place{{part: 1 << 40}, {part: len(text)}, {start: len(text) - 1, end: len(text)}} {
		if from, to := blockWindow(text, odd); from < 0 || from > to || to > len(text) {
			t.Errorf("%+v: [%d,%d)", odd, from, to)
		}
	}
	blank := strings.Repeat("é", 300_000) // no place to break at
	if from, to := blockWindow(blank, place{part: 100_001}); !utf8.ValidString(blank[from:to]) {
		t.Error("a character was cut")
	}
}
