package answering

import (
	"context"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/retrieval"
)

// passage is a hit at the start of a document, cut into the given sentences.
func passage(pieces ...string) *retrieval.Hit {
	h := &retrieval.Hit{}
	for _, p := range pieces {
		start := len(h.Text)
		h.Text += p
		h.Sentences = append(h.Sentences, retrieval.Sentence{Span: retrieval.Span{Start: start, End: start + len(strings.TrimRight(p, " \n"))}})
	}
	h.End = len(h.Text)
	return h
}

func TestExcerptsBeginWithTheParagraph(t *testing.T) {
	long := strings.Repeat("More is said of it. ", 20)
	for name, c := range map[string]struct {
		hit  *retrieval.Hit
		show int // sentence
		want string
	}{
		"what stands above is left out":    {passage("The Daily Masthead\n\n", "Before it. ", "The answer. ", long), 2, "Before it. The answer. " + strings.TrimRight(long, " ")},
		"unless the excerpt is short then": {passage("Tickets\n\n", "The answer."), 1, "Tickets\n\nThe answer."},
		"all that follows, while it fits":  {passage("The answer.\n\n", long), 0, "The answer.\n\n" + strings.TrimRight(long, " ")},
		"no heading of what isn't there":   {headed(passage("The answer. ", "More of it.\n\n", "Tickets\n\n", strings.Repeat("x", maxExcerptBytes))), 0, "The answer. More of it."},
		"whole sentences":                  {passage("The answer. ", strings.Repeat("x", maxExcerptBytes)), 0, "The answer."},
	} {
		at := excerptSpan(c.hit, []retrieval.Span{c.hit.Sentences[c.show].Span})
		if got := c.hit.Text[at.Start:at.End]; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// headed makes a heading of the last sentence of a passage but one.
func headed(h *retrieval.Hit) *retrieval.Hit {
	h.Sentences[len(h.Sentences)-2].Evidence[slices.Index(retrieval.EvidenceNames(), retrieval.HeadingFeature)] = 1
	return h
}

// facts is an index that knows of every document that it exists.
type facts struct{ retrieval.Index }

func (facts) Facts(_ context.Context, id string) (*retrieval.Document, error) {
	return &retrieval.Document{ID: id, Published: "2023"}, nil
}

// TestADifferingFigureBringsItsExcerpt where the answer cites the document for
// another passage.
func TestADifferingFigureBringsItsExcerpt(t *testing.T) {
	h := passage("Leave is granted by the manager. ", strings.Repeat("Much else is said of it here. ", 40), "All employees get 28 days of annual leave.")
	h.Document = "new.md"
	figure := h.Sentences[2]
	answer := bot.Answer{Citations: []bot.Citation{{N: 1, Document: "old.md"}, {N: 2, Document: "new.md", End: h.Sentences[0].End, Excerpt: h.Text[:h.Sentences[0].End]}}}
	d := &dispute{index: facts{}}
	for range 2 { // once is enough
		var f bot.Figure
		b := candidate{hit: h, Sentence: figure}
		if err := d.citeFigure(t.Context(), &answer, b, &f); err != nil || f.Citation != 2 || f.Published != answer.Citations[1].Published {
			t.Fatalf("%+v, %v", f, err)
		}
	}
	if len(answer.Citations) != 2 || len(answer.Citations[1].More) != 1 {
		t.Fatalf("the citations are %+v", answer.Citations)
	}
	more := answer.Citations[1].More[0]
	if !strings.Contains(more.Text, "28 days") || more.Text != h.Text[more.Start:more.End] {
		t.Errorf("the excerpt is %+v", more)
	}
}

func TestRowsOfTablesNameTheColumnThatIsAskedFor(t *testing.T) {
	head := "Class\tMaria\tServer\tMine\n"
	text := head + "m5.large\t64\t16\t32\nm6\t\t8\t4\n"
	h := &retrieval.Hit{}
	h.Text, h.Start = text, 0
	at := strings.Index(text, "Server")
	h.Terms, h.Words = []retrieval.Term{{Text: "server", Start: at, End: at + 6}}, []int{0}
	cellsOf := func(line string) string {
		start := strings.Index(text, line)
		var list []string
		for _, c := range rowCells(h, retrieval.Span{Start: h.Start + start, End: h.Start + start + len(line)}) {
			s := c.Column + "=" + c.Text
			if c.Asked {
				s += "!"
			}
			list = append(list, s)
		}
		return strings.Join(list, " ")
	}
	for line, want := range map[string]string{
		"m5.large\t64\t16\t32": "Class=m5.large Maria=64 Server=16! Mine=32",
		"m6\t\t8\t4":           "Class=m6 Maria= Server=8! Mine=4",
		"Class":                "",
	} {
		if got := cellsOf(line); got != want {
			t.Errorf("%q has the cells %q, want %q", line, got, want)
		}
	}
	h.Words[0] = -1 // the question names no column
	if got, want := cellsOf("m6\t\t8\t4"), "Class=m6 Maria= Server=8 Mine=4"; got != want {
		t.Errorf("the cells are %q, want %q", got, want)
	}
	text = "Maria\tServer\nm5\t64\t16\n" // the name above the rows' own is empty
	h.Text = text
	if got, want := cellsOf("m5\t64\t16"), "=m5 Maria=64 Server=16"; got != want {
		t.Errorf("the cells are %q, want %q", got, want)
	}
}
