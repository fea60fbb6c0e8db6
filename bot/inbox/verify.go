package inbox

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"footnote/bot"
	"footnote/bot/grounding"
	"footnote/bot/wording"
	"footnote/retrieval"
)

// Checker reports whether a sentence is borne out by excerpts.
type Checker interface {
	Check(claim string, evidence []grounding.Evidence) grounding.Verdict
}

const (
	mostClaims    = 20 // of a text that are looked at
	claimExcerpts = 3  // excerpts that are looked at for each
	fewestWords   = 4  // a shorter sentence claims nothing
)

// verifyClaims looks for each sentence of a text for excerpts that support it or
// speak against it. unchecked is how many sentences it left out, beyond the
// first ones.
func (s *Service) verifyClaims(ctx context.Context, q bot.Question, language string) (claims []bot.Claim, unchecked int, err error) {
	checker := s.Checker
	if checker == nil {
		checker = grounding.NewChecker(nil)
	}
	numbers := make(map[string]int) // of documents
	for _, span := range retrieval.Sentences(q.Text) {
		text := q.Text[span.Start:span.End]
		if len(strings.Fields(text)) < fewestWords || strings.HasSuffix(text, "?") {
			continue
		}
		if len(claims) == mostClaims {
			unchecked++
			continue
		}
		claim := bot.Claim{Text: text}
		found, err := s.answerer.Find(ctx, bot.Question{Text: text, Whole: true, Exclude: q.Exclude, Collections: q.Collections}, claimExcerpts)
		if err != nil {
			return nil, 0, err
		}
		for _, c := range found.Citations {
			judgeClaim(checker, &claim, c, numbers, wording.In(language))
		}
		claims = append(claims, claim)
	}
	return claims, unchecked, nil
}

// judgeClaim puts an excerpt on the side of a claim that it is on, if on any.
func judgeClaim(checker Checker, claim *bot.Claim, c bot.Citation, numbers map[string]int, w *wording.Words) {
	evidence := []grounding.Evidence{grounding.EvidenceOf(&c)}
	v := checker.Check(claim.Text, evidence)
	conflict := wordConflicts(w, v)
	if as := claimAsSourced(claim.Text, v); as != claim.Text {
		if sourced := checker.Check(as, evidence); !sourced.Supported && !sourced.Weighed {
			conflict = nil // what differs is said of something else
		}
	}
	if !v.Supported && len(conflict) == 0 {
		return
	}
	if numbers[c.Document] == 0 {
		numbers[c.Document] = len(numbers) + 1
	}
	c.N = numbers[c.Document]
	if v.Supported {
		claim.Supporting = append(claim.Supporting, c)
		return
	}
	claim.Contradicting = append(claim.Contradicting, c)
	for _, text := range conflict {
		if !slices.Contains(claim.Conflicts, text) { // several reasons, or sources, may be of the same figure
			claim.Conflicts = append(claim.Conflicts, text)
		}
	}
}

// claimAsSourced is a claim with what the source has in the place of what differs. A
// source that contradicts the claim supports that.
func claimAsSourced(claim string, v grounding.Verdict) string {
	for _, r := range v.Reasons {
		if isOfFigure(r.Kind) && r.Found != "" {
			claim = strings.Replace(claim, r.Words, r.Found, 1)
		}
	}
	return claim
}

// isOfFigure reports whether a reason is of a figure or a date, which can stand in the place
// of another one.
func isOfFigure(k grounding.ReasonKind) bool {
	return k == grounding.Number || k == grounding.Unit || k == grounding.Bound || k == grounding.Date
}

// wordConflicts words what an excerpt says otherwise. A mere lack of something
// contradicts nothing.
func wordConflicts(w *wording.Words, v grounding.Verdict) []string {
	var list []string
	for _, r := range v.Contradictions() {
		text := w.Opposite
		if r.Kind != grounding.Polarity && r.Words != "" {
			text = fmt.Sprintf(w.InSource, r.Words, r.Found)
		}
		list = append(list, text)
	}
	return list
}
