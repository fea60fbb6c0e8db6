package bot

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"footnote/retrieval"
)

// Gap is what people asked, in one wording or several, without getting a good
// answer from the documents.
type Gap struct {
	Question   string    `json:"question"` // in its latest wording
	Wordings   []string  `json:"wordings"` // the others, the latest first
	Asked      int       `json:"asked"`
	Unanswered int       `json:"unanswered"` // closest passages, or nothing found
	Failed     int       `json:"failed"`     // an error of ours
	Down       int       `json:"down"`       // thumbs
	Comments   []string  `json:"comments"`   // of those who were not content
	Missing    []string  `json:"missing"`    // words that no document has
	Last       time.Time `json:"last"`

	terms map[string]bool
}

// alike is how much of their content words two questions share to be one gap,
// of all that either has.
const alike = .5

// Judgements yields closed requests with their ratings; an Archive does.
type Judgements interface {
	Judged(ctx context.Context, since time.Time) iter.Seq2[Judged, error]
}

// Gaps lists what the documents lack, judged by the questions since then that
// were not answered or whose answers were rated badly; most asked first.
func Gaps(ctx context.Context, archive Judgements, analyzer retrieval.Analyzer, since time.Time) ([]Gap, error) {
	gaps := []Gap{}
	for j, err := range archive.Judged(ctx, since) {
		if err != nil {
			return nil, err
		}
		if j.Kind != Ask || j.Reply == nil {
			continue
		}
		if g := gapOf(j); g != nil {
			g.terms = contentTerms(analyzer, g.Question)
			gaps = merge(gaps, g)
		}
	}
	slices.SortStableFunc(gaps, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(b.Asked, a.Asked), b.Last.Compare(a.Last))
	})
	return gaps, nil
}

// gapOf returns what one request tells, nil if it was answered well.
func gapOf(j Judged) *Gap {
	g := &Gap{Question: cmp.Or(j.Reply.Understood, j.Text), Asked: 1, Last: j.Received, Wordings: []string{}, Comments: []string{}, Missing: []string{}}
	switch a := j.Reply.Answer; {
	case a == nil:
		g.Failed = 1
	case a.Outcome != Answered:
		g.Unanswered = 1
		g.Missing = append(g.Missing, a.Missing...)
	}
	content := false
	for _, r := range j.Ratings {
		if r.Vote == Down {
			g.Down++
		}
		content = content || r.Vote == Up
		if r.Comment != "" && r.Vote != Up {
			g.Comments = append(g.Comments, r.Comment)
		}
	}
	if g.Unanswered+g.Failed+g.Down == 0 || g.Down == 0 && content {
		return nil
	}
	return g
}

func contentTerms(analyzer retrieval.Analyzer, text string) map[string]bool {
	terms := make(map[string]bool)
	for _, t := range analyzer.Terms(nil, "", text) {
		if !t.Stop {
			terms[t.Text] = true
		}
	}
	return terms
}

// merge adds a gap to the one that asks for the same, or to the list.
func merge(gaps []Gap, g *Gap) []Gap {
	for i := range gaps {
		if !sameTerms(gaps[i].terms, g.terms) {
			continue
		}
		old := &gaps[i]
		if old.Question != g.Question {
			old.Wordings = slices.DeleteFunc(old.Wordings, func(w string) bool { return w == g.Question })
			old.Wordings = slices.Insert(old.Wordings, 0, old.Question)
			old.Question = g.Question // the archive is in the order of time
		}
		old.Asked++
		old.Unanswered += g.Unanswered
		old.Failed += g.Failed
		old.Down += g.Down
		old.Comments = append(old.Comments, g.Comments...)
		for _, w := range g.Missing {
			if !slices.ContainsFunc(old.Missing, func(m string) bool { return strings.EqualFold(m, w) }) {
				old.Missing = append(old.Missing, w)
			}
		}
		old.Last = g.Last
		return gaps
	}
	return append(gaps, *g)
}

func sameTerms(a, b map[string]bool) bool {
	both := 0
	for t := range a {
		if b[t] {
			both++
		}
	}
	either := len(a) + len(b) - both
	return either > 0 && float64(both) >= alike*float64(either)
}
