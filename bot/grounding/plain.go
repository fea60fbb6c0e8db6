package grounding

import (
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/language"
)

// plainAnalyzer folds words without knowing their language: lower case, no
// accents, English endings off.
type plainAnalyzer struct{}

// Terms implements retrieval.Analyzer.
func (plainAnalyzer) Terms(dst []retrieval.Term, code, text string) []retrieval.Term {
	spoken := spokenIn(text, code)
	language.Tokenize(text, func(t language.Token) {
		lower := language.Fold(text[t.Start:t.End])
		dst = append(dst, retrieval.Term{Text: stemWord(lower), Start: t.Start, End: t.End, Stop: functionWords.In(lower, spoken)})
	})
	return dst
}

// stemWord takes common English endings off.
func stemWord(w string) string {
	if len(w) < 4 {
		return w
	}
	for _, e := range endings {
		if base, ok := strings.CutSuffix(w, e.off); ok && len(base) >= e.least {
			w = base + e.on
			if n := len(w); e.double && n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("lsz", rune(w[n-1])) {
				w = w[:n-1]
			}
			break
		}
	}
	return strings.TrimSuffix(w, "e")
}

var endings = []struct {
	off, on string
	least   int
	double  bool
}{
	{"sses", "ss", 1, false}, {"ies", "y", 2, false}, {"ied", "y", 2, false}, {"ss", "ss", 1, false}, {"us", "us", 1, false},
	{"ing", "", 3, true}, {"ed", "", 3, true}, {"es", "e", 3, false}, {"s", "", 3, false}, {"ly", "", 4, false},
}
