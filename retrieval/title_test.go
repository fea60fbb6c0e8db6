package retrieval

import (
	"strings"
	"testing"
)

func TestTitleThatTheQueryNames(t *testing.T) {
	words := []Word{
		{Text: "when", Stop: true}, {Text: "was", Stop: true},
		{Text: "nobel", Forms: []string{"nobel"}, IDF: 4}, {Text: "peace", Forms: []string{"peace"}, IDF: 3},
		{Text: "prize", Forms: []string{"prize"}, IDF: 3}, {Text: "founded", Forms: []string{"founded"}, IDF: 2},
	}
	titled := func(title string) float64 {
		h := Hit{Candidate: Candidate{Title: title}}
		newMatcher(spaces{}, words).weighTitle(&h)
		if h.Rank != h.Titled {
			t.Errorf("%q: rank %v, titled %v", title, h.Rank, h.Titled)
		}
		return h.Titled
	}
	order := []string{"nobel peace prize", "2009 nobel peace prize", "peace in our time as we see it", "physics"}
	for i, title := range order[1:] {
		if more, less := titled(order[i]), titled(title); more <= less {
			t.Errorf("%q adds %v, %q adds %v; want less", order[i], more, title, less)
		}
	}
	if got := titled("physics"); got != 0 {
		t.Errorf("a title that isn't named adds %v", got)
	}
	if got := titled(""); got != 0 {
		t.Errorf("no title adds %v", got)
	}
	if twice := titled("prize of prizes prize"); twice >= titled("nobel prize") {
		t.Errorf("a word that is repeated adds %v", twice)
	}
}

// spaces is an Analyzer that cuts at spaces.
type spaces struct{}

func (spaces) Terms(dst []Term, _, text string) []Term {
	for _, w := range strings.Fields(text) {
		dst = append(dst, Term{Text: w})
	}
	return dst
}
