package terminal

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test -update writes it)", err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update accepts):\n%s\nwant:\n%s", name, got, want)
	}
}

// marks returns the byte ranges of the given words of text.
func marksOf(t *testing.T, text string, words ...string) [][2]int {
	t.Helper()
	var marks [][2]int
	at := 0
	for _, w := range words {
		i := at
		for ; text[i:i+len(w)] != w; i++ {
		}
		at = i + len(w)
		marks = append(marks, [2]int{i, at})
	}
	return marks
}

// TestRender shows each outcome as a person sees it, without and with colour.
func TestRender(t *testing.T) {
	const lease = "The lease of the house in Mill Lane began on 1 April 2019 and was signed by both parties in the presence of a notary. " +
		"Repairs up to 200 euros are the tenant's affair.\n\n" +
		"It was prolonged once and now ends on 30 June 2031. Whoever wants to leave before that has to say so six months ahead, in writing, " +
		"by registered mail, to the address that stands on the first page of this contract or to one named later.\n\n\n" +
		"The rent is paid monthly, in advance, by the third working day. Late payment costs interest as the law has it. " +
		"The deposit of three months' rent lies in an account of its own and comes back with interest when the keys do.\n" +
		"Pets need consent, which is not refused without a reason that a reasonable person would accept."
	const hostile = "The lease \x1b[31mends\x1b[0m on \u202e1 July\u202c.\x07\tSee 賃貸借契約は2031年に終了します。賃貸借契約は2031年に終了します。賃貸借契約は2031年に終了します。"
	first := "It was prolonged once and now ends on 30 June 2031."
	start := marksOf(t, lease, first)[0]
	citations := []bot.Citation{
		{
			N: 1, Document: "contracts/mill-lane.pdf", Title: "Lease of the house\nin Mill Lane", Author: "A. Notary", Publisher: "Notary's Office",
			URL: "https://example.com/lease", Published: "2024-06-01", Page: 3, Heading: "Lease of the house in Mill Lane › Term", Start: 100, End: 100 + len(lease),
			Excerpt: lease, Highlights: marksOf(t, lease, "lease", "ends", "rent"),
			Duplicates: []string{"contracts/old/copy.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf"},
		},
		{
			N: 2, Document: "mail/\x1b]0;title\x07evil.txt", Published: "2024", Start: 0, End: len(hostile),
			Excerpt: hostile, Highlights: marksOf(t, hostile, "lease", "ends", "終了"),
		},
	}
	further := citations[0]
	further.Excerpt, further.End, further.Highlights = first, further.Start+len(first), nil
	further.More = []bot.Excerpt{{Page: 9, Heading: "Pets\x1b[31m", Start: 2000, End: 2000 + len("Pets need consent."), Text: "Pets need consent.", Highlights: [][2]int{{0, 4}}}}
	answers := map[string]bot.Answer{
		"answered": {
			Outcome: bot.Answered, Citations: citations,
			Sentences: []bot.Sentence{
				{Text: first, Citations: []int{1}, Start: 100 + start[0], End: 100 + start[1]},
				{Text: "The lease \x1b[31mends\x1b[0m on \u202e1 July\u202c.", Citations: []int{2, 1}, Start: 0, End: 41},
			},
		},
		"one": {
			Outcome: bot.Answered, Citations: citations[:1],
			Sentences: []bot.Sentence{{Text: first, Citations: []int{1}, Start: 100 + start[0], End: 100 + start[1]}},
		},
		"differing": {
			Outcome: bot.Answered, Citations: citations[:1],
			Sentences:     []bot.Sentence{{Text: first, Citations: []int{1}, Start: 100 + start[0], End: 100 + start[1]}},
			Disagreements: []bot.Disagreement{{Figures: []bot.Figure{{Text: "30 June 2031", Citation: 1, Published: "2024-06-01", Start: 138, End: 150}, {Text: "1 \x1b[31mJuly", Citation: 2}}}},
		},
		"further":   {Outcome: bot.Answered, Sentences: []bot.Sentence{{Text: "It ends in 2031, and pets need consent.", Citations: []int{1}}}, Citations: []bot.Citation{further}},
		"related":   {Outcome: bot.Related, Citations: citations, Missing: []string{"landlord's", "\x1b[2Jevil"}},
		"not_found": {Outcome: bot.NotFound, Missing: []string{"tulips", "grow"}},
		"nothing":   {Outcome: bot.NotFound},
	}
	more := func(c bot.Citation) (bool, bool) { return c.Start > 0, c.N == 2 }
	for name, a := range answers {
		golden(t, "render/"+name+".txt", Printer{Screen: Screen{Width: 80}, More: more}.Reply(&bot.Reply{Answer: &a}))
		golden(t, "render/"+name+".color.txt", Printer{Screen: Screen{Width: 60, Color: true}, More: more}.Reply(&bot.Reply{Answer: &a}))
	}
}

// TestRenderInLanguages shows an answer and the replies to what is no question.
func TestRenderInLanguages(t *testing.T) {
	for _, language := range contract.GuideLanguages {
		var b strings.Builder
		replies := contract.Guides("R1", language)
		replies["answered"] = contract.InLanguage(contract.Answered("R1"), language)
		for _, name := range slices.Sorted(maps.Keys(replies)) {
			fmt.Fprintf(&b, "==> %s <==\n%s\n", name, Printer{Screen: Screen{Width: 80}}.Reply(replies[name]))
		}
		golden(t, "render/in-"+language+".txt", b.String())
	}
}

// TestExcerptEndsWithText shows an excerpt that ends in the middle of its
// document, where that has an empty line.
func TestExcerptEndsWithText(t *testing.T) {
	more := func(bot.Citation) (bool, bool) { return false, true }
	got := Printer{Screen: Screen{Width: 80}, More: more}.Reply(&bot.Reply{Answer: &bot.Answer{
		Outcome: bot.Related, Citations: []bot.Citation{{N: 1, Document: "a.txt", Excerpt: "Dear Ines,\n\n", End: 12}},
	}})
	if !strings.HasSuffix(got, "│ Dear Ines, …\n") {
		t.Errorf("%s", got)
	}
}
