package inbox

import (
	"cmp"
	"context"
	"footnote/bot"
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
}

// alike is how much of their content words two questions share to be one gap,
// of all that either has.
const alike = .5

// Judgements yields closed requests with their ratings; an Archive does.
type Judgements interface {
	Judged(ctx context.Context, since time.Time) iter.Seq2[bot.Judged, error]
}

// Gaps lists what the documents lack, judged by the questions since then that
// were not answered or whose answers were rated badly; most asked first.
func Gaps(ctx context.Context, archive Judgements, analyzer retrieval.Analyzer, since time.Time) ([]Gap, error) {
	g := grouping{gaps: []Gap{}, having: make(map[string][]int)}
	for j, err := range archive.Judged(ctx, since) {
		if err != nil {
			return nil, err
		}
		if j.Kind != bot.Ask || j.Reply == nil || j.Reply.Guide != nil {
			continue
		}
		if gap := gapOf(j); gap != nil {
			g.addGap(gap, contentTerms(analyzer, gap.Question))
		}
	}
	slices.SortStableFunc(g.gaps, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(b.Asked, a.Asked), b.Last.Compare(a.Last))
	})
	return g.gaps, nil
}

// gapOf returns what one request tells, nil if it was answered well.
func gapOf(j bot.Judged) *Gap {
	g := &Gap{Question: cmp.Or(j.Reply.Understood, j.Text), Asked: 1, Last: j.Received, Wordings: []string{}, Comments: []string{}, Missing: []string{}}
	switch a := j.Reply.Answer; {
	case a == nil && j.Reply.Failure != nil && j.Reply.Failure.Reason != bot.Broken && j.Reply.Failure.Reason != bot.Late:
		// that it was no question, or nobody's to ask, is no fault of the documents
	case a == nil:
		g.Failed = 1
	case a.Outcome != bot.Answered:
		g.Unanswered = 1
		g.Missing = append(g.Missing, a.Missing...)
	}
	content := false
	for _, r := range j.Ratings {
		if r.Vote == bot.Down {
			g.Down++
		}
		content = content || r.Vote == bot.Up
		if r.Comment != "" && r.Vote != bot.Up {
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

// grouping collects gaps, those that ask for the same as one.
type grouping struct {
	gaps   []Gap
	sizes  []int            // by gap: of how many terms its first wording is
	having map[string][]int // by term: the gaps whose first wording has it
	shared []int            // by gap: how many terms it shares; zero between calls
}

// addGap adds a gap to the first one that asks for the same, or to the list.
func (g *grouping) addGap(gap *Gap, terms map[string]bool) {
	if i := g.findGap(terms); i >= 0 {
		g.gaps[i].mergeLater(gap)
		return
	}
	for t := range terms {
		g.having[t] = append(g.having[t], len(g.gaps))
	}
	g.gaps, g.sizes, g.shared = append(g.gaps, *gap), append(g.sizes, len(terms)), append(g.shared, 0)
}

// findGap returns the first gap with terms alike enough, -1 if there is none.
func (g *grouping) findGap(terms map[string]bool) int {
	for t := range terms {
		for _, i := range g.having[t] {
			g.shared[i]++
		}
	}
	first := -1
	for t := range terms {
		for _, i := range g.having[t] {
			both := g.shared[i]
			g.shared[i] = 0 // seen
			if both > 0 && float64(both) >= alike*float64(g.sizes[i]+len(terms)-both) && (first < 0 || i < first) {
				first = i
			}
		}
	}
	return first
}

// mergeLater adds another gap, which is later: the archive is in the order of time.
func (g *Gap) mergeLater(later *Gap) {
	if g.Question != later.Question {
		g.Wordings = slices.DeleteFunc(g.Wordings, func(w string) bool { return w == later.Question })
		g.Wordings = slices.Insert(g.Wordings, 0, g.Question)
		g.Question = later.Question
	}
	g.Asked++
	g.Unanswered += later.Unanswered
	g.Failed += later.Failed
	g.Down += later.Down
	g.Comments = append(g.Comments, later.Comments...)
	for _, w := range later.Missing {
		if !slices.ContainsFunc(g.Missing, func(m string) bool { return strings.EqualFold(m, w) }) {
			g.Missing = append(g.Missing, w)
		}
	}
	g.Last = later.Last
}
