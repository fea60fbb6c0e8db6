package bot

import (
	"strings"
	"testing"

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
		"whole sentences":                  {passage("The answer. ", strings.Repeat("x", maxExcerptBytes)), 0, "The answer."},
	} {
		at := window(c.hit, []retrieval.Span{c.hit.Sentences[c.show].Span})
		if got := c.hit.Text[at.Start:at.End]; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
